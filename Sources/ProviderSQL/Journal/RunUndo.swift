import ProviderRuntime

/// The plan that undoes a run, held so that nobody else finishes or undoes the run at the same time.
public final class RunUndo: Sendable {
  /// The inverse of each write that was done and is not undone yet, the newest first.
  public let plan: WritePlan
  /// The writes of which nobody can tell whether the server acted on them; they are not part of the plan.
  public let unclear: [JournalEntry]
  private let run: Int64
  private let lineage: [Int64]
  private let journal: Journal
  private let client: ProviderClient

  init(_ run: Int64, in journal: Journal, _ client: ProviderClient, isElsewhere: Bool) async throws {
    let summary = try journal.summary(of: run)
    try client.check(summary, isElsewhere: isElsewhere)
    let lineage = try journal.holdLineage(of: run)
    do {
      let undone = try await Self.undone(run, in: journal, client)
      let settled = try await Self.settle(run, in: journal, client)
      let results = try settled.done.filter { !undone.contains(try Call(undoing: $0, client.provider)) }
        .sorted { ($0.finished ?? "", $0.index) < ($1.finished ?? "", $1.index) }
        .map { try $0.result([client.provider]) }
      plan = try client.undo(results, statement: "undo run \(run)", reason: "undoes run \(run)")
      unclear = settled.unclear
    } catch {
      for run in lineage { journal.release(run) }
      throw error
    }
    self.run = run
    self.lineage = lineage
    self.journal = journal
    self.client = client
  }

  deinit {
    for run in lineage { journal.release(run) }
  }

  /// Applies the plan as a run of its own.
  ///
  /// - Parameters:
  ///   - isCancelled: Asked before each request whether to stop.
  ///   - onBegin: Called with the number of the new run.
  ///   - onResult: Called with each result as it is known.
  /// - Returns: A result for each write of the plan, in its order.
  /// - Throws: what `ProviderClient.apply` throws.
  public func apply(
    isCancelled: @escaping @Sendable () -> Bool = { false }, onBegin: @escaping @Sendable (Int64) -> Void = { _ in },
    onResult: @escaping @Sendable (WriteResult) -> Void = { _ in }
  ) async throws -> [WriteResult] {
    try await client.apply(
      plan, journal: AnnouncedJournal(journal, undoing: run, onBegin: onBegin), isCancelled: isCancelled,
      onResult: onResult)
  }

  /// The writes that a run has done, those whose answer its process did not live to see included, and those of which
  /// nobody can tell.
  private static func settle(
    _ run: Int64, in journal: Journal, _ client: ProviderClient
  ) async throws -> (done: [JournalEntry], unclear: [JournalEntry]) {
    var done: [JournalEntry] = []
    var unclear: [JournalEntry] = []
    for var entry in try journal.entries(of: run) {
      if entry.outcome == .done { done.append(entry) }
      guard entry.isOpen || entry.outcome == .unknown else { continue }
      let write = try entry.write([client.provider])
      switch try await client.readBack(write) {
      case .acted:
        entry.outcome = .done
        // Not the time of the reading: the order in which things were done is the one in which they are undone.
        entry.finished = entry.intended
        try journal.record(
          run: run, index: entry.index,
          WriteResult(write: write, outcome: .done, message: "reading it back shows that it was done"))
        done.append(entry)
      case .notActed: break
      case .unclear: unclear.append(entry)
      }
    }
    return (done, unclear)
  }

  /// The calls that have undone writes of a run and are not undone themselves.
  private static func undone(
    _ run: Int64, in journal: Journal, _ client: ProviderClient
  ) async throws -> Set<Call> {
    var result: Set<Call> = []
    for undoing in try journal.runs(undoing: run) {
      let redone = try await undone(undoing.run, in: journal, client)
      for entry in try await settle(undoing.run, in: journal, client).done
      where !redone.contains(try Call(undoing: entry, client.provider)) {
        result.insert(Call(try entry.write([client.provider]).method, entry))
      }
    }
    return result
  }
}

/// A method and the object that it was called for.
private struct Call: Hashable {
  let method: String
  /// The path parameters' values as they are written in a request.
  let object: [String]

  init(_ method: MethodDescriptor, _ entry: JournalEntry) {
    self.method = method.name
    object = method.parameters.filter { $0.location == .path }.map { entry.arguments[$0.name]?.text ?? "" }
  }

  /// The call that undoes a write.
  init(undoing entry: JournalEntry, _ provider: ProviderDescriptor) throws {
    let method = try entry.write([provider]).method
    self.init(provider.inverse(of: method) ?? method, entry)
  }
}

extension Journal {
  /// Holds a run, the runs that undo it, those that undo these, and so on.
  fileprivate func holdLineage(of run: Int64) throws -> [Int64] {
    try hold(run)
    var held = [run]
    do {
      for undoing in try runs(undoing: run) { held += try holdLineage(of: undoing.run) }
    } catch {
      for run in held { release(run) }
      throw error
    }
    return held
  }
}

extension ProviderClient {
  /// Takes up what is left of a run of the journal. Nothing is sent.
  ///
  /// - Parameters:
  ///   - run: The run's number.
  ///   - journal: The journal.
  ///   - isElsewhere: Whether the client's server may be another one than the run's.
  /// - Throws: `JournalError` where there is no such run, it is being applied, or it can't be sent again.
  public func resume(run: Int64, in journal: Journal, isElsewhere: Bool = false) throws -> RunResumption {
    try RunResumption(run, in: journal, self, isElsewhere: isElsewhere)
  }

  /// Plans to undo what a run of the journal has done. Sends reads only: of the writes that may have been acted on.
  ///
  /// - Parameters:
  ///   - run: The run's number.
  ///   - journal: The journal.
  ///   - isElsewhere: Whether the client's server may be another one than the run's.
  /// - Throws: `JournalError` where there is no such run or it is being applied; `ProviderError` where one of its methods
  ///   has no inverse.
  public func undo(run: Int64, in journal: Journal, isElsewhere: Bool = false) async throws -> RunUndo {
    try await RunUndo(run, in: journal, self, isElsewhere: isElsewhere)
  }

  /// Throws where the requests of a run are not this client's to send.
  func check(_ summary: RunSummary, isElsewhere: Bool) throws {
    guard summary.provider == provider.name else {
      throw JournalError(
        .unknownMethod, "run \(summary.run) is one of '\(summary.provider)', which is not the provider at hand")
    }
    let server = try serverURL
    guard isElsewhere || summary.server == server else {
      throw JournalError(
        .otherServer,
        "the requests of run \(summary.run) went to \(summary.server), and would now go to \(server); name the server with"
          + " --base-url")
    }
  }
}
