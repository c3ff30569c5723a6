/// Text of the spec as a Swift string literal: the only way from a string of the spec to generated code.
public enum SwiftLiteral {
  /// The literal with its quotes, on one line.
  public static func string(_ text: String) -> String {
    "\"" + escaped(text) + "\""
  }

  /// The text between the quotes. What could end the literal, start an interpolation or a line, change the order in
  /// which the source is read, or not be seen at all is written as an escape.
  ///
  /// - Parameter isMultiline: Whether there are three quotes around it; then only two in a row need an escape.
  public static func escaped(_ text: some StringProtocol, isMultiline: Bool = false) -> String {
    // Most texts need no escape.
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return String(text)
    }
    var result = ""
    result.reserveCapacity(text.utf8.count + 8)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\"" where isMultiline && result.utf8.last != UInt8(ascii: "\""): result += "\""
      case "\"": result += "\\\""
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case " "..."~": result.unicodeScalars.append(scalar)
      default:
        if isPlain(scalar) {
          result.unicodeScalars.append(scalar)
        } else {
          result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
        }
      }
    }
    return result
  }

  /// Whether a character outside ASCII shows itself and changes nothing around it.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0xA1, !scalar.properties.isDefaultIgnorableCodePoint else { return false }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate, .privateUse, .unassigned,
      .nonspacingMark, .spacingMark, .enclosingMark:
      return false
    default: return true
    }
  }

  /// The text in pieces of at most about `width` columns, each but the last ending behind a space; more than one piece
  /// only where there are spaces to break at.
  public static func pieces(_ text: String, width: Int) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var length = 0
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      let escaped = escaped(word, isMultiline: true)
      let count = escaped.utf8.count
      if length > 0, length + count + 1 > width {
        pieces.append(piece)
        piece = ""
        length = 0
      }
      piece += escaped + " "
      length += count + 1
    }
    piece.removeLast()
    pieces.append(piece)
    return pieces
  }
}
