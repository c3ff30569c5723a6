import CurlTransport
import Foundation
import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import ProviderSQL

/// A sandbox with a package `web` of versions from 1001, and a journal in a folder of its own that the program is pointed
/// at.
final class JournalStage: Sendable {
  let sandbox: GitHubSandbox
  let folder: URL

  var path: String { folder.appending(path: "journal.db").path }

  init(versions: Int = 10) throws {
    let account = Dataset.Account(
      "acme",
      packages: [
        Dataset.Package("web", type: .container, versions: .generated(.init(count: versions, firstID: 1001))),
        Dataset.Package("other", type: .container, versions: .generated(.init(count: 3, firstID: 9001))),
      ])
    sandbox = try GitHubSandbox.start(
      .init(dataset: Dataset(organizations: [account], users: [Dataset.Account("octocat")])))
    folder = FileManager.default.temporaryDirectory.appending(path: "bindery-journal-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    sandbox.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  var client: ProviderClient {
    ProviderClient(
      provider: GitHub.descriptor, transport: CurlTransport(), token: "secret-token",
      configuration: ClientConfiguration(baseURL: sandbox.url), environment: [:])
  }

  /// The environment in which the program finds the sandbox and the journal.
  var environment: [String: String] {
    ["GITHUB_API_URL": sandbox.url, "GITHUB_TOKEN": "secret-token", "BINDERY_JOURNAL": path]
  }

  /// Runs `bindery journal` with the words.
  func run(_ words: String...) throws -> Program.Result {
    try Program.run(["journal"] + words, environment: environment)
  }

  /// A plan that deletes versions.
  func deletion(of ids: ClosedRange<Int>) throws -> WritePlan {
    let methods = GitHub.descriptor.services.flatMap(\.resources).flatMap(\.methods)
    guard let method = methods.first(where: { $0.name == "delete_package_version_for_org" }) else {
      throw CocoaError(.keyValueValidation)
    }
    return try client.plan(
      method,
      ids.map { id in
        [
          "org": "acme", "package_type": "container", "package_name": "web",
          "package_version_id": .integer(Int64(id)),
        ]
      }, resource: "github.packages.package_versions", statement: "DELETE FROM github.packages.package_versions")
  }

  /// Begins a run that no request of is sent, as a process that ends at once.
  func begin(_ plan: WritePlan) throws -> Int64 {
    try Journal(path: path).begin(plan, server: sandbox.url)
  }

  /// The writes that reached the sandbox, in order.
  var sent: [RequestRecord] { sandbox.requests.filter { $0.method != "GET" } }
}

extension RequestRecord {
  /// Whether the sandbox has changed something.
  var hasActed: Bool { method != "GET" && (200..<300).contains(ownStatus ?? 0) }
}
