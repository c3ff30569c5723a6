import CSQLite
import Foundation
import ProviderRuntime
@testable import ProviderSQL
import Testing

/// The tables within a connection of SQLite that the test owns, as a program has that loads the extension.
@Suite("INSERT, UPDATE and REPLACE in a host")
struct LoadedWritesTests {
  private final class Host {
    let connection: OpaquePointer
    private let bench: Bench
    private let folder: URL

    init(_ bench: Bench) throws {
      self.bench = bench
      folder = FileManager.default.temporaryDirectory.appending(path: "bindery-host-\(UUID().uuidString)")
      var opened: OpaquePointer?
      sqlite3_open(":memory:", &opened)
      connection = try #require(opened)
      let path = folder.appending(path: "journal.db").path
      try LoadedTables.load(
        clients: [bench.client], journalPath: { path }, into: connection, routines: try #require(HostRoutines.shared))
    }

    deinit {
      sqlite3_close(connection)
      try? FileManager.default.removeItem(at: folder)
    }

    /// Runs statements; returns the message of the one that fails, empty where none does.
    func run(_ sql: String) -> String {
      var message: UnsafeMutablePointer<CChar>?
      defer { sqlite3_free(message) }
      return sqlite3_exec(connection, sql, nil, nil, &message) == SQLITE_OK
        ? "" : message.map { String(cString: $0) } ?? "?"
    }

    /// The writes that reached the server, with their bodies.
    var writes: [String] {
      bench.sent.filter { !$0.line.hasPrefix("GET ") }.map {
        [$0.line, $0.body].compactMap(\.self).joined(separator: " ")
      }
    }
  }

  @Test("that name one object in full are sent at once; a row is read first")
  func oneObject() async throws {
    try await Bench.run { bench in
      let host = try Host(bench)
      #expect(host.run(#"INSERT INTO "shop.work.tasks"(project, title, note) VALUES ('a', 'x', NULL)"#) == "")
      #expect(host.run(#"UPDATE "shop.work.tasks" SET title = 'y' WHERE project = 'a' AND task_id = 1"#) == "")
      #expect(
        host.run(#"REPLACE INTO "shop.work.variables"(project, name, value) VALUES ('a', 'N', 'v')"#) == "")
      #expect(
        host.writes == [
          #"POST /projects/a/tasks {"title":"x","note":null}"#, #"PATCH /projects/a/tasks/1 {"title":"y"}"#,
          #"PUT /projects/a/variables/N {"name":"N","value":"v"}"#,
        ])
    }
  }

  @Test("that are wide are refused in autocommit, and sent by COMMIT")
  func wide() async throws {
    try await Bench.run { bench in
      let host = try Host(bench)
      let insert = #"INSERT INTO "shop.work.tasks"(project, title) VALUES ('a', 'x'), ('a', 'x');"#
      let update = #"UPDATE "shop.work.tasks" SET priority = priority + 1 WHERE project = 'a' AND note = 'n';"#
      #expect(host.run(insert).contains("is wider than one object"))
      #expect(host.run(update).contains("is wider than one object"))
      #expect(host.run(#"INSERT INTO "shop.work.tasks"(title) VALUES ('x')"#).contains("own account"))
      #expect(host.writes.isEmpty)
      #expect(host.run("BEGIN; \(insert) \(update) COMMIT") == "")
      #expect(
        host.writes == [
          #"POST /projects/a/tasks {"title":"x"}"#, #"POST /projects/a/tasks {"title":"x"}"#,
          #"PATCH /projects/a/tasks/2 {"priority":3}"#, #"PATCH /projects/a/tasks/3 {"priority":4}"#,
        ])
    }
  }

