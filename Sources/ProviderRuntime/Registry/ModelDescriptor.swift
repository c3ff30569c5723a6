/// A JSON object of the API: its fields in the order of the spec.
public struct ModelDescriptor: Sendable, Hashable {
  /// The model's name, unique within its service.
  public var name: String
  /// The name for people.
  public var title: String
  /// What the model is, in a sentence or two.
  public var summary: String
  /// The fields.
  public var fields: [FieldDescriptor]

  /// Creates a model from its parts.
  public init(name: String, title: String, summary: String, fields: [FieldDescriptor]) {
    self.name = name
    self.title = title
    self.summary = summary
    self.fields = fields
  }
}

/// A member of a JSON object: one SQL column.
public struct FieldDescriptor: Sendable, Hashable {
  /// The member's name, in JSON as in SQL.
  public var name: String
  /// Type, format and known values.
  public var type: TypeDescriptor
  /// Whether the member is always there.
  public var isRequired: Bool
  /// Whether the member may be null.
  public var isNullable: Bool
  /// A value to show, as JSON text without the quotes of a string; nil where there is none.
  public var example: String?
  /// The name for people; nil where there is none.
  public var title: String?
  /// What the field means, in a sentence or two.
  public var summary: String

  /// Whether its value must be neither shown nor kept.
  package var isSecret: Bool { type.isSecret(named: name) }

  /// Creates a field from its parts.
  public init(
    name: String, type: TypeDescriptor, isRequired: Bool = false, isNullable: Bool = false, example: String? = nil,
    title: String? = nil, summary: String = ""
  ) {
    self.name = name
    self.type = type
    self.isRequired = isRequired
    self.isNullable = isNullable
    self.example = example
    self.title = title
    self.summary = summary
  }
}

/// A type of the spec.
public enum TypeDescriptor: Sendable, Hashable {
  /// A string; format as in JSON Schema, for example `date-time` or `uri`.
  case string(format: String? = nil)
  /// A string out of a named set of known values, which may grow.
  case enumeration(EnumDescriptor)
  /// A whole number of at most 64 bits.
  case integer(format: String? = nil)
  /// A floating-point number.
  case number(format: String? = nil)
  /// True or false.
  case boolean
  /// An object of a model of the same service.
  case model(String)
  /// An object that the spec does not open out: any JSON.
  case object
  /// An array.
  indirect case array(TypeDescriptor)
}

extension TypeDescriptor {
  /// Whether a value of the type and name is a secret: OpenAPI's format for it, or a name that says it, in a query
  /// (`access_token`) as in a header (`X-Access-Token`).
  package func isSecret(named name: String) -> Bool {
    if case .string(format: "password") = self { return true }
    // Asked for every parameter of every request.
    let bytes = name.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "_")
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      default: byte
      }
    }
    let plain = bytes.starts(with: "x_".utf8) ? bytes[2...] : bytes[...]
    return [
      "token", "access_token", "auth_token", "password", "secret", "client_secret", "api_key", "apikey",
    ].contains { plain.elementsEqual($0.utf8) }
  }
}

/// A named set of known values.
public struct EnumDescriptor: Sendable, Hashable {
  /// The set's name, for example `package_type`.
  public var name: String
  /// The known values, in the order of the spec.
  public var values: [String]

  /// Creates a set of values.
  public init(name: String, values: [String]) {
    self.name = name
    self.values = values
  }
}
