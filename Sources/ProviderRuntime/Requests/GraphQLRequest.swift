/// What a request with a GraphQL document sends (https://spec.graphql.org and graphql-over-http, section "Request").
enum GraphQLRequest {
  /// The body: the document and the variables that are given.
  static func body(_ document: String, _ variables: [(String, ArgumentValue)]) -> [UInt8]? {
    let values = variables.map { ($0, JSONValue($1)) }
    return JSONValue.object([
      "query": .string(document), "variables": .object(Dictionary(values, uniquingKeysWith: { $1 })),
    ]).text
  }

  /// Whether a document only reads: no definition of it begins with `mutation` or `subscription`.
  ///
  /// An operation that has one of these words for its name counts as one that writes, which is the safe mistake.
  static func isRead(_ document: String) -> Bool {
    var depth = 0
    var word: [UInt8] = []
    var bytes = Array(document.utf8)[...]
    // The end closes the last word.
    bytes.append(UInt8(ascii: " "))
    while let byte = bytes.popFirst() {
      if isOfWord(byte) {
        word.append(byte)
        continue
      }
      if depth == 0, word.elementsEqual("mutation".utf8) || word.elementsEqual("subscription".utf8) { return false }
      word.removeAll(keepingCapacity: true)
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "("), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "#"): bytes = bytes.drop { $0 != 0x0A && $0 != 0x0D }
      case UInt8(ascii: "\""): skipString(&bytes)
      default: break
      }
    }
    return true
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"): true
    default: false
    }
  }

  /// Skips what is left of a string behind its first quote: of one in three quotes, or of one in one.
  private static func skipString(_ bytes: inout ArraySlice<UInt8>) {
    let quote = UInt8(ascii: "\"")
    let isBlock = bytes.starts(with: [quote, quote])
    if isBlock { bytes.removeFirst(2) }
    while let byte = bytes.popFirst() {
      if byte == UInt8(ascii: "\\") {
        bytes = bytes.dropFirst()
      } else if byte == quote, !isBlock {
        return
      } else if byte == quote, bytes.starts(with: [quote, quote]) {
        bytes.removeFirst(2)
        return
      }
    }
  }
}

extension JSONValue {
  /// An argument as JSON.
  init(_ argument: ArgumentValue) {
    switch argument {
    case .string(let value): self = .string(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .boolean(let value): self = .boolean(value)
    case .array(let values): self = .array(values.map(JSONValue.init))
    }
  }
}
