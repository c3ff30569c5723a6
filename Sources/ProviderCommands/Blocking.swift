import ProviderRuntime

/// Waits for asynchronous work from a thread that is not Swift's own.
enum Blocking {
  private final class Box<Value: Sendable>: Sendable {
    let result = Locked<Result<Value, any Error>?>(nil)
  }

  /// Runs the work to its end and returns what it returns.
  ///
  /// - Parameters:
  ///   - onStart: Given what cancels the work.
  ///   - work: The work.
  static func wait<Value: Sendable>(
    onStart: (_ cancel: @escaping @Sendable () -> Void) -> Void = { _ in },
    for work: @escaping @Sendable () async throws -> Value
  ) throws -> Value {
    let box = Box<Value>()
    let done = Latch()
    let task = Task {
      do {
        let value = try await work()
        box.result.withLock { $0 = .success(value) }
      } catch {
        box.result.withLock { $0 = .failure(error) }
      }
      done.open()
    }
    onStart { task.cancel() }
    done.wait()
    guard let result = box.result.withLock({ $0 }) else { throw CancellationError() }
    return try result.get()
  }
}
