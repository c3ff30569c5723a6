/// Strings as JSON writes them (RFC 8259).
enum JSONText {
  /// Puts the text behind others as a JSON string, quotes included.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    var start = 0
    while let index = firstToEscape(in: text, from: start) {
      output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<index]))
      switch text[index] {
      case 0x0A: output.append(contentsOf: "\\n".utf8)
      case 0x0D: output.append(contentsOf: "\\r".utf8)
      case 0x09: output.append(contentsOf: "\\t".utf8)
      case let byte where byte < 0x20: output.append(contentsOf: "\\u00\(HexText.encode([byte]))".utf8)
      case let byte: output.append(contentsOf: [UInt8(ascii: "\\"), byte])
      }
      start = index + 1
    }
    output.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    output.append(UInt8(ascii: "\""))
  }

  /// Puts the text behind others as a JSON string, quotes included.
  static func append(_ text: String, to output: inout [UInt8]) {
    var text = text
    text.withUTF8 { append($0, to: &output) }
  }

  /// The next quote, backslash or control character.
  private static func firstToEscape(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
    ByteScan.first(in: text, from: start) { word in
      ByteScan.below(word, 0x20) | ByteScan.equal(word, UInt8(ascii: "\""))
        | ByteScan.equal(word, UInt8(ascii: "\\"))
    }
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
      var prefix = Array((index == 0 ? "{" : ",").utf8)
      append(unique, to: &prefix)
      return prefix + [UInt8(ascii: ":")]
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
  /// Puts the field behind others, in quotes where it needs them.
  static func append(_ text: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    let special = ByteScan.first(in: text, from: 0) { word in
      ByteScan.equal(word, quote) | ByteScan.equal(word, UInt8(ascii: ",")) | ByteScan.equal(word, 0x0A)
        | ByteScan.equal(word, 0x0D)
    }
    guard special != nil else { return output.append(contentsOf: text) }
    output.append(quote)
    for byte in text {
      if byte == quote { output.append(quote) }
      output.append(byte)
    }
    output.append(quote)
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
