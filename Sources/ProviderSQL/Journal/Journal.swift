import ProviderRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A SQLite file that keeps what is about to be sent and what came of it.
///
/// A run is begun with its whole plan; each write has an intent before its request is sent and an outcome afterwards, and
/// each is durable before the next thing happens. A process that ends at any moment leaves a file from which the run can
/// be finished or undone. Several processes may write their runs at once. Secrets among parameters, in bodies and in
/// rows are not kept.
///
/// The file belongs to its owner alone. Beside it lie the files that SQLite makes for it and one that ends in `-lock`,
/// by which processes know of each other's runs.
public final class Journal: WriteJournal {
  private struct State {
    let file: JournalFile
    /// The runs that this journal holds the lock of.
    var held: Set<Int64> = []
  }

  /// The file.
  public let path: String
  private let locks: JournalLocks
  private let state: Locked<State>

  /// Opens the journal and makes it, with its folders, where there is none.
  ///
  /// - Throws: `JournalError` where the file can't be opened, is something else or was made by a newer version.
  public init(path: String) throws {
    try StateFolder.makeFolders(of: path, called: "journal")
    self.path = path
    locks = try JournalLocks(path: path + "-lock")
    do {
      state = Locked(State(file: try JournalFile(path: path, locks: locks)))
    } catch let error as JournalError where error.kind == .notAJournal || error.kind == .cannotOpen {
      // What belongs to somebody else is left as it is, and so is the folder around it.
      locks.removeIfNew()
      throw error
    }
  }

  /// Opens a journal that is there; nil where there is none yet. Nothing is made.
  ///
  /// - Throws: `JournalError` as `init(path:)` does.
  public static func existing(path: String) throws -> Journal? {
    if access(path, F_OK) != 0, errno == ENOENT || errno == ENOTDIR { return nil }
    return try Journal(path: path)
  }

  /// Where the journal is unless the user says otherwise: BINDERY_JOURNAL, else `bindery/journal.db` in the folder that
  /// the [XDG rules](https://specifications.freedesktop.org/basedir-spec/latest/) name for state.
  ///
  /// - Throws: `JournalError` where no home folder is known.
  public static func defaultPath(environment: [String: String]) throws(JournalError) -> String {
    if let path = environment["BINDERY_JOURNAL"], !path.isEmpty { return path }
    if let folder = StateFolder.path(environment: environment) { return folder + "/journal.db" }
    throw JournalError(
      .noPlace, "there is no home folder for the journal: name a file with BINDERY_JOURNAL or --journal")
  }

  // MARK: Writing

  /// Begins a run of the plan and returns its number.
  public func begin(_ plan: WritePlan, server: String) throws -> Int64 {
    try begin(plan, server: server, undoing: nil)
  }

