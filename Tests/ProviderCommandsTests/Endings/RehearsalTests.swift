import Foundation
import GitHubSandbox
import Testing

@Suite("Dry runs, and transactions without an end")
struct RehearsalTests {
  static let web = InterruptTests.web
  static let delete = "DELETE FROM \(InterruptTests.table) WHERE \(web) AND id <= 1005"

  private static func query(_ stage: JournalStage, _ words: String...) throws -> Program.Result {
    try Program.run(["query"] + words, environment: stage.environment)
  }

  @Test(
    "A dry run changes nothing, neither at the provider nor in --database, and its own statements see their changes")
  func dryRun() throws {
    let stage = try JournalStage()
    let path = stage.folder.appending(path: "local.db").path
    #expect(
      try Self.query(stage, "CREATE TABLE kept(id); INSERT INTO kept VALUES (1001)", "--database", path).status == 0)
    let before = try Data(contentsOf: URL(filePath: path))
    let script = """
      CREATE TABLE more(id); INSERT INTO kept VALUES (1002), (1003); INSERT INTO more VALUES (1004);
      BEGIN; DROP TABLE more; CREATE VIEW all_kept AS SELECT id FROM kept; COMMIT;
      DELETE FROM \(InterruptTests.table) WHERE \(Self.web) AND id IN (SELECT id FROM all_kept)
      """
    let result = try Self.query(stage, script, "--database", path, "--dry-run", "--format", "csv")
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.components(separatedBy: ",planned,").count == 4)
    #expect(stage.sent.isEmpty)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
    #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder.path) == ["local.db"])
  }

  @Test("A dry run makes no file, and writes into no other one")
  func otherFiles() throws {
    let stage = try JournalStage()
    let path = { (name: String) in stage.folder.appending(path: name).path }
    #expect(
      try Self.query(stage, "CREATE TABLE t(a); SELECT * FROM t", "--database", path("new.db"), "--dry-run").status == 0
    )
    for statement in ["ATTACH '\(path("other.db"))' AS other", "VACUUM INTO '\(path("other.db"))'"] {
      let result = try Self.query(stage, statement, "--database", path("new.db"), "--dry-run")
      expectRefusal(result, "in a dry run no other file is attached or written")
      expectRefusal(try Self.query(stage, statement, "--dry-run"), "in a dry run no other file")
    }
    let memory = "ATTACH ':memory:' AS other; CREATE TABLE other.t(a); VACUUM; SELECT count(*) FROM other.t"
    #expect(try Self.query(stage, memory, "--dry-run").status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder.path).isEmpty)
  }

  @Test("A file that another process is writing to can be rehearsed with")
  func writeAheadLog() throws {
    let stage = try JournalStage()
    let path = stage.folder.appending(path: "local.db").path
    let made = try Self.query(
      stage, "PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; CREATE TABLE kept(id); INSERT INTO kept VALUES (1)",
      "--database", path)
    #expect(made.status == 0)
    let script = "INSERT INTO kept VALUES (2); SELECT sum(id) AS total FROM kept"
    for _ in 1...2 {
      let result = try Self.query(stage, script, "--database", path, "--dry-run", "--format", "csv")
      #expect(result.output == "total\r\n3\r\n", "\(result.error)")
    }
  }

  @Test("A join with a table of the file has the rows that it has in earnest")
  func join() throws {
    let stage = try JournalStage()
    let path = stage.folder.appending(path: "local.db").path
    #expect(
      try Self.query(stage, "CREATE TABLE wanted(name); INSERT INTO wanted VALUES ('web')", "--database", path).status
        == 0)
    let join =
      "SELECT w.name, count(*) AS versions FROM wanted w JOIN \(InterruptTests.table) v ON v.package_name = w.name"
      + " WHERE v.org = 'acme' AND v.package_type = 'container' GROUP BY 1 ORDER BY 1"
    let rows = try Self.query(stage, join, "--database", path, "--format", "csv")
    #expect(rows.output == "name,versions\r\nweb,10\r\n", "\(rows.error)")
    let script = "INSERT INTO wanted VALUES ('other'); \(join)"
    let rehearsed = try Self.query(stage, script, "--database", path, "--dry-run", "--format", "csv")
    #expect(rehearsed.output == "name,versions\r\nother,3\r\nweb,10\r\n", "\(rehearsed.error)")
  }

  @Test(
    "A transaction that the script does not end sends nothing, and says so",
    arguments: [
      ("BEGIN; \(delete)", "; the 5 requests that it planned were not sent"),
      (
        "BEGIN; DELETE FROM \(InterruptTests.table) WHERE \(web) AND package_version_id = 1001",
        "; the request that it planned was not sent"
      ),
      ("SAVEPOINT a; SELECT 1", ""),
    ])
  func transaction(script: String, ending: String) throws {
    let stage = try JournalStage()
    let result = try Self.query(stage, script, "--yes")
    #expect(result.status == 1)
    #expect(
      result.error == "the script ended within a transaction, which is undone: COMMIT is missing\(ending)\n")
    #expect(stage.sent.isEmpty)
    for end in ["COMMIT", "END", "ROLLBACK"] where script.hasPrefix("BEGIN") {
      #expect(!(try Self.query(stage, "\(script); \(end)", "--yes").error.contains("COMMIT is missing")))
    }
  }
}
