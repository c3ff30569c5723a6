import ProviderRuntime

extension Planner {
  /// The method that deletes or updates the rows that another one reads, by what is known of them without reading any.
  ///
  /// - Parameters:
  ///   - verb: DELETE or UPDATE.
  ///   - read: The method that reads, and what it takes.
  ///   - others: What the statement gives to the request that writes alone.
  ///   - names: The members that an UPDATE sets.
  /// - Returns: The choice; the problem where no row can tell what is missing, or none tells anything.
  /// - Throws: `SQLError` where no method of UPDATE sets the members.
  func write(
    _ verb: Verb, rowsOf read: Choice, others: [String], setting names: Set<String>
  ) throws(SQLError) -> Result<Choice, PlanProblem> {
    let methods = verb == .update ? try updates(setting: names) : table.methods[verb] ?? []
    let inputs = methods.flatMap { method in
      method.parameters.map(\.name) + table.members(of: method, for: verb).map(\.name)
    }
    let needed = Set(methods.flatMap { required(by: $0, for: verb) })
    let asked = Set(read.used + read.fannedOut)
    var fromRow: Set<String> = []
    var given: [GivenParameter] = []
    var seen: Set<String> = []
    for name in inputs where seen.insert(name).inserted {
      if read.method.hasInPath(name) || others.contains(name) {
        given.append(GivenParameter(name))
      } else if needed.contains(name), rowHolds(name) {
        fromRow.insert(name)
        given.append(GivenParameter(name, mayFilter: true))
      } else if asked.contains(name) {
        given.append(GivenParameter(name, mayFilter: true))
      }
    }
    switch choose(verb, given: given, among: methods) {
    case .failure(let problem): return .failure(problem)
    case .success(let choice):
      guard choice.fannedOut.isEmpty else {
        return .failure(.missing([.init(method: choice.method.name, parameters: choice.fannedOut)], verb))
      }
      // One request for a whole list is about none of its rows.
      if read.method.response.shape == .list, fromRow.isDisjoint(with: choice.used) {
        let request = "\(choice.method.httpMethod) \(choice.method.path)"
        return .failure(.wholeList(method: choice.method.name, request: request, verb))
      }
      return .success(choice)
    }
  }

  /// Whether rows hold the value of a parameter or of a member of a body.
  private func rowHolds(_ name: String) -> Bool {
    table.column(ofParameter: name).map { table.columns[$0].holdsInput } ?? false
  }
}
