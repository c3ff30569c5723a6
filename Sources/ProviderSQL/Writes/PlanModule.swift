import CSQLite
import ProviderRuntime

/// The tables `bindery_plan`, what the transaction at hand would write, and `bindery_journal`, what was written before.
///
/// The former is also the virtual table through which EXEC stages its requests, so that savepoints hold for them as for DELETE.
enum PlanModule {
  /// The table's name.
  static let name = "bindery_plan"

  /// One of the tables that the module makes.
  private final class Context {
    let session: Session
    let name: String
    /// Found out when the table is first used: every method has a say in it.
    private(set) lazy var columns = findColumns()
    let rows: () throws -> [[SQLValue]]
    private let findColumns: () -> [Column]

    init(
      _ session: Session, name: String, columns: @escaping @autoclosure () -> [Column],
      rows: @escaping () throws -> [[SQLValue]]
    ) {
      self.session = session
      self.name = name
      findColumns = columns
      self.rows = rows
    }
  }

  /// One scan: the rows as they are when it starts.
  private final class Rows {
    var rows: [[SQLValue]] = []
    var index = 0
  }

  private typealias Table = UnsafeMutablePointer<sqlite3_vtab>
  private typealias CursorPointer = UnsafeMutablePointer<sqlite3_vtab_cursor>

  /// Makes the tables known to a connection.
  static func register(_ session: Session, on connection: OpaquePointer) -> Int32 {
    // The connection is the session's and ends before it.
    unowned let session = session
    let plan = Context(
      session, name: name, columns: WriteTable([], tables: session.tables).columns + [Column(name: "reason")],
      rows: {
        let writes = session.staging.writes.map(\.write)
        let table = WriteTable(writes.map { WriteResult(write: $0, outcome: .planned) }, tables: session.tables)
        return zip(table.rows, writes).map { $0 + [.text($1.reason)] }
      })
    let journal = Context(
      session, name: JournalTable.name, columns: JournalTable.columns,
      rows: { try JournalTable.rows(path: session.journalPath) })
    var contexts = [plan, journal]
    if session.host != nil { contexts.append(methods(session)) }
    for context in contexts {
      let retained = Unmanaged.passRetained(context).toOpaque()
      let code = bsql_create_module(session.api, connection, context.name, module, retained) { context in
        if let context { Unmanaged<Context>.fromOpaque(context).release() }
      }
      guard code == SQLITE_OK else { return code }
    }
    return SQLITE_OK
  }

  /// What SHOW METHODS tells, for hosts whose parser does not know SHOW.
  private static func methods(_ session: Session) -> Context {
    unowned let session = session
    return Context(
      session, name: "bindery_methods", columns: [Column(name: "resource")] + Listing.methodColumns,
      rows: {
        session.tables.flatMap { table in Listing.methods(table).rows.map { [.text(table.name)] + $0 } }
      })
  }

  // Safe because it is written once and then only read, by SQLite.
  nonisolated(unsafe) private static let module: UnsafePointer<sqlite3_module> = {
    var module = sqlite3_module()
    module.iVersion = 2
    module.xConnect = connect
    module.xBestIndex = { _, info in
      info?.pointee.estimatedCost = 1_000
      return SQLITE_OK
    }
    module.xDisconnect = { table in
      if let table { freeTable(table) }
      return SQLITE_OK
    }
    module.xOpen = open
    module.xClose = { cursor in
      if let cursor { freeCursor(cursor) }
      return SQLITE_OK
    }
    module.xFilter = { cursor, _, _, _, _ in
      guard let rows = rows(cursor), let context = context(cursor?.pointee.pVtab) else { return SQLITE_MISUSE }
      rows.index = 0
      return result(cursor?.pointee.pVtab, context) { rows.rows = try context.rows() }
    }
    module.xNext = { cursor in
      rows(cursor)?.index += 1
      return SQLITE_OK
    }
    module.xEof = { cursor in rows(cursor).map { $0.index >= $0.rows.count } ?? true ? 1 : 0 }
    module.xColumn = { cursor, result, column in
      guard let result, let context = context(cursor?.pointee.pVtab), let rows = rows(cursor) else { return SQLITE_OK }
      rows.rows[rows.index][Int(column)].give(to: result, context.session.api)
      return SQLITE_OK
    }
    module.xRowid = { cursor, rowid in
      rowid?.pointee = Int64(rows(cursor)?.index ?? 0)
      return SQLITE_OK
    }
    module.xUpdate = update
    module.xBegin = { table in change(table) { $0.begin($1) } }
    module.xSync = { table in
      guard let context = context(table) else { return SQLITE_MISUSE }
      return result(table, context) { try context.session.handOverAtCommit() }
    }
    module.xCommit = { table in change(table) { $0.end($1) } }
    module.xRollback = { table in change(table) { $0.end($1) } }
    module.xSavepoint = { table, number in change(table) { $0.savepoint(Int(number), of: $1) } }
    module.xRelease = { table, number in change(table) { $0.release(Int(number), of: $1) } }
    module.xRollbackTo = { table, number in change(table) { $0.rollback(to: Int(number), of: $1) } }
    let pointer = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    pointer.initialize(to: module)
    return UnsafePointer(pointer)
  }()

