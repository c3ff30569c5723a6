import Foundation
import GitHubProvider
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("The journal")
struct JournalTests {
  @Test("A run is kept with its plan, and each write with its intent and its outcome")
  func run() throws {
    let fixture = try JournalFixture()
    let plan = try fixture.deletion(of: 1001...1004)
    let run = try fixture.journal.begin(plan, server: "https://api.example")
    #expect(run == 1)
    try fixture.journal.intend(run: run, index: 0)
    try fixture.journal.record(run: run, index: 0, WriteResult(write: plan.writes[0], outcome: .done, status: 204))
    try fixture.journal.intend(run: run, index: 1)
    try fixture.journal.record(
      run: run, index: 1,
      WriteResult(
        write: plan.writes[1], outcome: .refused, status: 400, reason: "last_tagged_version", message: "Not this one."))
    try fixture.journal.intend(run: run, index: 2)

    let other = try fixture.other()
    let summary = try #require(try other.runs().first)
    #expect(summary.statement == "DELETE FROM github.packages.package_versions")
    #expect(summary.server == "https://api.example")
    #expect(summary.provider == "github")
    #expect(summary.counts == [1, 1, 0, 2])
    #expect(Timestamp(summary.started) != nil)
    let entries = try other.entries(of: run)
    #expect(entries.map(\.outcome) == [.done, .refused, nil, nil])
    #expect(entries.map(\.isOpen) == [false, false, true, false])
    #expect(entries[1].refusal == "last_tagged_version")
    #expect(entries[1].message == "Not this one.")
    #expect(try entries.map { try $0.write([GitHub.descriptor]) } == plan.writes)
    let outcomes = try entries.map { try $0.result([GitHub.descriptor]).outcome }
    #expect(outcomes == [.done, .refused, .unknown, .planned])
  }

  @Test("Arguments come back as they were, whatever is in them")
  func arguments() throws {
    let fixture = try JournalFixture()
    let odd = "a\"b\\c\n\u{1}/\u{0}é🎉 {\"x\": 1}"
    var plan = try fixture.deletion(of: 1001...1001)
    plan.writes[0].arguments = [
      "z": .string(odd), "a": .integer(.max), "b": .integer(.min), "number": .number(0.1), "large": .number(1.7e308),
      "yes": true, "no": false, "empty": "", "42": "42",
    ]
    plan.statement = odd
    plan.writes[0].row = #"{"id":1}"#
    let run = try fixture.journal.begin(plan, server: "")
    let entry = try #require(try fixture.journal.entries(of: run).first)
    #expect(entry.arguments == plan.writes[0].arguments)
    #expect(entry.row == #"{"id":1}"#)
    #expect(try fixture.journal.summary(of: run).statement == odd)
  }

