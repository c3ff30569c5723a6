import ProviderRuntime

/// Reads arguments as `JournalText` writes them.
///
/// Not with SQLite's JSON functions: they end a text at its first NUL, and change the last digits of some numbers. A
/// request that is resumed or undone would be about another object than the one that was planned.
struct ArgumentsReader {
  private let bytes: [UInt8]
  private var index = 0

  private init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The arguments of a JSON object, without those that are null; nil where the text is no such object.
  static func arguments(_ text: String) -> Arguments? {
    var reader = ArgumentsReader(text)
    guard let arguments = reader.object(), reader.index == reader.bytes.count else { return nil }
    return arguments
  }

  private mutating func object() -> Arguments? {
    var arguments = Arguments()
    guard take("{") else { return nil }
    if take("}") { return arguments }
    repeat {
      guard let name = string(), take(":"), let value = value() else { return nil }
      arguments[name] = value.argument
    } while take(",")
    return take("}") ? arguments : nil
  }

  private enum Value {
    case null
    case some(ArgumentValue)

    var argument: ArgumentValue? {
      if case .some(let argument) = self { argument } else { nil }
    }
  }

  private mutating func value() -> Value? {
    if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { return string().map { .some(.string($0)) } }
    if take("[") { return array().map { .some(.array($0)) } }
    let start = index
    while index < bytes.count, !",}]".utf8.contains(bytes[index]) { index += 1 }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    switch text {
    case "null": return .null
    case "true": return .some(.boolean(true))
    case "false": return .some(.boolean(false))
    default:
      if let number = Int64(text) { return .some(.integer(number)) }
      return Double(text).map { .some(.number($0)) }
    }
  }

  /// The elements of an array, of which none is null or an array itself: no parameter takes those.
  private mutating func array() -> [ArgumentValue]? {
    if take("]") { return [] }
    var values: [ArgumentValue] = []
    repeat {
      guard index < bytes.count, bytes[index] != UInt8(ascii: "["), let value = value()?.argument else { return nil }
      values.append(value)
    } while take(",")
    return take("]") ? values : nil
  }

  private mutating func string() -> String? {
    guard take("\"") else { return nil }
    var result: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"):
        guard let scalar = escape() else { return nil }
        result += Array(String(scalar).utf8)
      default: result.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> Unicode.Scalar? {
    guard index < bytes.count else { return nil }
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      guard index + 4 <= bytes.count else { return nil }
      let digits = String(decoding: bytes[index..<(index + 4)], as: UTF8.self)
      index += 4
      return UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init)
    default: return nil
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }
}