  private static let connect:
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer?, Int32, UnsafePointer<UnsafePointer<CChar>?>?,
      UnsafeMutablePointer<Table?>?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> Int32 = { connection, pointer, _, _, result, _ in
      guard let connection, let pointer, let result else { return SQLITE_MISUSE }
      let context = Unmanaged<Context>.fromOpaque(pointer).takeUnretainedValue()
      let columns = context.columns.map { column in
        SQLText.quotedName(column.name) + (column.isJSON ? " \(ColumnType.jsonDeclaration)" : "")
      }.joined(separator: ", ")
      let code = bsql_declare_vtab(context.session.api, connection, "CREATE TABLE x(\(columns))")
      guard code == SQLITE_OK else { return code }
      let memory = UnsafeMutablePointer<bsql_vtab>.allocate(capacity: 1)
      memory.initialize(to: bsql_vtab(base: sqlite3_vtab(), object: pointer))
      result.pointee = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }

  private static let open: @convention(c) (Table?, UnsafeMutablePointer<CursorPointer?>?) -> Int32 = { _, result in
    guard let result else { return SQLITE_MISUSE }
    let memory = UnsafeMutablePointer<bsql_cursor>.allocate(capacity: 1)
    memory.initialize(
      to: bsql_cursor(base: sqlite3_vtab_cursor(), object: Unmanaged.passRetained(Rows()).toOpaque()))
    result.pointee = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
    return SQLITE_OK
  }

  /// Takes what EXEC wants to stage; nobody else may change the table.
  private static let update:
    @convention(c) (Table?, Int32, UnsafeMutablePointer<OpaquePointer?>?, UnsafeMutablePointer<sqlite3_int64>?) -> Int32 =
      { table, _, _, _ in
        guard let context = context(table) else { return SQLITE_MISUSE }
        return result(table, context) {
          guard context.name == name, !context.session.execWrites.isEmpty else { throw readOnly(context.name) }
          for staged in context.session.execWrites { context.session.stage(staged, by: context.name) }
        }
      }

  /// What a change of such a table is answered with.
  static func readOnly(_ table: String) -> SQLError {
    SQLError(
      .readOnly,
      table == name
        ? "\(name) shows what the transaction would write; ROLLBACK, or ROLLBACK TO a savepoint, takes it back"
        : "\(table) shows what was written, and is not changed by SQL")
  }

  private static func change(_ table: Table?, _ body: (inout Staging, String) -> Void) -> Int32 {
    guard let context = context(table) else { return SQLITE_MISUSE }
    body(&context.session.staging, context.name)
    return SQLITE_OK
  }

  private static func result(_ table: Table?, _ context: Context, _ body: () throws -> Void) -> Int32 {
    do {
      try body()
      return SQLITE_OK
    } catch {
      context.session.failure = error
      if let table {
        bsql_free(context.session.api, table.pointee.zErrMsg)
        table.pointee.zErrMsg = bsql_copy(context.session.api, "\(error)")
      }
      return SQLITE_ERROR
    }
  }

  private static func context(_ table: Table?) -> Context? {
    guard let table else { return nil }
    let memory = UnsafeMutableRawPointer(table).assumingMemoryBound(to: bsql_vtab.self)
    return memory.pointee.object.map { Unmanaged<Context>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func rows(_ cursor: CursorPointer?) -> Rows? {
    guard let cursor else { return nil }
    let memory = UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: bsql_cursor.self)
    return memory.pointee.object.map { Unmanaged<Rows>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func freeTable(_ table: Table) {
    let memory = UnsafeMutableRawPointer(table).assumingMemoryBound(to: bsql_vtab.self)
    memory.deinitialize(count: 1)
    memory.deallocate()
  }

  private static func freeCursor(_ cursor: CursorPointer) {
    let memory = UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: bsql_cursor.self)
    if let object = memory.pointee.object { Unmanaged<Rows>.fromOpaque(object).release() }
    memory.deinitialize(count: 1)
    memory.deallocate()
  }
}
