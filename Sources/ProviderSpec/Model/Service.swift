/// A group of resources, written in one file.
public struct Service: Sendable, Hashable {
  /// The spec file that it was read from, as it was named to the loader.
  public var file: String
  /// The service's name.
  public var name: String
  /// The name for people.
  public var title: String
  /// What the service is, in a sentence or two.
  public var summary: String
  /// Named sets of values.
  public var enums: [Enumeration]
  /// Parameters that methods refer to by name.
  public var parameters: [Parameter]
  /// Models that methods, resources and fields refer to by name.
  public var models: [Model]
  /// Methods that resources refer to by name.
  public var methods: [Method]
  /// The resources.
  public var resources: [Resource]

  /// Creates a value from its parts.
  package init(
    file: String, name: String, title: String, summary: String, enums: [Enumeration], parameters: [Parameter],
    models: [Model], methods: [Method], resources: [Resource]
  ) {
    self.file = file
    self.name = name
    self.title = title
    self.summary = summary
    self.enums = enums
    self.parameters = parameters
    self.models = models
    self.methods = methods
    self.resources = resources
  }
}

/// A named set of known values of a string.
public struct Enumeration: Sendable, Hashable {
  /// The set's name, for example `package_type`.
  public var name: String
  /// What the set is about, in a sentence.
  public var summary: String
  /// The values, in order.
  public var values: [Value]

  /// One known value.
  public struct Value: Sendable, Hashable {
    /// The value as it travels.
    public var name: String
    /// What the value means, in a sentence.
    public var summary: String

    /// Creates a value from its parts.
    package init(name: String, summary: String) {
      self.name = name
      self.summary = summary
    }
  }

  /// Creates a value from its parts.
  package init(name: String, summary: String, values: [Value]) {
    self.name = name
    self.summary = summary
    self.values = values
  }
}

/// A type of the spec.
public indirect enum ValueType: Sendable, Hashable {
  /// A string; format as in JSON Schema, for example `date-time`.
  case string(format: String?)
  /// A string out of the named set.
  case enumeration(String)
  /// A whole number of at most 64 bits.
  case integer(format: String?)
  /// A floating-point number.
  case number(format: String?)
  /// True or false.
  case boolean
  /// An object of the named model.
  case model(String)
  /// Any JSON object.
  case object
  /// An array.
  case array(ValueType)
}

/// A JSON scalar or any other JSON value of the spec: a default or an example.
public indirect enum Literal: Sendable, Hashable {
  /// `null`.
  case null
  /// A truth value.
  case boolean(Bool)
  /// A number as it is written.
  case number(String)
  /// A string.
  case string(String)
  /// An array.
  case array([Literal])
  /// An object, members in order.
  case object([Member])

  /// A member of an object.
  public struct Member: Sendable, Hashable {
    /// The member's name.
    public var name: String
    /// The member's value.
    public var value: Literal

    /// Creates a value from its parts.
    package init(name: String, value: Literal) {
      self.name = name
      self.value = value
    }
  }
}

/// A parameter that methods refer to by name.
public struct Parameter: Sendable, Hashable {
  /// The name, in the request as in SQL.
  public var name: String
  /// The type: a string, a number, a boolean, or an array of such.
  public var type: ValueType
  /// Whether it travels in a header rather than in the URL.
  public var isHeader: Bool = false
  /// Whether an array repeats the parameter's name for each value; else the values are joined by commas.
  public var isExploded: Bool = true
  /// The value that the server assumes.
  public var defaultValue: Literal?
  /// The value that asks for every value of the field of the same name; nil where there is none.
  public var wildcard: String?
  /// The smallest value of a number.
  public var minimum: Int?
  /// The largest value of a number.
  public var maximum: Int?
  /// A value to show.
  public var example: Literal?
  /// What the parameter means, in a sentence or two.
  public var summary: String

  /// Creates a value from its parts.
  package init(
    name: String, type: ValueType, isHeader: Bool = false, isExploded: Bool = true, defaultValue: Literal? = nil,
    wildcard: String? = nil, minimum: Int? = nil, maximum: Int? = nil, example: Literal? = nil, summary: String
  ) {
    self.name = name
    self.type = type
    self.isHeader = isHeader
    self.isExploded = isExploded
    self.defaultValue = defaultValue
    self.wildcard = wildcard
    self.minimum = minimum
    self.maximum = maximum
    self.example = example
    self.summary = summary
  }
}

/// A JSON object of the API.
public struct Model: Sendable, Hashable {
  /// The name, unique within the service.
  public var name: String
  /// The name for people.
  public var title: String
  /// What the model is, in a sentence or two.
  public var summary: String
  /// The fields, in order.
  public var fields: [Field]

  /// Creates a value from its parts.
  package init(name: String, title: String, summary: String, fields: [Field]) {
    self.name = name
    self.title = title
    self.summary = summary
    self.fields = fields
  }
}

/// A member of a JSON object.
public struct Field: Sendable, Hashable {
  /// The member's name.
  public var name: String
  /// The type.
  public var type: ValueType
  /// Whether the member is always there.
  public var isRequired: Bool
  /// Whether the member may be null.
  public var isNullable: Bool
  /// A value to show.
  public var example: Literal?
  /// The name for people.
  public var title: String?
  /// What the field means, in a sentence or two; empty where the name says it.
  public var summary: String

  /// Creates a value from its parts.
  package init(
    name: String, type: ValueType, isRequired: Bool, isNullable: Bool, example: Literal? = nil, title: String? = nil,
    summary: String
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
