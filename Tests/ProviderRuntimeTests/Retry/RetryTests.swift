import ProviderRuntime
import Testing

@Suite("Repeating requests")
struct RetryTests {
  typealias Outcome = Result<HTTPResponse, any Error>

  static let ok = Outcome.success(.json(#"{"id":1}"#))
  static let target: Arguments = ["org": "acme", "name": "web"]

  static func status(_ status: Int, _ headers: HTTPHeaders = [:], message: String = "no") -> Outcome {
    .success(.json("{\"message\":\"\(message)\"}", status: status, headers: headers))
  }

  static func failure(_ error: TransportError) -> Outcome { .failure(error) }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var method = Fixture.get
    var script: [Outcome]
    var kind: ProviderError.Kind?
    var sent: Int
    var slept: [Duration] = []
    var isUnknown = false
    var maximumWait = Duration.seconds(60)

    var testDescription: String { name }
  }

  static let backoff: [Duration] = [.milliseconds(200), .milliseconds(400), .milliseconds(800)]

  static let cases: [Case] = [
    // Reads.
    Case(name: "a read that succeeds is sent once", script: [ok], sent: 1),
    Case(name: "500, then success", script: [status(500), ok], sent: 2, slept: [backoff[0]]),
    Case(
      name: "502, 503, 504, then success", script: [status(502), status(503), status(504), ok], sent: 4, slept: backoff),
    Case(name: "408, then success", script: [status(408), ok], sent: 2, slept: [backoff[0]]),
    Case(name: "500 for ever", script: [status(500)], kind: .server, sent: 4, slept: backoff),
    Case(name: "501 will not pass", script: [status(501)], kind: .server, sent: 1),
    Case(name: "404 will not pass", script: [status(404)], kind: .notFound, sent: 1),
    Case(name: "401 will not pass", script: [status(401)], kind: .unauthorized, sent: 1),
    Case(name: "422 will not pass", script: [status(422)], kind: .rejected, sent: 1),
    Case(
      name: "503 says when to come back", script: [status(503, ["Retry-After": "7"]), ok], sent: 2, slept: [.seconds(7)]
    ),
    Case(
      name: "503 says to come back later than the timeout", script: [status(503, ["Retry-After": "3600"])],
      kind: .server,
      sent: 1),
    Case(
      name: "a lost connection, then success", script: [failure(.connectionLost("reset")), ok], sent: 2,
      slept: [backoff[0]]),
    Case(
      name: "a truncated answer, then success", script: [failure(.truncatedBody), ok], sent: 2, slept: [backoff[0]]),
    Case(
      name: "refused connections for ever", script: [failure(.connectionRefused("port 1"))], kind: .connectionRefused,
      sent: 4, slept: backoff),
    Case(
      name: "a name that is not found", script: [failure(.nameNotResolved("x"))], kind: .nameNotResolved, sent: 4,
      slept: backoff),
    Case(name: "a certificate that is not trusted", script: [failure(.tls("self-signed"))], kind: .tls, sent: 1),
    Case(name: "a timeout has used up its time", script: [failure(.timeout)], kind: .timeout, sent: 1),
    Case(name: "an answer that is too large", script: [failure(.bodyTooLarge(limit: 5))], kind: .limitReached, sent: 1),
    Case(
      name: "an answer that is no HTTP", script: [failure(.malformedResponse("x"))], kind: .invalidResponse, sent: 1),

    // Writes.
    Case(name: "a write that succeeds is sent once", method: Fixture.delete, script: [status(204)], sent: 1),
    Case(
      name: "a write and 500: the server may have acted", method: Fixture.delete, script: [status(500)], kind: .server,
      sent: 1, isUnknown: true),
    Case(
      name: "a write and 503 with Retry-After is not sent again", method: Fixture.delete,
      script: [status(503, ["Retry-After": "1"]), status(204)], kind: .server, sent: 1, isUnknown: true),
    Case(
      name: "a write whose answer is lost", method: Fixture.delete, script: [failure(.connectionLost("reset"))],
      kind: .outcomeUnknown, sent: 1, isUnknown: true),
    Case(
      name: "a write that times out", method: Fixture.restore, script: [failure(.timeout)], kind: .outcomeUnknown,
      sent: 1, isUnknown: true),
    Case(
      name: "a write that no server saw is sent again", method: Fixture.delete,
      script: [
        failure(.connectionRefused("x")), failure(.nameNotResolved("x")), failure(.connectTimeout), status(204),
      ], sent: 4, slept: backoff),
    Case(
      name: "a write that no server saw, for ever", method: Fixture.delete, script: [failure(.connectionRefused("x"))],
      kind: .connectionRefused, sent: 4, slept: backoff),
    Case(
      name: "a write that was refused because of too many is sent again", method: Fixture.delete,
      script: [status(429, ["Retry-After": "2"]), status(403, ["Retry-After": "3"]), status(204)], sent: 3,
      slept: [.seconds(2), .seconds(3)]),

    // Limits.
    Case(
      name: "Retry-After in seconds", script: [status(429, ["Retry-After": "5"]), ok], sent: 2, slept: [.seconds(5)]),
    Case(
      name: "Retry-After as a date, by the server's own clock",
      script: [
        status(
          429,
          ["Retry-After": "Sun, 06 Nov 1994 08:49:57 GMT", "Date": "Sun, 06 Nov 1994 08:49:37 GMT"]), ok,
      ], sent: 2, slept: [.seconds(20)]),
    Case(
      name: "Retry-After that is over", script: [status(429, ["Retry-After": "0"]), ok], sent: 2, slept: [.seconds(1)]),
    Case(
      name: "no word about how long: a minute", script: [status(429), ok], sent: 2, slept: [.seconds(60)]),
    Case(
      name: "no word about how long, again: longer than allowed", script: [status(429)], kind: .rateLimited, sent: 2,
      slept: [.seconds(60)]),
    Case(
      name: "403 with nothing left waits until the window ends",
      script: [status(403, ["x-remaining": "0", "x-reset": "1700000042"]), ok], sent: 2, slept: [.seconds(42)]),
    Case(
      name: "403 whose message alone says that it is a limit",
      script: [status(403, message: "You have exceeded a secondary Rate Limit"), ok], sent: 2, slept: [.seconds(60)]),
    Case(
      name: "403 with some left is no limit", script: [status(403, ["x-remaining": "9", "x-reset": "1700000042"])],
      kind: .forbidden, sent: 1),
    Case(
      name: "a wait that is too long is an error", script: [status(429, ["Retry-After": "61"])], kind: .rateLimited,
      sent: 1),
    Case(
      name: "waits add up", script: [status(429, ["Retry-After": "25"])], kind: .rateLimited, sent: 3,
      slept: [.seconds(25), .seconds(25)]),
    Case(
      name: "a longer wait can be allowed", script: [status(429, ["Retry-After": "600"]), ok], sent: 2,
      slept: [.seconds(600)], maximumWait: .seconds(900)),
    Case(
      name: "an absurd wait", script: [status(429, ["Retry-After": "99999999999999999999"])], kind: .rateLimited,
      sent: 1),
  ]

  @Test("A request is sent as often as is safe and helps", arguments: cases)
  func retries(_ test: Case) async {
    let transport = FakeTransport(script: test.script)
    let time = FakeTime()
    let client = Fixture.client(transport, configuration: .init(maximumWait: test.maximumWait), time: time)
    var error: ProviderError?
    do {
      try await client.perform(test.method, Self.target)
    } catch let failure as ProviderError {
      error = failure
    } catch {
      Issue.record("not a ProviderError: \(error)")
    }
    #expect(error?.kind == test.kind)
    #expect(error?.mayHaveTakenEffect ?? false == test.isUnknown)
    #expect(transport.requests.count == test.sent)
    #expect(time.slept == test.slept)
  }

  @Test("The timeout covers all attempts together")
  func deadline() async {
    let time = FakeTime()
    let transport = FakeTransport { _ in
      time.advance(by: .seconds(7))
      throw TransportError.connectionLost("reset")
    }
    let client = Fixture.client(transport, configuration: .init(timeout: .seconds(10)), time: time)
    let error = await providerError { try await client.perform(Fixture.get, Self.target) }
    #expect(error.kind == .network)
    #expect(transport.requests.map(\.timeout) == [.seconds(10), .milliseconds(2_800)])
  }

  @Test("After the last request of a window the next one waits for the new window, and says so once")
  func exhausted() async throws {
    let events = Locked<[ClientEvent]>([])
    let time = FakeTime()
    let transport = FakeTransport(script: [
      .success(.json("{}", headers: ["x-limit": "60", "x-remaining": "0", "x-reset": "1700000030"])),
      .success(.json("{}", headers: ["x-limit": "60", "x-remaining": "59", "x-reset": "1700003600"])),
    ])
    let client = Fixture.client(
      transport, configuration: .init(observer: { event in events.withLock { $0.append(event) } }), time: time)
    for _ in 0..<3 { _ = try await client.response(Fixture.get, Self.target) }
    #expect(time.slept == [.seconds(30)])
    let line = "GET /orgs/acme/things/web"
    #expect(
      events.withLock { $0 } == [
        .sending(request: line),
        .received(
          request: line, status: 200, bytes: 2, quota: Quota(limit: 60, remaining: 0, reset: 1_700_000_030)),
        .waiting(duration: .seconds(30), reason: .quotaExhausted), .sending(request: line),
        .received(
          request: line, status: 200, bytes: 2, quota: Quota(limit: 60, remaining: 59, reset: 1_700_003_600)),
        .sending(request: line),
        .received(
          request: line, status: 200, bytes: 2, quota: Quota(limit: 60, remaining: 59, reset: 1_700_003_600)),
      ])
  }

