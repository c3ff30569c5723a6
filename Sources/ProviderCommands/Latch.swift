import Dispatch

/// A gate that one thread waits at until another opens it, once.
struct Latch: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  /// Lets the waiting thread go on.
  func open() { semaphore.signal() }

  /// Waits until the gate is open.
  func wait() { semaphore.wait() }
}
