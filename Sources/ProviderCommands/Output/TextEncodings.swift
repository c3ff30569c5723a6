/// Strings as JSON writes them (RFC 8259).
enum JSONText {
  /// The text as a JSON string, quotes included.
  static func quoted(_ text: some Collection<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count + 2)
    bytes.append(UInt8(ascii: "\""))
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "n")])
      case 0x0D: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "r")])
      case 0x09: bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "t")])
      case 0..<0x20: bytes.append(contentsOf: "\\u00\(HexText.encode([byte]))".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
    return bytes
  }

  /// What stands before each value of an object: brace or comma, and the member's name. A name that comes again gets a
  /// number, because readers of JSON keep only one member of a name.
  static func memberPrefixes(_ names: [String]) -> [[UInt8]] {
    var seen: Set<String> = []
    return names.enumerated().map { index, name in
      var unique = name
      var number = 2
      while !seen.insert(unique).inserted {
        unique = "\(name)_\(number)"
        number += 1
      }
      return Array((index == 0 ? "{" : ",").utf8) + quoted(unique.utf8) + [UInt8(ascii: ":")]
    }
  }
}

/// Bytes as hexadecimal digits.
enum HexText {
  /// Two lower-case digits a byte.
  static func encode(_ bytes: [UInt8]) -> String {
    bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// Fields as CSV writes them (RFC 4180).
enum CSVText {
  /// The field, in quotes where it needs them.
  static func field(_ text: some Collection<UInt8>) -> [UInt8] {
    let quote = UInt8(ascii: "\"")
    guard text.contains(where: { $0 == quote || $0 == UInt8(ascii: ",") || $0 == 0x0A || $0 == 0x0D }) else {
      return Array(text)
    }
    var bytes: [UInt8] = [quote]
    bytes.reserveCapacity(text.count + 8)
    for byte in text {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
    return bytes
  }
}

/// Cells of a Markdown table.
enum MarkdownText {
  /// The text in one line, with what would end the cell or start markup escaped.
  static func cell(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "|", "\\", "`", "*", "_", "<", "[", "]": result += "\\\(character)"
      case "\n", "\r", "\r\n": result += " "
      default: result.append(character)
      }
    }
    return result
  }
}
