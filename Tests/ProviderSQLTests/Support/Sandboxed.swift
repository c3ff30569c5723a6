import CurlTransport
import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import ProviderSQL

/// A database over GitHub's tables whose server is a sandbox of its own, over real HTTP.
struct Sandboxed {
  let database: Database
  let sandbox: GitHubSandbox

  /// The requests since the last call, as `GET /path?query`.
  func takeRequests() -> [String] {
    defer { sandbox.resetRequests() }
    return sandbox.requests.map(\.line)
  }

  /// Runs a statement and returns its rows with the requests that it sent.
  func run(_ sql: String) throws -> (result: ResultSet, requests: [String]) {
    _ = takeRequests()
    let result = try database.query(sql)
    return (result, takeRequests())
  }

  /// Starts a sandbox and runs a body over it.
  static func run<Value: Sendable>(
    _ options: GitHubSandbox.Options = .init(), token: String = "", path: String? = nil,
    configuration: ClientConfiguration = .init(),
    _ body: @escaping @Sendable (Sandboxed) throws -> Value
  ) async throws -> Value {
    let sandbox = try GitHubSandbox.start(options)
    defer { sandbox.stop() }
    var configuration = configuration
    configuration.baseURL = sandbox.url
    let client = ProviderClient(
      provider: GitHub.descriptor, transport: CurlTransport(), token: token, configuration: configuration,
      environment: [:])
    return try await onThread {
      try body(Sandboxed(database: try Database(clients: [client], path: path), sandbox: sandbox))
    }
  }
}

extension ResultSet {
  /// The eleven fields of a package version, in the order of the documented statements.
  static let versionFields = [
    "id", "name", "created_at", "deleted_at", "description", "html_url", "license", "metadata", "package_html_url",
    "updated_at", "url",
  ]
}
