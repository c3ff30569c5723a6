import ProviderSpec

/// A service as the runtime's `ServiceText` reads it, where the order of things is described.
struct ServiceText {
  private let service: Service
  private let enums: [String: Int]
  private let methods: [String: Int]
  private let parameters: [MethodParameter]

  init(_ service: Service) {
    self.service = service
    enums = Self.places(service.enums.map(\.name))
    methods = Self.places(service.methods.map(\.name))
    var seen: Set<MethodParameter> = []
    parameters = service.methods.flatMap(\.parameters).filter { seen.insert($0).inserted }
  }

  private static func places(_ names: [String]) -> [String: Int] {
    Dictionary(names.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The lines of the service's text: each thing has its own.
  var lines: [String] {
    let places = Dictionary(parameters.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return [head(service.name, service.title, service.summary)]
      + separated(service.enums.map { line([.string($0.name), .array($0.values.map { .string($0.name) })]) }) + ["],["]
      + separated(parameters.map { line(parts(of: $0)) }) + ["],["]
      + separated(service.methods.map { line(parts(of: $0, places)) }) + ["],["]
      + separated(service.resources.map { line(parts(of: $0)) }) + ["]]"]
  }

  /// The lines of the text of its models: each field has its own.
  var modelLines: [String] {
    ["["]
      + service.models.enumerated().flatMap { index, model in
        [head(model.name, model.title, model.summary)] + separated(model.fields.map { line(parts(of: $0)) })
          + [index < service.models.count - 1 ? "]]," : "]]"]
      } + ["]"]
  }

  private func separated(_ lines: [String]) -> [String] {
    lines.enumerated().map { $1 + ($0 < lines.count - 1 ? "," : "") }
  }

  /// The parts as JSON, without what is not there at the end.
  private func line(_ parts: [Literal]) -> String {
    json(array(parts))
  }

  /// The value as JSON with spaces, at which a line can end.
  private func json(_ value: Literal) -> String {
    guard case .array(let elements) = value else { return LiteralText.json(value) }
    return "[" + elements.map(json).joined(separator: ", ") + "]"
  }

  /// The beginning of a thing that goes on in the lines behind.
  private func head(_ texts: String...) -> String {
    "[" + texts.map { LiteralText.json(.string($0)) + ", " }.joined() + "["
  }

  private func array(_ parts: [Literal]) -> Literal {
    var parts = parts
    while parts.last == .null { parts.removeLast() }
    return .array(parts)
  }

  private func text(_ text: String?) -> Literal { text.map { .string($0) } ?? .null }

  private func number(_ number: Int?) -> Literal { number.map { .number(String($0)) } ?? .null }

  private func texts(_ texts: [String]?) -> Literal { texts.map { .array($0.map { .string($0) }) } ?? .null }

  /// Nothing for what is empty.
  private func filled(_ text: String) -> Literal { text.isEmpty ? .null : .string(text) }

  private func parts(of entry: MethodParameter) -> [Literal] {
    let parameter = entry.parameter
    let flags = (entry.isRequired ? "r" : "") + (parameter.isExploded ? "" : "c")
    return [
      .string(parameter.name), .string(entry.location.rawValue), .string(type(parameter.type)), filled(flags),
      text(LiteralText.plain(parameter.defaultValue)), text(parameter.wildcard), number(parameter.minimum),
      number(parameter.maximum), text(LiteralText.plain(parameter.example)), filled(parameter.summary),
    ]
  }

  private func parts(of method: Method, _ places: [MethodParameter: Int]) -> [Literal] {
    let body: [Literal] =
      switch method.body {
      case nil: [.null, .null]
      case .model(let name): [.string(type(.model(name))), .null]
      case .value(let value, let mediaType): [.string(type(value)), .string(mediaType)]
      }
    return [
      .string(method.name), .string(method.action), .string(method.httpMethod), .string(method.path),
      .array(method.parameters.map { number(places[$0]) }), array(parts(of: method.response)), filled(method.summary),
      text(method.documentation), method.scopes.isEmpty ? .null : texts(method.scopes), text(method.inverse),
    ] + body + [text(method.graphQL), method.pagination.map { array(parts(of: $0)) } ?? .null]
  }

  private func parts(of response: Response) -> [Literal] {
    [
      number(response.status), .string(response.shape.rawValue), text(response.type.map { type($0) }),
      response.member.isEmpty ? .null : texts(response.member), text(response.mediaType),
    ]
  }

  private func parts(of pagination: Pagination) -> [Literal] {
    [
      .string(pagination.styleCase), text(pagination.pageParameter),
      number(pagination.firstPage == 1 ? nil : pagination.firstPage),
      text(pagination.offsetParameter), text(pagination.cursorParameter), text(pagination.pageSizeParameter),
      number(pagination.maximumPageSize), texts(pagination.cursorMember), texts(pagination.cursorItemMember),
      texts(pagination.moreMember), texts(pagination.nextURLMember), texts(pagination.totalMember),
      texts(pagination.pageCountMember),
    ]
  }

  private func parts(of resource: Resource) -> [Literal] {
    [
      .string(resource.name), .string(resource.title), .string(resource.summary),
      .array(resource.methods.map { number(methods[$0]) }),
      .array(resource.verbs.map { .array([.string($0.verb.rawValue), texts($0.methods)]) }), text(resource.model),
      resource.identity.isEmpty ? .null : .array(resource.identity.map { texts([$0.parameter, $0.field]) }),
    ]
  }

  private func parts(of field: Field) -> [Literal] {
    let flags = (field.isRequired ? "r" : "") + (field.isNullable ? "n" : "")
    return [
      .string(field.name), .string(type(field.type)), filled(flags), text(LiteralText.plain(field.example)),
      text(field.title), filled(field.summary),
    ]
  }

  private func type(_ type: ValueType) -> String {
    switch type {
    case .string(let format): "string" + suffix(format)
    case .enumeration(let name): enums[name].map { "enum(\($0))" } ?? "string"
    case .integer(let format): "integer" + suffix(format)
    case .number(let format): "number" + suffix(format)
    case .boolean: "boolean"
    case .model(let name): "model(\(name))"
    case .object: "object"
    case .array(let element): "[" + self.type(element) + "]"
    }
  }

  private func suffix(_ format: String?) -> String {
    format.map { "(\($0))" } ?? ""
  }
}
