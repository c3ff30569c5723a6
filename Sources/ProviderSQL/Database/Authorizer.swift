import CSQLite

/// Refuses, while a statement is compiled, what must not happen to the providers' tables.
enum Authorizer {
  static let callback:
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?
    ) -> Int32 = { session, action, name, _, _, _ in
      guard let session, let name else { return SQLITE_OK }
      switch action {
      case SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE, SQLITE_CREATE_TABLE, SQLITE_CREATE_TEMP_TABLE,
        SQLITE_CREATE_VIEW, SQLITE_CREATE_TEMP_VIEW, SQLITE_CREATE_VTABLE:
        let session = Unmanaged<Session>.fromOpaque(session).takeUnretainedValue()
        guard let table = session.table(named: String(cString: name)) else { return SQLITE_OK }
        let isChange = [SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE].contains(action)
        session.failure = isChange ? TableModule.readOnly(table.name) : shadowing(table.name, place: nil)
        session.failingTable = table.name
        return SQLITE_DENY
      default:
        return SQLITE_OK
      }
    }

  /// What a local table or view of a resource's name is answered with.
  static func shadowing(_ table: String, place: SQLPlace?) -> SQLError {
    SQLError(
      .shadowsTable, "\(table) is a resource of the provider; a local table or view of that name would hide it",
      place: place)
  }
}
