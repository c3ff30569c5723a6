/// Calls of a resource's functions, and which function they mean.
enum SwiftCalls {
  /// Methods whose calls may mean another one now, where they did not before.
  static func shifts(from old: [SwiftFunction], to new: [SwiftFunction]) -> [(old: String, new: String)] {
    let before = Dictionary(old.map { ($0.method.name, $0) }, uniquingKeysWith: { first, _ in first })
    let named = Dictionary(grouping: new, by: \.name)
    var shifts: [(old: String, new: String)] = []
    for function in old {
      for other in named[function.name] ?? [] where other.method.name != function.method.name {
        let earlier = before[other.method.name]
        guard earlier != other else { continue }
        let isTaken = calls(function, other).contains { labels in
          takes(function, labels) && takes(other, labels)
            && !(earlier?.name == function.name && earlier.map { takes($0, labels) } == true)
        }
        if isTaken { shifts.append((function.method.name, other.method.name)) }
      }
    }
    return shifts
  }

  /// The shortest calls that could mean either: with the labels that both need, and with one more.
  private static func calls(_ function: SwiftFunction, _ other: SwiftFunction) -> [[String]] {
    let needed = Set((function.arguments + other.arguments).filter(\.isRequired).map(\.label))
    let labels = function.arguments.map(\.label)
    let shortest = labels.filter(needed.contains)
    return [shortest]
      + labels.filter { !needed.contains($0) }.map { more in
        labels.filter { needed.contains($0) || $0 == more }
      }
  }

  /// Whether a call with the labels, in this order, is one of the function.
  private static func takes(_ function: SwiftFunction, _ labels: [String]) -> Bool {
    let given = Set(labels)
    let known = function.arguments.map(\.label).filter(given.contains)
    return known == labels && function.arguments.allSatisfy { !$0.isRequired || given.contains($0.label) }
  }
}
