import CSQLite
import ProviderRuntime

/// The routines that SQLite hands to an extension, as the SQLite that this program is linked with hands them out.
enum HostRoutines {
  // Behind a lock because another thread that opens a connection at this moment hands them out, too.
  private static let received = Locked<bsql_api?>(nil)

  // Safe because SQLite's table never changes.
  nonisolated(unsafe) static let shared: bsql_api? = {
    let entry:
      @convention(c) (
        OpaquePointer?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, UnsafePointer<sqlite3_api_routines>?
      ) -> Int32 = { _, _, routines in
        HostRoutines.received.withLock { $0 = routines }
        return SQLITE_OK
      }
    guard bsql_auto_extension(entry) == SQLITE_OK else { return nil }
    defer { _ = bsql_cancel_auto_extension(entry) }
    var connection: OpaquePointer?
    sqlite3_open(":memory:", &connection)
    sqlite3_close(connection)
    return received.withLock { $0 }
  }()
}
