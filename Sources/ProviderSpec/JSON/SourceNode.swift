/// A JSON value and the byte of the file where it begins.
struct SourceNode: Sendable {
  /// What a value is.
  enum Content: Sendable {
    case null
    case boolean(Bool)
    /// A number as it is written.
    case number(String)
    case string(String)
    case array([SourceNode])
    /// Members in order; a repeated name was reported when it was read.
    case object([SourceMember])
  }

  var offset: Int
  var content: Content

  /// The kind of value, for messages.
  var kind: String {
    switch content {
    case .null: "null"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }

  /// The value without its places.
  var literal: Literal {
    switch content {
    case .null: .null
    case .boolean(let value): .boolean(value)
    case .number(let text): .number(text)
    case .string(let text): .string(text)
    case .array(let elements): .array(elements.map(\.literal))
    case .object(let members): .object(members.map { .init(name: $0.name, value: $0.value.literal) })
    }
  }
}

/// A member of a JSON object and the bytes of the file where its name and value begin.
struct SourceMember: Sendable {
  var name: String
  var offset: Int
  var value: SourceNode
}
