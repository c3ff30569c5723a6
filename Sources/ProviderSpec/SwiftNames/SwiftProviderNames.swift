/// The Swift names of a provider and its services.
public struct SwiftProviderNames: Sendable, Hashable {
  /// The provider's type, for example `GitHub`.
  public let typeName: String
  /// The names of the services, in the order of the spec.
  public let services: [SwiftServiceNames]

  /// Names everything in a provider.
  public init(_ provider: Provider) {
    typeName = SwiftNames.providerTypeName(title: provider.title, name: provider.name)
    let types = SwiftNames.typeNames(provider.services.map { $0.name + "_service" })
    let properties = SwiftNames.memberNames(
      provider.services.map(\.name), suffix: "Service", reserved: ["client", "descriptor"])
    services = zip(provider.services, zip(types, properties)).map { service, names in
      SwiftServiceNames(service, typeName: names.0, propertyName: names.1)
    }
  }
}

/// The Swift names of what one service describes.
public struct SwiftServiceNames: Sendable, Hashable {
  /// The service's type, for example `PackagesService`.
  public let typeName: String
  /// The provider's property that leads to it, for example `packages`.
  public let propertyName: String
  /// The types of the models, by name in the spec.
  public let models: [String: String]
  /// The types of the enums, by name in the spec.
  public let enums: [String: String]
  /// The types of the resources, by name in the spec, for example `PackageVersionsResource`.
  public let resourceTypes: [String: String]
  /// The service's properties that lead to the resources, by name in the spec.
  public let resourceProperties: [String: String]
  /// The static members that hold the methods' descriptors, by name in the spec.
  public let methods: [String: String]

  /// Names everything in a service. Models, enums and resources share a scope; the first keeps its name.
  init(_ service: Service, typeName: String, propertyName: String) {
    self.typeName = typeName
    self.propertyName = propertyName
    let types = SwiftNames.typeNames(
      service.models.map(\.name) + service.enums.map(\.name) + service.resources.map { $0.name + "_resource" })
    let enumStart = service.models.count
    let resourceStart = enumStart + service.enums.count
    models = Self.table(service.models.map(\.name), types[..<enumStart])
    enums = Self.table(service.enums.map(\.name), types[enumStart..<resourceStart])
    resourceTypes = Self.table(service.resources.map(\.name), types[resourceStart...])
    resourceProperties = Self.table(
      service.resources.map(\.name),
      SwiftNames.memberNames(
        service.resources.map(\.name), suffix: "Resource", reserved: ["client", "descriptor"])[...])
    methods = Self.table(
      service.methods.map(\.name), SwiftNames.memberNames(service.methods.map(\.name), suffix: "Method")[...])
  }

  private static func table(_ names: [String], _ swiftNames: ArraySlice<String>) -> [String: String] {
    // A name given twice is the validator's to report; here the first one counts.
    Dictionary(zip(names, swiftNames), uniquingKeysWith: { first, _ in first })
  }
}
