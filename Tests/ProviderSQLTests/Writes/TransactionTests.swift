import Foundation
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Transactions with writes")
struct TransactionTests {
  static func delete(_ id: Int) -> String {
    "DELETE FROM \(DeleteTests.versions) WHERE \(DeleteTests.web) AND package_version_id = \(id)"
  }

  @Test("show the plan before COMMIT hands it over")
  func plan() async throws {
    try await Writing.run { run in
      let results = try run.database.results(
        "BEGIN; \(Self.delete(3_000_001_014)); \(Self.delete(3_000_001_013)); SELECT * FROM bindery_plan;")
      #expect(results.count == 1)
      #expect(
        results[0].names == [
          "method", "request", "outcome", "status", "message", "org", "package_type", "package_name",
          "package_version_id", "username", "reason",
        ])
      #expect(results[0].texts("package_version_id") == ["3000001014", "3000001013"])
      #expect(results[0].texts("outcome") == ["planned", "planned"])
      #expect(results[0].texts("reason") == ["full key", "full key"])
      #expect(run.plans.isEmpty)
      let (result, _, writes) = try run.run("COMMIT")
      #expect(writes.count == 2)
      #expect(result.texts("outcome") == ["done", "done"])
      #expect(run.plans.map(\.width) == [.wide])
      #expect(run.plans[0].statement == "\(Self.delete(3_000_001_014));\n\(Self.delete(3_000_001_013))")
      #expect(try run.database.query("SELECT * FROM bindery_plan").rows.isEmpty)
    }
  }

  @Test("send what is not idempotent as often as it is written, and a repetition where another one lies between")
  func repetition() async throws {
    try await Bench.runDepot { run in
      let start = "EXEC depot.code.repos.start_repo @owner = 'o', @repo = 'r';"
      let started = try run.run("BEGIN; \(start) \(start) COMMIT")
      #expect(started.writes.map(\.line) == ["POST /repos/o/r/start", "POST /repos/o/r/start"])
      let query = "SELECT 'r' AS repo UNION ALL SELECT 'r'"
      let each = try run.run("EXEC depot.code.repos.start_repo @owner = 'o' FOR EACH (\(query))")
      #expect(each.writes.count == 1)
      let update = "EXEC depot.code.repos.update_repo @owner = 'o', @repo = 'r', @description = 'x';"
      #expect(try run.run("BEGIN; \(update) \(update) COMMIT").writes.count == 2)

      let put = "REPLACE INTO depot.code.repos(owner, repo, description) VALUES ('o', 'r', 'x');"
      let delete = "DELETE FROM depot.code.repos WHERE owner = 'o' AND repo = 'r' AND reason = 'old';"
      #expect(try run.run("BEGIN; \(put) \(put) COMMIT").writes.map(\.line) == ["PUT /repos/o/r"])
      #expect(try run.run("BEGIN; \(delete) \(delete) COMMIT").writes.map(\.line) == ["DELETE /repos/o/r?reason=old"])
      let last = try run.run("BEGIN; \(put) \(delete) \(put) COMMIT")
      #expect(last.writes.map(\.line) == ["PUT /repos/o/r", "DELETE /repos/o/r?reason=old", "PUT /repos/o/r"])
      let part = try run.run("BEGIN; \(put) \(start) \(put) COMMIT")
      #expect(part.writes.map(\.line) == ["PUT /repos/o/r", "POST /repos/o/r/start", "PUT /repos/o/r"])
      let other = put.replacing("'r'", with: "'s'")
      let apart = try run.run("BEGIN; \(put) \(other) \(put) COMMIT")
      #expect(apart.writes.map(\.line) == ["PUT /repos/o/r", "PUT /repos/o/s"])
    }
  }

  @Test("send a request again only behind another one for its object, of which a GraphQL document's path says nothing")
  func objects() async throws {
    func method(_ name: String, _ path: String, graphQL: String? = nil) -> MethodDescriptor {
      MethodDescriptor(
        name: name, action: name, httpMethod: graphQL == nil ? "DELETE" : "POST", path: path,
        parameters: [
          ParameterDescriptor(
            name: "id", location: graphQL == nil ? .path : .variable, isRequired: true, type: .integer(), summary: "")
        ], graphQL: graphQL, response: ResponseDescriptor(status: 200, shape: .none), summary: "")
    }
    func resource(_ name: String, _ method: MethodDescriptor) -> ResourceDescriptor {
      ResourceDescriptor(
        name: name, title: "", summary: "", methods: [method],
        verbs: [VerbDescriptor(verb: .delete, methods: [method.name])])
    }
    var provider = Workshop.provider
    provider.services[0].resources = [
      resource(
        "cards", method("delete_card", "/graphql", graphQL: "mutation($id: Int!) { delete(id: $id) { id } }")),
      resource("pens", method("delete_pen", "/pens/{id}")), resource("inks", method("delete_ink", "/inks/{id}")),
    ]
    let answer = HTTPResponse.json(#"{"data":{}}"#)
    try await Bench.run(provider, answer: { $0.url.hasSuffix("/graphql") ? answer : nil }) { run in
      func delete(_ table: String, _ id: Int) -> String { "DELETE FROM shop.work.\(table) WHERE id = \(id);" }
      let cards = try run.run("BEGIN; \(delete("cards", 1)) \(delete("cards", 2)) \(delete("cards", 1)) COMMIT")
      #expect(cards.writes.compactMap(\.body).map { $0.contains(#""id":1"#) } == [true, false])
      let others = try run.run("BEGIN; \(delete("pens", 1)) \(delete("inks", 1)) \(delete("pens", 1)) COMMIT")
      #expect(others.writes.map(\.line) == ["DELETE /pens/1", "DELETE /inks/1"])
    }
  }

  @Test("tell methods of one name in two services apart")
  func services() async throws {
    func service(_ name: String) -> ServiceDescriptor {
      let delete = MethodDescriptor(
        name: "delete", action: "delete", httpMethod: "DELETE", path: "/\(name)/{id}",
        parameters: [
          ParameterDescriptor(name: "id", location: .path, isRequired: true, type: .integer(), summary: "The id.")
        ], response: ResponseDescriptor(status: 204, shape: .none), summary: "Deletes.")
      let things = ResourceDescriptor(
        name: "things", title: "Things", summary: "Things.", methods: [delete],
        verbs: [VerbDescriptor(verb: .delete, methods: ["delete"])])
      return ServiceDescriptor(name: name, title: name, summary: "", models: [], resources: [things])
    }
    let provider = ProviderDescriptor(
      name: "shop", title: "Shop", summary: "Shop.", server: ServerDescriptor(url: "https://shop.example"),
      services: [service("cats"), service("dogs")])
    let client = ProviderClient(
      provider: provider, transport: FakeServer { _ in HTTPResponse(status: 500) }, token: "", environment: [:])
    try await onThread {
      let plans = try Database(clients: [client]).plan(
        "BEGIN; DELETE FROM shop.cats.things WHERE id = 1; DELETE FROM shop.dogs.things WHERE id = 1; COMMIT")
      #expect(plans.flatMap(\.writes).map(\.request) == ["DELETE /cats/1", "DELETE /dogs/1"])
    }
  }

  @Test("drop what is rolled back, whole or to a savepoint")
  func rollback() async throws {
    let (a, b, c) = (3_000_001_014, 3_000_001_013, 3_000_001_010)
    let scripts: [(String, [Int])] = [
      ("BEGIN; \(Self.delete(a)); ROLLBACK", []),
      ("BEGIN; \(Self.delete(a)); SAVEPOINT s; \(Self.delete(b)); ROLLBACK TO s; COMMIT", [a]),
      ("BEGIN; SAVEPOINT s; \(Self.delete(a)); ROLLBACK TO s; COMMIT", []),
      ("SAVEPOINT s; \(Self.delete(a)); ROLLBACK TO s; \(Self.delete(b)); RELEASE s", [b]),
      ("SAVEPOINT s; \(Self.delete(a)); SAVEPOINT t; \(Self.delete(b)); RELEASE t; RELEASE s", [a, b]),
      ("SAVEPOINT s; SAVEPOINT t; \(Self.delete(a)); RELEASE t; ROLLBACK TO s; RELEASE s", []),
      (
        "BEGIN; SAVEPOINT s; \(Self.delete(a)); SAVEPOINT t; \(Self.delete(b)); ROLLBACK TO t; \(Self.delete(c)); COMMIT",
        [a, c]
      ),
      (
        "BEGIN; SAVEPOINT s; SAVEPOINT t; \(Self.delete(a)); ROLLBACK TO s; \(Self.delete(b)); RELEASE s; COMMIT", [b]
      ),
    ]
    for (script, expected) in scripts {
      for statement in [script, script.replacingDeleteWithExec()] {
        try await Writing.run { run in
          let (_, _, writes) = try run.run(statement)
          #expect(
            writes == expected.map { "DELETE /orgs/acme/packages/container/web/versions/\($0)" }, "\(statement)")
          #expect(try run.database.query("SELECT * FROM bindery_plan").rows.isEmpty)
        }
      }
    }
  }

  @Test("are rolled back with their local changes where the handler says no")
  func refusal() async throws {
    struct No: Error {}
    try await Writing.run { run in
      run.decide = { _ in throw No() }
      _ = try run.database.query("CREATE TABLE log(id)")
      let error = run.database.failure("BEGIN; INSERT INTO log VALUES (1); \(Self.delete(3_000_001_014)); COMMIT")
      #expect(error is No)
      #expect(try run.database.query("SELECT count(*) AS n FROM log").texts("n") == ["0"])
      #expect(run.sandbox.requests.isEmpty)
      run.decide = nil
      let (_, _, writes) = try run.run("BEGIN; INSERT INTO log VALUES (1); \(Self.delete(3_000_001_014)); COMMIT")
      #expect(writes.count == 1)
      #expect(try run.database.query("SELECT count(*) AS n FROM log").texts("n") == ["1"])
    }
  }

  @Test("keep what was staged before a statement that fails, and nothing of that one")
  func failure() async throws {
    try await Writing.run { run in
      _ = try run.database.query("BEGIN; \(Self.delete(3_000_001_014))")
      #expect(
        run.database.failure("DELETE FROM \(DeleteTests.versions) WHERE org = 'nobody' AND package_name = 'x'") != nil)
      #expect(run.database.failure("\(Self.delete(3_000_001_013)) AND abs(-9223372036854775807 - 1)") != nil)
      #expect(try run.database.query("SELECT package_version_id AS i FROM bindery_plan").texts("i") == ["3000001014"])
      let (_, _, writes) = try run.run("END")
      #expect(writes.count == 1)
    }
  }

  @Test("send nothing for a local change that ends in an error, even where SQLite would keep what it did before")
  func failingTrigger() async throws {
    for how in ["ABORT", "FAIL", "ROLLBACK"] {
      for (begin, commit) in [("", ""), ("BEGIN;", "; COMMIT")] {
        try await Writing.run { run in
          _ = try run.database.query(
            """
            CREATE TABLE old(id INTEGER);
            CREATE TRIGGER gone AFTER INSERT ON old BEGIN
              DELETE FROM "github.packages.package_versions" WHERE \(DeleteTests.web) AND package_version_id = new.id;
              SELECT CASE new.id WHEN 3000001013 THEN RAISE(\(how), 'enough') END;
            END
            """)
          let insert = "INSERT INTO old VALUES (3000001014), (3000001013)"
          #expect(run.database.failure("\(begin) \(insert) \(commit)") != nil)
          #expect(run.plans.isEmpty, "\(how) \(begin)")
          #expect(try run.database.query("SELECT * FROM bindery_plan").rows.isEmpty)
        }
      }
    }
  }

  @Test("tell what was sent where SQLite then fails to commit the local changes")
  func busy() async throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "bindery-\(UUID().uuidString).db").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await Writing.run(path: path) { run in
      _ = try run.database.query("CREATE TABLE log(id); INSERT INTO log VALUES (1)")
      let other = try Database(clients: [], path: path)
      _ = try other.query("BEGIN; SELECT * FROM log")
      var rows = Collector()
      #expect(throws: SQLError.self) {
        try run.database.execute(
          "PRAGMA busy_timeout = 0; BEGIN; INSERT INTO log VALUES (2); \(Self.delete(3_000_001_014)); COMMIT",
          into: &rows)
      }
      #expect(run.plans.count == 1)
      #expect(rows.results.last?.texts("outcome") == ["done"])
    }
  }

  @Test("keep the order of requests that take each other back")
  func order() async throws {
    let restore =
      "EXEC github.packages.package_versions.restore_package_version_for_org @org='acme', @package_type='container', "
      + "@package_name='web', @package_version_id=3000001014"
    try await Writing.run { run in
      let delete = Self.delete(3_000_001_014)
      let (result, _, writes) = try run.run("BEGIN; \(delete); \(restore); \(delete); \(delete); COMMIT")
      #expect(writes.map { $0.prefix(4) } == ["DELE", "POST", "DELE"])
      #expect(result.texts("outcome") == ["done", "done", "done"])
    }
  }
}

extension String {
  /// The same script with each deletion written as EXEC.
  fileprivate func replacingDeleteWithExec() -> String {
    split(separator: ";").map { statement in
      guard let id = statement.split(separator: " ").last, statement.contains("DELETE FROM") else {
        return String(statement)
      }
      return " EXEC github.packages.package_versions.delete_package_version_for_org @org='acme', "
        + "@package_type='container', @package_name='web', @package_version_id=\(id)"
    }.joined(separator: ";")
  }
}
