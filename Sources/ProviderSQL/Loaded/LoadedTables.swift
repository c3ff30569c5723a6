import CSQLite
import ProviderRuntime

/// The tables of providers within a connection that somebody else owns: what a SQLite extension loads.
///
/// SQLite's own parser rules there: a table is written `"provider.service.resource"`, and EXEC is the function
/// `bindery_exec('EXEC …')`. Writes are staged and sent when SQLite commits. What touches more than one object named in
/// full, or the token's own account, is sent by the COMMIT of a transaction only: outside one it is refused.
public enum LoadedTables {
  /// The first SQLite with all routines that the tables call.
  private static let oldestVersion: Int32 = 3_038_000

  /// Makes the tables known to a connection; they live as long as it does. A second time does nothing.
  ///
  /// - Parameters:
  ///   - clients: a client for each provider.
  ///   - journalPath: the file that keeps what is written.
  ///   - connection: the connection, as SQLite hands it to an extension.
  ///   - routines: SQLite's routines, as SQLite hands them to an extension.
  /// - Throws: `SQLError` where SQLite is too old or says no.
  public static func load(
    clients: [ProviderClient], journalPath: @escaping @Sendable () throws -> String, into connection: OpaquePointer,
    routines: UnsafePointer<sqlite3_api_routines>
  ) throws {
    let api: bsql_api = routines
    guard bsql_libversion_number(api) >= oldestVersion else {
      throw SQLError(.notSupported, "the tables need SQLite 3.38 or later")
    }
    let host = HostConnection(api: api, connection: connection)
    let known = try host.query("SELECT 1 FROM pragma_module_list WHERE name = '\(PlanModule.name)'")
    guard known.rows.isEmpty else { return }
    let session = Session(api: api, clients: clients, host: host)
    session.journalPath = try? journalPath()
    let writer = HostWriter(clients: clients, interrupter: session.interrupter, journalPath: journalPath)
    session.writeHandler = { [unowned session] plan in
      try writer.write(plan, isAutocommit: session.stagesInAutocommit)
    }
    var code = TableModule.register(session, on: connection)
    if code == SQLITE_OK { code = PlanModule.register(session, on: connection) }
    if code == SQLITE_OK { code = ExecFunction.register(session, host) }
    guard code == SQLITE_OK else { throw SQLError(.sqlite(code: code), host.message) }
  }
}

/// Sends what a host commits.
private struct HostWriter {
  let clients: [ProviderClient]
  let interrupter: Interrupter
  let journalPath: @Sendable () throws -> String

  /// - Throws: `SQLError` where nothing is sent because nobody said yes, and where not everything was done; the errors of
  ///   the journal and the client.
  func write(_ plan: WritePlan, isAutocommit: Bool) throws -> [WriteResult] {
    guard let client = clients.first(where: { $0.provider.name == plan.provider }) else { return [] }
    if isAutocommit, plan.needsConfirmation {
      let count = plan.writes.count == 1 ? "1 request" : "\(plan.writes.count) requests"
      let reason =
        plan.width == .ownAccount
        ? "acts on the token's own account, because no owner was named" : "is wider than one object named in full"
      throw SQLError(
        .notSupported,
        "the plan \(reason): \(count). Nothing was sent. Write BEGIN, the statement, and COMMIT, which sends it; between "
          + "them SELECT * FROM \(PlanModule.name) shows the plan and ROLLBACK drops it")
    }
    let path = try journalPath()
    let journal = try Journal(path: path)
    let run = Locked<Int64?>(nil)
    let isStopped = Locked(false)
    let announced = AnnouncedJournal(journal) { number in run.withLock { $0 = number } }
    let results = try interrupter.finish {
      try await client.apply(plan, journal: announced, isCancelled: { isStopped.withLock { $0 } })
    } onInterrupt: {
      isStopped.withLock { $0 = true }
    }
    guard results.allSatisfy(\.outcome.isDone) else {
      throw Self.incomplete(results, run: run.withLock { $0 }, path: path)
    }
    return results
  }

  /// What SQLite passes on is one text: the counts, the first requests that were not done, and where the rest is told.
  private static func incomplete(_ results: [WriteResult], run: Int64?, path: String) -> SQLError {
    let counts = WriteOutcome.allCases.compactMap { outcome -> String? in
      let count = results.count { $0.outcome == outcome }
      return count == 0 ? nil : "\(count) \(outcome == .planned ? "not sent" : outcome.rawValue)"
    }
    let open = results.filter { !$0.outcome.isDone && $0.outcome != .planned }
    let shown = open.prefix(3).map { result in
      let details = [result.reason, result.message].compactMap { $0 }.joined(separator: ": ")
      return "\n  \(result.write.request): \(result.outcome.rawValue)" + (details.isEmpty ? "" : ": \(details)")
    }
    let place = run.map { "\nRun \($0) of the journal \(path) tells all; local changes were rolled back" } ?? ""
    return SQLError(
      .notSupported, "not everything was written: \(counts.joined(separator: ", "))\(shown.joined())\(place)")
  }
}
