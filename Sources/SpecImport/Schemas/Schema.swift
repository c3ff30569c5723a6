import ProviderSpec

/// What a schema says once its references are followed and its parts put together.
struct Schema {
  /// The kind of value.
  enum Kind: Sendable, Hashable {
    /// Anything: nothing is said, or what is said has no common ground.
    case any
    /// A string, a number or a boolean.
    case scalar
    /// Nothing but null.
    case null
    case string, integer, number, boolean, array, object
  }

  /// A member of an object.
  struct Property {
    var name: String
    /// The schemas that it may have; more than one where the object is one of several.
    var schemas: [Node]
  }

  var kind: Kind
  /// Where it is written.
  var node: Node
  /// What tells the models of objects apart: the schemas that were put together.
  var origin: [Node.Identity]
  /// The name under which components have it.
  var name: String?
  var isNullable = false
  var format: String?
  /// The values of an enum, in order.
  var values: [String]?
  var title: String?
  var text: String?
  var isDeprecated = false
  var example: Node?
  var defaultValue: Node?
  var minimum: Int?
  var maximum: Int?
  var properties: [Property] = []
  var required: Set<String> = []
  /// Whether members of other names have a schema of their own.
  var hasOtherMembers = false
  /// Whether it is an object that has no members at all.
  var isEmptyObject = false
  /// The schemas of an array's elements.
  var items: [Node] = []

  init(_ kind: Kind, node: Node) {
    self.kind = kind
    self.node = node
    origin = [node.identity]
  }

  /// Whether it is an object whose members are known.
  var isModel: Bool { kind == .object && !properties.isEmpty }

  /// Whether it is a string, a number or a boolean.
  var isScalar: Bool {
    switch kind {
    case .string, .integer, .number, .boolean, .scalar: true
    case .any, .null, .array, .object: false
    }
  }

  /// Takes over what it does not say itself.
  mutating func describe(by other: Schema) {
    title = title ?? other.title
    text = text ?? other.text
    example = example ?? other.example
    defaultValue = defaultValue ?? other.defaultValue
    isDeprecated = isDeprecated || other.isDeprecated
  }
}
