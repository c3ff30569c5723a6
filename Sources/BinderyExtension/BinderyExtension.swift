import CSQLite
import Foundation
import ProviderRuntime
import ProviderSQL

/// The name by which SQLite finds the extension when it is told: `SELECT load_extension('…', 'sqlite3_bindery_init')`.
@_cdecl("sqlite3_bindery_init")
public func binderyInit(
  _ connection: OpaquePointer?, _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ routines: UnsafePointer<sqlite3_api_routines>?
) -> Int32 {
  guard let connection, let routines else { return SQLITE_MISUSE }
  do {
    try LoadedTables.load(
      clients: SharedClients.current(),
      journalPath: { try Journal.defaultPath(environment: ProcessInfo.processInfo.environment) },
      into: connection, routines: routines)
  } catch {
    message?.pointee = bsql_copy(routines, "\(error)")
    return SQLITE_ERROR
  }
  // Threads of the runtime and of libcurl outlive the connection: the library must not be taken out of memory with it.
  return bsql_ok_load_permanently()
}

/// The name that SQLite derives from that of the file, `libBinderyExtension`.
@_cdecl("sqlite3_binderyextension_init")
public func binderyExtensionInit(
  _ connection: OpaquePointer?, _ message: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?,
  _ routines: UnsafePointer<sqlite3_api_routines>?
) -> Int32 {
  binderyInit(connection, message, routines)
}
