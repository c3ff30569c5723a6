import CSQLite
import ProviderRuntime

/// Refuses, while a statement is compiled, what must not happen to the providers' tables.
enum Authorizer {
  static let callback:
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?
    ) -> Int32 = { opaque, action, name, detail, _, trigger in
      guard let opaque else { return SQLITE_OK }
      let session = Unmanaged<Session>.fromOpaque(opaque).takeUnretainedValue()
      if action == SQLITE_SELECT { session.changes.hasSelect = true }
      if action == SQLITE_ATTACH, session.isRehearsal, !isTemporary(name.map { String(cString: $0) }) {
        session.failure = SQLError(
          .notSupported, "in a dry run no other file is attached or written: its changes would stay")
        return SQLITE_DENY
      }
      if action == SQLITE_READ {
        if let name, let detail, let table = session.table(named: String(cString: name)) {
          session.changes.read(table, column: String(cString: detail))
        }
        return SQLITE_OK
      }
      guard let name, isChange(action) || isCreation(action),
        let known = session.reservedName(String(cString: name))
      else { return SQLITE_OK }
      let table = session.table(named: known)
      let failure: SQLError?
      if isCreation(action) {
        failure = shadowing(known, place: nil)
      } else if let table {
        failure = unsupported(action, table)
      } else {
        failure = session.execWrites.isEmpty || known != PlanModule.name ? PlanModule.readOnly(known) : nil
      }
      if let failure {
        session.failure = failure
        session.failingTable = known
        return SQLITE_DENY
      }
      guard let table else { return SQLITE_OK }
      switch action {
      case SQLITE_INSERT: session.changes.insert(into: table)
      case SQLITE_UPDATE: session.changes.update(table, column: detail.map { String(cString: $0) } ?? "")
      default: session.changes.delete(from: table)
      }
      if trigger != nil { session.changes.hasTrigger = true }
      return SQLITE_OK
    }

  /// Whether a database of that name goes away with the connection; nil is a name that is not known yet.
  private static func isTemporary(_ name: String?) -> Bool { name == "" || name == ":memory:" }

  private static func isChange(_ action: Int32) -> Bool {
    [SQLITE_INSERT, SQLITE_UPDATE, SQLITE_DELETE].contains(action)
  }

  private static func isCreation(_ action: Int32) -> Bool {
    [
      SQLITE_CREATE_TABLE, SQLITE_CREATE_TEMP_TABLE, SQLITE_CREATE_VIEW, SQLITE_CREATE_TEMP_VIEW, SQLITE_CREATE_VTABLE,
    ].contains(action)
  }

  /// REPLACE is an INSERT here; which of both it is shows with the first row.
  private static func unsupported(_ action: Int32, _ table: ResourceTable) -> SQLError? {
    switch action {
    case SQLITE_INSERT:
      table.methods[.replace]?.isEmpty == false ? nil : WriteRefusal.unsupported(.insert, table)
    case SQLITE_UPDATE: WriteRefusal.unsupported(.update, table)
    default: WriteRefusal.unsupported(.delete, table)
    }
  }

  /// What a local table or view of a resource's name is answered with.
  static func shadowing(_ table: String, place: SQLPlace?) -> SQLError {
    SQLError(
      .shadowsTable, "\(table) is a table of the providers; a local table or view of that name would hide it",
      place: place)
  }
}
