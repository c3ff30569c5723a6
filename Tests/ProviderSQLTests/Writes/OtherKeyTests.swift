import ProviderRuntime
import ProviderSQL
import Testing

/// Tables whose rows are found by other parameters than the ones that name an object to delete or update.
@Suite("Writes by another key than the table is read by")
struct OtherKeyTests {
  private static let key = "owner = 'o' AND repo = 'r'"

  @Test("by the full key send one request and read nothing", arguments: ["repos", "projects"])
  func fullKey(_ table: String) async throws {
    try await Bench.runDepot { run in
      let deletion = try run.run("DELETE FROM depot.code.\(table) WHERE \(Self.key)")
      #expect(deletion.reads.isEmpty)
      #expect(deletion.writes.map(\.line) == ["DELETE /repos/o/r"])
      let update = try run.run("UPDATE depot.code.\(table) SET description = 'x' WHERE \(Self.key)")
      #expect(update.reads.isEmpty)
      #expect(update.writes.map(\.line) == ["PATCH /repos/o/r"])
      let given = try run.run("DELETE FROM depot.code.\(table) WHERE \(Self.key) AND reason = 'old'")
      #expect(given.writes.map(\.line) == ["DELETE /repos/o/r?reason=old"])
      #expect(run.plans.map(\.width) == [.oneObject, .oneObject, .oneObject])
      for condition in ["repo <> 'r'", "repo = 's'", "repo LIKE 'x%'", "0"] {
        let none = try run.run("DELETE FROM depot.code.\(table) WHERE \(Self.key) AND \(condition)")
        #expect(none.writes.isEmpty, "\(condition)")
      }
    }
  }

  @Test("and a condition find the row by the method that takes the key")
  func readable() async throws {
    try await Bench.runDepot { run in
      let table = "depot.code.projects"
      let deletion = try run.run("DELETE FROM \(table) WHERE \(Self.key) AND archived")
      #expect(deletion.reads == ["GET /repos/o/r"])
      #expect(deletion.writes.map(\.line) == ["DELETE /repos/o/r"])
      let none = try run.run("DELETE FROM \(table) WHERE \(Self.key) AND NOT archived")
      #expect(none.writes.isEmpty)
      let update = try run.run("UPDATE \(table) SET description = description || '!' WHERE \(Self.key)")
      #expect(update.reads == ["GET /repos/o/r"])
      #expect(update.writes.map(\.body) == [#"{"description":"d!"}"#])
    }
  }

  /// Rows of other objects say nothing of the one that is named.
  @Test(
    "and a condition that no row can be found for send nothing, and say what to give",
    arguments: ["repo = 'r' AND \(key) AND archived", "repo = 'r' AND name = 'r'", "org = 'o' AND \(key) AND archived"])
  func unreadable(_ condition: String) async throws {
    try await Bench.runDepot { run in
      for statement in ["DELETE FROM depot.code.repos", "UPDATE depot.code.repos SET description = 'x'"] {
        let message = run.database.message("\(statement) WHERE \(condition)")
        #expect(message.contains("no method that reads depot.code.repos takes"), "\(message)")
        #expect(message.contains("_repo needs owner, repo"), "\(message)")
        #expect(run.database.message("EXPLAIN \(statement) WHERE \(condition)") == message)
      }
      #expect(run.sent.isEmpty && run.plans.isEmpty)
    }
  }

  @Test("that rows can't tell say what is missing, before anything is read")
  func missing() async throws {
    try await Bench.runDepot { run in
      for condition in ["org = 'o' AND archived", "username = 'o'", "archived", "1"] {
        let statement = "DELETE FROM depot.code.projects WHERE \(condition)"
        let message = run.database.message(statement)
        #expect(message.contains("delete_repo needs owner, repo"), "\(message)")
        #expect(run.database.message("EXPLAIN \(statement)") == message)
      }
      let update = run.database.message("UPDATE depot.code.projects SET description = 'x' WHERE org = 'o'")
      #expect(update.contains("update_repo needs owner, repo"), "\(update)")
      #expect(run.sent.isEmpty && run.plans.isEmpty)
    }
  }

