import CSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension Database {
  /// Copies a file's tables and views into a connection that has none; of a file that is not there nothing is copied,
  /// and none is made.
  static func copy(_ path: String, into target: OpaquePointer) throws {
    if access(path, F_OK) != 0, errno == ENOENT { return }
    var opened: OpaquePointer?
    defer { sqlite3_close_v2(opened) }
    var code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    var failing = opened
    if code == SQLITE_OK, let source = opened {
      sqlite3_busy_timeout(source, 5_000)
      failing = target
      if let backup = sqlite3_backup_init(target, "main", source, "main") {
        sqlite3_backup_step(backup, -1)
        code = sqlite3_backup_finish(backup)
      } else {
        code = sqlite3_errcode(target)
      }
    }
    guard code == SQLITE_OK else {
      let reason = failing.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      throw SQLError(.sqlite(code: code), "\(path) can't be opened: \(reason)")
    }
  }
}
