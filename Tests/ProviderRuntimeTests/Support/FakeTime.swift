import ProviderRuntime

/// Time that passes only by sleeping, and then at once.
final class FakeTime: Sendable {
  private let state = Locked((now: Duration.seconds(1_000), slept: [Duration]()))
  /// The seconds since 1970 at which the fake time begins.
  static let start = 1_700_000_000.0

  /// Every pause, in order.
  var slept: [Duration] { state.withLock { $0.slept } }

  /// Lets time pass, as a slow server does.
  func advance(by duration: Duration) { state.withLock { $0.now += duration } }

  var source: TimeSource {
    TimeSource(
      now: { self.state.withLock { $0.now } },
      secondsSince1970: {
        let passed = self.state.withLock { $0.now } - .seconds(1_000)
        return FakeTime.start + Double(passed.components.seconds)
      },
      sleep: { duration in
        try Task.checkCancellation()
        self.state.withLock {
          $0.now += duration
          $0.slept.append(duration)
        }
        await Task.yield()
      },
      jitter: { 1 })
  }
}
