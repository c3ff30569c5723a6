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
    for paragraph in text.unicodeScalars.split(whereSeparator: isNewline) {
      var visible = String.UnicodeScalarView()
      visible.append(contentsOf: paragraph.lazy.filter(isVisible))
      var line = ""
      var length = 0
      var isFirst = true
      for word in visible.split(separator: " ") {
        if length > 0, length + 1 + word.count > width {
          lines.append(Line(text: line, startsParagraph: isFirst))
          isFirst = false
          line = ""
          length = 0
        }
        if length > 0 {
          line += " "
          length += 1
        }
        line.unicodeScalars.append(contentsOf: word)
        length += word.count
      }
      if length > 0 { lines.append(Line(text: line, startsParagraph: isFirst)) }
    }
    return lines
  }

  /// The text as one line.
  static func line(_ text: String) -> String {
    lines(text, width: .max).map(\.text).joined(separator: " ")
  }

  private static func isNewline(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20...0x7E).contains(scalar.value) { return true }
    if scalar.value < 0xA0 { return false }
    // Joiners shape letters and emoji; every other character of this kind is a control of the text's direction or layout.
    if scalar.value == 0x200C || scalar.value == 0x200D { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return false
    default: return true
    }
  }
}