  @Test("A window that ends too late is an error before anything is sent")
  func exhaustedForLong() async throws {
    let transport = FakeTransport(
      always: .json("{}", headers: ["x-remaining": "0", "x-reset": "1700003600"]))
    let client = Fixture.client(transport)
    _ = try await client.response(Fixture.get, Self.target)
    let error = await providerError { _ = try await client.response(Fixture.get, Self.target) }
    #expect(error.kind == .rateLimited)
    #expect(error.wait == .seconds(3_600))
    #expect(
      error.description == """
        GET /orgs/acme/things/web: not sent, because the quota of Example is used up
        The limit is lifted in 1 h; the client waits at most 60 s. Try again then, or allow a longer wait.
        """)
    #expect(transport.requests.count == 1)
  }

  @Test("Requests that are held back together wait together")
  func together() async throws {
    let waits = Locked(0)
    let asked = Locked(0)
    let transport = FakeTransport { _ in
      let count = asked.withLock {
        $0 += 1
        return $0
      }
      return count == 1 ? .json("{}", status: 429, headers: ["Retry-After": "9"]) : .json("{}")
    }
    let client = Fixture.client(
      transport,
      configuration: .init(
        concurrency: 1, observer: { if case .waiting = $0 { waits.withLock { $0 += 1 } } }))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<8 { group.addTask { _ = try await client.response(Fixture.get, Self.target) } }
      try await group.waitForAll()
    }
    #expect(waits.withLock { $0 } == 1)
    #expect(asked.withLock { $0 } == 9)
  }

  @Test("No more requests go out than are allowed, repetitions included")
  func maximumRequests() async throws {
    let transport = FakeTransport(script: [Self.ok, Self.status(500), Self.ok])
    let client = Fixture.client(transport, configuration: .init(maximumRequests: 3))
    _ = try await client.response(Fixture.get, Self.target)
    _ = try await client.response(Fixture.get, Self.target)
    let error = await providerError { _ = try await client.response(Fixture.get, Self.target) }
    #expect(error.kind == .limitReached)
    #expect(error.description.contains("3 requests"))
    #expect(transport.requests.count == 3)
  }

  @Test("A list that needs more requests than allowed is an error, not a shorter list")
  func maximumRequestsOfList() async {
    let transport = PagedServer(items: 100).transport
    let client = Fixture.client(transport, configuration: .init(maximumRequests: 9))
    let things: PagedSequence<Thing> = client.list(Fixture.list, PagingTests.arguments)
    let error = await providerError { for try await _ in things {} }
    #expect(error.kind == .limitReached)
    #expect(transport.requests.count == 9)
  }

  @Test("What is repeated is announced with its reason")
  func announcement() async throws {
    let events = Locked<[ClientEvent]>([])
    let client = Fixture.client(
      FakeTransport(script: [Self.status(500), Self.failure(.connectionLost("reset")), Self.ok]),
      configuration: .init(observer: { event in
        if case .retrying = event { events.withLock { $0.append(event) } }
      }))
    _ = try await client.response(Fixture.get, Self.target)
    let line = "GET /orgs/acme/things/web"
    #expect(
      events.withLock { $0 } == [
        .retrying(request: line, pause: .milliseconds(200), reason: "500 Internal Server Error"),
        .retrying(
          request: line, pause: .milliseconds(400), reason: "the connection was lost before an answer came: reset"),
      ])
  }

  @Test("A task cancelled before its request sends nothing; one cancelled in a write says that it may have acted")
  func cancellation() async {
    let transport = FakeTransport { _ in
      withUnsafeCurrentTask { $0?.cancel() }
      throw CancellationError()
    }
    let client = Fixture.client(transport)
    let early = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await providerError { try await client.perform(Fixture.delete, Self.target) }
    }
    let error = await early.value
    #expect(error.kind == .cancelled)
    #expect(!error.mayHaveTakenEffect)
    #expect(transport.requests.isEmpty)
    let late = await Task { await providerError { try await client.perform(Fixture.delete, Self.target) } }.value
    #expect(late.kind == .cancelled)
    #expect(late.mayHaveTakenEffect)
  }
}
