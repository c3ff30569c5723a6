import ProviderRuntime

/// A parameter that a statement gives, before its value is known.
struct GivenParameter: Sendable, Hashable {
  var name: String
  /// Whether it may stay a mere filter where the chosen method does not take it, since a field of the response holds it.
  var mayFilter: Bool
  /// Whether it comes as a list of values.
  var isList: Bool

  init(_ name: String, mayFilter: Bool = false, isList: Bool = false) {
    self.name = name
    self.mayFilter = mayFilter
    self.isList = isList
  }
}

/// The method that a statement's parameters choose.
struct Choice: Sendable, Hashable {
  /// The method.
  var method: MethodDescriptor
  /// The given parameters that the request takes, in the method's order, then the members of a DELETE's body.
  var used: [String]
  /// Required parameters that were not given: the request is repeated for each of their values.
  var fannedOut: [String]
  /// Whether the method reads one object by a key that identity ties to it, so that its 404 means "no row".
  var isKeyed: Bool
}

/// Chooses methods by what is given (a value in, a value out; no request is made here).
///
/// Those methods of the verb qualify that take every given parameter and whose required parameters are all given; the
/// one that needs the most wins, then the order of the spec. A parameter that is not given and has a known set of
/// values counts as given: each value is asked for.
struct Planner: Sendable {
  let table: ResourceTable

  /// The method for a set of parameters, or the problem that leaves none; of all the verb has, or of some.
  func choose(
    _ verb: Verb, given: [GivenParameter], among candidates: [MethodDescriptor]? = nil
  ) -> Result<Choice, PlanProblem> {
    let methods = candidates ?? table.methods[verb] ?? []
    guard !methods.isEmpty else { return .failure(.noMethods(verb: verb)) }
    let names = Set(given.map(\.name))
    let must = given.filter { !$0.mayFilter }.map(\.name)

    let taking = methods.filter { method in must.allSatisfy { table.takes(method, $0, for: verb) } }
    guard !taking.isEmpty else { return .failure(notTaken(must, by: methods, for: verb)) }

    func missing(_ method: MethodDescriptor) -> [String] {
      let parameters = method.parameters.filter {
        $0.isRequired && !names.contains($0.name) && Self.values(of: $0) == nil
      }
      let members = table.members(of: method, for: verb).filter { $0.isRequired && !names.contains($0.name) }
      return parameters.map(\.name) + members.map(\.name)
    }
    var best: (method: MethodDescriptor, needs: Int)?
    for method in taking where missing(method).isEmpty {
      let needs = required(by: method, for: verb).count
      if let current = best, current.needs >= needs { continue }
      best = (method, needs)
    }
    guard let method = best?.method else {
      return .failure(.missing(taking.map { PlanProblem.Need(method: $0.name, parameters: missing($0)) }, verb))
    }
    return .success(choice(of: method, for: verb, given: given))
  }

  /// What a method can't do without.
  func required(by method: MethodDescriptor, for verb: Verb) -> [String] {
    method.parameters.filter(\.isRequired).map(\.name)
      + table.members(of: method, for: verb).filter(\.isRequired).map(\.name)
  }

  /// The method that reads. One that answers none of the fields that the statement looks at beside what it gives would
  /// show nothing: another one is chosen, and where there is none, nobody tells the fields.
  func chooseRead(given: [GivenParameter], lookingAt fields: [String]) -> Result<Choice, PlanProblem> {
    let methods = table.methods[.select] ?? []
    let telling = methods.filter { table.tells($0, anyOf: fields) }
    guard let field = fields.first, telling.count < methods.count, !telling.isEmpty else {
      return choose(.select, given: given)
    }
    if case .success(let choice) = choose(.select, given: given, among: telling) { return .success(choice) }
    return choose(.select, given: given).flatMap { choice in
      table.tells(choice.method, anyOf: fields)
        ? .success(choice) : .failure(.tellsNothing(method: choice.method, field: field))
    }
  }

