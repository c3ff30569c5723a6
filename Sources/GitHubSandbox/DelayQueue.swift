import CMicrohttpd
import Foundation

/// Puts connections to sleep and wakes them later, so that an answer can be late without keeping a thread.
///
/// `@unchecked` is safe because what changes is touched under the condition's lock only; the connections are the daemon's, which
/// allows suspending and resuming from any thread.
final class DelayQueue: @unchecked Sendable {
  private let condition = NSCondition()
  /// By deadline, the latest first.
  private var sleepers: [(deadline: ContinuousClock.Instant, connection: OpaquePointer)] = []
  private var isRunning = false
  private var isStopped = false

  /// Suspends the connection for a while. Returns false, having done nothing, when the queue has been stopped.
  func suspend(_ connection: OpaquePointer, for delay: Duration) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    guard !isStopped else { return false }
    if !isRunning {
      isRunning = true
      Thread { [self] in run() }.start()
    }
    MHD_suspend_connection(connection)
    let deadline = ContinuousClock.now + delay
    // Most delays are equally long, so a new sleeper mostly belongs at the front.
    let place = sleepers.firstIndex { $0.deadline <= deadline } ?? sleepers.endIndex
    sleepers.insert((deadline, connection), at: place)
    condition.signal()
    return true
  }

  /// Wakes everyone; from here on nobody is put to sleep. A daemon must not be stopped while a connection sleeps.
  func stop() {
    condition.lock()
    defer { condition.unlock() }
    isStopped = true
    for (_, connection) in sleepers { MHD_resume_connection(connection) }
    sleepers.removeAll()
    condition.signal()
  }

  private func run() {
    condition.lock()
    defer { condition.unlock() }
    while !isStopped {
      guard let next = sleepers.last else {
        condition.wait()
        continue
      }
      let left = ContinuousClock.now.duration(to: next.deadline)
      if left <= .zero {
        sleepers.removeLast()
        MHD_resume_connection(next.connection)
      } else {
        _ = condition.wait(until: Date(timeIntervalSinceNow: left / .seconds(1)))
      }
    }
  }
}
