import ProviderRuntime
import ProviderSQL
import Testing

/// Requests of DELETE whose bodies have members: a condition gives them.
@Suite("DELETE with a body")
struct DeleteBodyTests {
  private static let file = "owner = 'o' AND repo = 'r' AND path = 'a'"
  private static let files = "depot.code.files"

  @Test("takes its members from WHERE, as it takes parameters")
  func members() async throws {
    try await Bench.runDepot { run in
      let keyed = try run.run(
        "DELETE FROM \(Self.files) WHERE \(Self.file) AND message = 'bye' AND sha = 'S' AND force = 1")
      #expect(keyed.reads.isEmpty)
      #expect(keyed.writes.map(\.line) == ["DELETE /repos/o/r/files/a"])
      #expect(keyed.writes.map(\.body) == [#"{"message":"bye","sha":"S","force":true}"#])
      #expect(run.plans.last?.width == .oneObject)
      let object = try run.run(
        """
        DELETE FROM \(Self.files)
        WHERE \(Self.file) AND message = 'it''s "x"' AND sha = 'S' AND author = json_object('name', 'me')
        """)
      #expect(object.writes.map(\.body) == [#"{"message":"it's \"x\"","sha":"S","author":{"name":"me"}}"#])
    }
  }

  @Test("takes what it needs and does not say from the row, and every condition counts")
  func rows() async throws {
    try await Bench.runDepot { run in
      let one = try run.run("DELETE FROM \(Self.files) WHERE \(Self.file) AND message = 'bye'")
      #expect(one.reads == ["GET /repos/o/r/files/a"])
      #expect(one.writes.map(\.body) == [#"{"message":"bye","sha":"A"}"#])
      let some = try run.run(
        "DELETE FROM \(Self.files) WHERE owner = 'o' AND repo = 'r' AND message = 'bye' AND size > 1")
      #expect(some.reads == ["GET /repos/o/r/files"])
      #expect(some.writes.map(\.line) == ["DELETE /repos/o/r/files/b"])
      #expect(some.writes.map(\.body) == [#"{"message":"bye","sha":"B"}"#])
      let none = try run.run(
        "DELETE FROM \(Self.files) WHERE \(Self.file) AND message = 'bye' AND sha = 'B' AND size = 1")
      #expect(none.writes.isEmpty)
    }
  }

  @Test("says which member is missing, none, or compared so that it has no value")
  func mistakes() async throws {
    try await Bench.runDepot { run in
      func message(_ condition: String) -> String {
        run.database.message("DELETE FROM \(Self.files) WHERE \(Self.file) AND \(condition)")
      }
      #expect(message("1").contains("delete_file needs message"))
      #expect(message("message <> 'x'").contains("only message = …"))
      #expect(message("message IN ('x', 'y')").contains("write message = …"))
      #expect(message("message IN ('x', 'y') AND sha = 'A'").contains("write message = …"))
      #expect(message("message = 'x' AND force = 'perhaps'").contains("is not true or false"))
      #expect(message("message = 'x' AND author = 'me'").contains("is not"))
      #expect(
        run.database.message("SELECT path FROM \(Self.files) WHERE \(Self.file) AND message = 'x'")
          .contains("no row can be found by it"))
      #expect(
        run.database.message(
          """
          DELETE FROM \(Self.files) WHERE \(Self.file) AND message = 'x'
            AND size IN (SELECT size FROM \(Self.files) WHERE \(Self.file) AND message = 'x')
          """
        ).contains("no row can be found by it"))
      let nothing = try run.run("DELETE FROM \(Self.files) WHERE \(Self.file) AND message = NULL AND sha = 'A'")
      #expect(nothing.writes.isEmpty)
      #expect(run.plans.isEmpty)
    }
  }

  @Test("of a whole list takes the members that say what goes, and no condition on rows that it would not heed")
  func list() async throws {
    try await Bench.runDepot { run in
      let key = "owner = 'o' AND repo = 'r' AND teams = '[\"x\"]'"
      let sent = try run.run("DELETE FROM depot.code.access WHERE \(key)")
      #expect(sent.reads.isEmpty)
      #expect(sent.writes.map(\.line) == ["DELETE /repos/o/r/teams"])
      #expect(sent.writes.map(\.body) == [#"{"teams":["x"]}"#])
      #expect(run.plans.map(\.width) == [.oneObject])
      let message = run.database.message("DELETE FROM depot.code.access WHERE \(key) AND slug = 'y'")
      #expect(message.contains("the same for every row of the list"), "\(message)")
      #expect(run.sent.count == 1)
    }
  }

  @Test("is wide where a list names several objects, or none, whichever statement sends it")
  func several() async throws {
    try await Bench.runDepot { run in
      for teams in [#"["x","y"]"#, "[]"] {
        for statement in [
          "DELETE FROM depot.code.access WHERE owner = 'o' AND repo = 'r' AND teams = '\(teams)'",
          "EXEC depot.code.access.remove_access @owner = 'o', @repo = 'r', @teams = '\(teams)'",
        ] {
          _ = try run.run(statement)
          #expect(run.plans.last?.width == .wide, "\(statement)")
        }
      }
      _ = try run.run("EXEC depot.code.access.remove_access @owner = 'o', @repo = 'r', @teams = '[\"x\"]'")
      #expect(run.plans.last?.width == .oneObject)
    }
  }

  @Test("is explained, planned and journalled with its body, but for secrets")
  func journal() async throws {
    try await Bench.runDepot { run in
      let given = "message = 'bye' AND sha = 'S' AND token = 'geheim'"
      let statement = "DELETE FROM \(Self.files) WHERE \(Self.file) AND \(given)"
      let explained = try run.database.query("EXPLAIN \(statement)")
      #expect(explained.texts("request") == ["DELETE /repos/o/r/files/a"])
      run.applies = false
      let planned = try run.run(statement).result
      let message = try #require(planned.texts("message").first)
      #expect(message.contains(#"sends {"message":"bye","sha":"S""#) && message.contains(#""token":***"#))
      let columns = try run.database.query("DESCRIBE \(Self.files)")
      #expect(columns.texts("name").suffix(4) == ["message", "force", "author", "token"])
    }
  }
}