  /// Begins a run that undoes another one.
  func begin(_ plan: WritePlan, server: String, undoing undone: Int64?) throws -> Int64 {
    let bodies = plan.writes.map { BodySecrets($0) }
    let secrets = Self.spellings(
      of: plan.writes.flatMap { write in
        write.method.parameters.filter(\.isSecret).compactMap { write.arguments[$0.name]?.text }
      } + bodies.flatMap(\.values))
    return try state.withLock { state in
      let file = state.file
      var taken: Int64?
      defer { if let taken { locks.release(taken) } }
      let run = try file.transaction {
        try file.run(
          """
          INSERT INTO runs(started, statement, provider, server, width, undoes)
          VALUES (\(Self.now), ?, ?, ?, ?, ?)
          """,
          [
            .text(Self.redact(plan.statement, secrets)), .text(plan.provider), .text(server),
            .text(plan.width.rawValue), .integer(undone),
          ])
        let run = file.lastRow
        for (index, write) in plan.writes.enumerated() {
          var withheld = write.method.parameters.filter { $0.isSecret && write.arguments[$0.name] != nil }.map(\.name)
          var kept = write.arguments
          for name in withheld { kept[name] = nil }
          withheld += bodies[index].places.map { $0.split(separator: " ").joined(separator: "_") }
          try file.run(
            """
            INSERT INTO writes(run, seq, resource, method, arguments, withheld, request, reason, row, body)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
              .integer(run), .integer(Int64(index)), .text(write.resource), .text(write.method.name),
              .text(JournalText.object(kept)), .text(withheld.isEmpty ? nil : withheld.joined(separator: " ")),
              .text(Self.redact(write.request, secrets)), .text(write.reason), .text(BodySecrets(rowOf: write).kept),
              .text(bodies[index].kept),
            ])
        }
        // Taken before anybody can see the run: there is no moment in which it looks abandoned.
        guard try locks.take(run) else { throw Self.active(run) }
        taken = run
        return run
      }
      taken = nil
      state.held.insert(run)
      return run
    }
  }

  /// The request of that index of the run's plan is about to be sent.
  public func intend(run: Int64, index: Int) throws {
    try change(
      run, index,
      """
      UPDATE writes SET intended = \(Self.now), outcome = NULL, status = NULL, refusal = NULL, message = NULL,
        finished = NULL WHERE run = ? AND seq = ?
      """)
  }

  /// What became of the request of that index. One that was not sent keeps no outcome.
  public func record(run: Int64, index: Int, _ result: WriteResult) throws {
    guard result.outcome != .planned else { return }
    try change(
      run, index,
      """
      UPDATE writes SET outcome = ?3, status = ?4, refusal = ?5, message = ?6, finished = \(Self.now)
      WHERE run = ?1 AND seq = ?2
      """,
      [
        .text(result.outcome.rawValue), .integer(result.status.map(Int64.init)), .text(result.reason),
        .text(result.message),
      ])
  }

  /// No more requests of the run will be sent by this process.
  public func end(run: Int64) throws {
    defer { release(run) }
    try state.withLock { state in
      _ = try state.file.run("UPDATE runs SET ended = \(Self.now) WHERE run = ?", [.integer(run)])
    }
  }

  private func change(_ run: Int64, _ index: Int, _ sql: String, _ values: [JournalFile.Value] = []) throws {
    let changed = try state.withLock { state in
      try state.file.run(sql, [.integer(run), .integer(Int64(index))] + values)
    }
    guard changed == 1 else {
      throw JournalError(.noSuchRun(run), "the journal \(path) has no write \(index) of run \(run)")
    }
  }

  // MARK: Locks

  /// Makes this journal the one that may send requests of a run, until `release`.
  ///
  /// - Throws: `JournalError` where somebody is at it.
  func hold(_ run: Int64) throws {
    try state.withLock { state in
      guard !state.held.contains(run), try locks.take(run) else { throw Self.active(run) }
      state.held.insert(run)
    }
  }

  /// Lets others send requests of a run.
  func release(_ run: Int64) {
    state.withLock { state in
      guard state.held.remove(run) != nil else { return }
      locks.release(run)
    }
  }

  private static func active(_ run: Int64) -> JournalError {
    JournalError(.isActive(run: run), "run \(run) is being applied at this moment; wait until that has ended")
  }

  // MARK: Reading

  /// The runs, the first one first.
  public func runs() throws -> [RunSummary] {
    try runs(where: "true", [])
  }

  /// One run.
  ///
  /// - Throws: `JournalError` where there is none of that number.
  public func summary(of run: Int64) throws -> RunSummary {
    guard let summary = try runs(where: "r.run = ?", [.integer(run)]).first else {
      throw JournalError(.noSuchRun(run), "the journal \(path) has no run \(run)")
    }
    return summary
  }

  /// The runs that undo another one.
  func runs(undoing run: Int64) throws -> [RunSummary] {
    try runs(where: "r.undoes = ?", [.integer(run)])
  }

  private func runs(where condition: String, _ values: [JournalFile.Value]) throws -> [RunSummary] {
    try state.withLock { state in
      var result: [RunSummary] = []
      try state.file.run(
        """
        SELECT r.run, r.started, r.statement, r.provider, r.server, r.width, r.undoes,
          count(*) FILTER (WHERE w.outcome IN ('done', 'already gone')),
          count(*) FILTER (WHERE w.outcome = 'refused'),
          count(*) FILTER (WHERE w.outcome IN ('failed', 'unknown')),
          count(*) FILTER (WHERE w.run IS NOT NULL AND w.outcome IS NULL)
        FROM runs r LEFT JOIN writes w USING (run) WHERE \(condition) GROUP BY r.run ORDER BY r.run
        """, values
      ) { row in
        result.append(
          RunSummary(
            run: row.integer(0), started: row.text(1) ?? "", statement: row.text(2) ?? "",
            provider: row.text(3) ?? "", server: row.text(4) ?? "",
            width: WritePlan.Width(rawValue: row.text(5) ?? "") ?? .wide,
            undoes: row.kind(6) == .null ? nil : row.integer(6), done: Int(row.integer(7)),
            refused: Int(row.integer(8)), failed: Int(row.integer(9)), pending: Int(row.integer(10))))
      }
      return result
    }
  }

  /// The writes of a run, in the order of its plan.
  ///
  /// - Throws: `JournalError` where there is no such run.
  public func entries(of run: Int64) throws -> [JournalEntry] {
    _ = try summary(of: run)
    return try state.withLock { state in
      var result: [JournalEntry] = []
      try state.file.run(
        """
        SELECT seq, resource, method, withheld, request, reason, row, intended, outcome, status, refusal, message,
          finished, arguments, body FROM writes WHERE run = ? ORDER BY seq
        """, [.integer(run)]
      ) { row in
        guard let arguments = ArgumentsReader.arguments(row.text(13) ?? "") else {
          throw JournalError(
            .damaged,
            "the journal \(path) holds arguments of run \(run) that can't be read: another program has changed it")
        }
        result.append(
          JournalEntry(
            run: run, index: Int(row.integer(0)), resource: row.text(1) ?? "", method: row.text(2) ?? "",
            arguments: arguments, body: row.text(14),
            withheld: (row.text(3) ?? "").split(separator: " ").map(String.init), request: row.text(4) ?? "",
            reason: row.text(5) ?? "", row: row.text(6), intended: row.text(7),
            outcome: row.text(8).flatMap(WriteOutcome.init), status: row.kind(9) == .null ? nil : Int(row.integer(9)),
            refusal: row.text(10), message: row.text(11), finished: row.text(12)))
      }
      return result
    }
  }

  /// The moment as SQL, in UTC to the millisecond.
  private static let now = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"

  /// The ways in which secrets stand in SQL: as they are, or in JSON, with the quotes of a text doubled.
  private static func spellings(of secrets: [String]) -> [String] {
    let distinct = Set(
      secrets.flatMap { secret in
        let json = String(JSONText.string(secret).dropFirst().dropLast())
        return [secret, json].flatMap { [$0, String(SQLText.quotedString($0).dropFirst().dropLast())] }
      })
    // What holds another one goes first.
    return distinct.sorted { ($0.utf8.count, $0) > ($1.utf8.count, $1) }
  }

  private static func redact(_ text: String, _ secrets: [String]) -> String {
    secrets.filter { !$0.isEmpty }.reduce(text) { text, secret in
      text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***")
    }
  }
}
