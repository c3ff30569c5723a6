import ProviderRuntime

/// The method that creates or replaces what a row says, and what its request takes.
struct RowChoice: Sendable, Hashable {
  var method: MethodDescriptor
  /// The index of the column that gives each parameter, by the parameter's name.
  var parameters: [String: Int]
  /// The index of the column that gives each member of the body, by the member's name.
  var members: [String: Int]
}

extension Planner {
  /// Chooses a method of INSERT or REPLACE by the columns that have values.
  ///
  /// A method qualifies that takes each of them, as a parameter or as a member of its body, and whose required parameters
  /// and members are all among them; the one that needs the most wins, then the order of the spec.
  ///
  /// - Parameters:
  ///   - given: The columns with values.
  ///   - nulls: The columns that are NULL because the statement says so: null for a member that can be null, and nothing
  ///     for any other.
  /// - Throws: `SQLError` that says what each method still needs, or which column none takes.
  func choose(_ verb: Verb, given: [Int], nulls: [Int] = []) throws(SQLError) -> RowChoice {
    let methods = table.methods[verb] ?? []
    if let failure = WriteRefusal.unsupported(verb, table) { throw failure }
    let choices = methods.map { choice(of: $0, given: given, nulls: nulls) }
    func takes(_ choice: RowChoice, _ column: Int) -> Bool {
      choice.parameters.values.contains(column) || choice.members.values.contains(column)
    }
    let taking = choices.filter { choice in given.allSatisfy { takes(choice, $0) } }
    guard !taking.isEmpty else { throw notTaken(given, verb, choices, takes) }
    var best: (choice: RowChoice, needs: Int)?
    for choice in taking where missing(in: choice).isEmpty {
      let needs = required(by: choice.method).count
      if let current = best, current.needs >= needs { continue }
      best = (choice, needs)
    }
    if let best { return best.choice }
    let needs = taking.map { PlanProblem.Need(method: $0.method.name, parameters: missing(in: $0)) }
    throw SQLError(
      .missingParameters,
      "\(verb == .insert ? "INSERT" : "REPLACE") INTO \(table.name) needs more columns. What each method still needs:\n"
        + PlanProblem.lines(needs))
  }

  /// What a method takes of some columns, whether that is enough or not.
  func choice(of method: MethodDescriptor, given: [Int], nulls: [Int] = []) -> RowChoice {
    var choice = RowChoice(method: method, parameters: [:], members: [:])
    for parameter in method.parameters {
      // A column of the parameter's own name comes before a field that is tied to it.
      let columns = given.filter { table.columns[$0].parameter?.name == parameter.name }
      choice.parameters[parameter.name] =
        columns.first { table.columns[$0].isHidden || table.columns[$0].field?.name == parameter.name } ?? columns.first
    }
    for field in method.bodyFields(of: table.service) {
      // One value can't be a text in the path and a list in the body: there it is the path's.
      guard method.parameters.allSatisfy({ $0.name != field.name || field.isLike($0) }) else { continue }
      let columns = field.isNullable ? given + nulls : given
      choice.members[field.name] = columns.first { table.columns[$0].bodyField == field.name }
    }
    return choice
  }

  private func required(by method: MethodDescriptor) -> [String] {
    let parameters = method.parameters.filter(\.isRequired).map(\.name)
    let members = method.bodyFields(of: table.service).filter(\.isRequired).map(\.name)
    return parameters + members.filter { !parameters.contains($0) }
  }

  private func missing(in choice: RowChoice) -> [String] {
    required(by: choice.method).filter { choice.parameters[$0] == nil && choice.members[$0] == nil }
  }

