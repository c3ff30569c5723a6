/// Reads JSON (RFC 8259) strictly and keeps the place of every value and name.
///
/// Foundation's reader keeps no places and lets repeated names pass. Time is linear in the file's size. Its steps are there
/// for who reads JSON that is no spec.
package struct JSONReader {
  /// The deepest nesting that is read: far more than a spec needs, far less than the stack holds.
  static let maximumDepth = 64

  let bytes: UnsafeBufferPointer<UInt8>
  /// The byte that is read next.
  package var index = 0
  var depth = 0
  /// The mistakes that were found.
  package var report: SourceReport

  /// The mistake that ends reading; it was reported before it is thrown.
  package struct Stop: Error {}

  /// A reader at the first of the bytes.
  package init(bytes: UnsafeBufferPointer<UInt8>, report: SourceReport) {
    self.bytes = bytes
    self.report = report
  }

  /// The value that the bytes hold; nil where they are not JSON. Mistakes go into the report.
  static func read(_ bytes: [UInt8], report: inout SourceReport) -> SourceNode? {
    guard SourceEncoding.check(bytes, report: &report) else { return nil }
    return bytes.withUnsafeBufferPointer { buffer in
      var reader = JSONReader(bytes: buffer, report: report)
      defer { report = reader.report }
      do {
        reader.skipSpace()
        if reader.index == buffer.count {
          throw reader.stop(at: 0, "the file holds white space only; a spec file holds one JSON object.")
        }
        let node = try reader.value()
        reader.skipSpace()
        guard reader.index == buffer.count else {
          throw reader.stop("unexpected \(reader.found()) after the end of the JSON value; remove it.")
        }
        return node
      } catch {
        return nil
      }
    }
  }

  /// Reports a mistake that ends reading.
  package mutating func stop(at offset: Int? = nil, _ message: String) -> Stop {
    report.error(at: offset ?? index, message)
    return Stop()
  }

  /// The byte at the index; nil at the end.
  package var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  /// Goes on to what is no white space.
  package mutating func skipSpace() {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index += 1
      default: return
      }
    }
  }

  /// What stands at the index, for messages.
  package func found() -> String {
    guard let byte else { return "end of the file" }
    if byte < 0x20 || byte == 0x7F { return "control character U+00" + (byte < 16 ? "0" : "") + hex(byte) }
    var length = 1
    while index + length < bytes.count, bytes[index + length] & 0xC0 == 0x80 { length += 1 }
    return "'" + String(decoding: bytes[index..<(index + length)], as: UTF8.self) + "'"
  }

  private func hex(_ byte: UInt8) -> String { String(byte, radix: 16, uppercase: true) }

  // MARK: Values

  mutating func value() throws -> SourceNode {
    let start = index
    guard let byte else {
      throw stop("the file ends where a value should be; it seems to be cut off.")
    }
    switch byte {
    case UInt8(ascii: "{"): return SourceNode(offset: start, content: .object(try nested { try $0.members() }))
    case UInt8(ascii: "["): return SourceNode(offset: start, content: .array(try nested { try $0.elements() }))
    case UInt8(ascii: "\""): return SourceNode(offset: start, content: .string(try string()))
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return SourceNode(offset: start, content: .number(try number()))
    case UInt8(ascii: "t"): return SourceNode(offset: start, content: try word("true", .boolean(true)))
    case UInt8(ascii: "f"): return SourceNode(offset: start, content: try word("false", .boolean(false)))
    case UInt8(ascii: "n"): return SourceNode(offset: start, content: try word("null", .null))
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"):
      return SourceNode(offset: start, content: try word(nil, .null))
    default: throw unexpected("a value")
    }
  }

  /// The mistake of a character that can't be where it is, with what people usually meant by it.
  package mutating func unexpected(_ expected: String) -> Stop {
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "#"):
      return stop("JSON has no comments; remove it, or say it in a 'summary'.")
    case UInt8(ascii: "'"):
      return stop("expected \(expected), found an apostrophe; JSON's strings are in double quotes.")
    case nil:
      return stop("the file ends where \(expected) should be; it seems to be cut off.")
    default:
      return stop("expected \(expected), found \(found()).")
    }
  }

  private mutating func nested<Result>(_ body: (inout JSONReader) throws -> Result) throws -> Result {
    guard depth < Self.maximumDepth else {
      throw stop("values are nested more than \(Self.maximumDepth) deep; a spec is far flatter.")
    }
    depth += 1
    defer { depth -= 1 }
    index += 1
    return try body(&self)
  }

  private mutating func members() throws -> [SourceMember] {
    var result: [SourceMember] = []
    var names: Set<String> = []
    skipSpace()
    if byte == UInt8(ascii: "}") {
      index += 1
      return result
    }
    while true {
      let start = index
      guard byte == UInt8(ascii: "\"") else { throw unexpected("a name in double quotes") }
      let name = try string()
      skipSpace()
      guard byte == UInt8(ascii: ":") else { throw unexpected("':' after the name '\(name)'") }
      index += 1
      skipSpace()
      result.append(SourceMember(name: name, offset: start, value: try value()))
      if !names.insert(name).inserted {
        report.error(at: start, "the key '\(name)' is given twice in one object; keep one of the two.")
      }
      guard try continues(end: UInt8(ascii: "}"), of: "object") else { return result }
    }
  }

  private mutating func elements() throws -> [SourceNode] {
    var result: [SourceNode] = []
    skipSpace()
    if byte == UInt8(ascii: "]") {
      index += 1
      return result
    }
    while true {
      result.append(try value())
      guard try continues(end: UInt8(ascii: "]"), of: "array") else { return result }
    }
  }

  /// Whether another member or element follows; the index is at it.
  private mutating func continues(end: UInt8, of container: String) throws -> Bool {
    skipSpace()
    let closing = String(UnicodeScalar(end))
    if byte == end {
      index += 1
      return false
    }
    guard byte == UInt8(ascii: ",") else { throw unexpected("',' or '\(closing)' in the \(container)") }
    let comma = index
    index += 1
    skipSpace()
    if byte == end {
      throw stop(at: comma, "a comma before '\(closing)'; JSON allows none behind the last one, remove it.")
    }
    return true
  }

  private mutating func word(_ text: String?, _ content: SourceNode.Content) throws -> SourceNode.Content {
    try word(text)
    return content
  }

  /// Reads a word and checks that it is the given one.
  package mutating func word(_ text: String?) throws {
    let start = index
    while let byte, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20) { index += 1 }
    let written = String(decoding: bytes[start..<index], as: UTF8.self)
    guard written == text else {
      throw stop(at: start, "unknown word '\(written)'; JSON knows true, false and null, strings are in double quotes.")
    }
  }
}
