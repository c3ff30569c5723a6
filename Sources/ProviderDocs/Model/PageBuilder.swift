import ProviderSpec

/// Makes the pages of a spec.
struct PageBuilder {
  let provider: Provider
  let names: SwiftProviderNames
  /// What examples in Swift call the client.
  let variable: String

  init(_ provider: Provider) {
    self.provider = provider
    names = SwiftProviderNames(provider)
    variable = SwiftNames.escaped(SwiftNames.memberNames([provider.name], suffix: "Client")[0])
  }

  /// All pages.
  func page(command: String) -> ProviderPage {
    ProviderPage(
      sources: ([provider.file] + provider.services.map(\.file)).map(Self.fileName), name: provider.name,
      title: SpecText.line(provider.title), summary: Prose(spec: provider.summary), facts: providerFacts(),
      command: command, services: zip(provider.services, names.services).map(service))
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map { SpecText.line(String($0)) } ?? ""
  }

  private func providerFacts() -> [Fact] {
    var facts = [
      Fact("Name", .code(provider.name)), Fact("Type", .text("Provider")), Fact("Id", .code(provider.name)),
      Fact("Swift", .code(names.typeName)), Fact("Server", .code(provider.server.url)),
    ]
    if let variable = provider.server.environment {
      facts[4].value.runs += [.text(", unless "), .code(variable), .text(" names another")]
    }
    if let version = provider.apiVersion { facts.append(Fact("API version", .code(version))) }
    if let authentication = provider.authentication {
      let variables = authentication.environment.map { Prose(.code($0)) }
      facts.append(Fact(label: "Token", value: .list(variables, separator: " or ")))
    }
    if let limit = provider.rateLimit {
      var text = "\(limit.defaultConcurrency) requests at a time, at most \(limit.maximumConcurrency)"
      if let points = limit.pointsPerMinute {
        text += "; \(points) points a minute, of which a read costs \(limit.readCost) and a write \(limit.writeCost)"
      }
      facts.append(Fact("Limits", .text(text)))
    }
    return facts
  }

  private func service(_ service: Service, _ names: SwiftServiceNames) -> ServicePage {
    let id = "\(provider.name).\(service.name)"
    let scope = ServiceScope(provider: provider, service: service)
    return ServicePage(
      name: service.name, title: SpecText.line(service.title), summary: Prose(spec: service.summary), id: id,
      facts: [
        Fact("Name", .code(service.name)), Fact("Type", .text("Service")), Fact("Id", .code(id)),
        Fact("Swift", .code(variable + "." + SwiftNames.escaped(names.propertyName))),
        Fact("Resources", .text(String(service.resources.count))),
        Fact("Methods", .text(String(service.methods.count))),
      ],
      resources: service.resources.map { resource in
        ResourceBuilder(
          scope: scope, resource: resource,
          swift: SwiftExamples(
            provider: self.names, variable: variable, service: service, names: names, resource: resource)
        ).page()
      })
  }
}

extension Fact {
  /// Creates a line whose value is one piece of text.
  init(_ label: String, _ run: Prose.Run) {
    self.init(label: label, value: Prose(run))
  }
}

/// A service with its definitions by name.
struct ServiceScope {
  let provider: Provider
  let service: Service
  let models: [String: Model]
  let methods: [String: Method]
  let enums: [String: Enumeration]
  /// The resource that each parameter's values come from, by identity, and the field that holds them.
  let origins: [String: [(resource: Resource, field: String)]]

  init(provider: Provider, service: Service) {
    self.provider = provider
    self.service = service
    models = Dictionary(service.models.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    methods = Dictionary(service.methods.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    enums = Dictionary(service.enums.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    var origins: [String: [(Resource, String)]] = [:]
    for resource in service.resources {
      for identity in resource.identity { origins[identity.parameter, default: []].append((resource, identity.field)) }
    }
    self.origins = origins
  }
}
