/// Drafts without mistakes as the values that generator, docs and diff work on.
extension ServiceDraft {
  /// The service. Asked for only where nothing was reported: references that lead nowhere are left out.
  func service(file: String) -> Service {
    let definitions = Dictionary(
      parameters.map { ($0.name.value, $0.parameter) }, uniquingKeysWith: { first, _ in first })
    return Service(
      file: file, name: name.value, title: title.value, summary: summary.value,
      enums: enums.map { draft in
        Enumeration(
          name: draft.name.value, summary: draft.summary,
          values: draft.values.map { .init(name: $0.name.value, summary: $0.summary) })
      },
      parameters: parameters.map(\.parameter), models: models.map(\.model),
      methods: methods.map { $0.method(parameters: definitions) }, resources: resources.map(\.resource))
  }
}

extension TypeDraft {
  /// The type.
  var valueType: ValueType {
    switch type.value {
    case "integer": .integer(format: format?.value)
    case "number": .number(format: format?.value)
    case "boolean": .boolean
    case "object": model.map { .model($0.value) } ?? .object
    case "array": .array(items.first?.valueType ?? .object)
    default: enumeration.map { .enumeration($0.value) } ?? .string(format: format?.value)
    }
  }
}

extension ParameterDraft {
  /// The parameter.
  var parameter: Parameter {
    Parameter(
      name: name.value, type: type.valueType, isHeader: location?.value == "header", isExploded: explode?.value ?? true,
      defaultValue: defaultValue?.literal, wildcard: wildcard?.value, minimum: minimum?.value, maximum: maximum?.value,
      example: example?.literal, summary: summary)
  }
}

extension ModelDraft {
  /// The model.
  var model: Model {
    Model(
      name: name.value, title: title, summary: summary,
      fields: fields.map { draft in
        Field(
          name: draft.name.value, type: draft.type.valueType, isRequired: draft.isRequired,
          isNullable: draft.isNullable, example: draft.example?.literal, title: draft.title, summary: draft.summary)
      })
  }
}

extension MethodDraft {
  /// The method, its parameters looked up by name.
  func method(parameters: [String: Parameter]) -> Method {
    let own = Dictionary(
      self.parameters.map { ($0.name.value, $0.parameter) }, uniquingKeysWith: { first, _ in first })
    func uses(
      _ names: [Located<String>], _ location: MethodParameter.Location?, _ isRequired: Bool
    ) -> [MethodParameter] {
      names.compactMap { name in
        guard let parameter = own[name.value] ?? parameters[name.value] else { return nil }
        let usual: MethodParameter.Location = parameter.isHeader ? .header : graphQL == nil ? .query : .variable
        return MethodParameter(parameter: parameter, location: location ?? usual, isRequired: isRequired)
      }
    }
    return Method(
      name: name.value, action: action.value, httpMethod: request.httpMethod, path: request.path,
      parameters: uses(request.parameters, .path, true) + uses(required, nil, true) + uses(optional, nil, false),
      body: body?.body, graphQL: graphQL?.value, pagination: pagination?.pagination, response: response.response,
      scopes: scopes, inverse: inverse?.value, summary: summary, documentation: documentation,
      examples: examples.map { ParameterExample(parameter: $0.parameter.value, value: $0.value.literal) })
  }
}

extension BodyDraft {
  /// The body.
  var body: Body {
    if isModel, let model = type.model { return .model(model.value) }
    return .value(type.valueType, mediaType: mediaType?.value ?? MediaType.json)
  }
}

extension ResponseDraft {
  /// The response.
  var response: Response {
    Response(
      status: status?.value ?? 200, shape: shape, type: type?.valueType, member: member?.value ?? [],
      mediaType: mediaType?.value)
  }
}

extension ResourceDraft {
  /// The resource.
  var resource: Resource {
    Resource(
      name: name.value, title: title, summary: summary, model: model?.value,
      identity: identity.map { Identity(parameter: $0.parameter.value, field: $0.field.value) },
      methods: methods.map(\.value),
      verbs: verbs.map { VerbMethods(verb: $0.verb.value, methods: $0.methods.map(\.value)) })
  }
}
