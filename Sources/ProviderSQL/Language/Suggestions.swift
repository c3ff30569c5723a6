/// Names that someone may have meant.
enum Suggestions {
  /// The candidate nearest to a name, or nil where none is near: at most a third of the letters may differ.
  static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased())
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let distance = distance(wanted, Array(candidate.lowercased()))
      if distance < (best?.distance ?? Int.max) { best = (candidate, distance) }
    }
    if let best, best.distance <= 1 { return best.name }
    // A beginning is as good as a misspelling.
    if wanted.count >= 3, let longer = candidates.first(where: { $0.lowercased().hasPrefix(name.lowercased()) }) {
      return longer
    }
    if let shorter = candidates.first(where: { $0.count >= 3 && name.lowercased().hasPrefix($0.lowercased()) }) {
      return shorter
    }
    guard let best, best.distance <= max(1, max(wanted.count, best.name.count) / 3) else { return nil }
    return best.name
  }

  /// ` Did you mean 'x'?`, or nothing.
  static func question(_ name: String, among candidates: some Sequence<String>) -> String {
    nearest(to: name, among: candidates).map { " Did you mean '\($0)'?" } ?? ""
  }

  /// How many letters must be added, removed, changed or swapped with their neighbour.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    // Names are short; a text that is not would only cost time.
    guard a.count <= 200, b.count <= 200 else { return a == b ? 0 : max(a.count, b.count) }
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var current = [i]
      current.reserveCapacity(b.count + 1)
      for j in 1...b.count {
        let change = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var least = min(change, previous[j] + 1, current[j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { least = min(least, before[j - 2] + 1) }
        current.append(least)
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}
