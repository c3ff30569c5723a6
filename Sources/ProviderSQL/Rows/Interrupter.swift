import CSQLite
import Dispatch
import ProviderRuntime

/// Ends the running statement of a database from another thread: its requests are cancelled, and it fails with the
/// `SQLError` of the kind `interrupted`.
///
/// Without a running statement it does nothing.
public final class Interrupter: Sendable {
  private struct State {
    /// The connection while it is open.
    // SQLite's interrupt is the one call that another thread may make; `close` comes before the connection ends.
    nonisolated(unsafe) var connection: OpaquePointer?
    var isRunning = false
    var isInterrupted = false
    /// Whether no other statement may begin.
    var isStopped = false
    /// Cancels the request that a thread waits for, and wakes that thread.
    var cancel: (@Sendable () -> Void)?
  }

  private let state = Locked(State())
  // Safe because only the thread that waits calls it, which is the connection's.
  nonisolated(unsafe) private let hostIsInterrupted: (() -> Bool)?

  /// Creates an interrupter. A connection that somebody else owns is interrupted without a word: the function tells.
  init(hostIsInterrupted: (() -> Bool)? = nil) {
    self.hostIsInterrupted = hostIsInterrupted
  }

  /// Ends the running statement. Not to be called within a signal handler, but on a thread that the handler wakes.
  public func interrupt() {
    let cancel = state.withLock { state -> (@Sendable () -> Void)? in
      guard state.isRunning else { return nil }
      state.isInterrupted = true
      if let connection = state.connection { sqlite3_interrupt(connection) }
      return state.cancel
    }
    cancel?()
  }

  /// Lets no other statement begin, now or later, and ends the running one: what a person means who ends the program.
  ///
  /// - Parameter sparesStatement: Whether the running statement may come to its end.
  public func stop(sparesStatement: Bool = false) {
    state.withLock { $0.isStopped = true }
    if !sparesStatement { interrupt() }
  }

  /// Lets statements begin again, after `stop`: for a program that goes on with what its user types next.
  public func restart() {
    state.withLock { $0.isStopped = false }
  }

  /// Whether the running statement was told to end.
  var isInterrupted: Bool { state.withLock(\.isInterrupted) }

  func open(_ connection: OpaquePointer) {
    nonisolated(unsafe) let connection = connection
    state.withLock { $0.connection = connection }
  }

  func close() {
    state.withLock { $0.connection = nil }
  }

  /// Marks the time in which `interrupt` has an effect; false where no statement may begin any more.
  func beginStatement() -> Bool {
    state.withLock { state in
      state.isRunning = !state.isStopped
      state.isInterrupted = false
      return state.isRunning
    }
  }

  func endStatement() {
    state.withLock { $0.isRunning = false }
  }

  /// Waits for a page on this thread, which must not be one of Swift's own concurrency threads.
  ///
  /// - Parameter cancels: Whether the page is of no use to anybody once the statement is interrupted.
  /// - Throws: `CancellationError` as soon as the statement is interrupted, be the page there or not.
  func wait(for pull: Pull, cancels: Bool) throws -> Pull.Outcome {
    // As a rule it has been fetched ahead.
    if let known = pull.outcome {
      if isInterrupted { throw CancellationError() }
      return known
    }
    let outcome = Outcome<PageStream.Part?>()
    let cancel: @Sendable () -> Void = {
      if cancels { pull.cancel() }
      outcome.set(.failure(CancellationError()))
    }
    let wasInterrupted = state.withLock { state in
      state.cancel = cancel
      return state.isInterrupted
    }
    defer { state.withLock { $0.cancel = nil } }
    if wasInterrupted {
      cancel()
      throw CancellationError()
    }
    pull.whenFinished { outcome.set($0) }
    if let hostIsInterrupted {
      while !outcome.isThere(within: .milliseconds(Self.interval)) {
        guard hostIsInterrupted() else { continue }
        cancel()
        throw CancellationError()
      }
    }
    let result = outcome.result()
    if isInterrupted { throw CancellationError() }
    return result
  }

  /// How often a host is asked whether it was interrupted, in milliseconds.
  private static let interval = 50

  /// Runs asynchronous work to its end while this thread waits for it, and calls a function once when the host is
  /// interrupted: the work is to end by itself.
  func finish<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value, onInterrupt: () -> Void
  ) throws -> Value {
    let outcome = Outcome<Value>()
    Task.detached {
      do {
        outcome.set(.success(try await work()))
      } catch {
        outcome.set(.failure(error))
      }
    }
    var isTold = false
    while !outcome.isThere(within: .milliseconds(Self.interval)) {
      guard !isTold, hostIsInterrupted?() ?? false else { continue }
      isTold = true
      onInterrupt()
    }
    return try outcome.get()
  }
}

/// A result that one thread waits for and another brings; the first that is brought counts.
private final class Outcome<Value: Sendable>: Sendable {
  private let brought = Locked<Result<Value, any Error>?>(nil)
  private let semaphore = DispatchSemaphore(value: 0)

  func set(_ value: Result<Value, any Error>) {
    let isFirst = brought.withLock { brought in
      guard brought == nil else { return false }
      brought = value
      return true
    }
    if isFirst { semaphore.signal() }
  }

  /// Waits for a while, and says whether there is a result.
  func isThere(within time: DispatchTimeInterval) -> Bool {
    guard semaphore.wait(timeout: .now() + time) == .success else { return false }
    semaphore.signal()
    return true
  }

  /// Waits for the result.
  func result() -> Result<Value, any Error> {
    semaphore.wait()
    return brought.withLock { $0 } ?? .failure(CancellationError())
  }

  func get() throws -> Value { try result().get() }
}