  private func choice(of method: MethodDescriptor, for verb: Verb, given: [GivenParameter]) -> Choice {
    var used: [String] = []
    var fannedOut: [String] = []
    for parameter in method.parameters {
      if let one = given.first(where: { $0.name == parameter.name }) {
        // One unfiltered list is less than one filtered list per value. Without the parameter a default would filter.
        if !parameter.isRequired, one.mayFilter, one.isList, parameter.defaultValue == nil, parameter.wildcard == nil {
          continue
        }
        used.append(parameter.name)
      } else if parameter.isRequired {
        fannedOut.append(parameter.name)
      }
    }
    used += table.members(of: method, for: verb).map(\.name).filter { name in given.contains { $0.name == name } }
    let path = method.parameters.filter { $0.location == .path }
    let isKeyed =
      switch method.response.shape {
      case .object: path.contains { table.key(of: $0.name, in: method) != nil }
      // That something is there is all that is asked.
      case .none: !path.isEmpty
      case .list: false
      }
    return Choice(method: method, used: used, fannedOut: fannedOut, isKeyed: isKeyed)
  }

  /// Names one given parameter that gets in the way, and the others that it does not go with.
  private func notTaken(_ must: [String], by methods: [MethodDescriptor], for verb: Verb) -> PlanProblem {
    func takes(_ method: MethodDescriptor, _ name: String) -> Bool { table.takes(method, name, for: verb) }
    if let unknown = must.first(where: { name in !methods.contains { takes($0, name) } }) {
      if let column = table.column(ofParameter: unknown), table.columns[column].differsFromParameter {
        return .json(field: table.columns[column].name, methods: methods.map(\.name), verb)
      }
      return .notTaken(parameter: unknown, together: [], takenBy: [], methods: methods.map(\.name), verb)
    }
    // The parameter whose absence leaves a method that takes the rest; one that can be left out first, then the one that
    // the fewest methods take.
    func isNeeded(_ name: String) -> Bool { methods.contains { required(by: $0, for: verb).contains(name) } }
    let order = must.sorted { a, b in
      (isNeeded(a) ? 1 : 0, methods.count { takes($0, a) }) < (isNeeded(b) ? 1 : 0, methods.count { takes($0, b) })
    }
    let culprit =
      order.first { name in methods.contains { method in must.allSatisfy { $0 == name || takes(method, $0) } } }
      ?? order.first ?? ""
    let takers = methods.filter { takes($0, culprit) }
    let others = must.filter { name in name != culprit && !takers.contains { takes($0, name) } }
    return .notTaken(
      parameter: culprit, together: others.isEmpty ? must.filter { $0 != culprit } : others,
      takenBy: takers.map(\.name), methods: methods.map(\.name), verb)
  }

  /// The path parameters by which methods of the same shape name whose objects they mean and the given method does not:
  /// those of a method on the token's own account; empty for any other.
  static func owners(missingIn method: MethodDescriptor, among methods: [MethodDescriptor]) -> Set<String> {
    func path(_ method: MethodDescriptor) -> Set<String> {
      Set(method.parameters.filter { $0.location == .path }.map(\.name))
    }
    let own = path(method)
    return methods.reduce(into: []) { owners, other in
      guard other.response.shape == method.response.shape, path(other).isStrictSuperset(of: own) else { return }
      owners.formUnion(path(other).subtracting(own))
    }
  }

  /// The known values that a parameter goes through when it is not given; nil where it has to be given.
  static func values(of parameter: ParameterDescriptor) -> [String]? {
    guard case .enumeration(let set) = parameter.type, !set.values.isEmpty else { return nil }
    return set.values
  }
}

extension MethodDescriptor {
  /// Whether it takes the parameter, and no value of it asks for every value.
  func hasNoWildcard(_ name: String) -> Bool {
    parameters.contains { $0.name == name && $0.wildcard == nil }
  }

  /// Whether the server assumes a value for the parameter where it is not given.
  func hasDefault(_ name: String) -> Bool {
    parameters.contains { $0.name == name && !$0.isRequired && $0.defaultValue != nil }
  }
}
