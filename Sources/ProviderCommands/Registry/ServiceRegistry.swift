import ProviderRuntime
import ProviderSpec

/// Makes a service's part of a registry.
struct ServiceRegistry {
  private let service: Service
  private let enums: [String: EnumDescriptor]

  init(_ service: Service) {
    self.service = service
    enums = Dictionary(
      service.enums.map { ($0.name, EnumDescriptor(name: $0.name, values: $0.values.map(\.name))) },
      uniquingKeysWith: { first, _ in first })
  }

  var descriptor: ServiceDescriptor {
    // A method is made once, however many resources share it.
    let methods = Dictionary(
      service.methods.map { ($0.name, method($0)) }, uniquingKeysWith: { first, _ in first })
    return ServiceDescriptor(
      name: service.name, title: service.title, summary: service.summary, models: service.models.map(model),
      resources: service.resources.map { resource in
        ResourceDescriptor(
          name: resource.name, title: resource.title, summary: resource.summary, model: resource.model,
          identity: resource.identity.map { IdentityDescriptor(parameter: $0.parameter, field: $0.field) },
          methods: resource.methods.compactMap { methods[$0] },
          verbs: resource.verbs.map { VerbDescriptor(verb: verb($0.verb), methods: $0.methods) })
      })
  }

  private func model(_ model: Model) -> ModelDescriptor {
    ModelDescriptor(
      name: model.name, title: model.title, summary: model.summary,
      fields: model.fields.map { field in
        FieldDescriptor(
          name: field.name, type: type(field.type), isRequired: field.isRequired, isNullable: field.isNullable,
          example: LiteralText.plain(field.example), title: field.title, summary: field.summary)
      })
  }

  private func method(_ method: Method) -> MethodDescriptor {
    MethodDescriptor(
      name: method.name, action: method.action, httpMethod: method.httpMethod, path: method.path,
      parameters: method.parameters.map(parameter), body: method.body.map(body), graphQL: method.graphQL,
      pagination: method.pagination.map(PaginationDescriptor.init), response: response(method.response),
      scopes: method.scopes, inverse: method.inverse, summary: method.summary, documentation: method.documentation)
  }

  private func parameter(_ use: MethodParameter) -> ParameterDescriptor {
    let location: ParameterDescriptor.Location =
      switch use.location {
      case .path: .path
      case .query: .query
      case .header: .header
      case .variable: .variable
      }
    let parameter = use.parameter
    return ParameterDescriptor(
      name: parameter.name, location: location, isRequired: use.isRequired, type: type(parameter.type),
      defaultValue: LiteralText.plain(parameter.defaultValue), wildcard: parameter.wildcard, minimum: parameter.minimum,
      maximum: parameter.maximum, example: LiteralText.plain(parameter.example), summary: parameter.summary,
      isExploded: parameter.isExploded)
  }

  private func body(_ body: Body) -> BodyDescriptor {
    switch body {
    case .model(let name): .model(name)
    case .value(let value, let mediaType): .value(type(value), mediaType: mediaType)
    }
  }

  private func response(_ response: Response) -> ResponseDescriptor {
    let shape: ResponseDescriptor.Shape =
      switch response.shape {
      case .none: .none
      case .object: .object
      case .list: .list
      }
    return ResponseDescriptor(
      status: response.status, shape: shape, type: response.type.map(type), member: response.member,
      mediaType: response.mediaType)
  }

  private func verb(_ verb: ProviderSpec.Verb) -> ProviderRuntime.Verb {
    switch verb {
    case .select: .select
    case .insert: .insert
    case .update: .update
    case .replace: .replace
    case .delete: .delete
    case .exec: .exec
    }
  }

  private func type(_ type: ValueType) -> TypeDescriptor {
    switch type {
    case .string(let format): .string(format: format)
    case .enumeration(let name): enums[name].map { .enumeration($0) } ?? .string()
    case .integer(let format): .integer(format: format)
    case .number(let format): .number(format: format)
    case .boolean: .boolean
    case .model(let name): .model(name)
    case .object: .object
    case .array(let element): .array(self.type(element))
    }
  }
}
