import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where a shell is, between waiting for a line and running it, and what signals do there.
///
/// Ctrl-C never ends the shell. SIGTERM does: at once while it waits for a line, else when what runs has ended, which is
/// told to end.
final class ShellPrompt: Sendable {
  private let interrupt: InterruptRelay
  private let isWaiting = Atomic(false)
  private let isLeaving = Atomic(false)
  /// The terminal as it was before anybody edited lines on it.
  private let terminal: termios

  init(interrupt: InterruptRelay) {
    self.interrupt = interrupt
    var terminal = termios()
    tcgetattr(STDIN_FILENO, &terminal)
    self.terminal = terminal
  }

  /// Listens to signals from now on. To be called once, before the work starts threads.
  func listen() {
    Console.onEverySignal { [self] signal in
      if signal == SIGTERM, isLeaving.exchange(true, ordering: .sequentiallyConsistent) { Console.end(by: signal) }
      let isWaiting = isWaiting.load(ordering: .sequentiallyConsistent)
      if signal == SIGTERM, isWaiting { end() }
      // The terminal shows `^C`, behind which nothing is to stand.
      if signal == SIGINT, !isWaiting { Console.put("\n") }
      interrupt.fire()
    }
  }

  /// Waits for a line.
  func wait<Line>(for read: () -> Line) -> Line {
    isWaiting.store(true, ordering: .sequentiallyConsistent)
    defer { isWaiting.store(false, ordering: .sequentiallyConsistent) }
    if isLeaving.load(ordering: .sequentiallyConsistent) { end() }
    return read()
  }

  private func end() -> Never {
    var terminal = terminal
    tcsetattr(STDIN_FILENO, TCSANOW, &terminal)
    Console.end(by: SIGTERM)
  }
}
