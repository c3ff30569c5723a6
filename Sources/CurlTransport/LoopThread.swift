import ProviderRuntime

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A thread that runs one function. No signal is delivered to it.
struct LoopThread: Sendable {
  private final class Body: Sendable {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  // Behind a lock because on Darwin it is a pointer that the compiler takes for shared memory.
  private let identifier: Locked<pthread_t>

  /// Starts the thread; nil where the system has none left.
  init?(running run: @escaping @Sendable () -> Void) {
    let context = Unmanaged.passRetained(Body(run)).toOpaque()
    #if canImport(Darwin)
      var identifier: pthread_t?
      let status = pthread_create(&identifier, nil, { Self.main($0) }, context)
    #else
      var created = pthread_t()
      let status = pthread_create(&created, nil, { $0.flatMap(Self.main) }, context)
      let identifier: pthread_t? = created
    #endif
    guard status == 0, let identifier else {
      Unmanaged<Body>.fromOpaque(context).release()
      return nil
    }
    self.identifier = Locked(identifier)
  }

  /// Waits for the thread's end. Called once, on another thread.
  func join() {
    _ = pthread_join(identifier.withLock { $0 }, nil)
  }

  private static func main(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    // Interrupts belong to the main thread; and a connection that ends while TLS writes to it must not end the process.
    var signals = sigset_t()
    sigfillset(&signals)
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run()
    return nil
  }
}
