import Foundation
import GitHubProvider
import GoldenProvider
import HostileProvider
import ProviderCommands
import ProviderRuntime
import ProviderSpec
import Testing

/// A registry made from a spec at run time is the one that the generator's code holds for it.
@Suite struct RegistryTests {
  private static let compiled: [(spec: String, descriptor: ProviderDescriptor)] = [
    ("spec/github", GitHub.descriptor), ("Tests/GoldenProvider/spec", Depot.descriptor),
    ("Tests/HostileProvider/spec", NastyInjected.descriptor),
  ]

  @Test(arguments: compiled.map(\.spec)) func `a spec's registry is the compiled one`(spec: String) throws {
    let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: spec)
    let compiled = try #require(Self.compiled.first { $0.spec == spec }).descriptor
    let made = ProviderDescriptor(try SpecLoader.load(directory: directory.path))
    // Part by part first: a difference of the whole would be shown as all of it.
    #expect(made.pagination == compiled.pagination)
    #expect(made.services.map(\.name) == compiled.services.map(\.name))
    for (service, other) in zip(made.services, compiled.services) {
      for (model, other) in zip(service.models, other.models) { #expect(model == other) }
      for (resource, other) in zip(service.resources, other.resources) {
        for (method, other) in zip(resource.methods, other.methods) { #expect(method == other) }
        #expect(resource == other)
      }
    }
    #expect(made == compiled, "the registry of \(spec) is not the compiled one")
  }
}
