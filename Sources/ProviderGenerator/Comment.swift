import ProviderSpec

/// Text of the spec as lines of a comment: the only way from a text of the spec into a comment of generated code.
enum Comment {
  /// A line of a comment.
  struct Line {
    /// The text, without the slashes.
    let text: String
    /// Whether a blank line belongs above it.
    let startsParagraph: Bool
  }

  /// The text in lines of at most about `width` columns. Every character that some reader of source code takes for the
  /// end of a line ends a paragraph here, and characters that can't be seen are left out, so that nothing of the text
  /// can stand outside the comment or look as if it did.
  static func lines(_ text: String, width: Int) -> [Line] {
    var lines: [Line] = []
    for paragraph in paragraphs(text) {
      var line: [UInt8] = []
      var length = 0
      var isFirst = true
      for word in paragraph.split(separator: UInt8(ascii: " ")) {
        // A column for each scalar: bytes that continue one do not count.
        let count = word.count { $0 & 0xC0 != 0x80 }
        if length > 0, length + 1 + count > width {
          lines.append(Line(text: String(decoding: line, as: UTF8.self), startsParagraph: isFirst))
          isFirst = false
          line.removeAll(keepingCapacity: true)
          length = 0
        }
        if length > 0 {
          line.append(UInt8(ascii: " "))
          length += 1
        }
        line += word
        length += count
      }
      if length > 0 { lines.append(Line(text: String(decoding: line, as: UTF8.self), startsParagraph: isFirst)) }
    }
    return lines
  }

  /// The paragraphs of the text as UTF-8, without what can't be seen.
  private static func paragraphs(_ text: String) -> [[UInt8]] {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return [Array(text.utf8)] }
    var paragraphs: [[UInt8]] = [[]]
    for scalar in text.unicodeScalars {
      if SpecText.isNewline(scalar) {
        paragraphs.append([])
      } else if SpecText.isVisible(scalar) {
        paragraphs[paragraphs.count - 1] += UTF8.encode(scalar).map(Array.init) ?? []
      }
    }
    return paragraphs
  }

  /// The text as one line.
  static func line(_ text: String) -> String {
    lines(text, width: .max).map(\.text).joined(separator: " ")
  }
}
