/// Goes through a JSON text (RFC 8259) once, from the front, and keeps nothing but what it is asked for.
struct JSONScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var index = 0

  /// Deeper texts are no API's.
  private static let maximumDepth = 1_024
  /// The same for who keeps what is read, one call within another.
  static let maximumRecursion = 512

  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    // What some servers put in front is allowed to be passed over (section 8.1).
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  /// Finds a member of the value that begins here.
  mutating func member(_ path: [String]) throws(JSONMember.Problem) -> JSONMember {
    try reach(path) < path.count ? .missing : value()
  }

  /// Goes to a member of the value that begins here: how many of the names lead to something.
  mutating func reach(_ path: [String]) throws(JSONMember.Problem) -> Int {
    for (level, name) in path.enumerated() {
      skipSpace()
      guard peek == UInt8(ascii: "{") else {
        let value = try value()
        if value == .null, level > 0 { return level - 1 }
        throw .noObject(Array(path.prefix(level)), value.kind)
      }
      guard try enter(name) else { return level }
    }
    return path.count
  }

  /// Goes out of the objects that `reach` went into, which have to be whole, up to the text's end.
  mutating func leave(_ path: [String]) throws(JSONMember.Problem) {
    for _ in path {
      while try goesOn("}") {
        try skipName()
        try skipValue()
      }
    }
    try expectEnd()
  }

  /// Goes through the array that begins here; where its last element is, or nil where it has none.
  mutating func lastElement() throws(JSONMember.Problem) -> Range<Int>? {
    guard try open("[", "]") else { return nil }
    var last: Range<Int>?
    repeat {
      let start = index
      try skipValue()
      last = start..<index
    } while try goesOn("]")
    return last
  }

  /// Goes into the object or array that begins here; false where nothing is in it, and behind it then.
  mutating func open(_ start: Unicode.Scalar, _ end: Unicode.Scalar) throws(JSONMember.Problem) -> Bool {
    skipSpace()
    try expect(start)
    skipSpace()
    return !take(end)
  }

  /// Goes on behind an element or a member: to the next one, or out where there is none, which is false.
  mutating func goesOn(_ end: Unicode.Scalar) throws(JSONMember.Problem) -> Bool {
    skipSpace()
    if take(",") {
      skipSpace()
      return true
    }
    try expect(end)
    return false
  }

  /// Goes behind the colon of a member whose name was read.
  mutating func expectColon() throws(JSONMember.Problem) {
    skipSpace()
    try expect(":")
  }

  /// Throws where more than space is left.
  mutating func expectEnd() throws(JSONMember.Problem) {
    skipSpace()
    if peek != nil { throw .notJSON }
  }

  /// Goes to the value of a member of the object that begins here; false where it has no such member.
  private mutating func enter(_ name: String) throws(JSONMember.Problem) -> Bool {
    guard try open("{", "}") else { return false }
    repeat {
      let isIt = try string(is: name)
      try expectColon()
      if isIt { return true }
      try skipValue()
    } while try goesOn("}")
    return false
  }

  /// The value that begins here.
  private mutating func value() throws(JSONMember.Problem) -> JSONMember {
    skipSpace()
    let start = index
    switch peek {
    case UInt8(ascii: "\""):
      return .string(try string())
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = peek == UInt8(ascii: "{")
      try skipValue()
      return isObject ? .object(start..<index) : .array(start..<index)
    case UInt8(ascii: "t"), UInt8(ascii: "f"):
      let value = peek == UInt8(ascii: "t")
      try skipValue()
      return .boolean(value)
    case UInt8(ascii: "n"):
      try skipValue()
      return .null
    default:
      let text = try number()
      return Int64(text).map { .integer($0) } ?? .number
    }
  }

  /// The text of the number that begins here.
  mutating func number() throws(JSONMember.Problem) -> String {
    let start = index
    try skipNumber()
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// Skips the value that begins here, without recursion: the text decides how deep it is.
  mutating func skipValue() throws(JSONMember.Problem) {
    // What is open: true for an object, false for an array.
    var open: [Bool] = []
    while true {
      skipSpace()
      switch peek {
      case UInt8(ascii: "{"):
        index += 1
        skipSpace()
        if !take("}") {
          open.append(true)
          try checkDepth(open)
          try skipName()
          continue
        }
      case UInt8(ascii: "["):
        index += 1
        skipSpace()
        if !take("]") {
          open.append(false)
          try checkDepth(open)
          continue
        }
      case UInt8(ascii: "\""): try skipString()
      case UInt8(ascii: "t"): try skipWord("true")
      case UInt8(ascii: "f"): try skipWord("false")
      case UInt8(ascii: "n"): try skipWord("null")
      default: try skipNumber()
      }
      // A value has ended, and with it maybe what it stands in.
      var goesOn = false
      while let isObject = open.last, !goesOn {
        skipSpace()
        if take(",") {
          if isObject {
            skipSpace()
            try skipName()
          }
          goesOn = true
        } else {
          try expect(isObject ? "}" : "]")
          open.removeLast()
        }
      }
      if !goesOn { return }
    }
  }

  private func checkDepth(_ open: [Bool]) throws(JSONMember.Problem) {
    if open.count > Self.maximumDepth { throw .notJSON }
  }

  mutating func skipName() throws(JSONMember.Problem) {
    try skipString()
    try expectColon()
  }

  mutating func skipWord(_ word: StaticString) throws(JSONMember.Problem) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard peek == word.utf8Start[offset] else { throw .notJSON }
      index += 1
    }
  }

  private mutating func skipNumber() throws(JSONMember.Problem) {
    _ = take("-")
    if !take("0") { try skipDigits() }
    if take(".") { try skipDigits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try skipDigits()
    }
  }

  private mutating func skipDigits() throws(JSONMember.Problem) {
    let start = index
    while let byte = peek, (0x30...0x39).contains(byte) { index += 1 }
    if index == start { throw .notJSON }
  }

  mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { index += 1 }
  }

  var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    index += 1
    return true
  }

  mutating func expect(_ character: Unicode.Scalar) throws(JSONMember.Problem) {
    guard take(character) else { throw .notJSON }
  }
}

