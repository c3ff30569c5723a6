import Foundation
import GitHubProvider
import ProviderRuntime
import Testing

@Suite struct GitHubClientTests {
  private static let version = """
    { "id": 42, "name": "sha256:4f", "url": "https://api.github.com/versions/42",
      "package_html_url": "https://github.com/orgs/acme/packages/container/package/web",
      "html_url": "https://github.com/orgs/acme/packages/container/web/42", "license": null, "description": null,
      "created_at": "2024-05-06T07:08:09Z", "updated_at": "2024-05-06T07:08:10Z",
      "metadata": { "package_type": "container", "container": { "tags": ["latest", "v1"] } } }
    """

  @Test func `versions of an organization's package are listed, read and deleted as the readme shows`() async throws {
    let transport = FakeTransport { request in
      switch (request.method, request.url.contains("/versions/")) {
      case ("GET", false):
        HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: Array("[\(Self.version)]".utf8))
      case ("GET", true):
        HTTPResponse(status: 200, headers: ["Content-Type": "application/json"], body: Array(Self.version.utf8))
      default: HTTPResponse(status: 204)
      }
    }
    let token = "secret"

    let github = GitHub(token: token, transport: transport)
    for try await version in github.packages.packageVersions.list(
      org: "acme", packageType: .container, packageName: "web")
    {
      #expect(version.id == 42)
      #expect(version.createdAt == Date(timeIntervalSince1970: 1_714_979_289))
      #expect(version.metadata?.packageType == .container)
      #expect(version.metadata?.container?.tags == ["latest", "v1"])
    }
    let one = try await github.packages.packageVersions.get(
      org: "acme", packageType: .container, packageName: "web", packageVersionID: 42)
    #expect(one.name == "sha256:4f")
    try await github.packages.packageVersions.delete(
      username: "octocat", packageType: .container, packageName: "web", packageVersionID: 42)
    try await github.packages.packageVersions.deleteForAuthenticatedUser(
      packageType: .container, packageName: "web", packageVersionID: 42)

    let requests = await transport.requests
    #expect(requests.allSatisfy { $0.headers["Authorization"] == "Bearer secret" })
    #expect(
      await transport.lines.map { $0.replacing("https://api.github.com", with: "") } == [
        "GET /orgs/acme/packages/container/web/versions?per_page=100",
        "GET /orgs/acme/packages/container/web/versions/42",
        "DELETE /users/octocat/packages/container/web/versions/42",
        "DELETE /user/packages/container/web/versions/42",
      ])
  }

  @Test func `a page that is asked for by number is read alone`() async throws {
    let transport = FakeTransport { request in
      HTTPResponse(
        status: 200,
        headers: [
          "Content-Type": "application/json",
          "Link": "<https://api.github.com/orgs/acme/packages?page=4>; rel=\"next\"",
        ], body: Array("[\(Self.version)]".utf8))
    }
    let github = GitHub(token: "t", transport: transport)
    var count = 0
    for try await _ in github.packages.packageVersions.list(
      org: "acme", packageType: .npm, packageName: "@scope/name", state: .deleted, page: 3, perPage: 1)
    {
      count += 1
    }
    #expect(count == 1)
    #expect(
      await transport.lines == [
        "GET https://api.github.com/orgs/acme/packages/npm/%40scope%2Fname/versions?state=deleted&page=3&per_page=1"
      ])
  }

  @Test func `an object that is not there is told apart by value`() async throws {
    let transport = FakeTransport(status: 404, json: #"{"message":"Package not found."}"#)
    let github = GitHub(token: "t", transport: transport)
    let error = await #expect(throws: ProviderError.self) {
      try await github.packages.packages.get(org: "acme", packageType: .maven, packageName: "none")
    }
    #expect(error?.kind == .notFound)
    #expect(error?.serverMessage == "Package not found.")
  }

  @Test func `an answer without a required field names the field`() async throws {
    let json = Self.version.replacing("\"created_at\": \"2024-05-06T07:08:09Z\",", with: "")
    let github = GitHub(token: "t", transport: FakeTransport(json: json))
    let error = await #expect(throws: ProviderError.self) {
      try await github.packages.packageVersions.get(
        org: "acme", packageType: .container, packageName: "web", packageVersionID: 42)
    }
    #expect(error?.kind == .missingField("created_at"))
  }

  @Test func `the registry names the five resources with their methods`() {
    let service = GitHub.PackagesService.descriptor
    let methods = Dictionary(uniqueKeysWithValues: service.resources.map { ($0.name, $0.methods.count) })
    #expect(
      methods == [
        "package_versions": 12, "packages": 12, "org_versions": 4, "user_versions": 4, "docker_migration_packages": 3,
      ])
    #expect(Set(service.resources.flatMap(\.methods).map(\.name)).count == 27)
    #expect(GitHub.descriptor.services == [service])
  }

  @Test func `values are the same whichever resource they come from`() {
    let type = GitHub.PackagesService.PackageType(rawValue: "swift")
    #expect(!type.isKnown)
    #expect(GitHub.PackagesService.PackageType.container.isKnown)
    #expect(GitHub.PackagesService.PackageType.knownValues.count == 6)
  }
}
