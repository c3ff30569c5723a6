// The standard library's own are part of regular expressions, which would be linked into every program.
extension String {
  /// Whether a text is part of this one, byte for byte. An empty one always is.
  func holds(_ text: String) -> Bool {
    text.isEmpty || parts(around: text).count > 1
  }

  /// The text with another one wherever a text stands; an empty one stands nowhere.
  func substituting(_ text: String, with other: String) -> String {
    parts(around: text).joined(separator: other)
  }

  /// What is before, between and behind the places where a text stands.
  private func parts(around text: String) -> [Substring] {
    if text.isEmpty { return [self[...]] }
    var parts: [Substring] = []
    var start = startIndex
    var index = startIndex
    while index < endIndex {
      if utf8[index...].starts(with: text.utf8) {
        parts.append(self[start..<index])
        index = utf8.index(index, offsetBy: text.utf8.count)
        start = index
      } else {
        utf8.formIndex(after: &index)
      }
    }
    return parts + [self[start...]]
  }
}
