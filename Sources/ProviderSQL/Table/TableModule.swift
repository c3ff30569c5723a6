import CSQLite

/// The virtual tables, as functions that SQLite calls (https://www.sqlite.org/vtab.html).
enum TableModule {
  /// What SQLite hands back when it first uses a table.
  private final class Entry {
    let session: Session
    let name: String

    init(session: Session, name: String) {
      self.session = session
      self.name = name
    }
  }

  /// Makes every table of a session known to a connection, by its name alone: there may be hundreds.
  static func register(_ session: Session, on connection: OpaquePointer) -> Int32 {
    for name in session.tableNames {
      let retained = Unmanaged.passRetained(Entry(session: session, name: name)).toOpaque()
      // SQLite calls the last function where registering fails, too.
      let code = bsql_create_module(session.api, connection, name, module, retained) { entry in
        if let entry { Unmanaged<Entry>.fromOpaque(entry).release() }
      }
      guard code == SQLITE_OK else { return code }
    }
    return SQLITE_OK
  }

  /// Without `xCreate` the tables exist by their names alone and can't be made a second time.
  // Safe because it is written once and then only read, by SQLite.
  nonisolated(unsafe) private static let module: UnsafePointer<sqlite3_module> = {
    var module = sqlite3_module()
    module.iVersion = 2
    module.xConnect = connect
    module.xBestIndex = bestIndex
    module.xDisconnect = disconnect
    module.xOpen = open
    module.xClose = close
    module.xFilter = filter
    module.xNext = next
    module.xEof = { cursor in TableModule.object(cursor)?._withUnsafeGuaranteedRef(\.isAtEnd) ?? true ? 1 : 0 }
    module.xColumn = { cursor, result, index in
      guard let result else { return SQLITE_OK }
      // SQLite keeps the cursor, and asks for each value of each row: not counting references is worth the while.
      TableModule.object(cursor)?._withUnsafeGuaranteedRef { $0.column(Int(index), result) }
      return SQLITE_OK
    }
    module.xRowid = { cursor, rowid in
      rowid?.pointee = TableModule.cursor(cursor)?.visitRowid() ?? 0
      return SQLITE_OK
    }
    module.xUpdate = update
    module.xBegin = begin
    module.xSync = sync
    module.xCommit = end
    module.xRollback = end
    module.xSavepoint = savepoint
    module.xRelease = release
    module.xRollbackTo = rollbackTo
    let pointer = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
    pointer.initialize(to: module)
    return UnsafePointer(pointer)
  }()

  typealias Table = UnsafeMutablePointer<sqlite3_vtab>
  private typealias CursorPointer = UnsafeMutablePointer<sqlite3_vtab_cursor>

