import Foundation
import ProviderSpec
import Testing

/// The spec that Bindery brings: GitHub Packages.
@Suite struct BundledSpecTests {
  static let directory = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "spec")

  static func load() throws -> Service {
    try #require(try SpecLoader.load(directory: directory.appending(path: "github").path).services.first)
  }

  @Test func theProviderSaysHowGitHubIsAsked() throws {
    let provider = try SpecLoader.load(directory: Self.directory.appending(path: "github").path)
    #expect(provider.name == "github")
    #expect(provider.title == "GitHub")
    #expect([provider.server.url, provider.server.environment] == ["https://api.github.com", "GITHUB_API_URL"])
    #expect(provider.authentication?.environment == ["GITHUB_TOKEN", "GH_TOKEN"])
    #expect(provider.authentication?.scheme == "Bearer")
    #expect(provider.pagination?.pageSizeParameter == "per_page")
    #expect(provider.pagination?.maximumPageSize == 100)
    #expect(provider.headers.map(\.name) == ["Accept", "X-GitHub-Api-Version"])
    #expect(provider.services.map(\.name) == ["packages"])
  }

  @Test func thereAreFiveResourcesOverTwentySevenOperations() throws {
    let service = try Self.load()
    #expect(service.methods.count == 27)
    #expect(
      service.resources.map { [$0.name, String($0.methods.count)] } == [
        ["package_versions", "12"], ["packages", "12"], ["org_versions", "4"], ["user_versions", "4"],
        ["docker_migration_packages", "3"],
      ])
  }

  @Test func aVersionHasTheElevenFieldsInTheOrderOfItsPage() throws {
    let model = try #require(try Self.load().models.first { $0.name == "package_version" })
    #expect(
      model.fields.map(\.name) == [
        "id", "name", "created_at", "deleted_at", "description", "html_url", "license", "metadata", "package_html_url",
        "updated_at", "url",
      ])
    #expect(
      model.fields.filter(\.isRequired).map(\.name).sorted() == [
        "created_at", "id", "name", "package_html_url", "updated_at", "url",
      ])
  }

  @Test func everyDeletionCanBeRestoredAndTheOtherWayRound() throws {
    let service = try Self.load()
    for method in service.methods {
      let inverse = service.methods.first { $0.name == method.inverse }
      switch method.httpMethod {
      case "DELETE": #expect(inverse?.httpMethod == "POST" && inverse?.inverse == method.name)
      case "POST": #expect(inverse?.httpMethod == "DELETE" && inverse?.inverse == method.name)
      default: #expect(method.inverse == nil)
      }
    }
  }

  @Test func methodsOfTheCallersAccountSayItInTheirAction() throws {
    for method in try Self.load().methods {
      #expect(method.path.hasPrefix("/user/") == method.action.hasSuffix("_for_authenticated_user"), "\(method.name)")
    }
  }

  @Test func theUsersVersionListPagesButHasNoState() throws {
    let method = try #require(
      try Self.load().methods.first { $0.name == "get_all_package_versions_for_package_owned_by_user" })
    #expect(method.parameters.filter { $0.location == .query }.map(\.parameter.name) == ["page", "per_page"])
    #expect(method.summary.contains("differs"))
  }
}
