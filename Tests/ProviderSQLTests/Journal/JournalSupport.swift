import CurlTransport
import Foundation
import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import ProviderSQL

/// A sandbox with a package of the given number of versions, a client of it, and a journal in a folder of its own.
final class JournalFixture: Sendable {
  let sandbox: GitHubSandbox
  let client: ProviderClient
  let journal: Journal
  let folder: URL

  var path: String { folder.appending(path: "state/journal.db").path }

  init(versions: Int = 10) throws {
    let account = Dataset.Account(
      "acme",
      packages: [
        Dataset.Package("web", type: .container, versions: .generated(.init(count: versions, firstID: 1001))),
        Dataset.Package("other", type: .container, versions: .generated(.init(count: 3, firstID: 9001))),
      ])
    let dataset = Dataset(organizations: [account], users: [Dataset.Account("octocat")])
    sandbox = try GitHubSandbox.start(.init(dataset: dataset))
    client = ProviderClient(
      provider: GitHub.descriptor, transport: CurlTransport(), token: "secret-token",
      configuration: ClientConfiguration(baseURL: sandbox.url), environment: [:])
    folder = FileManager.default.temporaryDirectory.appending(path: "bindery-journal-\(UUID().uuidString)")
    journal = try Journal(path: folder.appending(path: "state/journal.db").path)
  }

  deinit {
    sandbox.stop()
    try? FileManager.default.removeItem(at: folder)
  }

  /// The journal as another process sees it.
  func other() throws -> Journal { try Journal(path: path) }

  static func method(_ name: String) throws -> MethodDescriptor {
    let methods = GitHub.descriptor.services.flatMap(\.resources).flatMap(\.methods)
    guard let method = methods.first(where: { $0.name == name }) else { throw NoSuchMethod(name: name) }
    return method
  }

  struct NoSuchMethod: Error { var name: String }

  /// A plan that deletes versions, the first of which is 1001.
  func deletion(of ids: ClosedRange<Int64>) throws -> WritePlan {
    let arguments = ids.map { id -> Arguments in
      ["org": "acme", "package_type": "container", "package_name": "web", "package_version_id": .integer(id)]
    }
    return try client.plan(
      Self.method("delete_package_version_for_org"), arguments,
      statement: "DELETE FROM github.packages.package_versions")
  }

  /// The writes that the sandbox has carried out, in order.
  var acted: [String] {
    sandbox.requests.filter { $0.method != "GET" && (200..<300).contains($0.ownStatus ?? 0) }.map(\.line)
  }

  /// The writes that reached the sandbox, in order.
  var sent: [String] { sandbox.requests.filter { $0.method != "GET" }.map(\.line) }

  static func path(_ id: Int) -> String { "/orgs/acme/packages/container/web/versions/\(id)" }
}

extension RunSummary {
  /// Done, refused, failed and pending.
  var counts: [Int] { [done, refused, failed, pending] }
}