  private static let connect:
    @convention(c) (
      OpaquePointer?, UnsafeMutableRawPointer?, Int32, UnsafePointer<UnsafePointer<CChar>?>?,
      UnsafeMutablePointer<Table?>?, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    ) -> Int32 = { connection, context, _, _, result, message in
      guard let connection, let context, let result else { return SQLITE_MISUSE }
      let entry = Unmanaged<Entry>.fromOpaque(context).takeUnretainedValue()
      let session = entry.session
      guard let table = session.table(named: entry.name), let client = session.client(of: table) else {
        return SQLITE_ERROR
      }
      guard !table.columns.isEmpty else {
        // SQLite has no table without columns, and would not say whose constructor failed why.
        let names = table.resource.methods.map(\.name).joined(separator: ", ")
        message?.pointee = bsql_copy(
          session.api, "\(table.name) has neither rows nor columns; what it has is called by EXEC: \(names)")
        return SQLITE_ERROR
      }
      let code = bsql_declare_vtab(session.api, connection, table.declaration)
      guard code == SQLITE_OK else { return code }
      let object = TableContext(session: session, table: table, client: client, connection: connection)
      let memory = UnsafeMutablePointer<bsql_vtab>.allocate(capacity: 1)
      memory.initialize(to: bsql_vtab(base: sqlite3_vtab(), object: Unmanaged.passRetained(object).toOpaque()))
      result.pointee = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: sqlite3_vtab.self)
      return SQLITE_OK
    }

  private static let disconnect: @convention(c) (Table?) -> Int32 = { table in
    if let table {
      let memory = UnsafeMutableRawPointer(table).assumingMemoryBound(to: bsql_vtab.self)
      if let object = memory.pointee.object { Unmanaged<TableContext>.fromOpaque(object).release() }
      memory.deinitialize(count: 1)
      memory.deallocate()
    }
    return SQLITE_OK
  }

  private static let bestIndex: @convention(c) (Table?, UnsafeMutablePointer<sqlite3_index_info>?) -> Int32 = {
    table, info in
    guard let context = context(table), let info else { return SQLITE_MISUSE }
    return BestIndex(context, info).answer()
  }

  private static let open: @convention(c) (Table?, UnsafeMutablePointer<CursorPointer?>?) -> Int32 = { table, result in
    guard let context = context(table), let result else { return SQLITE_MISUSE }
    let cursor = Cursor(context)
    cursor.isOfChange = context.session.beginHostScan()
    let memory = UnsafeMutablePointer<bsql_cursor>.allocate(capacity: 1)
    memory.initialize(
      to: bsql_cursor(
        base: sqlite3_vtab_cursor(), object: Unmanaged.passRetained(cursor).toOpaque()))
    result.pointee = UnsafeMutableRawPointer(memory).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
    return SQLITE_OK
  }

  private static let close: @convention(c) (CursorPointer?) -> Int32 = { cursor in
    if let cursor {
      let memory = UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: bsql_cursor.self)
      if let object = memory.pointee.object {
        let owned = Unmanaged<Cursor>.fromOpaque(object)
        context(cursor.pointee.pVtab)?.session.endHostScan(isOfChange: owned.takeUnretainedValue().isOfChange)
        owned.release()
      }
      memory.deinitialize(count: 1)
      memory.deallocate()
    }
    return SQLITE_OK
  }

  private static let filter:
    @convention(c) (
      CursorPointer?, Int32, UnsafePointer<CChar>?, Int32, UnsafeMutablePointer<OpaquePointer?>?
    ) -> Int32 = { pointer, number, label, count, values in
      guard let cursor = cursor(pointer) else { return SQLITE_MISUSE }
      let values = UnsafeBufferPointer(start: UnsafePointer(values), count: Int(count))
      return result(of: pointer) {
        let text = context(pointer?.pointee.pVtab)?.session.recording == nil ? nil : label.map { String(cString: $0) }
        try cursor.filter(plan: Int(number), label: text, values: values)
      }
    }

  private static let next: @convention(c) (CursorPointer?) -> Int32 = { pointer in
    guard let cursor = cursor(pointer) else { return SQLITE_MISUSE }
    return result(of: pointer) { try cursor.next() }
  }

  static func context(_ table: Table?) -> TableContext? {
    guard let table else { return nil }
    let memory = UnsafeMutableRawPointer(table).assumingMemoryBound(to: bsql_vtab.self)
    return memory.pointee.object.map { Unmanaged<TableContext>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func cursor(_ cursor: CursorPointer?) -> Cursor? { object(cursor)?.takeUnretainedValue() }

  private static func object(_ cursor: CursorPointer?) -> Unmanaged<Cursor>? {
    guard let cursor else { return nil }
    let memory = UnsafeMutableRawPointer(cursor).assumingMemoryBound(to: bsql_cursor.self)
    return memory.pointee.object.map { Unmanaged<Cursor>.fromOpaque($0) }
  }

  /// Runs a step of a scan; its error goes whole into the table's message, and as it is into the session.
  private static func result(of cursor: CursorPointer?, _ body: () throws -> Void) -> Int32 {
    do {
      try body()
      return SQLITE_OK
    } catch {
      guard let table = cursor?.pointee.pVtab, let context = context(table) else { return SQLITE_ERROR }
      if error is CancellationError || context.session.interrupter.isInterrupted { return SQLITE_INTERRUPT }
      fail(table, context, with: error)
      return SQLITE_ERROR
    }
  }

  static func fail(_ table: Table?, _ context: TableContext, with error: any Error) {
    context.session.failure = error
    context.session.failingTable = context.table.name
    guard let table else { return }
    bsql_free(context.session.api, table.pointee.zErrMsg)
    table.pointee.zErrMsg = bsql_copy(context.session.api, "\(error)")
  }
}
