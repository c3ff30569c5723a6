import CSQLite
import ProviderRuntime

/// What SQLite calls for changes and for transactions (https://www.sqlite.org/vtab.html#the_xupdate_method).
extension TableModule {
  /// SQLite asks for changes only when every row of the statement is known.
  static let update:
    @convention(c) (Table?, Int32, UnsafeMutablePointer<OpaquePointer?>?, UnsafeMutablePointer<sqlite3_int64>?) -> Int32 =
      { table, count, values, _ in
        guard let context = context(table), let values else { return SQLITE_MISUSE }
        let session = context.session
        do {
          try session.beginChange()
          let values = UnsafeBufferPointer(start: values, count: Int(count))
          session.stage(try staged(values, context), by: context.table.name)
          return SQLITE_OK
        } catch {
          session.dropHostStatement()
          fail(table, context, with: error)
          return SQLITE_ERROR
        }
      }

  /// The request of a change. One value is the rowid of a row to delete; more are the rowids, old and new, and the
  /// columns of a row to insert or update.
  private static func staged(
    _ values: UnsafeBufferPointer<OpaquePointer?>, _ context: TableContext
  ) throws -> StagedWrite {
    let (api, rows) = (context.session.api, context.session.rows)
    let rowids = values.prefix(2).map { value in value.map { SQLValue($0, api) } ?? .null }
    if case .integer(let rowid)? = rowids.first, rowids.count == 1 {
      if let failure = WriteRefusal.unsupported(.delete, context.table) { throw failure }
      return try rows.deletion(rowid, of: context)
    }
    let columns = context.table.columns.indices.filter { $0 + 2 < values.count }
    let resolution = bsql_vtab_on_conflict(api, context.connection)
    guard case .integer(let rowid)? = rowids.first else {
      let verb: Verb = resolution == SQLITE_REPLACE ? .replace : .insert
      if verb == .insert, let failure = WriteRefusal.resolution(resolution, verb, context.table) { throw failure }
      guard rowids.last == .null else { throw WriteRefusal.rowid(verb, context.table) }
      return try RowInsertion(
        context: context, verb: verb,
        values: columns.map { index in values[index + 2].map { SQLValue($0, api) } ?? .null }
      ).staged()
    }
    if let failure = WriteRefusal.resolution(resolution, .update, context.table) { throw failure }
    guard rowids.last == .integer(rowid) else { throw WriteRefusal.rowid(.update, context.table) }
    let names = context.session.changes.hasTrigger ? nil : context.session.changes.assignments(to: context.table)
    let assignments = columns.compactMap { index -> (TableColumn, SQLValue)? in
      let column = context.table.columns[index]
      guard let value = values[index + 2], bsql_value_nochange(api, value) == 0,
        names?.contains(column.name.lowercased()) ?? true
      else { return nil }
      return (column, SQLValue(value, api))
    }
    return try rows.update(rowid, of: context).staged(assignments)
  }

  static let begin: @convention(c) (Table?) -> Int32 = { table in
    guard let context = context(table) else { return SQLITE_MISUSE }
    context.session.staging.begin(context.table.name)
    // One that changed nothing leaves no other sign by which the next one, at the same address, could be told from it.
    context.session.hostStatements.change = nil
    return SQLITE_OK
  }

  /// The last moment at which the transaction can still fail: what is staged goes out now.
  static let sync: @convention(c) (Table?) -> Int32 = { table in
    guard let context = context(table) else { return SQLITE_MISUSE }
    do {
      try context.session.handOverAtCommit()
      return SQLITE_OK
    } catch {
      fail(table, context, with: error)
      return SQLITE_ERROR
    }
  }

  static let end: @convention(c) (Table?) -> Int32 = { table in
    guard let context = context(table) else { return SQLITE_MISUSE }
    context.session.staging.end(context.table.name)
    return SQLITE_OK
  }

  static let savepoint: @convention(c) (Table?, Int32) -> Int32 = { table, number in
    guard let context = context(table) else { return SQLITE_MISUSE }
    context.session.staging.savepoint(Int(number), of: context.table.name)
    return SQLITE_OK
  }

  static let release: @convention(c) (Table?, Int32) -> Int32 = { table, number in
    guard let context = context(table) else { return SQLITE_MISUSE }
    context.session.staging.release(Int(number), of: context.table.name)
    return SQLITE_OK
  }

  static let rollbackTo: @convention(c) (Table?, Int32) -> Int32 = { table, number in
    guard let context = context(table) else { return SQLITE_MISUSE }
    context.session.staging.rollback(to: Int(number), of: context.table.name)
    // What a host's statement changed is undone, and no count of changes tells it from the next one any more.
    context.session.hostStatements.change = nil
    return SQLITE_OK
  }
}
