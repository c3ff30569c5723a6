import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lines as the terminal itself hands them over, where there is nothing to edit them with.
struct PlainLines: LineReader {
  let interrupt: InterruptRelay

  func read(prompt: String) -> TypedLine {
    let isCancelled = Flag()
    interrupt.reset()
    interrupt.connect { isCancelled.value.store(true, ordering: .relaxed) }
    defer { interrupt.reset() }
    Console.put(prompt)
    // The signal itself goes to a thread of its own, and would not end a read.
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while !isCancelled.value.load(ordering: .relaxed), poll(&input, 1, 50) == 0 {}
    if isCancelled.value.load(ordering: .relaxed) {
      Console.put("\n")
      return .cancelled
    }
    return readLine().map { .line($0) } ?? .end
  }

  func remember(_ statement: String) {}
}

private final class Flag: Sendable {
  let value = Atomic(false)
}
