import ProviderRuntime
import Testing

@Suite("Applying plans")
struct ApplyTests {
  static let ok = HTTPResponse(status: 204)

  @Test("Each intent is in the journal before its request, each outcome after it")
  func journal() async throws {
    let journal = RecordingJournal()
    let seen = Locked<[[RecordingJournal.Entry]]>([])
    let transport = FakeTransport { request in
      seen.withLock { $0.append(journal.entries) }
      return request.url.hasSuffix("/api") ? .json("{}", status: 403) : Self.ok
    }
    let client = WriteFixture.client(transport)
    let plan = try client.plan(WriteFixture.delete, WriteFixture.arguments("web", "api"), statement: "DELETE …")
    _ = try await client.apply(plan, journal: journal)
    let begin = RecordingJournal.Entry.begin("DELETE …", server: "https://api.example.com")
    #expect(
      journal.entries == [begin, .intend(0), .record(0, .done), .intend(1), .record(1, .refused), .end])
    #expect(seen.withLock { $0 } == [[begin, .intend(0)], [begin, .intend(0), .record(0, .done), .intend(1)]])
  }

  @Test("A write that is sent again is intended once")
  func repetition() async throws {
    let journal = RecordingJournal()
    let transport = FakeTransport(script: [
      .success(.json("{}", status: 500)), .success(.json("{}")), .success(.json("{}", status: 429)), .success(Self.ok),
    ])
    let client = WriteFixture.client(transport)
    let plan = try client.plan(WriteFixture.delete, WriteFixture.arguments("web"), statement: "DELETE …")
    _ = try await client.apply(plan, journal: journal)
    #expect(transport.requests.count == 4)
    #expect(journal.entries.dropFirst() == [.intend(0), .record(0, .done), .end])
  }

  @Test(
    "A journal that can't be written ends the run before anything else is sent",
    arguments: [
      (RecordingJournal.Entry.begin("DELETE …", server: "https://api.example.com"), 0, 0), (.intend(1), 1, 1),
      (.record(1, .done), 2, 2), (.end, 3, 3),
    ])
  func fullJournal(_ entry: RecordingJournal.Entry, sent: Int, told: Int) async throws {
    let transport = FakeTransport(always: Self.ok)
    let client = WriteFixture.client(transport)
    let plan = try client.plan(WriteFixture.delete, WriteFixture.arguments("a", "b", "c"), statement: "DELETE …")
    let count = Locked(0)
    await #expect(throws: RecordingJournal.Full.self) {
      _ = try await client.apply(
        plan, journal: RecordingJournal(failsAt: entry), onResult: { _ in count.withLock { $0 += 1 } })
    }
    #expect(transport.requests.count == sent)
    #expect(count.withLock { $0 } == told)
  }

  @Test("An empty plan sends nothing and leaves no run")
  func empty() async throws {
    let journal = RecordingJournal()
    let client = WriteFixture.client(FakeTransport(always: Self.ok))
    #expect(try await client.apply(client.plan(WriteFixture.delete, []), journal: journal).isEmpty)
    #expect(journal.entries.isEmpty)
  }

  @Test("Asked to stop, it stops between requests and leaves the rest planned")
  func stop() async throws {
    let transport = FakeTransport(always: Self.ok)
    let client = WriteFixture.client(transport)
    let plan = try client.plan(WriteFixture.delete, WriteFixture.arguments(count: 10))
    let results = try await client.apply(plan, isCancelled: { transport.requests.count == 4 })
    #expect(results.map(\.outcome) == Array(repeating: .done, count: 4) + Array(repeating: .planned, count: 6))
    #expect(transport.requests.count == 4)
  }

  @Test("A request under way when the task is cancelled is finished and journalled; the rest stays planned")
  func cancellation() async throws {
    let running = Locked<Task<[WriteResult], any Error>?>(nil)
    let transport = FakeTransport { request in
      if request.url.hasSuffix("/t3") {
        while running.withLock({ $0 == nil }) { await Task.yield() }
        running.withLock { $0?.cancel() }
        await Task.yield()
        // As a transport does that gives up when its task is cancelled.
        try Task.checkCancellation()
      }
      return Self.ok
    }
    let journal = RecordingJournal()
    let client = WriteFixture.client(transport)
    let plan = try client.plan(WriteFixture.delete, WriteFixture.arguments(count: 5))
    let task = Task { try await client.apply(plan, journal: journal) }
    running.withLock { $0 = task }
    let results = try await task.value
    #expect(results.map(\.outcome) == [.done, .done, .done, .planned, .planned])
    #expect(transport.requests.count == 3)
    #expect(journal.entries.suffix(2) == [.record(2, .done), .end])
  }

  @Test("An answer lost while the task is cancelled is read back all the same, and nothing is sent again")
  func cancellationAndLoss() async throws {
    let running = Locked<Task<[WriteResult], any Error>?>(nil)
    let transport = FakeTransport { request in
      guard request.method == "DELETE" else { return .json(#"{"id":1}"#) }
      while running.withLock({ $0 == nil }) { await Task.yield() }
      running.withLock { $0?.cancel() }
      throw TransportError.connectionLost("reset")
    }
    let client = WriteFixture.client(transport)
    let plan = try client.plan(WriteFixture.delete, WriteFixture.arguments("web", "next"))
    let task = Task { try await client.apply(plan) }
    running.withLock { $0 = task }
    let results = try await task.value
    #expect(results.map(\.outcome) == [.failed, .planned])
    #expect(transport.lines == ["DELETE /orgs/acme/things/web", "GET /orgs/acme/things/web"])
  }

  @Test("Cancelled while it waits for the provider, a write stays planned and has no outcome in the journal")
  func cancellationWhileWaiting() async throws {
    let transport = FakeTransport(script: [.success(.json("{}", status: 429, headers: ["Retry-After": "30"]))])
    let journal = RecordingJournal()
    let client = WriteFixture.client(
      transport,
      configuration: .init(observer: { if case .waiting = $0 { withUnsafeCurrentTask { $0?.cancel() } } }))
    let plan = try client.plan(WriteFixture.delete, WriteFixture.arguments("web", "next"), statement: "DELETE …")
    let results = try await Task { try await client.apply(plan, journal: journal) }.value
    #expect(results.map(\.outcome) == [.planned, .planned])
    #expect(journal.entries.dropFirst() == [.intend(0), .end])
    #expect(transport.requests.count == 1)
  }

  @Test("Asked to stop, it does not sit out a wait for the provider")
  func stopWhileWaiting() async throws {
    let transport = FakeTransport(script: [.success(.json("{}", status: 429, headers: ["Retry-After": "30"]))])
    let isWaiting = Locked(false)
    var time = FakeTime().source
    // Ends by being cancelled only.
    time.sleep = { _ in try await Task.sleep(for: .seconds(86_400)) }
    let client = ProviderClient(
      provider: WriteFixture.provider, transport: transport, token: "",
      configuration: .init(observer: { if case .waiting = $0 { isWaiting.withLock { $0 = true } } }), environment: [:],
      time: time)
    let plan = try client.plan(WriteFixture.delete, WriteFixture.arguments("web", "next"))
    let results = try await client.apply(plan, isCancelled: { isWaiting.withLock { $0 } })
    #expect(results.map(\.outcome) == [.planned, .planned])
    #expect(transport.requests.count == 1)
  }
}
