import ProviderRuntime
import ProviderSQL
import Testing

/// A list that shows open orders alone unless the state is asked for: what a condition on the state asks for is there,
/// or the statement ends with an error.
@Suite("A parameter with a default that is a field, too")
struct DefaultTests {
  private static let table = "library.catalog.orders"

  /// Runs a body over two orders, one in each state.
  private func withOrders(_ body: @escaping @Sendable (Database, FakeServer) throws -> Void) async throws {
    try await Library.withDatabase(
      answer: { request in
        if request.url.hasSuffix("/orders/2") { return .json(#"{"id": 2, "state": "closed"}"#) }
        let isClosed = request.url.contains("state=closed")
        return .json(isClosed ? #"[{"id": 2, "state": "closed"}]"# : #"[{"id": 1, "state": "open"}]"#)
      }, body)
  }

  @Test(
    "is asked for each value that a statement names",
    arguments: [
      ("SELECT id FROM \(table) WHERE state = 'closed'", ["2"]),
      ("SELECT id FROM \(table) WHERE state IN ('open', 'closed')", ["1", "2"]),
      ("SELECT id FROM \(table) WHERE state = 'open' OR state = 'closed'", ["1", "2"]),
      (
        "WITH wanted(state) AS (VALUES ('open'), ('closed')) SELECT o.id FROM wanted JOIN \(table) o USING (state)",
        ["1", "2"]
      ),
      (
        "WITH wanted(state) AS (VALUES ('open'), ('closed')) SELECT o.id FROM \(table) o JOIN wanted USING (state)",
        ["1", "2"]
      ),
      ("SELECT id FROM \(table)", ["1"]),
      ("SELECT id FROM \(table) WHERE id = 2 AND state <> 'open'", ["2"]),
      ("SELECT id FROM \(table) WHERE id = 2 AND state IN ('closed', 'open')", ["2"]),
    ])
  func rows(_ statement: String, _ ids: [String]) async throws {
    try await withOrders { database, server in
      let found = try database.query(statement).texts("id").compactMap { $0 }.sorted()
      #expect(found == ids, "\(server.requests)")
    }
  }

  @Test(
    "is an error where a comparison names no value", arguments: ["state <> 'open'", "state LIKE 'c%'", "state > 'a'"])
  func errors(_ condition: String) async throws {
    try await withOrders { database, server in
      let error = try #require(database.failure("SELECT id FROM \(Self.table) WHERE \(condition)") as? SQLError)
      #expect(error.message.contains("only state = …, state IN (…) or a join can give it"))
      #expect(server.requests.isEmpty)
    }
  }
}
