import CSQLite
import ProviderRuntime

/// Does with a plan what its caller decides: shows it, asks, applies it, or refuses it by throwing.
///
/// It returns one result for each write of the plan, which become the statement's rows. At the COMMIT of a transaction it
/// runs within SQLite: it must not use the database that calls it.
public typealias WriteHandler = (WritePlan) throws -> [WriteResult]

extension Database {
  /// Takes the plans of statements that write to a provider: an INSERT, UPDATE, REPLACE, DELETE or EXEC outside a
  /// transaction when it has been planned (nothing of it is held by SQLite any more), everything that a transaction
  /// staged at its COMMIT, before SQLite commits. An error ends the statement, and with it the transaction, and nothing
  /// else is written. A plan without requests is not handed over.
  ///
  /// Without a handler such statements fail with an `SQLError` of the kind `writesNotHandled`.
  public var writeHandler: WriteHandler? {
    get { session.writeHandler }
    set { session.writeHandler = newValue }
  }

  /// The journal's file, which the table `bindery_journal` shows, one row for each write; nil, or a file that does not
  /// exist, leaves the table empty.
  public var journalPath: String? {
    get { session.journalPath }
    set { session.journalPath = newValue }
  }

  /// What statements would write, one plan for each statement (or transaction) and provider; no write is sent.
  ///
  /// The statements run otherwise as they are written: rows are read from the providers, and local changes are made.
  public func plan(_ sql: String) throws -> [WritePlan] {
    var plans: [WritePlan] = []
    let handler = writeHandler
    defer { writeHandler = handler }
    writeHandler = { plan in
      plans.append(plan)
      return plan.writes.map { WriteResult(write: $0, outcome: .planned) }
    }
    var nobody = IgnoredRows()
    try execute(sql, into: &nobody)
    return plans
  }

  /// Runs a prepared statement that changes providers' tables outside a transaction: within one of its own, which is
  /// rolled back before the plan is handed over.
  func planAndHandOver(_ prepared: OpaquePointer, _ statement: RewrittenStatement, of script: Script) throws {
    try control("BEGIN")
    let staged: [StagedWrite]
    do {
      defer {
        sqlite3_reset(prepared)
        if sqlite3_get_autocommit(connection) == 0 { _ = sqlite3_exec(connection, "ROLLBACK", nil, nil, nil) }
      }
      var code = SQLITE_ROW
      while code == SQLITE_ROW { code = sqlite3_step(prepared) }
      guard code == SQLITE_DONE else { throw error(code, statement, of: script) }
      staged = session.staging.take()
    }
    try session.handOver(staged, tables: session.changes.targets.compactMap(session.table))
  }

  /// Runs a body within a transaction that is committed at its end, which sends what it staged; an error rolls it back.
  func withinTransaction<Receiver: RowReceiver>(
    _ receiver: inout Receiver, _ body: (inout Receiver) throws -> Void
  ) throws {
    try control("BEGIN")
    do {
      try body(&receiver)
      session.failure = nil
      try control("COMMIT")
    } catch {
      if sqlite3_get_autocommit(connection) == 0 { _ = sqlite3_exec(connection, "ROLLBACK", nil, nil, nil) }
      // What was sent before the COMMIT failed was sent.
      try handWrites(to: &receiver)
      throw error
    }
    try handWrites(to: &receiver)
  }

  /// Hands over the results of what the last statement wrote, if it did.
  func handWrites(to receiver: inout some RowReceiver) throws {
    guard let handed = session.handedOver else { return }
    session.handedOver = nil
    try WriteTable(handed.results, tables: handed.tables).write(into: &receiver)
  }

  private func control(_ sql: String) throws {
    let code = sqlite3_exec(connection, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw session.failure ?? sqliteError(code) }
  }
}

/// Takes rows and keeps none.
private struct IgnoredRows: RowReceiver {
  // A value without a size has no address, and the thread sanitizer of Swift 6.3 looks at whatever it finds in its place.
  private var count = 0

  mutating func begin(columns: [Column]) {}
  mutating func row(_ row: Row) { count += 1 }
  mutating func end() {}
}
