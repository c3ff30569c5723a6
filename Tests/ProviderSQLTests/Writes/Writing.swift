import CurlTransport
import Dispatch
import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import ProviderSQL

/// A database over a sandbox of its own whose plans are noted and, unless a test says otherwise, applied.
final class Writing {
  let database: Database
  let sandbox: GitHubSandbox
  let client: ProviderClient
  /// Every plan that was handed over.
  private(set) var plans: [WritePlan] = []
  /// What the handler does instead of applying a plan.
  var decide: ((WritePlan) throws -> [WriteResult])?

  private init(database: Database, sandbox: GitHubSandbox, client: ProviderClient) {
    self.database = database
    self.sandbox = sandbox
    self.client = client
    database.writeHandler = { [unowned self] plan in
      plans.append(plan)
      return try decide?(plan) ?? apply(plan)
    }
  }

  /// Starts a sandbox and runs a body over it.
  static func run<Value: Sendable>(
    _ dataset: Dataset = .demo, path: String? = nil, _ body: @escaping @Sendable (Writing) throws -> Value
  ) async throws -> Value {
    let sandbox = try GitHubSandbox.start(.init(dataset: dataset))
    defer { sandbox.stop() }
    // The sandbox sets no limits, and a test has no minute to wait.
    var provider = GitHub.descriptor
    provider.rateLimit = nil
    let client = ProviderClient(
      provider: provider, transport: CurlTransport(), token: "",
      configuration: ClientConfiguration(baseURL: sandbox.url), environment: [:])
    return try await onThread {
      let database = try Database(clients: [client], path: path)
      return try body(Writing(database: database, sandbox: sandbox, client: client))
    }
  }

  /// Sends a plan's requests.
  func apply(_ plan: WritePlan, journal: (any WriteJournal)? = nil) throws -> [WriteResult] {
    try Self.apply(plan, with: client, journal: journal)
  }

  /// Sends a plan's requests by a client.
  static func apply(
    _ plan: WritePlan, with client: ProviderClient, journal: (any WriteJournal)? = nil
  ) throws -> [WriteResult] {
    let result = Locked<Result<[WriteResult], any Error>?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      let answer: Result<[WriteResult], any Error>
      do {
        answer = .success(try await client.apply(plan, journal: journal))
      } catch {
        answer = .failure(error)
      }
      result.withLock { $0 = answer }
      done.signal()
    }
    done.wait()
    return try result.withLock { $0 }?.get() ?? []
  }

  /// Runs statements; returns the last result with the requests that were sent.
  func run(_ sql: String) throws -> (result: ResultSet, reads: [String], writes: [String]) {
    sandbox.resetRequests()
    let result = try database.query(sql)
    let lines = sandbox.requests.map(\.line)
    return (result, lines.filter { $0.hasPrefix("GET ") }, lines.filter { !$0.hasPrefix("GET ") })
  }

  /// The ids of versions that a statement selects.
  func ids(_ sql: String) throws -> Set<Int64> {
    Set(
      try database.query(sql).rows.compactMap { row in
        if case .integer(let id)? = row.first { id } else { nil }
      })
  }
}

extension WritePlan {
  /// The ids of the versions that the plan names.
  var versionIDs: Set<Int64> {
    Set(
      writes.compactMap { write in
        if case .integer(let id)? = write.arguments["package_version_id"] { id } else { nil }
      })
  }
}
