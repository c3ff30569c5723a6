import CSQLite

/// What SQLite calls for changes and for transactions (https://www.sqlite.org/vtab.html#the_xupdate_method).
extension TableModule {
  /// SQLite asks for changes only when every row of the statement is known.
  static let update:
    @convention(c) (Table?, Int32, UnsafeMutablePointer<OpaquePointer?>?, UnsafeMutablePointer<sqlite3_int64>?) -> Int32 =
      { table, count, values, _ in
        guard let context = context(table), let values else { return SQLITE_MISUSE }
        let session = context.session
        // One value is the rowid of a row to delete; more are those of a row to insert or update.
        guard count == 1, let rowid = values[0], bsql_value_type(session.api, rowid) == SQLITE_INTEGER else {
          let isUpdate = values[0].map { bsql_value_type(session.api, $0) != SQLITE_NULL } ?? false
          fail(
            table, context,
            with: WriteRefusal.unsupported(isUpdate ? .update : .insert, context.table)
              ?? SQLError(.readOnly, "\(context.table.name) can't be changed so"))
          return SQLITE_READONLY
        }
        do {
          if let failure = WriteRefusal.unsupported(.delete, context.table) { throw failure }
          let staged = try session.rows.deletion(bsql_value_int64(session.api, rowid), of: context)
          session.stage(staged, by: context.table.name)
          return SQLITE_OK
        } catch {
          session.dropHostStatement()
          fail(table, context, with: error)
          return SQLITE_ERROR
        }
      }

  static let begin: @convention(c) (Table?) -> Int32 = { table in
    guard let context = context(table) else { return SQLITE_MISUSE }
    context.session.staging.begin(context.table.name)
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
    return SQLITE_OK
  }
}
