/// Lets at most so many run at once; the others wait in the order in which they came.
package final class ConcurrencyLimiter: Sendable {
  private struct State {
    var free: Int
    var nextTicket: UInt64 = 0
    /// Who waits, oldest first. A cancelled waiter leaves its ticket here; it is skipped when its turn comes.
    var queue: [UInt64] = []
    var head = 0
    var waiting: [UInt64: CheckedContinuation<Void, any Error>] = [:]
    /// Tickets cancelled before they had begun to wait.
    var cancelled: Set<UInt64> = []
  }

  private let state: Locked<State>

  /// Creates a limiter with so many places, at least one.
  package init(places: Int) {
    state = Locked(State(free: max(1, places)))
  }

  /// Takes a place, waiting for one where none is free. Throws `CancellationError` as soon as the task is cancelled;
  /// then no place is taken.
  package func enter() async throws {
    try Task.checkCancellation()
    let ticket: UInt64? = state.withLock { state in
      if state.free > 0 {
        state.free -= 1
        return nil
      }
      state.nextTicket += 1
      return state.nextTicket
    }
    guard let ticket else { return }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
        let outcome: Result<Void, any Error>? = state.withLock { state in
          if state.cancelled.remove(ticket) != nil { return .failure(CancellationError()) }
          if state.free > 0 {
            state.free -= 1
            return .success(())
          }
          state.queue.append(ticket)
          state.waiting[ticket] = continuation
          return nil
        }
        if let outcome { continuation.resume(with: outcome) }
      }
    } onCancel: {
      let waiter: CheckedContinuation<Void, any Error>? = state.withLock { state in
        if let waiter = state.waiting.removeValue(forKey: ticket) { return waiter }
        state.cancelled.insert(ticket)
        return nil
      }
      waiter?.resume(throwing: CancellationError())
    }
    // A task cancelled after its turn had come left its ticket behind.
    state.withLock { _ = $0.cancelled.remove(ticket) }
  }

  /// Gives the place back, or hands it to the one who waits longest.
  package func leave() {
    let successor: CheckedContinuation<Void, any Error>? = state.withLock { state in
      while state.head < state.queue.count {
        let ticket = state.queue[state.head]
        state.head += 1
        if state.head > 64, state.head * 2 > state.queue.count {
          state.queue.removeFirst(state.head)
          state.head = 0
        }
        if let waiter = state.waiting.removeValue(forKey: ticket) { return waiter }
      }
      state.queue.removeAll(keepingCapacity: true)
      state.head = 0
      state.free += 1
      return nil
    }
    successor?.resume()
  }

  /// How many wait at this moment.
  package var waiting: Int { state.withLock { $0.waiting.count } }
}
