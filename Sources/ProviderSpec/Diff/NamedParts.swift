/// The methods and models of a service by name.
struct NamedParts {
  let methods: [String: Method]
  let models: [String: Model]

  init(_ service: Service) {
    methods = Dictionary(service.methods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    models = Dictionary(service.models.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The models whose fields are columns of a resource: its own, then those of the methods that read rows.
  func rowModels(of resource: Resource) -> [String] {
    var names = resource.model.map { [$0] } ?? []
    for method in resource.verbs.first(where: { $0.verb == .select })?.methods ?? [] {
      if let model = methods[method]?.response.model, !names.contains(model) { names.append(model) }
    }
    return names
  }
}
