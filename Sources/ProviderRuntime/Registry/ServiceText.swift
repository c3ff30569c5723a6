/// A service's part of the registry as generated code has it: one text, read when something of it is asked for first.
///
/// As values in Swift, descriptors are what takes the compiler longest about a service, and they would be in every program
/// that calls one of its methods.
///
/// It has two parts: the service, and its models, which are read when somebody asks for one. Each thing is a JSON array, with
/// what it consists of in a fixed order; what is not there is null, and left away at the end. Things name each other by their
/// places.
///
///     service     name, title, summary, [enum], [parameter], [method], [resource]
///     enum        name, [value]
///     parameter   name, location, type, flags, default, wildcard, minimum, maximum, example, summary
///     method      name, action, HTTP method, path, [parameter's place], response, summary, documentation, [scope], inverse,
///                 body's type, body's media type, GraphQL document, pagination
///     response    status, shape, type, [member], media type
///     pagination  style, page parameter, first page, offset parameter, cursor parameter, page size parameter,
///                 maximum page size, [cursor], [cursor of item], [more], [next URL], [total], [page count]
///     resource    name, title, summary, [method's place], [[verb, [method's name]]], model, [[parameter, field]]
///     model       name, title, summary, [field]
///     field       name, type, flags, example, title, summary
///
/// Flags are `r` for what is always there, `n` for what may be null, `c` for an array that travels as values between commas.
/// A type is `string`, `integer` or `number`, with its format in parentheses where it has one, `boolean`, `object`,
/// `enum(place)`, `model(name)`, or `[string]` for an array of such.
///
/// A text that is none of this ends the program: generator and runtime agree on it.
public final class ServiceText: Sendable {
  /// The service.
  public let service: ServiceDescriptor
  private let methods: [MethodDescriptor]
  private let enums: [EnumDescriptor]

  /// Reads the text of a service.
  ///
  /// - Parameters:
  ///   - text: The service.
  ///   - models: An array of its models.
  public init(_ text: String, models: String) {
    let service = Parts(text)
    let enums = service.parts(3).map { EnumDescriptor(name: $0.string(0), values: $0.strings(1) ?? []) }
    let parameters = service.parts(4).map { ParameterDescriptor($0, enums) }
    let methods = service.parts(5).map { MethodDescriptor($0, parameters, enums) }
    self.enums = enums
    self.methods = methods
    self.service = ServiceDescriptor(
      name: service.string(0), title: service.string(1), summary: service.string(2),
      models: Later { Parts(models).all.map { ModelDescriptor($0, enums) } },
      resources: service.parts(6).map { ResourceDescriptor($0, methods) })
  }

  /// The method in a place of the service.
  public func method(_ place: Int) -> MethodDescriptor { methods[place] }

  /// The resource in a place of the service.
  public func resource(_ place: Int) -> ResourceDescriptor { service.resources[place] }

  /// The model in a place of the service.
  public func model(_ place: Int) -> ModelDescriptor { service.models[place] }

  /// The enum in a place of the service.
  public func enumeration(_ place: Int) -> EnumDescriptor { enums[place] }
}

/// What a thing of a service's text consists of.
private struct Parts {
  private let values: [JSONValue]

  init(_ values: [JSONValue]) {
    self.values = values
  }

  init(_ text: String) {
    guard case .array(let values)? = JSONValue(text: text.utf8) else { Self.broken() }
    self.values = values
  }

  static func broken() -> Never {
    fatalError("a service's text is not what this version of ProviderRuntime reads: it was generated for another one")
  }

  func optional(_ place: Int) -> String? {
    guard place < values.count, case .string(let text) = values[place] else { return nil }
    return text
  }

  func string(_ place: Int) -> String {
    optional(place) ?? { Self.broken() }()
  }

  func integer(_ place: Int) -> Int? {
    guard place < values.count, case .integer(let number) = values[place] else { return nil }
    return Int(number)
  }

  func list(_ place: Int) -> [JSONValue]? {
    guard place < values.count, case .array(let values) = values[place] else { return nil }
    return values
  }

  func strings(_ place: Int) -> [String]? {
    list(place)?.map { value in
      guard case .string(let text) = value else { Self.broken() }
      return text
    }
  }

  func integers(_ place: Int) -> [Int] {
    (list(place) ?? []).map { value in
      guard case .integer(let number) = value else { Self.broken() }
      return Int(number)
    }
  }

  func part(_ place: Int) -> Parts? {
    list(place).map(Parts.init)
  }

  func parts(_ place: Int) -> [Parts] {
    Parts(list(place) ?? []).all
  }

  /// Everything in it, where it is nothing but things.
  var all: [Parts] {
    values.map { value in
      guard case .array(let values) = value else { Self.broken() }
      return Parts(values)
    }
  }

  /// Whether a flag is set.
  func has(_ flag: Unicode.Scalar, _ place: Int) -> Bool {
    optional(place)?.utf8.contains(UInt8(ascii: flag)) == true
  }

  /// A value of an enum, by its name.
  func value<Value: RawRepresentable<String>>(_ place: Int) -> Value {
    Value(rawValue: string(place)) ?? { Self.broken() }()
  }

