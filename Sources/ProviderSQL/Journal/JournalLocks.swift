#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Says which runs are being applied, to other processes as well: locks that go away with the process, however it ends.
///
/// Byte 0 of the file stands for the making of the journal, byte n for run n. SQLite's own locks say nothing between two
/// of its transactions.
final class JournalLocks: Sendable {
  // Locks of the open file and not of the process, so that two journals in one process exclude each other, and closing
  // one keeps the other's: https://www.gnu.org/software/libc/manual/html_node/Open-File-Description-Locks.html.
  // Swift does not import these names.
  #if canImport(Darwin)
    private static let tryLock: Int32 = 90
    private static let waitLock: Int32 = 91
  #else
    private static let tryLock: Int32 = 37
    private static let waitLock: Int32 = 38
  #endif

  private let descriptor: Int32
  private let path: String
  /// Whether the file was made just now.
  private let isNew: Bool

  init(path: String) throws(JournalError) {
    self.path = path
    let made = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    isNew = made >= 0
    descriptor = isNew ? made : open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path) }
  }

  /// Removes the file if it was made just now: there is no journal for which it could stand.
  func removeIfNew() {
    if isNew { unlink(path) }
  }

  deinit { close(descriptor) }

  /// Takes the lock of a run; false where somebody else has it.
  func take(_ run: Int64) throws(JournalError) -> Bool {
    while true {
      if apply(Self.tryLock, F_WRLCK, run) == 0 { return true }
      switch errno {
      case EACCES, EAGAIN: return false
      case EINTR: continue
      default: throw Self.failure(path)
      }
    }
  }

  /// Takes the lock of a run or of the making, as soon as nobody else has it.
  func wait(for run: Int64) throws(JournalError) {
    while apply(Self.waitLock, F_WRLCK, run) != 0 {
      guard errno == EINTR else { throw Self.failure(path) }
    }
  }

  /// Gives the lock of a run back.
  func release(_ run: Int64) { _ = apply(Self.tryLock, F_UNLCK, run) }

  private func apply(_ command: Int32, _ type: some BinaryInteger, _ run: Int64) -> Int32 {
    var range = flock()
    range.l_type = Int16(type)
    range.l_whence = Int16(SEEK_SET)
    range.l_start = off_t(run)
    range.l_len = 1
    return fcntl(descriptor, command, &range)
  }

  private static func failure(_ path: String) -> JournalError {
    JournalError(.cannotOpen, "the journal's lock file \(path) can't be used: \(String(cString: strerror(errno)))")
  }
}