  private func notTaken(
    _ given: [Int], _ verb: Verb, _ choices: [RowChoice], _ takes: (RowChoice, Int) -> Bool
  ) -> SQLError {
    let name = verb.rawValue.uppercased()
    let taken = Set(choices.flatMap { self.names($0.method) })
    if let unknown = given.first(where: { column in !choices.contains { takes($0, column) } }) {
      let column = table.columns[unknown]
      let what = column.field == nil ? "" : ", which is only read"
      return SQLError(
        .parameterNotTaken,
        "no method that \(verb == .insert ? "inserts into" : "replaces") \(table.name) takes \(column.name)\(what)."
          + "\(Suggestions.question(column.name, among: taken.sorted())) What \(name) takes: "
          + Self.list(choices.flatMap { self.names($0.method) }))
    }
    let lines = choices.map { "  \($0.method.name) takes \(Self.list(names($0.method)))" }
    return SQLError(
      .parameterNotTaken,
      "no method of \(table.name) takes \(given.map { table.columns[$0].name }.joined(separator: ", ")) together:\n"
        + lines.joined(separator: "\n"))
  }

  private func names(_ method: MethodDescriptor) -> [String] {
    method.parameters.map(\.name) + method.bodyFields(of: table.service).map(\.name)
  }

  private static func list(_ names: [String]) -> String {
    var seen: Set<String> = []
    let distinct = names.filter { seen.insert($0).inserted }
    return distinct.isEmpty ? "nothing" : distinct.joined(separator: ", ")
  }

  /// Chooses a method of UPDATE by the parameters that name the object and the members that are set.
  ///
  /// - Throws: `SQLError` that says which fields can be set, or what is missing.
  func chooseUpdate(given: [GivenParameter], setting names: Set<String>) throws(SQLError) -> Choice {
    switch choose(.update, given: given, among: try updates(setting: names)) {
    case .success(let choice) where choice.fannedOut.isEmpty: return choice
    case .success(let choice):
      throw PlanProblem.missing([.init(method: choice.method.name, parameters: choice.fannedOut)], .update).error(
        table: table.name)
    case .failure(let problem): throw problem.error(table: table.name)
    }
  }

  /// The methods of UPDATE that can set these members and need no others.
  ///
  /// - Throws: `SQLError` where there are none.
  func updates(setting names: Set<String>) throws(SQLError) -> [MethodDescriptor] {
    let methods = table.methods[.update] ?? []
    if let failure = WriteRefusal.unsupported(.update, table) { throw failure }
    func fields(_ method: MethodDescriptor) -> [FieldDescriptor] { method.bodyFields(of: table.service) }
    let settable = methods.flatMap(fields).map(\.name)
    if settable.isEmpty {
      throw SQLError(
        .notSupported,
        "there is nothing that UPDATE could set in \(table.name): its requests have no body. Write EXEC "
          + methods.map { "\(table.name).\($0.name)" }.joined(separator: ", or EXEC "))
    }
    if let unknown = names.sorted().first(where: { !settable.contains($0) }) {
      let isParameter = methods.contains { $0.parameters.contains { $0.name == unknown } }
      throw SQLError(
        .parameterNotTaken,
        "\(unknown) can't be set by UPDATE\(isParameter ? ": it says which object is meant, in the WHERE clause" : "")."
          + "\(Suggestions.question(unknown, among: settable)) What can be set: \(Self.list(settable))")
    }
    let taking = methods.filter { method in names.isSubset(of: fields(method).map(\.name)) }
    guard !taking.isEmpty else {
      let lines = methods.map { "  \($0.name) sets \(Self.list(fields($0).map(\.name)))" }
      throw SQLError(
        .parameterNotTaken,
        "no method of \(table.name) sets \(names.sorted().joined(separator: ", ")) together:\n"
          + lines.joined(separator: "\n"))
    }
    func missing(_ method: MethodDescriptor) -> [String] {
      fields(method).filter { $0.isRequired && !names.contains($0.name) }.map(\.name)
    }
    let complete = taking.filter { missing($0).isEmpty }
    guard complete.isEmpty else { return complete }
    let needs = taking.map { PlanProblem.Need(method: $0.name, parameters: missing($0)) }
    throw SQLError(
      .missingParameters,
      "UPDATE \(table.name) has to SET more, as its requests need it. What each method still needs:\n"
        + PlanProblem.lines(needs))
  }
}
