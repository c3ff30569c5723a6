import ProviderRuntime
import ProviderSQL
import Testing

/// A list that shows open issues unless its state is given, one value of which asks for all.
@Suite("A parameter with a wildcard that is a field, too")
struct WildcardTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var condition: String
    var ids: [String]
    var requests: [String]

    init(_ condition: String, _ ids: [Int], _ requests: String...) {
      self.condition = condition
      self.ids = ids.map(String.init)
      self.requests = requests.map { "GET /issues\($0)" }
    }

    var testDescription: String { condition }
  }

  static let cases = [
    Case("1", [1], ""),
    Case("state = 'all'", [1, 2, 3, 4], "?state=all"),
    Case("state = 'closed'", [2, 4], "?state=closed"),
    Case("state = lower('ALL')", [1, 2, 3, 4], "?state=all"),
    Case("state = (SELECT 'closed')", [2, 4], "?state=closed"),
    Case("state IN ('open', 'closed')", [1, 2, 4], "?state=all"),
    Case("state IN ('closed')", [2, 4], "?state=closed"),
    Case("state IN ('closed', 'all')", [1, 2, 3, 4], "?state=all"),
    Case("state IN (SELECT 'closed' UNION SELECT 'merged')", [2, 3, 4], "?state=all"),
    Case("state = 'open' OR state = 'merged'", [1, 3], "?state=all"),
    Case("state <> 'open'", [2, 3, 4], "?state=all"),
    Case("state > 'd'", [1, 3], "?state=all"),
    Case("state LIKE 'c%'", [2, 4], "?state=all"),
    Case("state IS NOT NULL", [1, 2, 3, 4], "?state=all"),
    Case("state = 'all' AND state = 'closed'", [2, 4], "?state=closed"),
    Case("state = 'closed' AND state = 'all'", [2, 4], "?state=closed"),
    Case("state = 'all' AND state <> 'open' AND title = 'x'", [4], "?state=all"),
    Case("state = 'all' AND state IN ('open', 'merged')", [1, 3], "?state=all"),
    Case("id = 2 AND state = 'all'", [2], "/2"),
    Case("id = 2 AND state = 'closed'", [2], "/2"),
    Case("id = 2 AND state IN ('open', 'merged')", [], "/2"),
    Case("id = 2 AND state <> 'open'", [2], "/2"),
    Case("id = 2 AND since = 's'", [2], "?state=all&phase=all&since=s"),
    Case("id = 2 AND since = 's' AND state = 'open'", [], "?state=open&phase=all&since=s"),
    Case("since = 's'", [1], "?since=s"),
  ]

  @Test("asks once, and every other condition counts", arguments: cases)
  func conditions(_ one: Case) async throws {
    try await Bench.runDepot { run in
      let select = "SELECT id, state FROM depot.code.issues WHERE \(one.condition)"
      let (result, reads, _) = try run.run(select)
      #expect(result.texts("id").sorted() == one.ids)
      #expect(reads == one.requests)
      #expect(!result.texts("state").contains("all"))
      #expect(try run.database.query("EXPLAIN \(select)").texts("request") == one.requests)
      #expect(
        try run.run("SELECT count(*) AS n FROM depot.code.issues WHERE \(one.condition)").result.texts("n")
          == [String(one.ids.count)])
    }
  }

  @Test("that nothing can equal sends nothing", arguments: ["state = NULL", "state = 'open' AND state = 'closed'"])
  func nothing(_ condition: String) async throws {
    try await Bench.runDepot { run in
      let (result, reads, _) = try run.run("SELECT id FROM depot.code.issues WHERE \(condition)")
      #expect(result.rows.isEmpty && reads.isEmpty)
      let wrong = run.database.message("SELECT id FROM depot.code.issues WHERE state = 'opened'")
      #expect(wrong.contains("Did you mean 'open'?"))
    }
  }

  @Test("is asked for once by a join")
  func join() async throws {
    try await Bench.runDepot { run in
      _ = try run.run("CREATE TABLE wanted(state TEXT); INSERT INTO wanted VALUES ('closed'), ('merged')")
      let joined = try run.run("SELECT i.id FROM depot.code.issues i JOIN wanted w USING (state)")
      #expect(joined.result.texts("id").sorted() == ["2", "3", "4"])
      #expect(joined.reads == ["GET /issues?state=all"])
      let left = try run.run(
        "SELECT w.state, i.id FROM wanted w LEFT JOIN depot.code.issues i ON i.state = w.state ORDER BY i.id")
      #expect(left.result.texts("id") == ["2", "3", "4"])
      #expect(left.reads.count <= 2)
    }
  }

  @Test("is asked for value by value where rows need not tell theirs")
  func untold() async throws {
    try await Bench.runDepot { run in
      let list = try run.run("SELECT id FROM depot.code.issues WHERE phase IN ('open', 'closed') AND state = 'open'")
      #expect(list.reads.sorted() == ["GET /issues?state=open&phase=closed", "GET /issues?state=open&phase=open"])
      #expect(list.result.rows.count == 2)
    }
  }

  @Test("of a DELETE drops no condition")
  func deletion() async throws {
    try await Bench.runDepot { run in
      let all = try run.run("DELETE FROM depot.code.issues WHERE state = 'all' AND title = 'x'")
      #expect(all.reads == ["GET /issues?state=all"])
      #expect(all.writes.map(\.line).sorted() == ["DELETE /issues/1", "DELETE /issues/4"])
      let some = try run.run("DELETE FROM depot.code.issues WHERE state IN ('closed', 'merged')")
      #expect(some.writes.map(\.line).sorted() == ["DELETE /issues/2", "DELETE /issues/3", "DELETE /issues/4"])
      let one = try run.run("DELETE FROM depot.code.issues WHERE id = 2 AND state = 'open'")
      #expect(one.reads == ["GET /issues/2"] && one.writes.isEmpty)
      let other = try run.run("DELETE FROM depot.code.issues WHERE state <> 'open' AND title = 'x'")
      #expect(other.writes.map(\.line) == ["DELETE /issues/4"])
    }
  }

  @Test(
    "lets SQLite compare rows that do not tell their value, or tell another kind of it",
    arguments: [("> 'd'", ["7", "9"]), ("< 'z'", ["8", "9"]), ("IN ('closed', 'open')", [])])
  func oddRows(_ condition: String, ids: [String]) async throws {
    try await Bench.runDepot { run in
      let rows = "depot.code.issues WHERE since = 'odd' AND state = 'all' AND state \(condition)"
      let found = try run.run("SELECT id FROM \(rows)")
      #expect(found.result.texts("id") == ids)
      let count = try run.run("SELECT count(*) AS n FROM \(rows)")
      #expect(count.result.texts("n") == [String(ids.count)])
      let deletion = try run.run("DELETE FROM \(rows)")
      #expect(deletion.writes.map(\.line) == ids.map { "DELETE /issues/\($0)" })
    }
  }

  @Test("leaves OFFSET to SQLite")
  func offset() async throws {
    try await Bench.runDepot { run in
      let page = try run.run("SELECT id FROM depot.code.issues WHERE state = 'all' LIMIT 2 OFFSET 2")
      #expect(page.result.texts("id") == ["3", "4"])
      let third = try run.run(
        """
        DELETE FROM depot.code.issues WHERE state = 'all' AND id IN (
          SELECT id FROM depot.code.issues WHERE state = 'all' ORDER BY id DESC LIMIT 1 OFFSET 2)
        """)
      #expect(third.writes.map(\.line) == ["DELETE /issues/2"])
    }
  }

  @Test("behind sixteen other conditions is an error, and before them is not")
  func manyConditions() async throws {
    try await Bench.runDepot { run in
      let others = (1...17).map { "id > -\($0)" }.joined(separator: " AND ")
      let first = try run.run("SELECT id FROM depot.code.issues WHERE state = 'all' AND \(others)")
      #expect(first.result.rows.count == 4)
      let message = run.database.message("SELECT id FROM depot.code.issues WHERE \(others) AND state = 'all'")
      #expect(message.contains("the condition on state stands behind 16 others"))
    }
  }
}
