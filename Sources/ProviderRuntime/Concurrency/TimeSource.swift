#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where the runtime gets its time and its chance from, so that tests neither wait nor guess.
package struct TimeSource: Sendable {
  /// The time since a fixed moment; it never goes back.
  package var now: @Sendable () -> Duration
  /// The seconds since 1970 on the machine's clock.
  package var secondsSince1970: @Sendable () -> Double
  /// Waits; throws `CancellationError` as soon as the task is cancelled.
  package var sleep: @Sendable (Duration) async throws -> Void
  /// A number from 0 to 1, anew each time.
  package var jitter: @Sendable () -> Double

  /// Creates a source of time from its parts.
  package init(
    now: @escaping @Sendable () -> Duration, secondsSince1970: @escaping @Sendable () -> Double,
    sleep: @escaping @Sendable (Duration) async throws -> Void, jitter: @escaping @Sendable () -> Double
  ) {
    self.now = now
    self.secondsSince1970 = secondsSince1970
    self.sleep = sleep
    self.jitter = jitter
  }

  /// The machine's clocks.
  package static let system: TimeSource = {
    let origin = ContinuousClock.now
    return TimeSource(
      now: { ContinuousClock.now - origin },
      secondsSince1970: { Date().timeIntervalSince1970 },
      sleep: { try await Task.sleep(for: $0) },
      jitter: { Double.random(in: 0...1) })
  }()
}
