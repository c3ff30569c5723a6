import ProviderRuntime

/// A page that was asked for; nil behind the last. Whoever waits for it is told when it has come: a thread that does not
/// find it there yet needs no task of its own to wait for it.
final class Pull: Sendable {
  typealias Outcome = Result<PageStream.Part?, any Error>

  private struct State {
    var outcome: Outcome?
    var listeners: [@Sendable (Outcome) -> Void] = []
  }

  private let state: Locked<State>
  /// The work; nil where the page was there already.
  private let task: Task<Void, Never>?

  /// Begins the work.
  init(_ work: @escaping @Sendable () async throws -> PageStream.Part?) {
    let state = Locked(State())
    self.state = state
    task = Task.detached {
      let outcome: Outcome
      do { outcome = .success(try await work()) } catch { outcome = .failure(error) }
      let listeners = state.withLock { state in
        defer { state.listeners = [] }
        state.outcome = outcome
        return state.listeners
      }
      for listener in listeners { listener(outcome) }
    }
  }

  /// Hands on what is there already.
  init(_ outcome: Outcome) {
    state = Locked(State(outcome: outcome))
    task = nil
  }

  /// What came of it; nil as long as that is open.
  var outcome: Outcome? { state.withLock(\.outcome) }

  /// Calls the listener with the outcome: now where it is there, else on the thread that brings it.
  func whenFinished(_ listener: @escaping @Sendable (Outcome) -> Void) {
    let outcome = state.withLock { state in
      if state.outcome == nil { state.listeners.append(listener) }
      return state.outcome
    }
    if let outcome { listener(outcome) }
  }

  /// Ends the work; its outcome is an error then.
  func cancel() { task?.cancel() }
}
