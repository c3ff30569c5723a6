import ProviderSpec

/// Writes the file of a service: its type, registry, models, enums and resources.
struct ServiceRenderer {
  let provider: Provider
  let service: Service
  let providerType: String
  let names: SwiftServiceNames
  let version: Int
  /// The models that requests carry. They are made and changed by callers; what is only answered is read.
  let sentModels: Set<String>

  init(provider: Provider, service: Service, providerType: String, names: SwiftServiceNames, version: Int) {
    self.provider = provider
    self.service = service
    self.providerType = providerType
    self.names = names
    self.version = version
    sentModels = service.sentModels
  }

  func render() -> GeneratedFile {
    var writer = SwiftWriter()
    FileHeader.write(to: &writer, sources: [service.file], version: version, needsFoundation: usesDates)
    writer.block("extension \(providerType) {") { writer in
      writer.documentation(service.summary.isEmpty ? service.title : service.summary)
      writer.block("public struct \(names.typeName): Sendable {", "}", root)
    }
    for (place, resource) in service.resources.enumerated() {
      extend(&writer) { write(resource, at: place, to: &$0) }
    }
    for (place, enumeration) in service.enums.enumerated() {
      extend(&writer) { write(enumeration, at: place, to: &$0) }
    }
    for (place, model) in service.models.enumerated() {
      extend(&writer) { write(model, at: place, to: &$0) }
    }
    if !service.methods.isEmpty { extend(&writer, writeMethods) }
    extend(&writer, writeRegistry)
    return GeneratedFile(
      name: GeneratedFile.name(
        providerTitle: provider.title, providerName: provider.name, service: service.name),
      text: writer.text)
  }

  private func extend(_ writer: inout SwiftWriter, _ body: (inout SwiftWriter) -> Void) {
    writer.line()
    writer.block("extension \(providerType).\(names.typeName) {", "}", body)
  }

  private func root(_ writer: inout SwiftWriter) {
    writer.documentation("What sends the requests.")
    writer.line("public let client: ProviderClient")
    writer.line()
    writer.documentation("Creates the service's part of a client.")
    writer.block("public init(client: ProviderClient) {") { $0.line("self.client = client") }
    for resource in service.resources {
      guard let type = names.resourceTypes[resource.name], let property = names.resourceProperties[resource.name]
      else { continue }
      writer.line()
      writer.documentation(resource.summary.isEmpty ? resource.title : resource.summary)
      writer.short("public var \(SwiftNames.escaped(property)): \(type)", "\(type)(client: client)")
    }
    writer.line()
    writer.documentation("The service's part of the registry.")
    writeDescriptor("descriptor: ServiceDescriptor", "service", to: &writer)
  }

  private var usesDates: Bool {
    service.models.contains { $0.fields.contains { $0.type.holdsDate } }
      || service.methods.contains { $0.parameters.contains { $0.parameter.type.holdsDate } }
  }
}
