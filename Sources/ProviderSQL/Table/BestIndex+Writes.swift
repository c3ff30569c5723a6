import CSQLite
import ProviderRuntime

/// What a scan means for a statement that deletes or updates what it finds.
extension BestIndex {
  /// The verbs by which the statement may write the rows of the scan. SQLite compiles the rows that are written before
  /// any SELECT within the statement.
  var verbs: [Verb] {
    let changes = context.session.changes
    guard changes.isKnown else { return [.delete, .update] }
    if changes.hasSelect, !changes.isUpdateFrom, !changes.hasTrigger { return [] }
    var verbs: [Verb] = []
    if changes.deletes(from: context.table) { verbs.append(.delete) }
    if changes.updates(context.table) { verbs.append(.update) }
    return verbs
  }

  /// What is given, by who takes it.
  struct Inputs {
    /// What only the request takes that writes.
    var others: [String] = []
    /// What names an object in the path of a request that writes, and can't be looked up: no method takes it that reads,
    /// and no row holds it.
    var unreadable: String?
    /// What a request has one of, and a list gives.
    var list: String?
  }

  /// Sorts out what no method takes that reads.
  func inputs(_ given: [Offer]) -> Inputs {
    let table = context.table
    let verbs = self.verbs
    var inputs = Inputs()
    guard !verbs.isEmpty else { return inputs }
    var seen: Set<String> = []
    for offer in given where seen.insert(offer.parameter).inserted {
      let name = offer.parameter
      if table.methods[.select]?.contains(where: { table.takes($0, name, for: .select) }) ?? false { continue }
      let takers = verbs.flatMap { verb in
        (table.methods[verb] ?? []).filter { table.takes($0, name, for: verb) }.map { (method: $0, verb: verb) }
      }
      guard !takers.isEmpty else { continue }
      // What the row holds is the row's to tell: a condition on a field is one, whatever takes its name.
      if given.contains(where: { $0.parameter == name && $0.mayFilter }) { continue }
      if takers.contains(where: { $0.method.hasInPath(name) }) {
        inputs.unreadable = inputs.unreadable ?? name
      } else {
        inputs.others.append(name)
        if best(name, of: given)?.isList ?? false { inputs.list = name }
      }
    }
    return inputs
  }

  /// Why no row can be looked at: what a method of the statement's verbs needs.
  func unreadable(_ name: String) -> PlanProblem {
    let planner = Planner(table: context.table)
    let needs = verbs.flatMap { verb in
      (context.table.methods[verb] ?? []).map {
        PlanProblem.Need(method: $0.name, parameters: planner.required(by: $0, for: verb))
      }
    }
    return .unreadable(parameter: name, needs: needs)
  }

  /// Why the rows that a method reads can't be written, whatever they hold; nil where they may be.
  func unwritable(_ read: Choice, _ others: [String]) -> PlanProblem? {
    let changes = context.session.changes
    guard changes.isKnown, !changes.hasTrigger else { return nil }
    let planner = Planner(table: context.table)
    for verb in verbs {
      let names = verb == .update ? changes.assignments(to: context.table) : nil
      // What can't be set at all is told when the statement is compiled.
      guard
        let write = try? planner.write(verb, rowsOf: read, others: others, setting: context.table.members(names))
      else { continue }
      if case .failure(let problem) = write { return problem }
    }
    return nil
  }

  /// The deletion or update of the objects whose whole key is given.
  func keyed(_ verb: Verb, _ given: [Offer]) -> AccessPlan.KeyedWrite? {
    guard verbs.contains(verb) else { return nil }
    let changes = context.session.changes
    let planner = Planner(table: context.table)
    let values = Self.parameters(given)
    var choice: Choice?
    if verb == .update, let names = changes.assignments(to: context.table) {
      choice = try? planner.chooseUpdate(given: values, setting: context.table.members(names))
    } else if case .success(let chosen) = planner.choose(verb, given: values) {
      choice = chosen
    }
    guard let choice, choice.fannedOut.isEmpty else { return nil }
    let keys = columns.indices.filter { index in columns[index].input.map(choice.used.contains) ?? false }
    let names = Set(keys.map { columns[$0].name.lowercased() } + [""])
    // Columns that a DELETE looks at are told for each scan, but for those that share the last bit.
    let looksAtKeys =
      verb == .delete && changes.isKnown
      && columns.indices.allSatisfy { isUsed($0) ? names.contains(columns[$0].name.lowercased()) : true }
    return AccessPlan.KeyedWrite(
      choice: choice, isOne: choice.used.allSatisfy { best($0, of: given).map { !$0.isList } ?? true },
      isOfTarget: changes.isKnown && !changes.hasSelect,
      needsNoRow: looksAtKeys || changes.columnsRead(of: context.table).isSubset(of: names))
  }
}

extension MethodDescriptor {
  /// Whether a parameter is a part of the request's path.
  func hasInPath(_ name: String) -> Bool { parameters.contains { $0.name == name && $0.location == .path } }
}
