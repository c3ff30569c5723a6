import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Undoing a run")
struct UndoTests {
  @Test("What was done is restored, the newest first, as a run of its own")
  func undo() async throws {
    let fixture = try JournalFixture(versions: 20)
    fixture.sandbox.addRule(
      Rule(method: "DELETE", pathSuffix: "/1002", action: .respond(status: 400, body: #"{"message":"No."}"#)))
    _ = try await fixture.client.apply(fixture.deletion(of: 1001...1004), journal: fixture.journal)
    fixture.sandbox.removeRules()
    fixture.sandbox.resetRequests()
    let undo = try await fixture.client.undo(run: 1, in: fixture.journal)
    #expect(undo.plan.writes.allSatisfy { $0.reason == "undoes run 1" })
    #expect(fixture.sandbox.requests.isEmpty)
    let results = try await undo.apply(onBegin: { #expect($0 == 2) })
    #expect(results.map(\.outcome) == [.done, .done, .done])
    #expect(fixture.sent == [1004, 1003, 1001].map { "POST \(JournalFixture.path($0))/restore" })
    let summary = try fixture.journal.summary(of: 2)
    #expect(summary.undoes == 1)
    #expect(summary.statement == "undo run 1")
    #expect(summary.done == 3)
  }

  @Test("What is undone is not undone again, and undoing that does it again")
  func twice() async throws {
    let fixture = try JournalFixture(versions: 20)
    _ = try await fixture.client.apply(fixture.deletion(of: 1001...1003), journal: fixture.journal)
    _ = try await fixture.client.undo(run: 1, in: fixture.journal).apply()
    #expect(try await fixture.client.undo(run: 1, in: fixture.journal).plan.writes.isEmpty)
    let again = try await fixture.client.undo(run: 2, in: fixture.journal).apply()
    #expect(again.map(\.outcome) == [.done, .done, .done])
    #expect(try await fixture.client.undo(run: 1, in: fixture.journal).plan.writes.count == 3)
    #expect(try await fixture.client.undo(run: 2, in: fixture.journal).plan.writes.isEmpty)
  }

  @Test("A package is restored from the journal, where no list shows it any more")
  func package() async throws {
    let fixture = try JournalFixture()
    let plan = try fixture.client.plan(
      JournalFixture.method("delete_package_for_org"),
      [["org": "acme", "package_type": "container", "package_name": "web"]])
    #expect(try await fixture.client.apply(plan, journal: fixture.journal).map(\.outcome) == [.done])
    let results = try await fixture.client.undo(run: 1, in: fixture.other()).apply()
    #expect(results.map(\.outcome) == [.done])
    #expect(fixture.acted.last == "POST /orgs/acme/packages/container/web/restore")
  }

  @Test("What the process did not live to see is read back first", arguments: [true, false])
  func open(acted: Bool) async throws {
    let fixture = try JournalFixture(versions: 20)
    let plan = try fixture.deletion(of: 1001...1002)
    do {
      let journal = try fixture.other()
      let run = try journal.begin(plan, server: fixture.sandbox.url)
      try journal.intend(run: run, index: 0)
      if acted { try await fixture.client.perform(plan.writes[0].method, plan.writes[0].arguments) }
    }
    fixture.sandbox.resetRequests()
    let undo = try await fixture.client.undo(run: 1, in: fixture.journal)
    // That it is not found says something only where the others are.
    let list = "GET /orgs/acme/packages/container/web/versions?per_page=100"
    #expect(fixture.sandbox.requests.map(\.line) == ["GET \(JournalFixture.path(1001))"] + (acted ? [list] : []))
    #expect(undo.plan.writes.map(\.request) == (acted ? ["POST \(JournalFixture.path(1001))/restore"] : []))
    #expect(undo.unclear.isEmpty)
  }

  @Test("An undoing that was interrupted is taken up where it ended")
  func interrupted() async throws {
    let fixture = try JournalFixture(versions: 20)
    _ = try await fixture.client.apply(fixture.deletion(of: 1001...1005), journal: fixture.journal)
    let count = Counter()
    _ = try await fixture.client.undo(run: 1, in: fixture.journal)
      .apply(isCancelled: { count.value >= 2 }, onResult: { _ in count.increment() })
    #expect(try await fixture.client.undo(run: 1, in: fixture.journal).plan.writes.count == 3)
    #expect(try fixture.client.resume(run: 2, in: fixture.journal).plan.writes.count == 3)
  }

  @Test("An undoing whose process ended is read back before what is left is planned", arguments: [true, false])
  func killed(acted: Bool) async throws {
    let fixture = try JournalFixture(versions: 20)
    _ = try await fixture.client.apply(fixture.deletion(of: 1001...1003), journal: fixture.journal)
    let first = try await Self.abandonedUndo(fixture)
    try fixture.journal.intend(run: 2, index: 0)
    if acted { try await fixture.client.perform(first.method, first.arguments) }
    fixture.sandbox.resetRequests()
    let again = try await fixture.client.undo(run: 1, in: fixture.journal)
    #expect(again.plan.writes.count == (acted ? 2 : 3))
    #expect(again.plan.writes.contains { $0.request == first.request } == !acted)
    #expect(fixture.sent.isEmpty)
  }

  /// Begins a run that undoes run 1 and sends nothing of it; returns its first write.
  private static func abandonedUndo(_ fixture: JournalFixture) async throws -> PlannedWrite {
    let undo = try await fixture.client.undo(run: 1, in: fixture.other())
    _ = try await undo.apply(isCancelled: { true })
    return undo.plan.writes[0]
  }
}
