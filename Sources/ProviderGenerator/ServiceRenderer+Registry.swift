import ProviderSpec

extension ServiceRenderer {
  /// Writes the parameters' descriptors.
  func writeParameters(to writer: inout SwiftWriter) {
    writer.documentation("The parameters of the service's methods, as the registry shares them.")
    writer.block("public enum Parameters {") { writer in
      for (index, entry) in parameters.all.enumerated() {
        if index > 0 { writer.line() }
        let parameter = entry.parameter.parameter
        writer.documentation(parameter.summary.isEmpty ? "The parameter `\(parameter.name)`." : parameter.summary)
        writer.property(
          "public static var \(SwiftNames.escaped(entry.name)): ParameterDescriptor", "ParameterDescriptor(",
          [
            Argument("name", .string(parameter.name)),
            Argument("location", .code(".\(entry.parameter.location.rawValue)")),
            Argument("isRequired", .code("\(entry.parameter.isRequired)")),
            Argument("type", .code(typeDescriptor(parameter.type))),
          ] + string("defaultValue", LiteralText.plain(parameter.defaultValue))
            + string("wildcard", parameter.wildcard) + integer("minimum", parameter.minimum)
            + integer("maximum", parameter.maximum)
            + string("example", LiteralText.plain(parameter.example)) + string("summary", parameter.summary)
            + (parameter.isExploded ? [] : [Argument("isExploded", .code("false"))]))
      }
    }
  }

  /// Writes the methods' descriptors.
  func writeMethods(to writer: inout SwiftWriter) {
    writer.documentation("The methods of the service, as the registry shares them between resources.")
    writer.block("public enum Methods {") { writer in
      for (index, method) in service.methods.enumerated() {
        guard let name = names.methods[method.name] else { continue }
        if index > 0 { writer.line() }
        writer.documentation("`\(method.httpMethod) \(method.path)`")
        writer.property(
          "public static var \(SwiftNames.escaped(name)): MethodDescriptor", "MethodDescriptor(",
          [
            Argument("name", .string(method.name)),
            Argument("action", .string(method.action)),
            Argument("httpMethod", .string(method.httpMethod)),
            Argument("path", .string(method.path)),
            Argument(
              "parameters",
              .list(method.parameters.compactMap { parameters.name(of: $0).map { .code("Parameters.\($0)") } })),
          ] + body(method.body) + string("graphQL", method.graphQL)
            + (method.pagination.map { [Argument("pagination", .call("PaginationDescriptor", $0.arguments))] } ?? [])
            + [
              Argument("response", .call("ResponseDescriptor", response(method.response)))
            ]
            + (method.scopes.isEmpty ? [] : [Argument("scopes", .list(method.scopes.map { .string($0) }))])
            + string("inverse", method.inverse) + string("summary", method.summary)
            + string("documentation", method.documentation))
      }
    }
  }

  private func response(_ response: Response) -> [Argument] {
    let shape =
      switch response.shape {
      case .none: ".none"
      case .object: ".object"
      case .list: ".list"
      }
    return integer("status", response.status) + [Argument("shape", .code(shape))]
      + (response.type.map { [Argument("type", .code(typeDescriptor($0)))] } ?? [])
      + member("member", response.member.isEmpty ? nil : response.member)
      + string("mediaType", response.mediaType)
  }

  private func body(_ body: Body?) -> [Argument] {
    switch body {
    case nil: []
    case .model(let name): [Argument("body", .code(".model(\(SwiftLiteral.string(name)))"))]
    case .value(let type, let mediaType):
      [
        Argument(
          "body",
          .call(".value", [Argument("", .code(typeDescriptor(type)))] + string("mediaType", mediaType)))
      ]
    }
  }

  /// Writes a resource's part of the registry.
  func writeDescriptor(of resource: Resource, to writer: inout SwiftWriter) {
    writer.documentation("The resource's part of the registry.")
    var arguments: [Argument] = [
      Argument("name", .string(resource.name)),
      Argument("title", .string(resource.title)),
      Argument("summary", .string(resource.summary)),
    ]
    arguments += string("model", resource.model)
    if !resource.identity.isEmpty {
      let ties: [Argument.Value] = resource.identity.map {
        .call("IdentityDescriptor", string("parameter", $0.parameter) + string("field", $0.field))
      }
      arguments.append(Argument("identity", .list(ties)))
    }
    let methods = resource.methods.compactMap { names.methods[$0] }
    arguments.append(Argument("methods", .list(methods.map { .code("Methods.\(SwiftNames.escaped($0))") })))
    let verbs: [Argument.Value] = resource.verbs.map {
      .call(
        "VerbDescriptor",
        [Argument("verb", .code(".\($0.verb.rawValue)")), Argument("methods", .list($0.methods.map { .string($0) }))])
    }
    arguments.append(Argument("verbs", .list(verbs)))
    writer.property("public static var descriptor: ResourceDescriptor", "ResourceDescriptor(", arguments)
  }

  /// A field as the runtime's `ModelDescriptor` reads it.
  private func text(_ field: Field) -> String {
    let presence = (field.isRequired ? "r" : "") + (field.isNullable ? "n" : "")
    var parts = [
      field.name, text(field.type), presence.isEmpty ? nil : presence, LiteralText.plain(field.example), field.title,
      field.summary.isEmpty ? nil : field.summary,
    ].map { part in
      part.map { $0.isEmpty ? "\\-" : escaped($0) } ?? ""
    }
    while parts.last == "" { parts.removeLast() }
    return parts.joined(separator: "|")
  }

  /// The text with `\` before each `\` and `|`: by scalars, as a character may hold one and what combines with it.
  private func escaped(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\\" || scalar == "|" { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  private func text(_ type: ValueType) -> String {
    switch type {
    case .string(let format): "string" + text(format)
    case .enumeration(let name): names.enums[name] == nil ? "string" : "enum(\(name))"
    case .integer(let format): "integer" + text(format)
    case .number(let format): "number" + text(format)
    case .boolean: "boolean"
    case .model(let name): "model(\(name))"
    case .object: "object"
    case .array(let element): "[" + text(element) + "]"
    }
  }

  private func text(_ format: String?) -> String {
    format.map { "(\($0))" } ?? ""
  }

  /// Writes a model's part of the registry.
  func writeDescriptor(of model: Model, to writer: inout SwiftWriter) {
    writer.documentation("The model's part of the registry.")
    var seen: Set<String> = []
    let enums = model.fields.compactMap { field -> Argument.Value? in
      guard let name = field.type.enumeration, let type = names.enums[name], seen.insert(name).inserted else {
        return nil
      }
      return .code("\(type).descriptor")
    }
    writer.property(
      "public static var descriptor: ModelDescriptor", "ModelDescriptor(",
      [
        Argument("name", .string(model.name)),
        Argument("title", .string(model.title)),
        Argument("summary", .string(model.summary)),
      ] + (enums.isEmpty ? [] : [Argument("enums", .list(enums))])
        + [Argument("fields", .list(model.fields.map { .string(text($0)) }))])
  }
}
