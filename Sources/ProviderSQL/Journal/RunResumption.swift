import ProviderRuntime

/// What is left of a run, held so that nobody else finishes or undoes the run at the same time.
public final class RunResumption: Sendable {
  /// What is left: the writes that are not done and that the server did not refuse, as they would be applied.
  public let plan: WritePlan
  /// The writes of the plan as the journal has them.
  public let entries: [JournalEntry]
  private let run: Int64
  private let journal: Journal
  private let client: ProviderClient

  init(_ run: Int64, in journal: Journal, _ client: ProviderClient, isElsewhere: Bool) throws {
    let summary = try journal.summary(of: run)
    try client.check(summary, isElsewhere: isElsewhere)
    try journal.hold(run)
    do {
      let entries = try journal.entries(of: run).filter { entry in
        switch entry.outcome {
        case nil, .planned, .failed, .unknown: true
        case .done, .alreadyGone, .refused: false
        }
      }
      if let entry = entries.first(where: { !$0.withheld.isEmpty }) {
        throw JournalError(
          .secretNeeded,
          "run \(run) can't be resumed: \(entry.request) took a secret (\(entry.withheld.joined(separator: ", "))),"
            + " which the journal does not keep; give the statement again")
      }
      plan = WritePlan(
        statement: summary.statement, provider: summary.provider, width: summary.width,
        writes: try entries.map { try $0.write([client.provider]) })
      self.entries = entries
    } catch {
      journal.release(run)
      throw error
    }
    self.run = run
    self.journal = journal
    self.client = client
  }

  deinit { journal.release(run) }

  /// Reads back the writes that may have been acted on, then sends what is not done; the run's outcomes are completed.
  ///
  /// - Parameters:
  ///   - isCancelled: Asked before each request whether to stop.
  ///   - onResult: Called with each result as it is known.
  /// - Returns: A result for each write of the plan, in its order.
  /// - Throws: what `ProviderClient.apply` throws.
  public func apply(
    isCancelled: @escaping @Sendable () -> Bool = { false },
    onResult: @escaping @Sendable (WriteResult) -> Void = { _ in }
  ) async throws -> [WriteResult] {
    var results = plan.writes.map { WriteResult(write: $0, outcome: .planned) }
    var left: [Int] = []
    for (position, entry) in entries.enumerated() {
      if entry.intended == nil {
        left.append(position)
        continue
      }
      if Task.isCancelled || isCancelled() { return results }
      let outcome = try await ProviderClient.stopping(when: isCancelled) { [self] in
        try await readBack(plan.writes[position], entry.outcome)
      }
      // What was given up says nothing about the write.
      if Task.isCancelled || isCancelled() { return results }
      guard let outcome else {
        left.append(position)
        continue
      }
      results[position] = outcome
      try journal.record(run: run, index: entry.index, outcome)
      onResult(outcome)
    }
    var rest = plan
    rest.writes = left.map { plan.writes[$0] }
    let applied = try await client.apply(
      rest, journal: Continuation(journal: journal, run: run, indices: left.map { entries[$0].index }),
      isCancelled: isCancelled, onResult: onResult)
    for (position, result) in zip(left, applied) { results[position] = result }
    return results
  }

  /// What became of a write that may have been sent; nil where it is to be sent now.
  private func readBack(_ write: PlannedWrite, _ outcome: WriteOutcome?) async throws -> WriteResult? {
    switch try await client.readBack(write) {
    case .acted:
      return WriteResult(write: write, outcome: .done, message: "reading it back shows that it was done")
    case .notActed: return nil
    case .unclear(let reason):
      // What failed was not done, whatever can be read.
      if outcome == .failed { return nil }
      return WriteResult(
        write: write, outcome: .unknown, message: "it may have been sent before the process ended; \(reason)")
    }
  }
}

/// Keeps what comes of the rest of a run in the run itself.
private struct Continuation: WriteJournal {
  let journal: Journal
  let run: Int64
  /// The place in the run of each write that is sent.
  let indices: [Int]

  func begin(_ plan: WritePlan, server: String) throws -> Int64 { run }

  func intend(run: Int64, index: Int) throws { try journal.intend(run: run, index: indices[index]) }

  func record(run: Int64, index: Int, _ result: WriteResult) throws {
    try journal.record(run: run, index: indices[index], result)
  }

  func end(run: Int64) throws { try journal.end(run: run) }
}
