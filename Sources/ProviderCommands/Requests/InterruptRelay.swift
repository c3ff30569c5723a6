import ProviderRuntime

/// Passes Ctrl-C on to what is running, also when it came before that was there.
final class InterruptRelay: Sendable {
  private struct State {
    var wasFired = false
    var action: (@Sendable () -> Void)?
  }

  private let state = Locked(State())

  /// Ctrl-C was pressed.
  func fire() {
    let action = state.withLock { state in
      state.wasFired = true
      return state.action
    }
    action?()
  }

  /// Forgets that Ctrl-C was pressed and what is to be told: what runs next is not meant by it.
  func reset() {
    state.withLock { $0 = State() }
  }

  /// Sets what is to be told.
  func connect(_ action: @escaping @Sendable () -> Void) {
    let wasFired = state.withLock { state in
      state.action = action
      return state.wasFired
    }
    if wasFired { action() }
  }
}
