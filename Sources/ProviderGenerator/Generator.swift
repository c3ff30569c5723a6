import ProviderSpec

/// Makes Swift of a spec: a file for the provider and one for each of its services.
///
/// The same spec gives the same text, byte for byte, wherever and whenever it is made.
public enum Generator {
  /// The version of the agreement between generated code and ProviderRuntime. It is raised together with
  /// `GeneratedCode` of the runtime whenever code that was generated before would no longer work.
  public static let version = 1

  /// The files of a provider, its own first, then those of its services in the order of the spec.
  ///
  /// - Parameters:
  ///   - provider: The spec, validated.
  ///   - version: The version of the agreement that the files are marked with; any but the default is for tests.
  public static func files(for provider: Provider, version: Int = version) -> [GeneratedFile] {
    let names = SwiftProviderNames(provider)
    let providerFile = ProviderRenderer(provider: provider, names: names, version: version).render()
    let serviceFiles = zip(provider.services, names.services).map { service, serviceNames in
      ServiceRenderer(
        provider: provider, service: service, providerType: names.typeName, names: serviceNames, version: version
      ).render()
    }
    return [providerFile] + serviceFiles
  }
}
