import ProviderRuntime
import ProviderSQL
import ProviderSpec
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Standard error, and what the process does with signals.
enum Console {
  /// Whether a person reads standard error.
  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether a person would have to type standard input.
  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

  /// Whether a person reads standard output.
  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes a line to standard error.
  static func note(_ line: String) { put(line + "\n") }

  /// Writes text to standard error as it is.
  static func put(_ text: String) {
    var text = text
    text.withUTF8 { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = write(STDERR_FILENO, UnsafeBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0, errno != EINTR { return }
        rest = rest.dropFirst(max(0, written))
      }
    }
  }

  /// Makes a write that can't be done an error of that write and not the end of the process: to a closed pipe, or to a
  /// file beyond the size that is allowed.
  static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Takes the places of standard streams that were closed: the next file that is opened, a journal for example, would
  /// get the number, and with it whatever is written to the stream. Reading and writing them stays an error.
  static func occupyStandardStreams() {
    for (descriptor, direction) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
    where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is taken, which is this one: those below it are in use by now.
      _ = open("/dev/null", direction)
    }
  }

  /// Tells on standard error why a command failed, and returns the exit status that says so to scripts.
  static func report(_ error: any Error, program: String) -> Int32 {
    switch error {
    case SinkError.closed:
      // Whoever read our output has seen enough (`| head -1`): nothing went wrong.
      return 0
    case let error as SpecError:
      // Messages are clean, and names of directories may hold anything.
      note(VisibleText.lines(error.description))
      return 1
    case let error as ProviderError:
      note("\(program): \(VisibleText.lines("\(error)"))")
      switch error.kind {
      case .invalidConfiguration, .missingArgument, .invalidArgument: return 1
      case .cancelled: return 130
      default: return 2
      }
    case let error as ConfirmationNeeded:
      note("\(program): \(error)")
      return 3
    case let error as SQLError where error.kind == .interrupted:
      note("\(program): interrupted")
      return 130
    case is UsageError, is SinkError, is OutputError, is JournalError:
      // Names of files and words of the command line may hold anything, line ends included.
      note("\(program): \(VisibleText.line("\(error)"))")
      return 1
    default:
      note("\(program): \(VisibleText.lines("\(error)"))")
      return 1
    }
  }

  /// Calls `action` at the first SIGINT or SIGTERM, from a thread of its own; a second one ends the process.
  ///
  /// The signals are blocked in the calling thread and those that it starts from now on, so call it before the work
  /// starts threads.
  static func onInterrupt(_ action: @escaping @Sendable () -> Void) {
    let isFirst = Atomic(true)
    onEverySignal { signal in
      if isFirst.exchange(false, ordering: .relaxed) { action() } else { end(by: signal) }
    }
  }

  /// Ends the process at once, with the status that says which signal ended it.
  static func end(by signal: Int32) -> Never {
    ByteSink.removeUnfinished()
    _exit(128 + signal)
  }

  /// Calls `action` at every SIGINT and SIGTERM, from a thread of its own, with the signal's number.
  ///
  /// The signals are blocked as those of `onInterrupt` are.
  static func onEverySignal(_ action: @escaping @Sendable (_ signal: Int32) -> Void) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    let waiter = SignalWaiter(signals: signals, action: action)
    waiter.start()
  }
}

/// A thread that waits for signals.
private final class SignalWaiter: Sendable {
  private let signals: sigset_t
  private let action: @Sendable (_ signal: Int32) -> Void

  init(signals: sigset_t, action: @escaping @Sendable (_ signal: Int32) -> Void) {
    self.signals = signals
    self.action = action
  }

  func start() {
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    // The thread owns the waiter: it lives as long as the process does.
    let context = Unmanaged.passRetained(self).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        #if canImport(Darwin)
          let waiter = Unmanaged<SignalWaiter>.fromOpaque(context).takeRetainedValue()
        #else
          guard let context else { return nil }
          let waiter = Unmanaged<SignalWaiter>.fromOpaque(context).takeRetainedValue()
        #endif
        waiter.wait()
        return nil
      }, context)
    #if !canImport(Darwin)
      pthread_detach(thread)
    #endif
  }

  private func wait() {
    var set = signals
    var received: Int32 = 0
    while true {
      sigwait(&set, &received)
      action(received)
    }
  }
}
