extension JSONReader {
  /// The number at the index, as it is written.
  package mutating func number() throws -> String {
    let start = index
    if byte == UInt8(ascii: "-") { index += 1 }
    let whole = index
    guard digits() > 0 else { throw unexpected("a digit") }
    if index - whole > 1, bytes[whole] == UInt8(ascii: "0") {
      throw stop(at: start, "a number begins with 0; JSON's numbers have no leading zeros.")
    }
    if byte == UInt8(ascii: ".") {
      index += 1
      guard digits() > 0 else { throw unexpected("a digit behind the decimal point") }
    }
    if let byte, byte | 0x20 == UInt8(ascii: "e") {
      index += 1
      if self.byte == UInt8(ascii: "+") || self.byte == UInt8(ascii: "-") { index += 1 }
      guard digits() > 0 else { throw unexpected("a digit in the exponent") }
    }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let start = index
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
    return index - start
  }

  /// The string whose opening quote is at the index.
  package mutating func string() throws -> String {
    let start = index
    index += 1
    var piece = index
    // Stays empty as long as there is no escape, which is nearly always.
    var result = ""
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        let last = String(decoding: bytes[piece..<index], as: UTF8.self)
        index += 1
        return result.isEmpty ? last : result + last
      }
      if byte == UInt8(ascii: "\\") {
        result += String(decoding: bytes[piece..<index], as: UTF8.self)
        result.unicodeScalars.append(try escape())
        piece = index
      } else if byte < 0x20 {
        if byte == 0x0A || byte == 0x0D {
          throw stop(
            at: start, "the string does not end on its line; close it with '\"', or write a line break as \\n.")
        }
        throw stop("\(found()) in a string; write it as an escape.")
      } else {
        index += 1
      }
    }
    throw stop(at: start, "the string does not end; the file seems to be cut off.")
  }

  private mutating func escape() throws -> Unicode.Scalar {
    let start = index
    index += 1
    guard let byte else { throw stop(at: start, "the file ends in an escape; it seems to be cut off.") }
    index += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape(start: start)
    default:
      index -= 1
      let character = found()
      throw stop(
        at: start,
        "unknown escape of \(character); JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four digits.")
    }
  }

  private mutating func unicodeEscape(start: Int) throws -> Unicode.Scalar {
    let first = try hexDigits(start: start)
    if let scalar = Unicode.Scalar(first) { return scalar }
    let isHigh = (0xD800...0xDBFF).contains(first)
    if isHigh, index + 1 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "u") {
      index += 2
      let second = try hexDigits(start: start)
      if (0xDC00...0xDFFF).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
    }
    throw stop(at: start, "half of a surrogate pair; write the character itself, or both halves.")
  }

  private mutating func hexDigits(start: Int) throws -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw stop(at: start, "\\u without four hexadecimal digits.")
      }
      value = value << 4 | UInt32(digit)
      index += 1
    }
    return value
  }
}
