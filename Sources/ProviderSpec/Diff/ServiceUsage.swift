/// Who in a service uses what, however indirectly.
struct ServiceUsage {
  /// The resources that a method belongs to, in order.
  private(set) var methods: [String: [String]] = [:]
  /// The resources whose methods take a parameter as the service defines it.
  private(set) var parameters: [String: [String]] = [:]
  /// The resources whose methods send or answer a model.
  private(set) var models: [String: [String]] = [:]
  /// The resources that an enum reaches.
  private(set) var enums: [String: [String]] = [:]
  /// The models that a request's body may hold.
  private(set) var sentModels: Set<String> = []
  /// The enums that a parameter, or a field of a body, is checked against.
  private(set) var givenEnums: Set<String> = []

  init(_ service: Service) {
    let definitions = Dictionary(service.parameters.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let byName = Dictionary(service.methods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let reach = TypeReach(service)
    for resource in service.resources {
      var found = TypeReach.Found()
      if let model = resource.model { reach.add(.model(model), to: &found) }
      var taken: Set<String> = []
      for method in resource.methods.compactMap({ byName[$0] }) {
        methods[method.name, default: []].append(resource.name)
        for use in method.parameters {
          reach.add(use.parameter.type, to: &found)
          if definitions[use.parameter.name] == use.parameter { taken.insert(use.parameter.name) }
        }
        for type in [method.response.type, method.body?.type].compactMap({ $0 }) { reach.add(type, to: &found) }
      }
      for name in taken { parameters[name, default: []].append(resource.name) }
      for name in found.models { models[name, default: []].append(resource.name) }
      for name in found.enums { enums[name, default: []].append(resource.name) }
    }
    let sent = reach.sent(by: service)
    sentModels = sent.models
    givenEnums = sent.enums
  }
}

extension Service {
  /// The models that bodies of requests are made of, through any number of fields.
  package var sentModels: Set<String> { TypeReach(self).sent(by: self).models }
}

/// The models and enums that types lead to.
struct TypeReach {
  /// What was found.
  struct Found {
    var models: Set<String> = []
    var enums: Set<String> = []
  }

  private let models: [String: Model]

  init(_ service: Service) {
    models = Dictionary(service.models.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Adds what a type leads to. A model that was found before is not looked into again.
  func add(_ type: ValueType, to found: inout Found) {
    // A list of what is left, not a call for each: models may lead to each other through any number of them.
    var waiting = [type]
    while let type = waiting.popLast() {
      switch type {
      case .array(let element): waiting.append(element)
      case .enumeration(let name): found.enums.insert(name)
      case .model(let name):
        if found.models.insert(name).inserted { waiting += (models[name]?.fields ?? []).map(\.type) }
      case .string, .integer, .number, .boolean, .object: break
      }
    }
  }

  /// What the parameters and bodies of a service's requests lead to.
  func sent(by service: Service) -> Found {
    var found = Found()
    for method in service.methods {
      for use in method.parameters { add(use.parameter.type, to: &found) }
      if let body = method.body { add(body.type, to: &found) }
    }
    return found
  }
}
