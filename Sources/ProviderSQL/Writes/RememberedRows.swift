import ProviderRuntime

/// The rows that a statement has come across and may delete or update: SQLite names them by their rowid alone.
struct RememberedRows {
  private struct Name: Hashable {
    var table: String
    var rowid: Int64
  }

  private struct Remembered {
    var key: [SQLValue?]
    /// The request; the error where the row can't be deleted, which matters only once it is to be.
    var deletion: Result<StagedWrite, any Error>?
    var update: RowUpdate?
    /// Whether another row has the same rowid.
    var isAmbiguous = false
  }

  private var rows: [Name: Remembered] = [:]

  /// Remembers a row. Two rows of one rowid can't be told apart later, so that neither can be written.
  mutating func remember(
    _ rowid: Int64, of context: TableContext, key: [SQLValue?], _ row: @autoclosure () -> WrittenRow
  ) {
    let name = Name(table: context.table.name, rowid: rowid)
    if let known = rows[name] {
      if known.key != key { rows[name]?.isAmbiguous = true }
      return
    }
    let row = row()
    var remembered = Remembered(key: key)
    let changes = context.session.changes
    // Where it is not known which of both comes, either may.
    if changes.deletes(from: context.table) || !changes.isKnown {
      remembered.deletion = Result { try row.deletion() }
    }
    if changes.updates(context.table) || !changes.isKnown { remembered.update = row.update() }
    rows[name] = remembered
  }

  /// The request that deletes a row.
  func deletion(_ rowid: Int64, of context: TableContext) throws -> StagedWrite {
    guard let deletion = try row(rowid, of: context, verb: "deleted").deletion else {
      throw Self.unread("deleted", context)
    }
    return try deletion.get()
  }

  /// The row to update.
  func update(_ rowid: Int64, of context: TableContext) throws -> RowUpdate {
    guard let update = try row(rowid, of: context, verb: "updated").update else {
      throw Self.unread("updated", context)
    }
    return update
  }

  private func row(_ rowid: Int64, of context: TableContext, verb: String) throws -> Remembered {
    guard let row = rows[Name(table: context.table.name, rowid: rowid)] else { throw Self.unread(verb, context) }
    guard !row.isAmbiguous else {
      throw SQLError(
        .notSupported,
        "two rows of \(context.table.name) have the same internal number and can't be told apart; run the statement "
          + "again, or name them by their keys")
    }
    return row
  }

  private static func unread(_ verb: String, _ context: TableContext) -> SQLError {
    SQLError(
      .notSupported, "a row of \(context.table.name) is to be \(verb) that the statement has not read")
  }
}
