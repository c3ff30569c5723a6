import GoldenProvider
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Rows that are no plain objects")
struct ValueRowsTests {
  @Test("Values of a list are the column value, a text is one row of it")
  func values() async throws {
    try await Bench.run { run in
      let papers = try run.database.query("SELECT value, typeof(value) AS type FROM shop.work.papers")
      // The column is the text's first, so a JSON text is no JSON of its own.
      #expect(papers.texts("value") == ["text", "1", #"{"a":[true]}"#, "NULL"])
      let text = try run.database.query("SELECT value FROM shop.work.papers WHERE paper = 'p'")
      #expect(text.texts("value") == ["Dear all,\n\"Hi\""])
    }
  }

  @Test("A list of values as a parameter is one value or a JSON array, and a header is a parameter")
  func arrays() async throws {
    try await Bench.run { run in
      func sent(_ condition: String) throws -> [Workshop.Sent] {
        _ = try run.run("SELECT count(*) FROM shop.work.papers WHERE \(condition)")
        return run.sent
      }
      let one = try sent("kind = 5")
      #expect(one.map(\.line) == ["GET /papers?kind=5"])
      let several = try sent("kind = '[5, 6]' AND \"X-Mark\" = 'm'")
      #expect(several.map(\.line) == ["GET /papers?kind=5&kind=6"])
      #expect(several.first?.headers["x-mark"] == "m")
      let list = try sent("kind IN (5, '[6,7]')")
      #expect(Set(list.map(\.line)) == ["GET /papers?kind=5", "GET /papers?kind=6&kind=7"])
      let rows = try run.database.query("SELECT kind FROM shop.work.papers WHERE kind = '[5,6]'")
      #expect(rows.rows.count == 4)
      #expect(run.database.message("SELECT * FROM shop.work.papers WHERE kind = '[5,\"x\"]'").contains("whole number"))
      #expect(run.database.message("SELECT * FROM shop.work.papers WHERE kind = '[5,null]'").contains("null"))
    }
  }

  @Test("A resource of which nothing is read has no rows, and says so")
  func noRows() async throws {
    try await Bench.run { run in
      #expect(run.database.message("SELECT * FROM shop.work.secrets").contains("no"))
      #expect(run.database.message("SELECT name FROM shop.work.secrets").contains("has no method for SELECT"))
      let (_, _, writes) = try run.run("DELETE FROM shop.work.secrets WHERE project = 'a' AND name = 'n'")
      #expect(writes.map(\.line) == ["DELETE /projects/a/secrets/n"])
    }
  }

