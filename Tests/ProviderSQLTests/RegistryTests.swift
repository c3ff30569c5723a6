import CurlTransport
import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("The registry")
struct RegistryTests {
  @Test("A field that is added to it or taken out is a column or is none, with no other edit")
  func fields() async throws {
    var provider = GitHub.descriptor
    let model = try #require(provider.services[0].models.firstIndex { $0.name == "package" })
    provider.services[0].models[model].fields.removeAll { $0.name == "version_count" }
    provider.services[0].models[model].fields.append(
      FieldDescriptor(name: "stars", type: .integer(), summary: "How many people like the package."))
    let changed = provider
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let client = ProviderClient(
      provider: changed, transport: CurlTransport(), token: "",
      configuration: ClientConfiguration(baseURL: sandbox.url), environment: [:])
    try await onThread {
      let database = try Database(clients: [client])
      let names = try database.query("DESCRIBE github.packages.packages").texts("name")
      #expect(names.contains("stars"))
      #expect(!names.contains("version_count"))
      let rows = try database.query(
        "SELECT * FROM github.packages.packages WHERE org = 'acme' AND package_type = 'maven'")
      #expect(rows.names.last == "stars")
      #expect(rows.values("stars") == [.null])
      #expect(
        (database.failure("SELECT version_count FROM github.packages.packages") as? SQLError)?.kind == .noSuchColumn)
    }
  }
}
