import ProviderRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why bytes could not be written.
enum SinkError: Error, CustomStringConvertible {
  /// The reader of standard output went away: it has seen enough.
  case closed
  /// The system refused.
  case failed(path: String, reason: String)

  var description: String {
    switch self {
    case .closed: "the reader of the output went away"
    case .failed(let path, let reason): "cannot write \(path): \(reason)"
    }
  }
}

/// A buffered way to a file or to standard output.
///
/// A file is written beside its place and moved there by `finish()`, so that a failure leaves what was there before.
final class ByteSink {
  private let descriptor: Int32
  private let path: String
  private let temporaryPath: String?
  private let beforeWriting: () -> Void
  private var buffer: [UInt8] = []
  private static let capacity = 1 << 16
  /// Files that were begun and neither put into their place nor removed.
  private static let unfinished = Locked<Set<String>>([])

  /// A sink into standard output; `beforeWriting` is called before bytes leave.
  static func standardOutput(beforeWriting: @escaping () -> Void = {}) -> ByteSink {
    ByteSink(
      descriptor: STDOUT_FILENO, path: "standard output", temporaryPath: nil, beforeWriting: beforeWriting)
  }

  /// A sink into standard error.
  static func standardError() -> ByteSink {
    ByteSink(descriptor: STDERR_FILENO, path: "standard error", temporaryPath: nil, beforeWriting: {})
  }

  /// A sink that replaces the file of that path when it is finished.
  static func file(_ path: String) throws -> ByteSink {
    var status = stat()
    // A device or a pipe is written as it is: there is nothing to replace.
    let isSpecial = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
    let target = isSpecial ? path : "\(path).partial-\(getpid())"
    let flags = isSpecial ? O_WRONLY : O_WRONLY | O_CREAT | O_TRUNC
    let descriptor = open(target, flags, 0o666)
    guard descriptor >= 0 else { throw SinkError.failed(path: path, reason: String(cString: strerror(errno))) }
    if !isSpecial { unfinished.withLock { _ = $0.insert(target) } }
    return ByteSink(descriptor: descriptor, path: path, temporaryPath: isSpecial ? nil : target, beforeWriting: {})
  }

  /// Removes files that were begun, in a process that ends in the middle of its work.
  static func removeUnfinished() {
    unfinished.withLock { paths in
      for path in paths { unlink(path) }
    }
  }

  private init(descriptor: Int32, path: String, temporaryPath: String?, beforeWriting: @escaping () -> Void) {
    self.beforeWriting = beforeWriting
    self.descriptor = descriptor
    self.path = path
    self.temporaryPath = temporaryPath
    buffer.reserveCapacity(Self.capacity + (1 << 12))
  }

  func write(_ text: String) throws {
    try write { $0.append(contentsOf: text.utf8) }
  }

  /// Calls the body with what waits to be handed on, to put bytes behind it.
  func write(_ body: (inout [UInt8]) throws -> Void) throws {
    try body(&buffer)
    if buffer.count >= Self.capacity { try flush() }
  }

  /// Hands on what is buffered.
  func flush() throws {
    if buffer.isEmpty { return }
    beforeWriting()
    var start = 0
    while start < buffer.count {
      let written = buffer[start...].withUnsafeBytes { writeBytes(descriptor, $0) }
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EAGAIN {
          // Whoever shares the pipe has made it one that does not wait.
          var output = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&output, 1, -1)
          continue
        }
        let reason = errno
        buffer.removeAll()
        throw reason == EPIPE ? SinkError.closed : .failed(path: path, reason: String(cString: strerror(reason)))
      }
      start += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Hands on the rest and puts a file into its place.
  func finish() throws {
    try flush()
    guard let temporaryPath else { return }
    try Self.unfinished.withLock { unfinished in
      guard rename(temporaryPath, path) == 0 else {
        throw SinkError.failed(path: path, reason: String(cString: strerror(errno)))
      }
      unfinished.remove(temporaryPath)
    }
  }

  deinit {
    guard descriptor != STDOUT_FILENO, descriptor != STDERR_FILENO else { return }
    close(descriptor)
    guard let temporaryPath else { return }
    Self.unfinished.withLock { unfinished in
      if unfinished.remove(temporaryPath) != nil { unlink(temporaryPath) }
    }
  }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}
