import Foundation
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("An interrupt", .timeLimit(.minutes(5)))
struct InterruptTests {
  @Test("ends a statement that waits for a request, at once, cancels the request, and the next one runs")
  func waiting() async throws {
    let (arrivals, arrival) = AsyncStream.makeStream(of: Void.self)
    let (cancellations, cancellation) = AsyncStream.makeStream(of: Void.self)
    let server = FakeServer { request in
      if request.url.contains("slow") {
        arrival.yield()
        // Ends by cancellation only.
        do { try await Task.sleep(for: .seconds(3_600)) } catch {
          cancellation.finish()
          throw error
        }
      }
      return .json("[]")
    }
    let client = ProviderClient(provider: Library.provider, transport: server, token: "", environment: [:])
    try await onThread {
      let database = try Database(clients: [client])
      let interrupter = database.interrupter
      let watcher = Task.detached {
        for await _ in arrivals {
          interrupter.interrupt()
          break
        }
      }
      defer { watcher.cancel() }
      let error = database.failure("SELECT * FROM library.catalog.books WHERE shop = 'slow'") as? SQLError
      #expect(error?.kind == .interrupted)
      #expect(try database.query("SELECT * FROM library.catalog.books WHERE shop = 's'").rows.isEmpty)
    }
    // Goes on once the request is cancelled, and without that never.
    for await _ in cancellations {}
  }

  @Test("ends a statement that only computes")
  func computing() async throws {
    try await Library.withAnswer("[]") { database, _ in
      let interrupter = database.interrupter
      var collector = Collector()
      collector.onRow = { if $0 == 10 { interrupter.interrupt() } }
      do {
        try database.execute(
          "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n", into: &collector)
        Issue.record("the statement ended by itself")
      } catch let error as SQLError {
        #expect(error.kind == .interrupted)
      }
      interrupter.interrupt()
      #expect(try database.query("SELECT 1").rows == [[.integer(1)]])
    }
  }
}
