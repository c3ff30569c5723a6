import ProviderSpec

/// A command line that cannot be carried out as it stands: exit status 1.
struct UsageError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) {
    self.description = description
  }

  /// An unknown word, with the known one that it resembles or all of them.
  static func unknown(_ kind: String, _ word: String, known: [String]) -> UsageError {
    if let near = Suggestion.nearest(to: word, among: known) {
      return UsageError("unknown \(kind) '\(word)'. Did you mean '\(near)'?")
    }
    if known.isEmpty { return UsageError("unknown \(kind) '\(word)'; there is none") }
    return UsageError("unknown \(kind) '\(word)'; known are \(known.joined(separator: ", "))")
  }
}
