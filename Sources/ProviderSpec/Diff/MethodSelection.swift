/// The method that a statement's parameters choose among those of a verb, by the rule of docs/spec.md: those that take
/// all that is given and need no more; of these the one that needs most, then the first.
struct MethodSelection {
  /// The methods, in the order of the verb.
  let methods: [Method]
  /// Columns that filter rows where the method does not take them.
  let filters: Set<String>

  /// The name of the method; nil where none fits.
  func choice(given: Set<String>) -> String? {
    var best: (name: String, needs: Int)?
    for method in methods {
      let names = Set(method.parameters.map(\.parameter.name))
      let required = method.parameters.filter(\.isRequired)
      guard given.allSatisfy({ names.contains($0) || filters.contains($0) }),
        required.allSatisfy({ given.contains($0.parameter.name) || Self.isGoneThrough($0.parameter) }),
        best.map({ $0.needs < required.count }) ?? true
      else { continue }
      best = (method.name, required.count)
    }
    return best?.name
  }

  /// What the methods need, with and without what is gone through where it is left out.
  private var needs: Set<Set<String>> {
    var result: Set<Set<String>> = []
    for method in methods {
      let required = method.parameters.filter(\.isRequired)
      result.insert(Set(required.map(\.parameter.name)))
      result.insert(Set(required.filter { !Self.isGoneThrough($0.parameter) }.map(\.parameter.name)))
    }
    return result
  }

  /// What statements give that ask for all a method needs and one thing more that it takes.
  private var extended: Set<Set<String>> {
    var result: Set<Set<String>> = []
    for method in methods {
      let required = Set(method.parameters.filter(\.isRequired).map(\.parameter.name))
      for parameter in method.parameters where !parameter.isRequired {
        result.insert(required.union([parameter.parameter.name]))
      }
    }
    return result
  }

  /// Whether each value of the parameter is asked for where it is not given.
  private static func isGoneThrough(_ parameter: Parameter) -> Bool {
    if case .enumeration = parameter.type { true } else { false }
  }

  /// Statements that choose another method than before.
  static func shifts(from old: MethodSelection, to new: MethodSelection) -> [(old: String, new: String)] {
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
