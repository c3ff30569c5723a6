extension JSONValue {
  /// Reads a JSON text (RFC 8259); nil where it is none, is deeper than 512 values, or holds a number that is too large for
  /// 64 bits. Of members with the same name the first counts.
  ///
  /// It is read and written here and not by Foundation, for the reason that ``FieldReader`` has.
  public init?(text: some Sequence<UInt8>) {
    let value = Array(text).withUnsafeBufferPointer { bytes -> JSONValue? in
      var scanner = JSONScanner(bytes)
      guard let value = try? scanner.tree(), (try? scanner.expectEnd()) != nil else { return nil }
      return value
    }
    guard let value else { return nil }
    self = value
  }

  /// Reads a JSON text, as one of bytes is read.
  package init?(text: String) {
    self.init(text: text.utf8)
  }

  /// The value as JSON text without spaces, the members of objects by their names; nil where a number in it is none that
  /// JSON has.
  public var text: [UInt8]? {
    var text: [UInt8] = []
    return write(to: &text) ? text : nil
  }

  private func write(to text: inout [UInt8]) -> Bool {
    switch self {
    case .null: text += "null".utf8
    case .boolean(let value): text += (value ? "true" : "false").utf8
    case .integer(let value): text += String(value).utf8
    case .number(let value):
      guard value.isFinite else { return false }
      let isWhole = value.sign == .plus || value != 0
      text += ((isWhole ? Int64(exactly: value) : nil).map(String.init) ?? value.description).utf8
    case .string(let value): Self.quote(value, to: &text)
    case .array(let elements):
      text.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        guard element.write(to: &text) else { return false }
      }
      text.append(UInt8(ascii: "]"))
    case .object(let members):
      text.append(UInt8(ascii: "{"))
      for (index, member) in members.sorted(by: { $0.key < $1.key }).enumerated() {
        if index > 0 { text.append(UInt8(ascii: ",")) }
        Self.quote(member.key, to: &text)
        text.append(UInt8(ascii: ":"))
        guard member.value.write(to: &text) else { return false }
      }
      text.append(UInt8(ascii: "}"))
    }
    return true
  }

  private static func quote(_ string: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    for byte in string.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): text += "\\n".utf8
      case UInt8(ascii: "\r"): text += "\\r".utf8
      case UInt8(ascii: "\t"): text += "\\t".utf8
      case 0x08: text += "\\b".utf8
      case 0x0C: text += "\\f".utf8
      case ..<0x20: text += "\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: text.append(byte)
      }
    }
    text.append(UInt8(ascii: "\""))
  }
}

extension JSONScanner {
  /// The value that begins here, with all that is in it.
  mutating func tree(depth: Int = 0) throws(JSONMember.Problem) -> JSONValue {
    guard depth < Self.maximumRecursion else { throw .notJSON }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"):
      var members: [String: JSONValue] = [:]
      guard try open("{", "}") else { return .object(members) }
      repeat {
        let name = try string()
        try expectColon()
        let value = try tree(depth: depth + 1)
        if members[name] == nil { members[name] = value }
      } while try goesOn("}")
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONValue] = []
      guard try open("[", "]") else { return .array(elements) }
      repeat { elements.append(try tree(depth: depth + 1)) } while try goesOn("]")
      return .array(elements)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try skipWord("true", .boolean(true))
    case UInt8(ascii: "f"): return try skipWord("false", .boolean(false))
    case UInt8(ascii: "n"): return try skipWord("null", .null)
    default:
      let text = try number()
      if let integer = Int64(text) { return .integer(integer) }
      guard let number = Double(text), number.isFinite else { throw .notJSON }
      return .number(number)
    }
  }

  private mutating func skipWord(_ word: StaticString, _ value: JSONValue) throws(JSONMember.Problem) -> JSONValue {
    try skipWord(word)
    return value
  }
}
