/// One member of a JSON text, found without reading the rest into memory.
///
/// The runtime looks into bodies for what leads on from a page and for errors that come as a success, and nowhere else.
enum JSONMember: Hashable, Sendable {
  /// It is not there, or null stands where an object on the way to it would.
  case missing
  case null
  case boolean(Bool)
  /// A whole number of at most 64 bits.
  case integer(Int64)
  /// Any other number.
  case number
  case string(String)
  /// Where in the text it is.
  case array(Range<Int>)
  /// Where in the text it is.
  case object(Range<Int>)

  /// Why a member can't be looked for.
  enum Problem: Error, Hashable {
    /// The text is no JSON, as far as it was read.
    case notJSON
    /// What stands on the way to the member is no object: the names that lead to it, and what it is.
    case noObject([String], String)
  }

  /// Finds a member: the names lead to it, the outermost first. Of members with the same name the first counts.
  ///
  /// The text is read up to the member's end, strictly; what is behind it is not looked at.
  init(_ path: [String], of text: [UInt8]) throws(Problem) {
    self = try text.withUnsafeBufferPointer { (bytes) throws(Problem) in
      var scanner = JSONScanner(bytes)
      return try scanner.member(path)
    }
  }

  /// Finds a member of the last element of an array that names lead to; nil where the array is empty or not there.
  static func ofLastElement(
    _ path: [String], of list: [String], in text: [UInt8]
  ) throws(Problem) -> JSONMember? {
    guard case .array(let range) = try JSONMember(list, of: text) else { return nil }
    return try text.withUnsafeBufferPointer { (bytes) throws(Problem) in
      var scanner = JSONScanner(UnsafeBufferPointer(rebasing: bytes[range]))
      guard let element = try scanner.lastElement() else { return nil }
      var inner = JSONScanner(UnsafeBufferPointer(rebasing: bytes[range][(range.lowerBound + element.lowerBound)...]))
      return try inner.member(path)
    }
  }

  /// Reads a text that holds one value and nothing else.
  init(whole text: [UInt8]) throws(Problem) {
    self = try text.withUnsafeBufferPointer { (bytes) throws(Problem) in
      var scanner = JSONScanner(bytes)
      let value = try scanner.member([])
      try scanner.expectEnd()
      return value
    }
  }

  /// What it is, for people.
  var kind: String {
    switch self {
    case .missing: "missing"
    case .null: "null"
    case .boolean: "a boolean"
    case .integer, .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
