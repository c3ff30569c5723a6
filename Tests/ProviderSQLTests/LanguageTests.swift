import Foundation
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Names of tables")
struct LanguageTests {
  static let spellings = [
    "github.packages.packages", "GitHub.Packages.PACKAGES", "\"github\".\"packages\".\"packages\"",
    "`github`.[packages].packages", "github . /* x */ packages -- y\n . packages", "\"github.packages.packages\"",
    "[github.packages.packages]", "`github.packages.packages`", "github.packages.packages AS p",
    "github.packages.packages\"p\"", "(SELECT 1 AS \"a\") CROSS JOIN\"github\".packages.packages\"p\"",
    "(SELECT * FROM github.packages.packages) q",
  ]

  @Test("are found however they are written", arguments: spellings)
  func spelling(table: String) async throws {
    try await Sandboxed.run { run in
      let result = try run.database.query("SELECT name FROM \(table) WHERE package_type = 'rubygems'")
      #expect(result.texts("name") == ["hello-octo"])
    }
  }

  @Test("may stand before a column and a star, and mean nothing in strings, comments and aliases")
  func positions() async throws {
    try await Sandboxed.run { run in
      let result = try run.database.query(
        """
        SELECT github.packages.packages.name, github.packages.packages.*, 'github.packages.packages' AS a,
          "name" AS "github.packages", 'it''s github.packages.packages' AS b /* github.packages.nothing */
        FROM github.packages.packages -- github.packages.nothing
        WHERE github.packages.packages.package_type = 'rubygems' -- required
        ;
        """)
      #expect(result.rows.first?.first == .text("hello-octo"))
      #expect(result.texts("a") == ["github.packages.packages"])
      #expect(result.texts("b") == ["it's github.packages.packages"])
      #expect(result.names.contains("github.packages"))
    }
  }

  @Test("leave everything else to SQLite: several statements, triggers, numbers, parameters, other schemas")
  func everythingElse() async throws {
    try await Sandboxed.run { run in
      let results = try run.database.results(
        """
        \u{FEFF};; CREATE TABLE t(a, b); -- one; two
        CREATE TEMP TRIGGER g AFTER INSERT ON t BEGIN UPDATE t SET b = ';'; SELECT 1; END;
        INSERT INTO t(a) VALUES (1), (2e3), (0x10), (.5);
        SELECT sum(a) AS s, main.t.b FROM main.t;
        SELECT CASE WHEN 1 THEN 'x' END AS "END", x'41' AS h, :p AS p;
        BEGIN; INSERT INTO t VALUES (9, 9); ROLLBACK; SELECT count(*) AS n FROM t;
        SELECT b IS DISTINCT FROM main.t.b AS d FROM t LIMIT 1
        """)
      #expect(
        results.map(\.rows) == [
          [[.real(2017.5), .text(";")]], [[.text("x"), .blob([0x41]), .null]], [[.integer(4)]],
          [[.integer(0)]],
        ])
      #expect(run.takeRequests().isEmpty)
    }
  }

  @Test("of broken text are errors, never a crash")
  func garbage() async throws {
    try await Sandboxed.run { run in
      for sql in [
        "'", "\"", "[", "/*", "--", "github.", "github.packages.", "github.packages.packages", "SELECT 'a",
        "SELECT 1 2",
        "SELECT * FROM github.packages.packages.packages", "EXEC", "EXEC a.b.c.d @x", "DESCRIBE", "SHOW", "EXPLAIN",
        "SELECT \u{0} 1", "@", "$", "?", "…", "CREATE TRIGGER x", ")", "SELECT * FROM github.packages.packages WHERE",
      ] { _ = run.database.failure(sql) }
      #expect(run.database.failure("SELECT 'a") is SQLError)
      #expect(run.database.failure("SELECT \u{0}1") is SQLError)
    }
  }

  @Test("tell a shell when a statement goes on")
  func incomplete() {
    #expect(Database.isIncomplete("SELECT 1"))
    #expect(!Database.isIncomplete("SELECT 1;"))
    #expect(Database.isIncomplete("SELECT ';"))
    #expect(Database.isIncomplete("CREATE TRIGGER a AFTER INSERT ON b BEGIN SELECT 1;"))
    #expect(!Database.isIncomplete("CREATE TRIGGER a AFTER INSERT ON b BEGIN SELECT 1; END;"))
    #expect(Database.isIncomplete("EXPLAIN QUERY PLAN CREATE TEMP TRIGGER a AFTER INSERT ON b BEGIN SELECT 1;"))
    #expect(!Database.isIncomplete("-- nothing"))
    #expect(!Database.isIncomplete("/* nothing */"))
    #expect(!Database.isIncomplete("SELECT 1; /* nothing */ -- /*"))
    #expect(Database.isIncomplete("/* to be\n"))
    #expect(Database.isIncomplete("SELECT 1; -- */\n /* ; *"))
  }
}

@Suite("A database file")
struct FileTests {
  @Test("keeps views and copies of the tables for the next time")
  func views() async throws {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("bindery-\(UUID().uuidString).db").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try await Sandboxed.run(path: path) { run in
      _ = try run.database.results(
        """
        CREATE VIEW images AS SELECT p.name, p.visibility, p.repository FROM github.packages.packages p
          WHERE p.org = 'globex' AND p.package_type = 'container';
        CREATE TABLE copied AS SELECT * FROM github.packages.package_versions
          WHERE org = 'acme' AND package_type = 'npm' AND package_name = '@acme/ui';
        """)
    }
    try await Sandboxed.run(path: path) { run in
      let (images, requests) = try run.run("SELECT name, repository FROM images WHERE visibility = 'internal'")
      #expect(images.texts("name") == ["data/etl"])
      #expect(requests.count == 1)
      let copied = try run.run("SELECT count(*), count(metadata) FROM copied")
      #expect(copied.result.rows == [[.integer(3), .integer(3)]])
      #expect(copied.requests.isEmpty)
    }
    // A file that another program gave a table of this name would silently be read instead.
    try await Library.withAnswer("[]", path: path) { database, _ in
      _ = try database.results("CREATE TABLE \"github.packages.packages\"(a)")
    }
    await #expect(throws: SQLError.self) { try await Sandboxed.run(path: path) { _ in } }
  }

  @Test("that can't be opened is an error")
  func unreadable() async throws {
    await #expect(throws: SQLError.self) {
      try await Library.withAnswer("[]", path: "/nowhere/at/all.db") { _, _ in }
    }
  }
}
