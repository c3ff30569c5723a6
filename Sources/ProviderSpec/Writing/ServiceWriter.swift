/// Writes a service as the members of its file's object.
struct ServiceWriter {
  private let service: Service
  /// The service's definitions of parameters; a method's that differs is written with the method.
  private let shared: [String: Parameter]

  init(_ service: Service) {
    self.service = service
    shared = Dictionary(service.parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  var members: [Literal.Member] {
    var object = SpecObject()
    object.add("format", 1)
    object.add("name", service.name)
    object.add("title", service.title)
    object.add("summary", service.summary)
    object.add("enums", objects: service.enums) { enumeration, object in
      object.add("name", enumeration.name)
      object.add("summary", enumeration.summary)
      object.add("values", objects: enumeration.values) { value, object in
        object.add("name", value.name)
        object.add("summary", value.summary)
      }
    }
    object.add("parameters", objects: service.parameters, write)
    object.add("models", objects: service.models) { model, object in
      object.add("name", model.name)
      object.add("title", model.title)
      object.add("summary", model.summary)
      object.add("fields", objects: model.fields, write)
    }
    object.add("methods", objects: service.methods, write)
    object.add("resources", objects: service.resources, write)
    return object.members
  }

  // MARK: Types, parameters, fields

  private func write(_ type: ValueType, _ object: inout SpecObject) {
    switch type {
    case .string(let format):
      object.add("type", "string")
      object.add("format", format)
    case .enumeration(let name):
      object.add("type", "string")
      object.add("enum", name)
    case .integer(let format):
      object.add("type", "integer")
      object.add("format", format)
    case .number(let format):
      object.add("type", "number")
      object.add("format", format)
    case .boolean: object.add("type", "boolean")
    case .object: object.add("type", "object")
    case .model(let name):
      object.add("type", "object")
      object.add("model", name)
    case .array(let items):
      object.add("type", "array")
      object.add("items", self.object(items))
    }
  }

  private func object(_ type: ValueType) -> SpecObject {
    var object = SpecObject()
    write(type, &object)
    return object
  }

  private func write(_ parameter: Parameter, _ object: inout SpecObject) {
    object.add("name", parameter.name)
    write(parameter.type, &object)
    if parameter.isHeader { object.add("in", "header") }
    if !parameter.isExploded { object.add("explode", literal: .boolean(false)) }
    object.add("default", literal: parameter.defaultValue)
    object.add("wildcard", parameter.wildcard)
    object.add("minimum", parameter.minimum)
    object.add("maximum", parameter.maximum)
    object.add("example", literal: parameter.example)
    object.add("summary", parameter.summary)
  }

  private func write(_ field: Field, _ object: inout SpecObject) {
    object.add("name", field.name)
    write(field.type, &object)
    object.add("required", field.isRequired)
    object.add("nullable", field.isNullable)
    object.add("example", literal: field.example)
    object.add("title", field.title)
    object.add("summary", field.summary)
  }

  // MARK: Methods

  private func write(_ method: Method, _ object: inout SpecObject) {
    object.add("name", method.name)
    object.add("action", method.action)
    object.add("request", "\(method.httpMethod) \(method.path)")
    object.add("parameters", objects: method.parameters.map(\.parameter).filter { shared[$0.name] != $0 }, write)
    let others = method.parameters.filter { $0.location != .path }
    object.add("required", strings: others.filter(\.isRequired).map(\.parameter.name))
    object.add("optional", strings: others.filter { !$0.isRequired }.map(\.parameter.name))
    switch method.body {
    case .model(let name)?: object.add("body", name)
    case .value(let type, let mediaType)?:
      var body = self.object(type)
      if mediaType != MediaType.json { body.add("media_type", mediaType) }
      object.add("body", body)
    case nil: break
    }
    object.add("graphql", method.graphQL)
    object.add("pagination", method.pagination.map(SpecWriter.pagination))
    object.add("response", response(method.response))
    object.add("scopes", strings: method.scopes)
    object.add("inverse", method.inverse)
    object.add("documentation", method.documentation)
    object.add("examples", objects: method.examples) { example, object in
      object.add("parameter", example.parameter)
      object.add("value", literal: example.value)
    }
    object.add("summary", method.summary)
  }

  private func response(_ response: Response) -> SpecObject {
    var object = SpecObject()
    object.add("status", response.status)
    if let type = response.type, response.shape != .none {
      let key = response.shape == .list ? "list" : "object"
      if case .model(let name) = type { object.add(key, name) } else { object.add(key, self.object(type)) }
    }
    object.add("member", path: response.member)
    object.add("media_type", response.mediaType)
    return object
  }

  // MARK: Resources

  private func write(_ resource: Resource, _ object: inout SpecObject) {
    object.add("name", resource.name)
    object.add("title", resource.title)
    object.add("summary", resource.summary)
    object.add("model", resource.model)
    object.add("identity", objects: resource.identity) { identity, object in
      object.add("parameter", identity.parameter)
      object.add("field", identity.field)
    }
    object.add("methods", strings: resource.methods)
    var verbs = SpecObject()
    for verb in resource.verbs { verbs.add(verb.verb.rawValue, strings: verb.methods) }
    object.add("verbs", verbs)
  }
}
