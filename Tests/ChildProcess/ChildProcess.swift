import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A program that a test runs, with the part of Foundation's `Process` that tests need.
///
/// It takes that class's place because starting one of those, while tests hold over a thousand open files, now and then
/// ended the whole test run on Linux (a copy beyond the end of a directory's entries within `Process.run()`), and because
/// its children inherit the signal mask of whatever thread starts them.
public final class ChildProcess {
  /// The program's file.
  public var executableURL: URL?
  /// Its words, without its own name.
  public var arguments: [String] = []
  /// The environment; nil passes on the test's own.
  public var environment: [String: String]?
  /// What it reads; nothing unless set.
  public var standardInput: any ChildStream = FileHandle.nullDevice
  /// Where it writes; the test's own output unless set.
  public var standardOutput: any ChildStream = FileHandle.standardOutput
  /// Where it writes errors; the test's own unless set.
  public var standardError: any ChildStream = FileHandle.standardError
  /// A terminal, by its file, that the program is to have as its own, for all three streams and for Ctrl-C.
  public var terminal: String?
  /// The number of the process; 0 before it is started.
  public private(set) var processIdentifier: pid_t = 0
  private var status: Int32?

  /// A program to be described and then started.
  public init() {}

  /// Starts the program; throws where it is not there or can't be started.
  public func run() throws {
    guard let path = executableURL?.path else { throw POSIXError(.ENOENT) }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    let streams = [
      (standardInput.childDescriptor(isInput: true), STDIN_FILENO),
      (standardOutput.childDescriptor(isInput: false), STDOUT_FILENO),
      (standardError.childDescriptor(isInput: false), STDERR_FILENO),
    ]
    for (source, target) in streams {
      if source < 0 {
        // Foundation's null device has no descriptor.
        posix_spawn_file_actions_addopen(&actions, target, "/dev/null", O_RDWR, 0)
      } else {
        posix_spawn_file_actions_adddup2(&actions, source, target)
      }
    }
    if let terminal {
      // The first terminal that the leader of a session opens becomes its own.
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, terminal, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
      posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    #if canImport(Darwin)
      flags |= POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
      _ = addCloseFrom(&actions, STDERR_FILENO + 1)
    #endif
    if terminal != nil { flags |= beginsSession }
    posix_spawnattr_setflags(&attributes, Int16(flags))

    let words = ([path] + arguments).map { strdup($0) }
    let own = ProcessInfo.processInfo.environment
    // A program that is built with a sanitizer takes the options that the tests were started with.
    let sanitizers = own.filter { ["ASAN_OPTIONS", "TSAN_OPTIONS"].contains($0.key) }
    let variables = (environment ?? own).merging(sanitizers) { own, _ in own }.map { strdup("\($0.key)=\($0.value)") }
    defer { for text in words + variables { free(text) } }
    let code = posix_spawn(&processIdentifier, path, &actions, &attributes, words + [nil], variables + [nil])
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EINVAL) }
    standardInput.childHasStarted(isInput: true)
    standardOutput.childHasStarted(isInput: false)
    standardError.childHasStarted(isInput: false)
  }

  /// Waits for the end of the program.
  public func waitUntilExit() {
    while status == nil { look(0) }
  }

  /// Whether the program has not ended yet.
  public var isRunning: Bool {
    if status == nil { look(WNOHANG) }
    return status == nil
  }

  /// The exit status, or the number of the signal that ended the program; -1 before its end.
  public var terminationStatus: Int32 {
    guard let status else { return -1 }
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : status & 0x7F
  }

  /// Sends SIGINT.
  public func interrupt() { kill(processIdentifier, SIGINT) }

  /// Sends SIGTERM.
  public func terminate() { kill(processIdentifier, SIGTERM) }

  private func look(_ options: Int32) {
    var value: Int32 = 0
    let result = waitpid(processIdentifier, &value, options)
    if result == processIdentifier { status = value }
    if result < 0, errno != EINTR { status = 0x7F00 }
  }
}

/// Where a child's input comes from or its output goes to.
public protocol ChildStream {
  /// The descriptor that the child gets.
  func childDescriptor(isInput: Bool) -> Int32
  /// The child has its copy: what only it needs is closed.
  func childHasStarted(isInput: Bool)
}

extension FileHandle: ChildStream {
  /// The descriptor that the child gets.
  public func childDescriptor(isInput: Bool) -> Int32 { fileDescriptor }
  /// Closes what only the child needs.
  public func childHasStarted(isInput: Bool) {}
}

extension Pipe: ChildStream {
  /// The descriptor that the child gets.
  public func childDescriptor(isInput: Bool) -> Int32 {
    (isInput ? fileHandleForReading : fileHandleForWriting).fileDescriptor
  }

  /// Closes what only the child needs.
  public func childHasStarted(isInput: Bool) {
    try? (isInput ? fileHandleForReading : fileHandleForWriting).close()
  }
}

/// POSIX_SPAWN_SETSID, which is behind a macro that Swift's module of glibc does not set.
#if canImport(Darwin)
  private let beginsSession: Int32 = 0x0400
#else
  private let beginsSession: Int32 = 0x80
#endif

#if !canImport(Darwin)
  /// glibc has it since 2.34, behind a macro that Swift's module of glibc does not set.
  @_silgen_name("posix_spawn_file_actions_addclosefrom_np")
  private func addCloseFrom(_ actions: UnsafeMutablePointer<posix_spawn_file_actions_t>, _ first: Int32) -> Int32
#endif
