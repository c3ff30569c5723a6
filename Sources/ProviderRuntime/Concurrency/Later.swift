/// A value that is made when it is asked for first, once.
final class Later<Value: Sendable>: Sendable {
  private enum State {
    case open(@Sendable () -> Value)
    case made(Value)
  }

  private let state: Locked<State>

  /// Makes the value of what the function gives. It must not ask for this value.
  init(_ make: @escaping @Sendable () -> Value) {
    state = Locked(.open(make))
  }

  /// The value.
  var value: Value {
    state.withLock { state in
      switch state {
      case .made(let value): return value
      case .open(let make):
        let value = make()
        state = .made(value)
        return value
      }
    }
  }
}
