import ProviderRuntime

/// The rows that a statement has come across and may delete: SQLite names them by their rowid alone.
struct RememberedRows {
  private struct Name: Hashable {
    var table: String
    var rowid: Int64
  }

  private struct Remembered {
    var key: [SQLValue?]
    /// The request; the error where the row can't be deleted, which matters only once it is to be.
    var deletion: Result<StagedWrite, any Error>
  }

  private var rows: [Name: Remembered] = [:]

  /// Remembers a row. Two rows of one rowid can't be told apart later, so that neither can be deleted.
  mutating func remember(
    _ rowid: Int64, of context: TableContext, key: [SQLValue?], deletion: () throws -> StagedWrite
  ) {
    let name = Name(table: context.table.name, rowid: rowid)
    if let known = rows[name] {
      guard known.key != key else { return }
      rows[name]?.deletion = .failure(
        SQLError(
          .notSupported,
          "two rows of \(context.table.name) have the same internal number and can't be told apart; run the statement "
            + "again, or delete them by their keys"))
      return
    }
    rows[name] = Remembered(key: key, deletion: Result(catching: deletion))
  }

  /// The request that deletes a row.
  func deletion(_ rowid: Int64, of context: TableContext) throws -> StagedWrite {
    guard let row = rows[Name(table: context.table.name, rowid: rowid)] else {
      throw SQLError(
        .notSupported, "a row of \(context.table.name) is to be deleted that the statement has not read")
    }
    return try row.deletion.get()
  }
}
