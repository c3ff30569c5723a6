import Foundation
import ProviderSpec
import Testing

@testable import SpecImport

/// The documents of all of GitHub, which are beside the repository where it is worked on, and not a part of it.
enum GitHubDocuments {
  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("shared/specs/github-openapi-stackql").standardizedFileURL.path

  static let areThere = FileManager.default.fileExists(atPath: directory + "/provider.yaml")

  /// The whole import, done once for all tests.
  static let result = Result { try SpecImporter.run(files: [directory + "/provider.yaml"], output: "spec/github") }
}

@Suite(
  "All of GitHub becomes a spec",
  .enabled(if: GitHubDocuments.areThere, "../shared/specs/github-openapi-stackql is not there"))
struct GitHubImportTests {
  let result: SpecImporter.Result
  let services: [Service]

  init() throws {
    result = try GitHubDocuments.result.get()
    services = result.provider.services
  }

  @Test func hasEveryServiceResourceAndMethod() {
    #expect(services.count == 48)
    #expect(services.reduce(0) { $0 + $1.resources.count } == 432)
    #expect(services.reduce(0) { $0 + $1.methods.count } == 1221)
  }

  @Test func hasTheMethodsOfEachVerbAsTheMappingsGiveThem() {
    var counts: [Verb: Int] = [:]
    for verb in services.flatMap(\.resources).flatMap(\.verbs) { counts[verb.verb, default: 0] += verb.methods.count }
    #expect(counts == [.select: 616, .insert: 161, .update: 69, .replace: 93, .delete: 173, .exec: 109])
    #expect(result.findings.filter { $0.message.contains("under 'select'") }.isEmpty)
    // It answers 204 without a body: its row is that somebody is a member.
    let teams = services.first { $0.name == "teams" }
    let members = teams?.resources.first { $0.verbs.contains { $0.methods.contains("get_member_legacy") } }
    #expect(members?.verbs.first { $0.verb == .select }?.methods.contains("get_member_legacy") == true)
  }

  @Test func saysOfWhatIsTheTokensOwnThatItIs() {
    let own = services.flatMap(\.methods).filter(\.namesCaller)
    #expect(own.count == 105)
    #expect(
      own.allSatisfy { method in
        method.path == "/user" || method.path.hasPrefix("/user/") || method.name.contains("authenticated_user")
      })
    // A number there is somebody's, and an organization is not the token's because repositories have such things, too.
    let lines = Set(own.map { "\($0.httpMethod) \($0.path)" })
    #expect(lines.contains("GET /user") && lines.contains("DELETE /user/packages/{package_type}/{package_name}"))
    #expect(!lines.contains("GET /user/{account_id}"))
    #expect(!lines.contains("DELETE /orgs/{org}/actions/secrets/{secret_name}"))
    #expect(own.allSatisfy { $0.action.contains("authenticated_user") || $0.action == $0.name })
  }

  @Test func namesTheOperationsThatNoMappingUses() {
    let unmapped = result.findings.filter { $0.kind == .operation }
    #expect(
      unmapped.map(\.message)
        == [
          "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}",
          "GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs",
          "GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/logs",
          "GET /repos/{owner}/{repo}/actions/runs/{run_id}/logs",
          "GET /orgs/{org}/migrations/{migration_id}/archive",
          "GET /user/migrations/{migration_id}/archive",
          "GET /repos/{owner}/{repo}/tarball/{ref}",
          "GET /repos/{owner}/{repo}/zipball/{ref}",
        ].map { $0 + " belongs to no resource of the mapping." })
    for finding in unmapped {
      let text = try? String(contentsOfFile: finding.file, encoding: .utf8)
      let line = text?.split(separator: "\n", omittingEmptySubsequences: false)[finding.line - 1]
      #expect(line?.dropFirst(finding.column - 1) == "get:")
    }
  }

  @Test func isTheSameTextEachTime() throws {
    let again = try SpecImporter.run(files: [GitHubDocuments.directory + "/provider.yaml"], output: "elsewhere")
    #expect(again.files == result.files)
    #expect(again.findings == result.findings)
  }
}
