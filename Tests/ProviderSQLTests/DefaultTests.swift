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

  @Test("is an error where it may hide the one object that is named, since only the list takes something else")
  func hiddenObject() async throws {
    try await withOrders { database, server in
      let message = database.message("SELECT id FROM \(Self.table) WHERE id = 2 AND page = 1")
      #expect(message.contains("leave page out, or give state, too"), "\(message)")
      #expect(server.requests.isEmpty)
      let given = try database.query("SELECT id FROM \(Self.table) WHERE id = 2 AND page = 1 AND state = 'closed'")
      #expect(given.texts("id") == ["2"])
    }
  }

  @Test("is an error in the same way where the key needs no identity, since a field has its parameter's name")
  func hiddenObjectByName() async throws {
    var provider = Library.provider
    let orders = try #require(provider.services[0].resources.firstIndex { $0.name == "orders" })
    provider.services[0].resources[orders].identity = []
    provider.services[0].resources[orders].methods[1].path = "/orders/{id}"
    provider.services[0].resources[orders].methods[1].parameters[0].name = "id"
    let server = FakeServer { _ in .json(#"{"message": "no"}"#, status: 404) }
    let client = ProviderClient(provider: provider, transport: server, token: "", environment: [:])
    try await onThread {
      let database = try Database(clients: [client])
      #expect(database.message("SELECT id FROM \(Self.table) WHERE id = 2 AND page = 1").contains("leave page out"))
      let none = try database.query("SELECT id FROM \(Self.table) WHERE id = 2")
      #expect(none.rows.isEmpty)
      #expect(server.requests == ["GET /orders/2"])
    }
  }

  @Test(
    "is told where SQLite compares in a way that it offers to no table, once for a statement",
    arguments: [
      "SELECT id FROM \(table) WHERE NOT (state = 'open')", "SELECT id FROM \(table) WHERE state NOT IN ('open')",
      "SELECT id FROM \(table) WHERE lower(state) = 'closed'",
      "WITH o AS MATERIALIZED (SELECT * FROM \(table)) SELECT id FROM o WHERE state = 'closed'",
      "SELECT id FROM \(table) UNION ALL SELECT id FROM \(table)", "SELECT count(*) FROM \(table)",
    ])
  func told(_ statement: String) async throws {
    try await withOrders { database, _ in
      var notes: [String] = []
      database.noteHandler = { notes.append($0) }
      _ = try database.query(statement)
      #expect(
        notes == [
          "\(Self.table): the server shows state = 'open' alone where nothing else is asked for; "
            + "state IN (…) asks for others: closed"
        ])
      _ = try database.query(statement)
      #expect(notes.count == 2)
    }
  }

  @Test("is not told where it leaves nothing out", arguments: ["state = 'closed'", "id = 2", "state IN ('open')"])
  func untold(_ condition: String) async throws {
    try await withOrders { database, _ in
      var notes: [String] = []
      database.noteHandler = { notes.append($0) }
      _ = try database.query("SELECT id FROM \(Self.table) WHERE \(condition)")
      _ = try database.query("EXPLAIN SELECT id FROM \(Self.table)")
      #expect(notes.isEmpty)
    }
  }

  @Test("is told where a condition asks for what only rows of another value have")
  func otherRows() async throws {
    try await Sandboxed.run { run in
      var notes: [String] = []
      run.database.noteHandler = { notes.append($0) }
      let versions =
        "github.packages.package_versions WHERE org = 'acme' AND package_type = 'container' AND package_name = 'web'"
      for condition in ["deleted_at IS NULL", "created_at < '2020'", "state = 'deleted' AND deleted_at IS NOT NULL"] {
        _ = try run.run("SELECT id FROM \(versions) AND \(condition)")
      }
      #expect(notes.isEmpty)
      _ = try run.run("SELECT id FROM \(versions) AND deleted_at IS NOT NULL")
      #expect(notes.count == 1)
      #expect(notes.first?.contains("the server shows state = 'active' alone") == true, "\(notes)")
    }
  }
}