// Strings.
extension JSONScanner {
  /// Skips a string; whether an escape is in it.
  @discardableResult private mutating func skipString() throws(JSONMember.Problem) -> Bool {
    try expect("\"")
    var hasEscapes = false
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return hasEscapes }
      if byte < 0x20 { throw .notJSON }
      guard byte == UInt8(ascii: "\\") else { continue }
      hasEscapes = true
      switch peek {
      case UInt8(ascii: "u"):
        index += 1
        _ = try codeUnit()
      case let escaped? where "\"\\/bfnrt".utf8.contains(escaped): index += 1
      default: throw .notJSON
      }
    }
    throw .notJSON
  }

  /// Skips a string; where it is, without its quotes, or nil where it has escapes and so is not what stands there.
  mutating func plainString() throws(JSONMember.Problem) -> Slice<UnsafeBufferPointer<UInt8>>? {
    let start = index + 1
    return try skipString() ? nil : bytes[start..<index - 1]
  }

  /// Skips a string; whether it is the name.
  private mutating func string(is name: String) throws(JSONMember.Problem) -> Bool {
    let start = index
    if try skipString() {
      index = start
      return try string() == name
    }
    return bytes[start + 1..<index - 1].elementsEqual(name.utf8)
  }

  /// The string that begins here, with its escapes resolved.
  mutating func string() throws(JSONMember.Problem) -> String {
    let start = index
    guard try skipString() else { return try text(bytes[start + 1..<index - 1]) }
    let end = index - 1
    index = start + 1
    var units: [UInt8] = []
    while index < end {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\\") { units += Array(String(try escaped()).utf8) } else { units.append(byte) }
    }
    index = end + 1
    return try text(units)
  }

  /// The character of an escape, behind its backslash.
  private mutating func escaped() throws(JSONMember.Problem) -> Unicode.Scalar {
    let byte = bytes[index]
    index += 1
    switch byte {
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): break
    default: return Unicode.Scalar(byte)
    }
    let unit = UInt32(try codeUnit())
    guard (0xD800..<0xDC00).contains(unit) else {
      guard let scalar = Unicode.Scalar(unit) else { throw .notJSON }
      return scalar
    }
    guard take("\\"), take("u"), case let low = UInt32(try codeUnit()), (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw .notJSON }
    return scalar
  }

  /// The four hexadecimal digits that begin here.
  private mutating func codeUnit() throws(JSONMember.Problem) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      switch peek {
      case let digit? where (0x30...0x39).contains(digit): unit = unit << 4 | UInt16(digit - 0x30)
      case let digit? where (0x41...0x46).contains(digit): unit = unit << 4 | UInt16(digit - 0x41 + 10)
      case let digit? where (0x61...0x66).contains(digit): unit = unit << 4 | UInt16(digit - 0x61 + 10)
      default: throw .notJSON
      }
      index += 1
    }
    return unit
  }

  private func text(_ units: some Collection<UInt8>) throws(JSONMember.Problem) -> String {
    guard let text = String(validating: units, as: UTF8.self) else { throw .notJSON }
    return text
  }
}
