/// Values as JSON text.
enum JSONText {
  static func value(_ value: SQLValue) -> String {
    switch value {
    case .null, .blob: "null"
    case .integer(let number): String(number)
    case .real(let number): number.isFinite ? String(number) : "null"
    case .boolean(let truth): truth ? "true" : "false"
    case .text(let text): string(text)
    case .json(let text): text
    }
  }

  /// Whether a text is JSON as rows have it, without white space between its parts.
  static func isCompact(_ text: String) -> Bool {
    guard BodyValue.kind(text) != 0 else { return false }
    var isWithin = false
    var isEscaped = false
    for byte in text.utf8 {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\"") {
        isWithin.toggle()
      } else if isWithin {
        isEscaped = byte == UInt8(ascii: "\\")
      } else if " \t\r\n".utf8.contains(byte) {
        return false
      }
    }
    return true
  }

  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
