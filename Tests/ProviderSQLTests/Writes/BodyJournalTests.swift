import CSQLite
import Foundation
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("The journal and bodies")
struct BodyJournalTests {
  /// A folder of its own, which goes away with it.
  private final class Folder: Sendable {
    let url = FileManager.default.temporaryDirectory.appending(path: "bindery-bodies-\(UUID().uuidString)")
    var path: String { url.appending(path: "journal.db").path }
    deinit { try? FileManager.default.removeItem(at: url) }

    /// Everything in the folder, as bytes.
    func bytes() throws -> String {
      try FileManager.default.contentsOfDirectory(at: url, includingPropertiesForKeys: nil).map { file in
        String(decoding: try Data(contentsOf: file), as: UTF8.self)
      }.joined()
    }
  }

  private struct Lost: Error {}

  private static func wait<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
    let result = Locked<Result<Value, any Error>?>(nil)
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      let value: Result<Value, any Error>
      do { value = .success(try await body()) } catch { value = .failure(error) }
      result.withLock { $0 = value }
      done.signal()
    }
    done.wait()
    guard let value = result.withLock({ $0 }) else { throw Lost() }
    return try value.get()
  }

  @Test(
    "A run that was interrupted sends the bodies it had planned, and what may have been sent only where that is safe")
  func resume() async throws {
    try await Bench.run { run in
      let folder = Folder()
      let journal = try Journal(path: folder.path)
      run.applies = false
      _ = try run.database.query(
        """
        BEGIN;
        INSERT INTO shop.work.tasks (project, title, labels) VALUES ('a', 'x "é" \u{0B}', '["l"]');
        INSERT INTO shop.work.tasks (project, title) VALUES ('a', 'y');
        UPDATE shop.work.tasks SET note = NULL WHERE project = 'a' AND task_id = 1;
        COMMIT
        """)
      let plan = try #require(run.plans.first)
      // The process ended with the first request under way.
      let number: Int64
      do {
        let dead = try Journal(path: folder.path)
        number = try dead.begin(plan, server: "https://shop.example")
        try dead.intend(run: number, index: 0)
      }
      let client = run.client
      let resumption = try client.resume(run: number, in: journal)
      #expect(resumption.plan.writes.map(\.body) == plan.writes.map(\.body))
      let results = try Self.wait { try await resumption.apply() }
      #expect(results.map(\.outcome) == [.unknown, .done, .done])
      #expect(run.sent.filter { $0.line.hasPrefix("POST") }.map(\.body) == [#"{"title":"y"}"#])
      #expect(run.sent.last?.body == #"{"note":null}"#)
      // Not the second time either.
      let again = try client.resume(run: number, in: journal)
      let outcomes = try Self.wait { try await again.apply() }.map(\.outcome)
      #expect(outcomes == [.unknown])
      #expect(run.sent.filter { $0.line.hasPrefix("POST") }.count == 1)
    }
  }

  @Test("A creation whose answer is lost is unknown, and never sent a second time")
  func lostAnswer() async throws {
    let lost: @Sendable (HTTPRequest) async throws -> HTTPResponse? = { request in
      if request.method == "POST" { throw TransportError.connectionLost("gone") }
      return nil
    }
    try await Bench.run(answer: lost) { run in
      let folder = Folder()
      let journal = try Journal(path: folder.path)
      run.journal = journal
      let result = try run.run("INSERT INTO shop.work.tasks (project, title) VALUES ('a', 'x')")
      #expect(result.result.texts("outcome") == ["unknown"])
      #expect(result.writes.count == 1)
      let client = run.client
      let resumption = try client.resume(run: 1, in: journal)
      let outcomes = try Self.wait { try await resumption.apply() }.map(\.outcome)
      #expect(outcomes == [.unknown])
      #expect(run.sent.count { $0.line.hasPrefix("POST") } == 1)
    }
  }

  @Test("Secrets in bodies are neither kept nor shown, and a run that needs one says so; it can still be undone")
  func secrets() async throws {
    try await Bench.run { run in
      let folder = Folder()
      let journal = try Journal(path: folder.path)
      run.journal = journal
      run.database.journalPath = folder.path
      let statement = """
        REPLACE INTO shop.work.secrets (project, name, value, policy, config)
        VALUES ('a', 'n', 'it''s "hush"', 'p', '{"url":"u","token":"t0p\\u0041","deep":[{"Client-Secret":{"x":12345}}]}')
        """
      run.applies = false
      let planned = try run.run(statement).result.texts("message").joined()
      #expect(planned.contains(#""policy":"p""#) && planned.contains(#""url":"u""#))
      for secret in ["hush", "t0p", "12345"] { #expect(!planned.contains(secret), "\(planned)") }
      run.applies = true
      let sent = try run.run(statement)
      #expect(sent.writes.first?.body?.contains(#""value":"it's \"hush\"""#) == true)
      let entry = try #require(try journal.entries(of: 2 - 1).first)
      #expect(
        entry.body
          == #"{"value":null,"config":{"url":"u","token":null,"deep":[{"Client-Secret":null}]},"policy":"p"}"#)
      #expect(entry.withheld == ["value", "config.token", "config.deep.Client-Secret"])
      let kept = try folder.bytes()
      for secret in ["hush", "t0p", "12345"] { #expect(!kept.contains(secret), "\(secret)") }
      let shown = try run.database.query("SELECT body ->> '$.policy' AS policy FROM bindery_journal")
      #expect(shown.texts("policy") == ["p"])

      let dead = try Journal(path: folder.path)
      let plan = try #require(run.plans.last)
      let number = try dead.begin(plan, server: "https://shop.example")
      try dead.end(run: number)
      #expect {
        _ = try run.client.resume(run: number, in: journal)
      } throws: { error in
        (error as? JournalError)?.kind == .secretNeeded && "\(error)".contains("value, config.token")
      }
      let client = run.client
      let undo = try Self.wait { try await client.undo(run: 1, in: journal) }
      #expect(undo.plan.writes.map(\.request) == ["DELETE /projects/a/secrets/n"])
    }
  }

  @Test(
    "A body that is no JSON may look like it, and end anywhere",
    arguments: [#"{"token""#, #"{"token":"#, #"[{"a":{"token" "#, #"{""#, #"["\"#, #"{"token":["#])
  func noJSON(text: String) async throws {
    try await Bench.run { run in
      let folder = Folder()
      run.journal = try Journal(path: folder.path)
      let (_, _, writes) = try run.run("EXEC shop.work.papers.print_paper @paper = 'p', @body = '\(text)'")
      #expect(writes.map(\.body) == [text])
      #expect(try run.journal?.entries(of: 1).first?.body?.hasPrefix(text.prefix(2)) == true)
    }
  }

  @Test("Secrets of rows are not kept either, nor the texts that a statement makes a secret of")
  func secretsOfRows() async throws {
    let row = #"{"id":1,"title":"one","settings":{"color":"red","pin":"r0w"},"url":"u1"}"#
    try await Bench.run(answer: { $0.method == "GET" ? .json(row) : nil }) { run in
      let folder = Folder()
      run.journal = try Journal(path: folder.path)
      let (_, _, writes) = try run.run(
        "UPDATE shop.work.tasks SET title = title || '!', settings = json_object('color', 'c', 'pin', 'arr4y') "
          + "WHERE project = 'a' AND task_id = 1")
      #expect(writes.map(\.body) == [#"{"title":"one!","settings":{"color":"c","pin":"arr4y"}}"#])
      let entry = try #require(try run.journal?.entries(of: 1).first)
      #expect(entry.row?.contains(#""settings":{"color":"red","pin":null}"#) == true, "\(entry.row ?? "nil")")
      let kept = try folder.bytes()
      for secret in ["r0w", "arr4y"] { #expect(!kept.contains(secret), "\(secret)") }
    }
  }

  @Test("A journal of the format before is taken over")
  func formatBefore() throws {
    let folder = Folder()
    do {
      let journal = try Journal(path: folder.path)
      let write = PlannedWrite(
        resource: "shop.work.tasks", method: try #require(Workshop.provider.services[0].resources[0].methods.last),
        arguments: ["project": "a", "task_id": 1], request: "DELETE /projects/a/tasks/1", reason: "r")
      let plan = WritePlan(statement: "s", provider: "shop", width: .wide, writes: [write])
      try journal.end(run: try journal.begin(plan, server: "https://shop.example"))
    }
    var connection: OpaquePointer?
    #expect(sqlite3_open(folder.path, &connection) == SQLITE_OK)
    let change = "ALTER TABLE writes DROP COLUMN body; PRAGMA user_version = 1"
    #expect(sqlite3_exec(connection, change, nil, nil, nil) == SQLITE_OK)
    sqlite3_close(connection)
    let journal = try Journal(path: folder.path)
    let entries = try journal.entries(of: 1)
    #expect(entries.map(\.request) == ["DELETE /projects/a/tasks/1"])
    #expect(entries.map(\.body) == [nil])
    let again = try Journal(path: folder.path)
    #expect(try again.runs().count == 1)
  }
}
