/// Writes JSON straight into a byte buffer: a page of 100 versions is rendered for every request, so it must be cheap.
struct JSONWriter {
  private(set) var bytes: [UInt8]
  /// Whether the next value in the current object or array needs a comma before it.
  private var needsComma = false

  init(capacity: Int = 1024) {
    bytes = []
    bytes.reserveCapacity(capacity)
  }

  mutating func object(_ members: (inout JSONWriter) -> Void) { nest("{", "}", members) }

  mutating func array(_ elements: (inout JSONWriter) -> Void) { nest("[", "]", elements) }

  mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    append(name)
    append("\":")
    needsComma = false
  }

  mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    appendEscaped(text)
    bytes.append(UInt8(ascii: "\""))
  }

  /// A string of which the caller knows that it needs no escaping.
  mutating func string(plain parts: [UInt8]...) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for part in parts { bytes.append(contentsOf: part) }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func integer(_ number: Int64) {
    separate()
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func boolean(_ value: Bool) {
    separate()
    append(value ? "true" : "false")
  }

  mutating func null() {
    separate()
    append("null")
  }

  mutating func member(_ name: StaticString, _ text: String) {
    key(name)
    string(text)
  }

  mutating func member(_ name: StaticString, _ number: Int64) {
    key(name)
    integer(number)
  }

  mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    boolean(value)
  }

  private mutating func nest(_ open: StaticString, _ close: StaticString, _ content: (inout JSONWriter) -> Void) {
    separate()
    append(open)
    needsComma = false
    content(&self)
    append(close)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func appendEscaped(_ text: String) {
    var text = text
    text.withUTF8 { characters in
      guard characters.contains(where: Self.needsEscape) else { return bytes.append(contentsOf: characters) }
      for byte in characters { appendEscaped(byte) }
    }
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
    case UInt8(ascii: "\n"): append("\\n")
    case 0..<0x20:
      append("\\u00")
      bytes.append(contentsOf: (byte < 16 ? "0" : "").utf8)
      bytes.append(contentsOf: String(byte, radix: 16).utf8)
    default: bytes.append(byte)
    }
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }
}
