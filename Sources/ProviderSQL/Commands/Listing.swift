import ProviderRuntime

/// The rows of SHOW and DESCRIBE.
struct Listing {
  var columns: [Column]
  var rows: [[SQLValue]]

  init(_ names: [String], booleans: Set<String> = [], _ rows: [[SQLValue]]) {
    columns = names.map { Column(name: $0, isBoolean: booleans.contains($0)) }
    self.rows = rows
  }

  static func providers(_ catalog: Catalog) -> Listing {
    Listing(
      ["name", "title", "description"],
      catalog.providers.map { [.text($0.name), .text($0.title), .text($0.summary)] })
  }

  static func services(_ catalog: Catalog, _ name: String?) throws -> Listing {
    let providers = try name.map { [try catalog.provider($0)] } ?? catalog.providers
    return Listing(
      ["id", "name", "title", "description"],
      providers.flatMap { provider in
        provider.services.map { service in
          [
            .text("\(provider.name).\(service.name)"), .text(service.name), .text(service.title),
            .text(service.summary),
          ]
        }
      })
  }

  /// The resources of a service, of a provider, or of all, by the parts of a name.
  static func resources(_ catalog: Catalog, of name: [String]) throws -> Listing {
    let providers = try name.first.map { [try catalog.provider($0)] } ?? catalog.providers
    var services = providers.flatMap { provider in provider.services.map { (provider, $0) } }
    if name.count == 2 { services = [try catalog.service(name[0], name[1])] }
    return Listing(
      ["id", "name", "title", "description"],
      services.flatMap { provider, service in
        service.resources.map { resource in
          [
            .text("\(provider.name).\(service.name).\(resource.name)"), .text(resource.name), .text(resource.title),
            .text(resource.summary),
          ]
        }
      })
  }

  private static let methodNames = ["name", "verb", "required", "optional", "request", "description"]

  /// The columns of what SHOW METHODS tells.
  static var methodColumns: [Column] { methodNames.map { Column(name: $0) } }

  static func methods(_ table: ResourceTable) -> Listing {
    Listing(
      methodNames,
      table.resource.methods.map { method in
        let verbs = table.resource.verbs.filter { $0.methods.contains(method.name) }.map(\.verb.rawValue)
        return [
          .text(method.name), .text(verbs.isEmpty ? Verb.exec.rawValue : verbs.joined(separator: ", ")),
          .text(names(method, of: table, areRequired: true)), .text(names(method, of: table, areRequired: false)),
          .text("\(method.httpMethod) \(method.path)"), .text(method.summary),
        ]
      })
  }

  private static let describing = ["name", "type", "kind", "required", "description"]
  private static let extending = ["format", "values", "default", "wildcard", "minimum", "maximum", "example"]

  static func columns(_ table: ResourceTable, isExtended: Bool) -> Listing {
    let methods = table.methods[.select] ?? []
    // What names a thing of which nothing else is told is all that its row has.
    let fields = table.columns.filter { !$0.isHidden }.compactMap { column in
      column.field
        ?? column.parameter.map {
          FieldDescriptor(name: $0.name, type: $0.type, example: $0.example, summary: $0.summary)
        }
    }.map { field in
      let row = describe(field)
      return isExtended ? row + extend(field.type, nil, example: field.example) : row
    }
    // A parameter with a field's name is that field, and is still a parameter: it is listed as both.
    let parameters = table.columns.compactMap { column in
      column.parameter.flatMap { column.isHidden || $0.name == column.name ? $0 : nil }
    }.map { parameter -> [SQLValue] in
      // A parameter that each method needs is needed in any case.
      let isRequired =
        !methods.isEmpty
        && methods.allSatisfy { method in
          method.parameters.contains { $0.name == parameter.name && $0.isRequired }
        }
      let row = describe(parameter, isRequired: isRequired)
      return isExtended ? row + extend(parameter.type, parameter, example: parameter.example) : row
    }
    // What is only sent is never needed to read.
    let sent = sentFields(of: table).map { field in
      let row = describe(parameter: field, isRequired: false)
      return isExtended ? row + extend(field.type, nil, example: field.example) : row
    }
    return Listing(describing + (isExtended ? extending : []), booleans: ["required"], fields + parameters + sent)
  }

  /// The members of requests' bodies that are neither fields of a row nor parameters.
  private static func sentFields(of table: ResourceTable) -> [FieldDescriptor] {
    let fields = [Verb.insert, .update, .replace, .delete].flatMap { table.methods[$0] ?? [] }
      .flatMap { $0.bodyFields(of: table.service) }
    return table.columns.filter(\.isOnlySent).compactMap { column in fields.first { $0.name == column.bodyField } }
  }

  static func parameters(_ method: MethodDescriptor, of table: ResourceTable) -> Listing {
    var rows = method.parameters.map { describe($0, isRequired: $0.isRequired) }
    rows += bodyFields(method, of: table).map { describe(parameter: $0, isRequired: $0.isRequired) }
    if let name = method.response.model, let model = table.service.models.first(where: { $0.name == name }) {
      rows += model.fields.map(describe)
    } else if let type = method.response.type {
      rows.append(describe(FieldDescriptor(name: ResourceTable.valueColumn, type: type, isRequired: true)))
    }
    return Listing(describing, booleans: ["required"], rows)
  }

  private static func describe(_ field: FieldDescriptor) -> [SQLValue] {
    [.text(field.name), .text(name(field.type)), .text("field"), .boolean(field.isRequired), .text(field.summary)]
  }

  /// The members of a method's body that are no parameters of it.
  private static func bodyFields(_ method: MethodDescriptor, of table: ResourceTable) -> [FieldDescriptor] {
    method.bodyFields(of: table.service).filter { field in !method.parameters.contains { $0.name == field.name } }
  }

  private static func describe(parameter field: FieldDescriptor, isRequired: Bool) -> [SQLValue] {
    [.text(field.name), .text(name(field.type)), .text("parameter"), .boolean(isRequired), .text(field.summary)]
  }

  private static func describe(_ parameter: ParameterDescriptor, isRequired: Bool) -> [SQLValue] {
    [
      .text(parameter.name), .text(name(parameter.type)), .text("parameter"), .boolean(isRequired),
      .text(parameter.summary),
    ]
  }

  private static func extend(
    _ type: TypeDescriptor, _ parameter: ParameterDescriptor?, example: String?
  ) -> [SQLValue] {
    var format: String?
    var values: [String] = []
    switch type {
    case .string(let name), .integer(let name), .number(let name): format = name
    case .enumeration(let set): values = set.values
    case .boolean, .model, .object, .array: break
    }
    return [
      optional(format), values.isEmpty ? .null : .text(values.joined(separator: ", ")),
      optional(parameter?.defaultValue), optional(parameter?.wildcard),
      parameter?.minimum.map { .integer(Int64($0)) } ?? .null,
      parameter?.maximum.map { .integer(Int64($0)) } ?? .null, optional(example),
    ]
  }

  private static func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }

  private static func names(_ method: MethodDescriptor, of table: ResourceTable, areRequired: Bool) -> String {
    let parameters = method.parameters.filter { $0.isRequired == areRequired }.map(\.name)
    let members = bodyFields(method, of: table).filter { $0.isRequired == areRequired }.map(\.name)
    return (parameters + members).joined(separator: ", ")
  }

  private static func name(_ type: TypeDescriptor) -> String {
    switch type {
    case .string, .enumeration: "string"
    case .integer: "integer"
    case .number: "number"
    case .boolean: "boolean"
    case .model, .object: "object"
    case .array: "array"
    }
  }
}