  @Test("of lists of keys send a request for each, of other tables' rows, too, and are wide")
  func lists() async throws {
    try await Bench.runDepot { run in
      let table = "depot.code.repos"
      _ = try run.run("CREATE TABLE old(name); INSERT INTO old VALUES ('r'), ('s'), ('r')")
      for list in ["'r', 's'", "SELECT name FROM old", "SELECT name FROM depot.code.repos WHERE org = 'o'"] {
        let deletion = try run.run("DELETE FROM \(table) WHERE owner = 'o' AND repo IN (\(list))")
        #expect(deletion.reads == (list.contains("depot") ? ["GET /orgs/o/repos"] : []))
        #expect(deletion.writes.map(\.line).sorted() == ["DELETE /repos/o/r", "DELETE /repos/o/s"], "\(list)")
        #expect(run.plans.last?.width == .wide)
      }
      let update = try run.run("UPDATE \(table) SET description = 'x' WHERE owner = 'o' AND repo IN ('r', 's')")
      #expect(update.writes.map(\.line).sorted() == ["PATCH /repos/o/r", "PATCH /repos/o/s"])
      let either = try run.run(
        "DELETE FROM \(table) WHERE (owner = 'o' AND repo = 'r') OR (owner = 'p' AND repo = 's')")
      #expect(either.writes.map(\.line).sorted() == ["DELETE /repos/o/r", "DELETE /repos/p/s"])
      // A query within the statement is about rows that are there.
      let exists = "EXISTS (SELECT 1 FROM \(table) WHERE owner = 'p' AND repo = 'q')"
      #expect(
        run.database.message("DELETE FROM \(table) WHERE \(Self.key) AND \(exists)").contains("takes owner"))
    }
  }

  @Test("EXPLAIN prints the request of each key of a list")
  func explain() async throws {
    try await Bench.runDepot { run in
      func requests(_ statement: String) throws -> [String] {
        try run.database.query("EXPLAIN \(statement)").texts("request")
      }
      let list = "owner = 'o' AND repo IN ('r', 's')"
      #expect(
        try requests("DELETE FROM depot.code.repos WHERE \(list)") == ["DELETE /repos/o/r", "DELETE /repos/o/s"])
      #expect(
        try requests("UPDATE depot.code.projects SET description = 'x' WHERE \(list)") == [
          "GET /repos/o/r", "GET /repos/o/s", "PATCH /repos/o/r", "PATCH /repos/o/s",
        ])
      #expect(run.sent.isEmpty)
      _ = try run.run("CREATE TABLE kept(a); INSERT INTO kept VALUES (1)")
      _ = try requests("DELETE FROM depot.code.repos WHERE owner = 'o' AND repo IN (SELECT a FROM kept)")
      #expect(try run.database.query("SELECT count(*) AS n FROM kept").texts("n") == ["1"])
    }
  }

  @Test("read no row of an object that is not the one that is named")
  func tied() async throws {
    try await Bench.runDepot { run in
      let none = try run.run("DELETE FROM depot.code.marks WHERE mark_id = 3 AND done")
      #expect(none.reads == ["GET /marks"])
      #expect(none.writes.isEmpty)
      let one = try run.run("DELETE FROM depot.code.marks WHERE mark_id = 2 AND done")
      #expect(one.writes.map(\.line) == ["DELETE /marks/2"])
      let list = try run.run("DELETE FROM depot.code.marks WHERE mark_id IN (1, 3) AND done")
      #expect(list.writes.map(\.line) == ["DELETE /marks/1"])
    }
  }

  @Test("A text is never compared with an object in silence")
  func objects() async throws {
    try await Bench.runDepot { run in
      let message = run.database.message("SELECT id FROM depot.code.repos WHERE owner = 'o'")
      #expect(message.contains("no method that reads depot.code.repos takes owner"), "\(message)")
      #expect(message.contains("owner ->> '$.…'"), "\(message)")
      #expect(run.sent.isEmpty)
      let member = try run.run("SELECT id FROM depot.code.repos WHERE owner ->> 'login' = 'o'")
      #expect(member.result.texts("id") == ["1"])
    }
  }
}
