/// What statements and calls of a resource mean now that meant another method before.
struct ResourceShifts {
  /// Methods that take over statements or lose them, and what it means.
  private(set) var sql: [Verb: [String: String]] = [:]
  /// Methods that take over calls or lose them, and what it means.
  private(set) var swift: [String: String] = [:]

  /// Compares a resource as it was, under its new names, with what it is.
  init(_ before: Resource, in old: NamedParts, _ after: Resource, in new: NamedParts) {
    guard
      before.methods != after.methods || before.verbs != after.verbs || before.identity != after.identity
        || before.methods.contains(where: { old.methods[$0] != new.methods[$0] })
    else { return }
    for verb in Verb.allCases where verb != .exec {
      let earlier = Self.selection(verb, before, in: old)
      let later = Self.selection(verb, after, in: new)
      for shift in MethodSelection.shifts(from: earlier, to: later) {
        guard let one = new.methods[shift.new], let other = old.methods[shift.old],
          !Self.readsSameRow(one, other, verb, after)
        else { continue }
        let text = "statements that chose '\(shift.old)' choose '\(shift.new)'"
        sql[verb, default: [:]][shift.old] = text
        sql[verb, default: [:]][shift.new] = text
      }
    }
    let functions = [(before, old), (after, new)].map { resource, parts in
      SwiftFunction.functions(of: resource.methods.compactMap { parts.methods[$0] })
    }
    for shift in SwiftCalls.shifts(from: functions[0], to: functions[1]) {
      let text = "calls of '\(shift.old)' may mean '\(shift.new)'"
      swift[shift.old] = text
      swift[shift.new] = text
    }
  }

  /// What the shifts mean of a method; nothing where it is in none.
  func impact(of method: String) -> Impact {
    let statements = Verb.allCases.compactMap { sql[$0]?[method] }.first
    var impact = Impact.detail
    if let statements { impact = impact.and(.breaking(sql: true, statements)) }
    if let calls = swift[method] { impact = impact.and(.breaking(swift: true, calls)) }
    return impact
  }

  /// What the shifts mean among the methods of a verb.
  func impact(of verb: Verb) -> Impact? {
    sql[verb]?.min { $0.key < $1.key }.map { .breaking(sql: true, $0.value) }
  }

  private static func selection(_ verb: Verb, _ resource: Resource, in parts: NamedParts) -> MethodSelection {
    let methods = resource.verbs.first { $0.verb == verb }?.methods.compactMap { parts.methods[$0] } ?? []
    guard !methods.isEmpty else { return MethodSelection(candidates: [], filters: []) }
    let fields = parts.rowModels(of: resource).flatMap { parts.models[$0]?.fields.map(\.name) ?? [] }
    return MethodSelection(
      candidates: methods.map { .init($0, verb, models: parts.models) },
      // What is written is no filter.
      filters: verb == .insert || verb == .replace ? [] : Set(fields + resource.identity.map(\.parameter)))
  }

  /// Whether the new choice reads by its key what the old one found among others.
  private static func readsSameRow(_ new: Method, _ old: Method, _ verb: Verb, _ resource: Resource) -> Bool {
    guard verb == .select, new.response.shape == .object, old.response.shape == .list else { return false }
    let keys = Set(resource.identity.map(\.parameter))
    let path = Set(new.parameters.filter { $0.location == .path }.map(\.parameter.name))
    return !path.isDisjoint(with: keys) && path.subtracting(keys).isSubset(of: old.parameters.map(\.parameter.name))
  }
}
