import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Resuming a run")
struct ResumeTests {
  /// Begins a run as a process that then ends: `sent` requests with outcomes, then one with an intent alone, which the
  /// server has acted on or not.
  private func interrupted(_ fixture: JournalFixture, _ plan: WritePlan, sent: Int, acted: Bool) async throws -> Int64 {
    let journal = try fixture.other()
    let run = try journal.begin(plan, server: fixture.sandbox.url)
    for (index, write) in plan.writes.prefix(sent + 1).enumerated() {
      try journal.intend(run: run, index: index)
      if index < sent || acted { try await fixture.client.perform(write.method, write.arguments) }
      if index < sent {
        try journal.record(run: run, index: index, WriteResult(write: write, outcome: .done, status: 204))
      }
    }
    return run
  }

  @Test("What was acted on before the process ended is read back and not sent again", arguments: [0, 3, 9])
  func acted(sent: Int) async throws {
    let fixture = try JournalFixture(versions: 20)
    let run = try await interrupted(fixture, fixture.deletion(of: 1001...1010), sent: sent, acted: true)
    fixture.sandbox.resetRequests()
    let resumption = try fixture.client.resume(run: run, in: fixture.journal)
    #expect(resumption.plan.writes.count == 10 - sent)
    let results = try await resumption.apply()
    #expect(results.allSatisfy { $0.outcome == .done })
    let first = 1001 + sent
    #expect(fixture.sandbox.requests.first?.line == "GET \(JournalFixture.path(first))")
    #expect(fixture.sent == (first + 1..<1011).map { "DELETE \(JournalFixture.path($0))" })
    let summary = try fixture.journal.summary(of: run)
    #expect(summary.counts == [10, 0, 0, 0])
  }

  @Test("What was not acted on is sent")
  func notActed() async throws {
    let fixture = try JournalFixture(versions: 20)
    let run = try await interrupted(fixture, fixture.deletion(of: 1001...1005), sent: 2, acted: false)
    fixture.sandbox.resetRequests()
    let results = try await fixture.client.resume(run: run, in: fixture.journal).apply()
    #expect(results.map(\.outcome) == [.done, .done, .done])
    #expect(fixture.acted == (1003...1005).map { "DELETE \(JournalFixture.path($0))" })
  }

  @Test("A restoration whose answer was lost is read back as well", arguments: [true, false])
  func restoration(acted: Bool) async throws {
    let fixture = try JournalFixture(versions: 20)
    let deletion = try fixture.deletion(of: 1001...1002)
    let plan = try await fixture.client.undo(fixture.client.apply(deletion))
    let run = try await interrupted(fixture, plan, sent: 0, acted: acted)
    fixture.sandbox.resetRequests()
    let results = try await fixture.client.resume(run: run, in: fixture.journal).apply()
    #expect(results.map(\.outcome) == [.done, .done])
    #expect(fixture.acted.count == (acted ? 1 : 2))
    #expect(fixture.sent.count == fixture.acted.count)
  }

  @Test("What failed is tried again, what the server refused is not")
  func failed() async throws {
    let fixture = try JournalFixture(versions: 20)
    fixture.sandbox.addRule(
      Rule(method: "DELETE", pathSuffix: "/1002", action: .respond(status: 400, body: #"{"message":"No."}"#)))
    fixture.sandbox.addRule(Rule(method: "DELETE", pathSuffix: "/1003", action: .respond(status: 401)))
    let plan = try fixture.deletion(of: 1001...1005)
    let outcomes = try await fixture.client.apply(plan, journal: fixture.journal).map(\.outcome)
    #expect(outcomes == [.done, .refused, .failed, .planned, .planned])
    fixture.sandbox.removeRules()
    fixture.sandbox.resetRequests()
    let results = try await fixture.client.resume(run: 1, in: fixture.journal).apply()
    #expect(results.map(\.outcome) == [.done, .done, .done])
    #expect(fixture.sent == (1003...1005).map { "DELETE \(JournalFixture.path($0))" })
    let summary = try fixture.journal.summary(of: 1)
    #expect(summary.counts == [4, 1, 0, 0])
    #expect(try fixture.journal.runs().count == 1)
  }

  @Test("What cannot be read back stays unknown and is not sent")
  func unclear() async throws {
    let fixture = try JournalFixture(versions: 20)
    let run = try await interrupted(fixture, fixture.deletion(of: 1001...1003), sent: 0, acted: false)
    fixture.sandbox.resetRequests()
    fixture.sandbox.addRule(Rule(method: "GET", action: .respond(status: 403)))
    let results = try await fixture.client.resume(run: run, in: fixture.journal).apply()
    #expect(results.map(\.outcome) == [.unknown, .done, .done])
    #expect(fixture.sent.count == 2)
    fixture.sandbox.removeRules()
    #expect(try await fixture.client.resume(run: run, in: fixture.journal).apply().map(\.outcome) == [.done])
  }

  @Test("A stop leaves the rest for the next time")
  func cancelled() async throws {
    let fixture = try JournalFixture(versions: 20)
    let plan = try fixture.deletion(of: 1001...1006)
    let count = Counter()
    let results = try await fixture.client.apply(
      plan, journal: fixture.journal, isCancelled: { count.value >= 2 }, onResult: { _ in count.increment() })
    #expect(results.map(\.outcome) == [.done, .done, .planned, .planned, .planned, .planned])
    #expect(try fixture.journal.summary(of: 1).pending == 4)
    let more = try await fixture.client.resume(run: 1, in: fixture.journal)
      .apply(isCancelled: { count.value >= 3 }, onResult: { _ in count.increment() })
    #expect(more.map(\.outcome) == [.done, .planned, .planned, .planned])
    #expect(try await fixture.client.resume(run: 1, in: fixture.journal).apply().count == 3)
    #expect(fixture.acted.count == 6)
    #expect(fixture.sent.count == 6)
  }

  @Test("A run of another server is sent there alone, unless the caller says otherwise")
  func elsewhere() async throws {
    let fixture = try JournalFixture()
    let run = try fixture.journal.begin(fixture.deletion(of: 1001...1002), server: "https://api.example")
    try fixture.journal.end(run: run)
    do {
      _ = try fixture.client.resume(run: run, in: fixture.journal)
      Issue.record("it was resumed")
    } catch let error as JournalError {
      #expect(error.kind == .otherServer)
      #expect(error.description.contains("https://api.example"))
    }
    #expect(try fixture.client.resume(run: run, in: fixture.journal, isElsewhere: true).plan.writes.count == 2)
  }
}

/// Counts from any thread.
final class Counter: Sendable {
  private let count = Locked(0)
  var value: Int { count.withLock { $0 } }
  func increment() { count.withLock { $0 += 1 } }
}
