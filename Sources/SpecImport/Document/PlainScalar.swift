/// What a plain scalar of YAML is by the core schema (https://yaml.org/spec/1.2.2/#103-core-schema).
enum PlainScalar {
  /// The kind, and for a number or boolean that JSON writes in another way, JSON's.
  static func kind(_ bytes: UnsafeBufferPointer<UInt8>) -> (kind: SourceDocument.Kind, text: String?) {
    guard let first = bytes.first else { return (.null, nil) }
    switch first {
    case UInt8(ascii: "~"): return bytes.count == 1 ? (.null, nil) : (.string, nil)
    case UInt8(ascii: "n"), UInt8(ascii: "N"): return (isWord(bytes, "null") ? .null : .string, nil)
    case UInt8(ascii: "t"), UInt8(ascii: "T"): return isWord(bytes, "true") ? (.boolean, "true") : (.string, nil)
    case UInt8(ascii: "f"), UInt8(ascii: "F"): return isWord(bytes, "false") ? (.boolean, "false") : (.string, nil)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."):
      return bytes.count <= 64 ? number(String(decoding: bytes, as: UTF8.self)) : (.string, nil)
    default: return (.string, nil)
    }
  }

  /// Whether the bytes are the word in small letters, in capitals, or with one capital.
  private static func isWord(_ bytes: UnsafeBufferPointer<UInt8>, _ word: String) -> Bool {
    guard bytes.count == word.utf8.count else { return false }
    let text = String(decoding: bytes, as: UTF8.self)
    return text == word || text == word.uppercased() || text == word.prefix(1).uppercased() + word.dropFirst()
  }

  private static func number(_ text: String) -> (kind: SourceDocument.Kind, text: String?) {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] where text.hasPrefix(prefix) {
      let digits = text.dropFirst(2)
      guard digits.first.map({ $0.isHexDigit }) == true, let value = Int(digits, radix: radix) else {
        return (.string, nil)
      }
      return (.number, String(value))
    }
    var rest = text[...]
    var result = ""
    if let sign = rest.first, sign == "-" || sign == "+" {
      if sign == "-" { result = "-" }
      rest.removeFirst()
    }
    let whole = rest.prefix { $0.isASCII && $0.isNumber }
    rest = rest[whole.endIndex...]
    var fraction: Substring?
    if rest.first == "." {
      rest.removeFirst()
      fraction = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest[(fraction ?? "").endIndex...]
    }
    guard !whole.isEmpty || fraction?.isEmpty == false else { return (.string, nil) }
    let significant = whole.drop { $0 == "0" }
    result += significant.isEmpty ? "0" : significant
    if let fraction { result += "." + (fraction.isEmpty ? "0" : fraction) }
    if let mark = rest.first, mark == "e" || mark == "E" {
      rest.removeFirst()
      var exponent = "e"
      if let sign = rest.first, sign == "-" || sign == "+" {
        exponent.append(sign)
        rest.removeFirst()
      }
      guard !rest.isEmpty, rest.allSatisfy({ $0.isASCII && $0.isNumber }) else { return (.string, nil) }
      result += exponent + rest
      rest = ""
    }
    guard rest.isEmpty else { return (.string, nil) }
    return (.number, result == text ? nil : result)
  }
}
