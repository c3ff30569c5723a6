/// The method that a statement chooses among those of a verb, by the rule of docs/spec.md: those that take all that is
/// given and need no more; of these the one that needs most, then the first.
struct MethodSelection: Equatable {
  /// What a method takes of a statement.
  struct Candidate: Equatable {
    var name: String
    /// Everything that it takes.
    var takes: Set<String>
    /// What it needs.
    var needs: Set<String>
    /// What of it is gone through, value by value, where it is left out.
    var fannedOut: Set<String>

    /// A method under a verb, in a service with these models.
    init(_ method: Method, _ verb: Verb, models: [String: Model]) {
      name = method.name
      takes = Set(method.parameters.map(\.parameter.name))
      let required = method.parameters.filter(\.isRequired)
      needs = Set(required.map(\.parameter.name))
      fannedOut = Set(
        required.map(\.parameter).filter { if case .enumeration = $0.type { true } else { false } }.map(\.name))
      guard case .model(let name) = method.body, let fields = models[name]?.fields else { return }
      takes.formUnion(fields.map(\.name))
      // What is changed may be a part of it.
      if verb != .update { needs.formUnion(fields.filter(\.isRequired).map(\.name)) }
    }
  }

  /// The methods, in the order of the verb.
  let candidates: [Candidate]
  /// Columns that filter rows where the method does not take them.
  let filters: Set<String>

  /// The name of the method; nil where none fits.
  func choice(given: Set<String>) -> String? {
    var best: Candidate?
    for candidate in candidates {
      guard given.subtracting(filters).isSubset(of: candidate.takes),
        candidate.needs.subtracting(candidate.fannedOut).isSubset(of: given),
        best.map({ $0.needs.count < candidate.needs.count }) ?? true
      else { continue }
      best = candidate
    }
    return best?.name
  }

  /// What the methods need, with and without what is gone through where it is left out.
  private var needs: Set<Set<String>> {
    Set(candidates.flatMap { [$0.needs, $0.needs.subtracting($0.fannedOut)] })
  }

  /// What statements give that ask for all a method needs and one thing more that it takes.
  private var extended: Set<Set<String>> {
    Set(candidates.flatMap { one in one.takes.subtracting(one.needs).map { one.needs.union([$0]) } })
  }

  /// Statements that choose another method than before.
  static func shifts(from old: MethodSelection, to new: MethodSelection) -> [(old: String, new: String)] {
    guard old != new else { return [] }
    var statements = old.extended.union(new.extended)
    // Those for one method that give what another one needs as well.
    let needs = new.needs.union(old.needs)
    for one in old.needs { for other in needs { statements.insert(one.union(other)) } }
    var seen: Set<[String]> = []
    var shifts: [(old: String, new: String)] = []
    for given in statements {
      guard let before = old.choice(given: given), let after = new.choice(given: given), before != after,
        seen.insert([before, after]).inserted
      else { continue }
      shifts.append((before, after))
    }
    return shifts.sorted { ($0.old, $0.new) < ($1.old, $1.new) }
  }
}
