import CSQLite
import ProviderRuntime

extension Database {
  /// How many inner tables are run ahead for.
  private static let maximumScouts = 3

  /// Runs a statement to its end, with scouts ahead of it where that helps: what they find is fetched ahead.
  ///
  /// Without them the statement is the same, but slower.
  func withScouts<Result>(
    ahead prepared: OpaquePointer, _ statement: RewrittenStatement, run: () throws -> Result
  ) rethrows -> Result {
    let readAhead = session.readAhead
    let running = sendScouts(ahead: prepared, statement)
    defer {
      readAhead.endScouting()
      running.forEach { $0.stop() }
    }
    return try run()
  }

  /// Sends scouts ahead of a statement that only reads and asks a provider's table more than once; none where what it
  /// reads is not to be seen by another connection, or would be planned there in another way, and where the scouts are
  /// out for a statement whose rows are being handed over.
  private func sendScouts(ahead prepared: OpaquePointer, _ statement: RewrittenStatement) -> [Scout] {
    guard session.hasSites, !scouts.contains(where: \.isRunning),
      !session.changes.isChange, sqlite3_stmt_readonly(prepared) != 0,
      sqlite3_get_autocommit(connection) != 0, session.clients.contains(where: { $0.concurrency > 1 })
    else { return [] }
    session.beginPlanning()
    guard let program = session.program(of: statement.sql, on: connection), !program.isByChance else { return [] }
    let sites = program.sites
    let leaves = sites.indices.filter { sites[$0].repeats }.prefix(Self.maximumScouts)
    guard !leaves.isEmpty else { return [] }
    let scouting = Scouting(sites: sites.map(\.site), leaves: Array(leaves), waker: Waker())
    session.readAhead.begin(scouting)
    var running: [Scout] = []
    for reader in 1...leaves.count {
      if scouts.count < reader {
        guard let scout = Scout(of: self) else { break }
        scouts.append(scout)
      }
      let scout = scouts[reader - 1]
      // What was heard of the statement holds for it there, too.
      scout.session.changes = session.changes
      guard scout.program(of: statement.sql)?.isSame(as: program) ?? false,
        scout.start(statement.sql, as: ScoutRole(reader: reader, in: scouting), with: session.readAhead)
      else { break }
      running.append(scout)
    }
    if running.count < leaves.count {
      // Those that are missing would be waited for.
      session.readAhead.endScouting()
      running.forEach { $0.stop() }
      return []
    }
    return running
  }
}

extension Session {
  /// The program of a statement, in which each scan of a provider's table names its site; nil where there is none.
  func program(of sql: String, on connection: OpaquePointer) -> Program? {
    recording = PlanRecording()
    defer { recording = nil }
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v2(connection, "EXPLAIN \(sql)", -1, &prepared, nil) == SQLITE_OK, let prepared else {
      return nil
    }
    defer { sqlite3_finalize(prepared) }
    return Program(prepared)
  }
}