  @Test("Objects of several models share columns, wherever in the answer they lie; an object by GraphQL is a row")
  func models() async throws {
    let server = FakeServer { request in
      let path = request.url.ranges(of: "/orders").first.map { String(request.url[$0.lowerBound...]) } ?? "/graphql"
      switch (request.method, path) {
      case ("GET", "/orders/12"):
        return .json(#"{"order":{"id":12,"state":"open","lines":[{"widget_id":1}]}}"#)
      case ("GET", _) where path == "/orders" || path.hasPrefix("/orders?"):
        return .json(
          #"{"data":{"orders":[{"id":1,"state":"open","note":"n"},{"id":2,"state":"sent"}]},"meta":{"total":2}}"#)
      case ("GET", "/orders/12/notes"): return .json(#"{"notes":["a","b"],"next":{"more":false}}"#)
      case ("GET", "/orders/12/events"): return .json(#"{"events":[{"at":1},"x",null]}"#)
      case ("POST", "/graphql"):
        return .json(
          #"{"data":{"orders":{"nodes":[{"id":7,"state":"sent"}],"pageInfo":{"hasNextPage":false}}}}"#)
      default: return .json(#"{"message":"no"}"#, status: 404)
      }
    }
    let client = ProviderClient(provider: Depot.descriptor, transport: server, token: "t", environment: [:])
    try await onThread {
      let database = try Database(clients: [client])
      let one = try database.query("SELECT * FROM depot.office.orders WHERE id = 12")
      #expect(one.names == ["id", "state", "note", "lines"])
      #expect(one.rows.map { $0.map(\.shown) } == [["12", "open", "NULL", #"[{"widget_id":1}]"#]])
      let list = try database.query("SELECT * FROM depot.office.orders")
      #expect(list.rows.map { $0.map(\.shown) } == [["1", "open", "n", "NULL"], ["2", "sent", "NULL", "NULL"]])
      let state = try database.query("SELECT id FROM depot.office.orders WHERE state = 'open'")
      #expect(state.texts("id") == ["1"])
      #expect(server.requests.last == "GET /api/orders?state=open&size=100")
      let several = database.message(#"SELECT id FROM depot.office.orders WHERE state = '["open","sent"]'"#)
      #expect(several.contains("write state IN ('open', 'sent')"))
      let notes = try database.query("SELECT value FROM depot.office.order_notes WHERE order_id = 12")
      #expect(notes.texts("value") == ["a", "b"])
      let events = try database.query(
        "SELECT value, value ->> '$.at' AS at FROM depot.office.order_events WHERE order_id = 12")
      #expect(events.texts("value") == [#"{"at":1}"#, #""x""#, "NULL"])
      #expect(events.texts("at") == ["1", "NULL", "NULL"])
      let found = try database.query("SELECT id, state FROM depot.office.found_orders WHERE state = 'sent'")
      #expect(found.rows.map { $0.map(\.shown) } == [["7", "sent"]])
      let missing = try database.query("SELECT * FROM depot.office.orders WHERE order_id = 13")
      #expect(missing.rows.isEmpty)
    }
  }
}

@Suite("A table of more columns than SQLite tells apart")
struct WideTableTests {
  private static let provider: ProviderDescriptor = {
    let fields = (0..<80).map { FieldDescriptor(name: "f\($0)", type: .string()) }
    let id = ParameterDescriptor(name: "id", location: .path, isRequired: true, type: .string(), summary: "")
    let org = ParameterDescriptor(name: "org", location: .path, isRequired: true, type: .string(), summary: "")
    let sort = ParameterDescriptor(name: "sort", location: .query, isRequired: false, type: .string(), summary: "")
    func method(
      _ name: String, _ verb: String, _ path: String, _ parameters: [ParameterDescriptor], body: BodyDescriptor? = nil
    ) -> MethodDescriptor {
      MethodDescriptor(
        name: name, action: name, httpMethod: verb, path: path, parameters: parameters, body: body,
        response: verb == "GET"
          ? ResponseDescriptor(status: 200, shape: .list, type: .model("thing"))
          : ResponseDescriptor(status: 204, shape: .none),
        summary: "")
    }
    return ProviderDescriptor(
      name: "wide", title: "Wide", summary: "", server: ServerDescriptor(url: "https://wide.example"),
      services: [
        ServiceDescriptor(
          name: "s", title: "S", summary: "",
          models: [ModelDescriptor(name: "thing", title: "Thing", summary: "", fields: fields)],
          resources: [
            ResourceDescriptor(
              name: "things", title: "Things", summary: "", model: "thing",
              methods: [
                method("list_org", "GET", "/orgs/{org}/things", [org, sort]), method("list", "GET", "/things", [sort]),
                method("change", "PATCH", "/things/{id}", [id], body: .model("thing")),
                method("remove", "DELETE", "/things/{id}", [id]),
              ],
              verbs: [
                VerbDescriptor(verb: .select, methods: ["list_org", "list"]),
                VerbDescriptor(verb: .update, methods: ["change"]), VerbDescriptor(verb: .delete, methods: ["remove"]),
              ])
          ])
      ])
  }()

  @Test("is read, updated and deleted from as any other")
  func manyColumns() async throws {
    let server = FakeServer { $0.method == "GET" ? .json(#"[{"f0":"a","f79":"z"}]"#) : .json("", status: 204) }
    let client = ProviderClient(provider: Self.provider, transport: server, token: "", environment: [:])
    try await onThread {
      let database = try Database(clients: [client])
      database.writeHandler = { plan in plan.writes.map { WriteResult(write: $0, outcome: .planned) } }
      // Not the column of an owner that nobody looks at.
      let some = try database.query("SELECT f0, f79 FROM wide.s.things WHERE sort = 'x'")
      #expect(some.rows.count == 1)
      let all = try database.query("SELECT * FROM wide.s.things")
      #expect(all.rows.first?.count == 80)
      #expect(database.message("SELECT f0 FROM wide.s.things WHERE lower(org) = 'acme'").contains("without giving it"))
      let deletion = try database.query("DELETE FROM wide.s.things WHERE id = 'i'")
      #expect(deletion.texts("request") == ["DELETE /things/i"])
      let update = try database.query("UPDATE wide.s.things SET f70 = 'x' WHERE id = 'i'")
      #expect(update.texts("message") == [#"full key, sends {"f70":"x"}"#])
      #expect(server.requests == ["GET /things?sort=x", "GET /things"])
    }
  }
}