  @Test("Values of secret parameters are kept nowhere")
  func secrets() throws {
    let fixture = try JournalFixture()
    let plan = try fixture.client.plan(
      JournalFixture.method("restore_package_for_org"),
      [["org": "acme", "package_type": "npm", "package_name": "web", "token": "hush-hush-1"]],
      statement: "EXEC github.packages.packages.restore_package_for_org @token='hush-hush-1'")
    let run = try fixture.journal.begin(plan, server: "")
    let entry = try #require(try fixture.journal.entries(of: run).first)
    #expect(entry.arguments.names == ["org", "package_type", "package_name"])
    #expect(entry.withheld == ["token"])
    for file in try FileManager.default.contentsOfDirectory(
      at: fixture.folder.appending(path: "state"), includingPropertiesForKeys: nil)
    {
      #expect(try Data(contentsOf: file).firstRange(of: Data("hush-hush".utf8)) == nil, "\(file.lastPathComponent)")
    }
    try fixture.journal.end(run: run)
    #expect(throws: JournalError.self) {
      try fixture.client.resume(run: run, in: fixture.journal, isElsewhere: true)
    }
  }

  @Test("The files can be read by their owner alone, and folders are made")
  func permissions() throws {
    let fixture = try JournalFixture()
    _ = try fixture.journal.begin(fixture.deletion(of: 1001...1002), server: "")
    let state = fixture.folder.appending(path: "state")
    let files = try FileManager.default.contentsOfDirectory(atPath: state.path)
    #expect(files.contains("journal.db"))
    #expect(files.contains("journal.db-wal"))
    for file in files {
      let attributes = try FileManager.default.attributesOfItem(atPath: state.appending(path: file).path)
      #expect(attributes[.posixPermissions] as? Int == 0o600, "\(file)")
    }
    let attributes = try FileManager.default.attributesOfItem(atPath: state.path)
    #expect(attributes[.posixPermissions] as? Int == 0o700)
  }

  @Test("Where the journal is follows the environment")
  func place() throws {
    #expect(try Journal.defaultPath(environment: ["BINDERY_JOURNAL": "j.db", "HOME": "/h"]) == "j.db")
    #expect(try Journal.defaultPath(environment: ["XDG_STATE_HOME": "/s", "HOME": "/h"]) == "/s/bindery/journal.db")
    #expect(
      try Journal.defaultPath(environment: ["XDG_STATE_HOME": "relative", "HOME": "/h"])
        == "/h/.local/state/bindery/journal.db")
    #expect(throws: JournalError.self) { try Journal.defaultPath(environment: [:]) }
  }

  @Test("A file of something else is refused and left as it is")
  func somethingElse() throws {
    let fixture = try JournalFixture()
    let text = fixture.folder.appending(path: "notes.txt")
    let content = Data(String(repeating: "These are notes, and no database at all.\n", count: 100).utf8)
    try content.write(to: text)
    #expect(throws: JournalError.self) { try Journal(path: text.path) }
    #expect(try Data(contentsOf: text) == content)

    let database = fixture.folder.appending(path: "mine.db")
    _ = try Database(clients: [], path: database.path).results("CREATE TABLE runs(x)")
    do {
      _ = try Journal(path: database.path)
      Issue.record("it was taken for a journal")
    } catch let error as JournalError {
      #expect(error.kind == .notAJournal)
      #expect(error.description.contains(database.path))
    }
  }

  @Test("A journal of a newer version is refused")
  func newer() throws {
    let fixture = try JournalFixture()
    _ = try Database(clients: [], path: fixture.path).results("PRAGMA user_version = 99")
    do {
      _ = try fixture.other()
      Issue.record("it was opened")
    } catch let error as JournalError {
      #expect(error.kind == .newerVersion)
    }
  }

  @Test("A place where nothing can be made is an error that names it")
  func nowhere() throws {
    #expect(try Journal.existing(path: "/nonexistent/journal.db") == nil)
    do {
      _ = try Journal(path: "/proc/nowhere/journal.db")
      Issue.record("it was opened")
    } catch let error as JournalError {
      #expect(error.kind == .cannotOpen)
      #expect(error.description.contains("/proc/nowhere"))
    }
  }

  @Test("Journals that are made and written at once keep each run whole")
  func concurrent() async throws {
    let fixture = try JournalFixture()
    let path = fixture.folder.appending(path: "deep/down/here.db").path
    let plan = try fixture.deletion(of: 1001...1020)
    let runs = try await withThrowingTaskGroup(of: Int64.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let journal = try Journal(path: path)
          let run = try journal.begin(plan, server: "")
          for (index, write) in plan.writes.enumerated() {
            try journal.intend(run: run, index: index)
            try journal.record(run: run, index: index, WriteResult(write: write, outcome: .done, status: 204))
          }
          try journal.end(run: run)
          return run
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(runs) == [1, 2, 3, 4])
    let summaries = try Journal(path: path).runs()
    #expect(summaries.map(\.done) == [20, 20, 20, 20])
    #expect(summaries.map(\.pending) == [0, 0, 0, 0])
  }

  @Test("A run that somebody is applying is neither resumed nor undone by anybody else")
  func held() async throws {
    let fixture = try JournalFixture()
    let run = try fixture.journal.begin(fixture.deletion(of: 1001...1002), server: fixture.sandbox.url)
    let other = try fixture.other()
    func isRefused(_ body: () async throws -> Void) async -> Bool {
      do { try await body() } catch let error as JournalError { return error.kind == .isActive(run: run) } catch {}
      return false
    }
    for journal in [fixture.journal, other] {
      #expect(await isRefused { _ = try fixture.client.resume(run: run, in: journal) })
      #expect(await isRefused { _ = try await fixture.client.undo(run: run, in: journal) })
    }
    try fixture.journal.end(run: run)
    let resumption = try fixture.client.resume(run: run, in: other)
    #expect(await isRefused { _ = try fixture.client.resume(run: run, in: fixture.journal) })
    #expect(try await resumption.apply().map(\.outcome) == [.done, .done])
    #expect(try fixture.client.resume(run: run, in: fixture.journal).plan.writes.isEmpty)
  }

  @Test("What cannot be written ends the plan before the next request")
  func unwritable() async throws {
    let fixture = try JournalFixture()
    let other = try fixture.other()
    let plan = try fixture.deletion(of: 1001...1005)
    let saboteur = try Database(clients: [], path: fixture.path)
    _ = try saboteur.results(
      """
      CREATE TRIGGER full BEFORE UPDATE ON writes WHEN new.seq = 2 BEGIN SELECT raise(FAIL, 'disk full'); END
      """)
    await #expect(throws: JournalError.self) { _ = try await fixture.client.apply(plan, journal: other) }
    #expect(fixture.sent.count == 2)
    #expect(try other.summary(of: 1).pending == 3)
  }
}
