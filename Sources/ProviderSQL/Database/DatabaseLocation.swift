import CSQLite
import ProviderRuntime

/// Where a database is, so that several connections of this process find the same.
struct DatabaseLocation: Sendable {
  let name: String
  private let isAddress: Bool

  /// A file.
  init(path: String) {
    name = path
    isAddress = false
  }

  /// A new database in memory.
  static func memory() -> DatabaseLocation {
    let number = memories.withLock { number in
      number += 1
      return number
    }
    return DatabaseLocation(name: "file:/bindery-\(number)?vfs=memdb", isAddress: true)
  }

  private init(name: String, isAddress: Bool) {
    self.name = name
    self.isAddress = isAddress
  }

  private static let memories = Locked(0)

  /// Opens a connection; `sqlite3_close_v2` is due whether that works or not.
  func open(creating: Bool) -> (code: Int32, connection: OpaquePointer?) {
    var flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    if creating { flags |= SQLITE_OPEN_CREATE }
    if isAddress { flags |= SQLITE_OPEN_URI }
    var connection: OpaquePointer?
    let code = sqlite3_open_v2(name, &connection, flags, nil)
    if let connection { bsql_keep_comparisons(connection) }
    // A database in memory that is shared is bounded by a gigabyte unless something else is said.
    var size = Int64.max
    if isAddress { sqlite3_file_control(connection, "main", SQLITE_FCNTL_SIZE_LIMIT, &size) }
    return (code, connection)
  }
}
