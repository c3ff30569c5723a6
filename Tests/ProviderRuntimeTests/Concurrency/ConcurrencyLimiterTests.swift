import ProviderRuntime
import Testing

@Suite("The limiter of concurrency", .timeLimit(.minutes(5)))
struct ConcurrencyLimiterTests {
  /// Waits until so many wait for a place.
  func waitUntil(_ limiter: ConcurrencyLimiter, has count: Int) async {
    while limiter.waiting != count { await Task.yield() }
  }

  @Test("Those that wait are served in the order in which they came")
  func order() async throws {
    let limiter = ConcurrencyLimiter(places: 1)
    try await limiter.enter()
    let served = Locked<[Int]>([])
    var tasks: [Task<Void, any Error>] = []
    for number in 0..<100 {
      tasks.append(
        Task {
          try await limiter.enter()
          served.withLock { $0.append(number) }
          limiter.leave()
        })
      await waitUntil(limiter, has: number + 1)
    }
    limiter.leave()
    for task in tasks { try await task.value }
    #expect(served.withLock { $0 } == Array(0..<100))
  }

  @Test("A cancelled waiter goes at once and takes no place")
  func cancellation() async throws {
    let limiter = ConcurrencyLimiter(places: 1)
    try await limiter.enter()
    let tasks = (0..<50).map { _ in Task { try await limiter.enter() } }
    await waitUntil(limiter, has: 50)
    for task in tasks { task.cancel() }
    for task in tasks { await #expect(throws: CancellationError.self) { try await task.value } }
    #expect(limiter.waiting == 0)
    limiter.leave()
    try await limiter.enter()
  }

  @Test("Cancelling at any moment loses no place")
  func storm() async throws {
    let limiter = ConcurrencyLimiter(places: 3)
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<2_000 {
        let task = Task {
          try await limiter.enter()
          await Task.yield()
          limiter.leave()
        }
        if number % 3 == 0 { task.cancel() }
        group.addTask { _ = await task.result }
      }
    }
    for _ in 0..<3 { try await limiter.enter() }
    #expect(limiter.waiting == 0)
  }
}
