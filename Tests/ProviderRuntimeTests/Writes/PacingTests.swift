import ProviderRuntime
import Testing

@Suite("The points of a minute")
struct PacingTests {
  static let ok = HTTPResponse(status: 204)

  static func run(
    reads: Int, writes: Int, points: Int = 900, maximumWait: Duration = .zero, time: FakeTime = FakeTime(),
    observer: (@Sendable (ClientEvent) -> Void)? = nil
  ) async throws -> [Duration] {
    let transport = FakeTransport { $0.method == "GET" ? .json("{}") : ok }
    let client = WriteFixture.client(
      transport, configuration: .init(maximumWait: maximumWait, observer: observer), time: time,
      provider: WriteFixture.provider(pointsPerMinute: points))
    for _ in 0..<reads { _ = try await client.response(Fixture.get, ["org": "acme", "name": "web"]) }
    let results = try await client.apply(client.plan(WriteFixture.delete, WriteFixture.arguments(count: writes)))
    #expect(results.allSatisfy { $0.outcome == .done })
    #expect(transport.requests.count == reads + writes)
    return time.slept
  }

  @Test(
    "Writes go out in a burst until a minute's points are spent, and wait only then",
    arguments: [
      (0, 180, []), (0, 181, [Duration.seconds(60)]), (0, 361, [.seconds(60), .seconds(60)]), (400, 100, []),
      (401, 100, [.seconds(60)]), (5_000, 1, [.seconds(60)]),
    ])
  func burst(reads: Int, writes: Int, slept: [Duration]) async throws {
    #expect(try await Self.run(reads: reads, writes: writes) == slept)
  }

  @Test("Points come back as the minute behind them passes, not all at its end")
  func sliding() async throws {
    let time = FakeTime()
    let transport = FakeTransport { _ in
      time.advance(by: .seconds(1))
      return Self.ok
    }
    let client = WriteFixture.client(
      transport, time: time, provider: WriteFixture.provider(pointsPerMinute: 50))
    _ = try await client.apply(client.plan(WriteFixture.delete, WriteFixture.arguments(count: 12)))
    // Ten in ten seconds; then each as soon as the one ten before it is a minute old.
    #expect(time.slept == [.seconds(50)])
  }

  @Test("Reads are counted and do not wait")
  func reads() async throws {
    #expect(try await Self.run(reads: 2_000, writes: 0) == [])
  }

  @Test("The wait is announced, with its reason")
  func announcement() async throws {
    let waits = Locked<[ClientEvent]>([])
    _ = try await Self.run(reads: 0, writes: 181) { event in
      if case .waiting = event { waits.withLock { $0.append(event) } }
    }
    #expect(waits.withLock { $0 } == [.waiting(duration: .seconds(60), reason: .pacing)])
  }

  @Test("A write that costs more than a minute has goes out alone")
  func tooExpensive() async throws {
    #expect(try await Self.run(reads: 0, writes: 3, points: 3) == [.seconds(60), .seconds(60)])
  }

  @Test("The reads that follow lost answers are counted")
  func readingBack() async throws {
    let time = FakeTime()
    let transport = FakeTransport { $0.method == "GET" ? .json("{}", status: 404) : .json("{}", status: 500) }
    let client = WriteFixture.client(transport, time: time, provider: WriteFixture.provider(pointsPerMinute: 60))
    _ = try await client.apply(client.plan(WriteFixture.delete, WriteFixture.arguments(count: 10)))
    #expect(time.slept.isEmpty)
    _ = try await client.apply(client.plan(WriteFixture.delete, WriteFixture.arguments(count: 1)))
    #expect(time.slept == [.seconds(60)])
  }
}
