/// The known name that a misspelt one most likely stands for.
public enum Suggestion {
  /// ` Did you mean 'x'?`, or nothing where no known name is near.
  static func text(for name: String, among known: some Sequence<String>) -> String {
    nearest(to: name, among: known).map { " Did you mean '\($0)'?" } ?? ""
  }

  /// ` Did you mean 'x'?` or, where no known name is near, a list of them all.
  static func text(for name: String, orOneOf known: [String]) -> String {
    let suggestion = text(for: name, among: known)
    return suggestion.isEmpty ? "; it is one of \(list(known))." : "." + suggestion
  }

  /// The nearest known name, the first of several; nil where all are too far to be meant.
  public static func nearest(to name: String, among known: some Sequence<String>) -> String? {
    let wanted = Array(name.lowercased().unicodeScalars)
    guard !wanted.isEmpty, wanted.count <= 100 else { return nil }
    var best: String?
    // One mistake in three letters is a slip, more is another word.
    var limit = max(1, wanted.count / 3) + 1
    for candidate in known where candidate != name {
      let scalars = Array(candidate.lowercased().unicodeScalars)
      guard abs(scalars.count - wanted.count) < limit else { continue }
      let distance = editDistance(wanted, scalars)
      if distance < limit {
        limit = distance
        best = candidate
      }
    }
    return best
  }

  /// `'a', 'b' and 'c'`, cut short where there are many.
  static func list(_ names: [String], last: String = "and") -> String {
    let quoted = names.map { "'\($0)'" }
    if quoted.count > 12 { return quoted.prefix(12).joined(separator: ", ") + ", …" }
    guard let final = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " \(last) " + final
  }

  /// The number of insertions, removals, replacements and swaps of neighbours that turn one text into the other.
  static func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
    if left.isEmpty || right.isEmpty { return max(left.count, right.count) }
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    var current = previous
    for row in 1...left.count {
      current[0] = row
      for column in 1...right.count {
        let isSame = left[row - 1] == right[column - 1]
        var cost = min(
          previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1))
        if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
          cost = min(cost, beforePrevious[column - 2] + 1)
        }
        current[column] = cost
      }
      (beforePrevious, previous, current) = (previous, current, beforePrevious)
    }
    return previous[right.count]
  }
}
