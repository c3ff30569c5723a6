import CurlTransport
import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import Testing

@Suite("Links that name the owner by number")
struct NumericLinkTests {
  @Test("They are followed, also where pages are read ahead")
  func following() async throws {
    let package = Dataset.Package("a/b", type: .container, versions: .generated(.init(count: 2_950, firstID: 1_000)))
    let sandbox = try GitHubSandbox.start(
      .init(dataset: Dataset(organizations: [.init("acme", id: 1001, packages: [package])]), numericLinks: true))
    defer { sandbox.stop() }
    let client = GitHub(
      token: "", transport: CurlTransport(), configuration: .init(baseURL: sandbox.url))
    var ids: [Int] = []
    for try await version in client.packages.packageVersions.list(
      org: "acme", packageType: .container, packageName: "a/b")
    {
      ids.append(version.id)
    }
    #expect(ids == (1_000..<3_950).reversed())

    let requests = sandbox.requests
    #expect(requests.count == 30)
    #expect(requests.first?.path == "/orgs/acme/packages/container/a%2Fb/versions")
    #expect(
      requests.dropFirst().allSatisfy { $0.path == "/organizations/1001/packages/container/a%2Fb/versions" })
  }
}