  @Test("are what their own text says, also behind one that changed nothing")
  func behindNothing() async throws {
    try await Bench.run { bench in
      let host = try Host(bench)
      for _ in 1...20 {
        #expect(host.run(#"UPDATE "shop.work.tasks" SET title = 'y' WHERE project = 'a' AND task_id = 9"#) == "")
        #expect(
          host.run(#"INSERT INTO "shop.work.tasks"(project, title) SELECT 'a', 'x'"#).contains(
            "is wider than one object"))
      }
      #expect(host.writes.isEmpty)
    }
  }

  @Test("within a transaction are what their own text says, also behind one that changed nothing")
  func behindNothingWithin() async throws {
    try await Bench.run { bench in
      let host = try Host(bench)
      #expect(host.run("CREATE TABLE l(k, t); INSERT INTO l VALUES (9, 'x')") == "")
      #expect(host.run("BEGIN") == "")
      // Of one length, so that the second one comes to lie where the first one lay.
      let from = #"UPDATE "shop.work.tasks" SET title = t FROM l WHERE project = 'a' AND id = k"#
      let plain = #"UPDATE "shop.work.tasks" SET title = 'y' WHERE project = 'a' AND task_id = 1"#
      let length = max(from.utf8.count, plain.utf8.count)
      func padded(_ sql: String) -> String { sql + String(repeating: " ", count: length - sql.utf8.count) }
      for _ in 1...20 {
        #expect(host.run(padded(from)) == "")
        #expect(host.run(padded(plain)) == "")
      }
      #expect(host.run("COMMIT") == "")
      #expect(host.writes == [#"PATCH /projects/a/tasks/1 {"title":"y"}"#])
    }
  }

  @Test("are what their own text says, also behind one that failed when it had changed something")
  func behindFailure() async throws {
    try await Bench.run { bench in
      let host = try Host(bench)
      #expect(host.run("CREATE TABLE l(k, t); INSERT INTO l VALUES (1, 'x'), (2, 'y'); BEGIN") == "")
      let failing =
        #"INSERT INTO "shop.work.tasks"(project, title) SELECT 'a', iif(k = 1, t, abs(-9223372036854775808)) FROM l"#
      let from = #"UPDATE "shop.work.tasks" SET title = t FROM l WHERE project = 'a' AND id = k"#
      let padded = from + String(repeating: " ", count: failing.utf8.count - from.utf8.count)
      for _ in 1...20 {
        #expect(host.run(failing).contains("integer overflow"))
        #expect(host.run(padded).contains("UPDATE … FROM does not work"))
      }
      #expect(host.run("COMMIT") == "")
      #expect(host.writes.isEmpty)
    }
  }

  @Test("give nothing to a SELECT that only a DELETE takes, and name no row that can't be read")
  func otherKeys() async throws {
    try await Bench.runDepot { bench in
      let host = try Host(bench)
      let files = #""depot.code.files" WHERE owner = 'o' AND repo = 'r' AND path = 'a'"#
      #expect(host.run("SELECT * FROM \(files) AND message = 'bye'").contains("takes message"))
      #expect(host.run("DELETE FROM \(files) AND message = 'bye' AND sha = 'A'") == "")
      #expect(host.writes == [#"DELETE /repos/o/r/files/a {"message":"bye","sha":"A"}"#])
      let repo = #""depot.code.repos" WHERE owner = 'o' AND repo = 'r'"#
      #expect(host.run("SELECT * FROM \(repo)").contains("takes owner"))
      #expect(host.run("DELETE FROM \(repo)").contains("EXEC … FOR EACH"))
      #expect(host.writes.count == 1)
    }
  }

  @Test("compare with IS DISTINCT FROM, which is no clause")
  func distinct() async throws {
    try await Bench.run { bench in
      let host = try Host(bench)
      let update = #"UPDATE "shop.work.tasks" SET title = 'y' WHERE project = 'a' AND task_id = 1"#
      #expect(host.run(update + " AND note IS NOT DISTINCT FROM NULL") == "")
      #expect(host.writes == [#"PATCH /projects/a/tasks/1 {"title":"y"}"#])
    }
  }

  @Test("that fail within a transaction leave what was planned before, and nothing of themselves")
  func failure() async throws {
    try await Bench.run { bench in
      let host = try Host(bench)
      let one = #"INSERT INTO "shop.work.tasks"(project, title) VALUES ('a', 'x');"#
      #expect(host.run("BEGIN; \(one)") == "")
      let second = #"INSERT INTO "shop.work.tasks"(project, title) VALUES ('a', 'y'), ('a', NULL)"#
      #expect(host.run(second).contains("needs title"))
      #expect(host.run("COMMIT") == "")
      #expect(host.writes == [#"POST /projects/a/tasks {"title":"x"}"#])
    }
  }

  @Test("refuse what can't be honoured")
  func refusals() async throws {
    try await Bench.run { bench in
      let host = try Host(bench)
      let values = #""shop.work.tasks"(project, title) VALUES ('a', 'x')"#
      #expect(host.run("INSERT OR IGNORE INTO \(values)").contains("INSERT OR IGNORE does not work"))
      #expect(host.run("INSERT INTO \(values) RETURNING title").contains("leave RETURNING out"))
      #expect(host.run("CREATE TABLE l(k, t); INSERT INTO l VALUES (1, 'x')") == "")
      let from = #"UPDATE "shop.work.tasks" SET title = t FROM l WHERE project = 'a' AND id = k"#
      #expect(host.run(from).contains("UPDATE … FROM does not work"))
      #expect(
        host.run(#"UPDATE "shop.work.tasks" SET url = 'x' WHERE project = 'a' AND task_id = 1"#)
          .contains("url can't be set"))
      #expect(host.writes.isEmpty)
    }
  }
}
