import CurlTransport
import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("The points of a minute and the statements of a process")
struct SharedPointsTests {
  @Test("What one statement or connection has spent counts for the next")
  func statements() async throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    var provider = GitHub.descriptor
    provider.rateLimit?.pointsPerMinute = 32
    // Time passes by sleeping alone.
    let slept = Locked<[Duration]>([])
    let time = TimeSource(
      now: { slept.withLock { $0.reduce(.zero, +) } }, secondsSince1970: { 1_700_000_000 },
      sleep: { duration in slept.withLock { $0.append(duration) } }, jitter: { 1 })
    let client = ProviderClient(
      provider: provider, transport: CurlTransport(), token: "",
      configuration: ClientConfiguration(baseURL: sandbox.url), environment: [:], time: time)
    let web = "org = 'acme' AND package_type = 'container' AND package_name = 'web'"
    let versions = "github.packages.package_versions"
    try await onThread {
      func connect() throws -> Database {
        let database = try Database(clients: [client])
        database.writeHandler = { plan in try Writing.apply(plan, with: client) }
        return database
      }
      let first = try connect()
      // A read of a point and five writes of five points.
      let results = try first.query("DELETE FROM \(versions) WHERE \(web) AND id < 3000001006").rows
      #expect(results.count == 5)
      #expect(slept.withLock { $0 }.isEmpty)
      // One more would be the 31st point, and is allowed; the next one is not.
      _ = try first.query("DELETE FROM \(versions) WHERE \(web) AND id = 3000001007")
      #expect(slept.withLock { $0 }.isEmpty)
      _ = try connect().query("DELETE FROM \(versions) WHERE \(web) AND id = 3000001008")
      #expect(slept.withLock { $0 } == [.seconds(60)])
    }
  }
}