  func type(_ place: Int, _ enums: [EnumDescriptor]) -> TypeDescriptor {
    TypeDescriptor(string(place)[...].utf8, enums) ?? { Self.broken() }()
  }
}

extension ParameterDescriptor {
  fileprivate init(_ parts: Parts, _ enums: [EnumDescriptor]) {
    self.init(
      name: parts.string(0), location: parts.value(1), isRequired: parts.has("r", 3), type: parts.type(2, enums),
      defaultValue: parts.optional(4), wildcard: parts.optional(5), minimum: parts.integer(6),
      maximum: parts.integer(7), example: parts.optional(8), summary: parts.optional(9) ?? "",
      isExploded: !parts.has("c", 3))
  }
}

extension MethodDescriptor {
  fileprivate init(_ parts: Parts, _ parameters: [ParameterDescriptor], _ enums: [EnumDescriptor]) {
    guard let response = parts.part(5) else { Parts.broken() }
    self.init(
      name: parts.string(0), action: parts.string(1), httpMethod: parts.string(2), path: parts.string(3),
      parameters: parts.integers(4).map { parameters[$0] }, body: BodyDescriptor(parts, enums),
      graphQL: parts.optional(12), pagination: parts.part(13).map(PaginationDescriptor.init),
      response: ResponseDescriptor(
        status: response.integer(0) ?? { Parts.broken() }(), shape: response.value(1),
        type: response.optional(2) == nil ? nil : response.type(2, enums), member: response.strings(3) ?? [],
        mediaType: response.optional(4)),
      scopes: parts.strings(8) ?? [], inverse: parts.optional(9), summary: parts.optional(6) ?? "",
      documentation: parts.optional(7))
  }
}

extension BodyDescriptor {
  fileprivate init?(_ parts: Parts, _ enums: [EnumDescriptor]) {
    guard parts.optional(10) != nil else { return nil }
    let type = parts.type(10, enums)
    // An object of a model is JSON, and says nothing more about it.
    switch (type, parts.optional(11)) {
    case (.model(let name), nil): self = .model(name)
    case (_, let mediaType?): self = .value(type, mediaType: mediaType)
    default: Parts.broken()
    }
  }
}

extension PaginationDescriptor {
  fileprivate init(_ parts: Parts) {
    self.init(
      style: parts.value(0), pageParameter: parts.optional(1), firstPage: parts.integer(2) ?? 1,
      offsetParameter: parts.optional(3), cursorParameter: parts.optional(4), pageSizeParameter: parts.optional(5),
      maximumPageSize: parts.integer(6), cursorMember: parts.strings(7), cursorItemMember: parts.strings(8),
      moreMember: parts.strings(9), nextURLMember: parts.strings(10), totalMember: parts.strings(11),
      pageCountMember: parts.strings(12))
  }
}

extension ResourceDescriptor {
  fileprivate init(_ parts: Parts, _ methods: [MethodDescriptor]) {
    self.init(
      name: parts.string(0), title: parts.string(1), summary: parts.string(2), model: parts.optional(5),
      identity: parts.parts(6).map { IdentityDescriptor(parameter: $0.string(0), field: $0.string(1)) },
      methods: parts.integers(3).map { methods[$0] },
      verbs: parts.parts(4).map { VerbDescriptor(verb: $0.value(0), methods: $0.strings(1) ?? []) })
  }
}

extension ModelDescriptor {
  fileprivate init(_ parts: Parts, _ enums: [EnumDescriptor]) {
    self.init(
      name: parts.string(0), title: parts.string(1), summary: parts.string(2),
      fields: parts.parts(3).map { field in
        FieldDescriptor(
          name: field.string(0), type: field.type(1, enums), isRequired: field.has("r", 2),
          isNullable: field.has("n", 2), example: field.optional(3), title: field.optional(4),
          summary: field.optional(5) ?? "")
      })
  }
}

extension TypeDescriptor {
  /// Reads a type; nil where it is none. By bytes, as a format may be any text.
  fileprivate init?(_ text: Substring.UTF8View, _ enums: [EnumDescriptor]) {
    if text.first == UInt8(ascii: "["), text.last == UInt8(ascii: "]") {
      guard let element = TypeDescriptor(text.dropFirst().dropLast(), enums) else { return nil }
      self = .array(element)
      return
    }
    let name = text.prefix { $0 != UInt8(ascii: "(") }
    let argument =
      name.endIndex < text.endIndex ? String(Substring(text[name.endIndex...].dropFirst().dropLast())) : nil
    switch String(Substring(name)) {
    case "string": self = .string(format: argument)
    case "integer": self = .integer(format: argument)
    case "number": self = .number(format: argument)
    case "boolean": self = .boolean
    case "object": self = .object
    case "model":
      guard let argument else { return nil }
      self = .model(argument)
    case "enum":
      guard let place = argument.flatMap({ Int($0) }), enums.indices.contains(place) else { return nil }
      self = .enumeration(enums[place])
    default: return nil
    }
  }
}
