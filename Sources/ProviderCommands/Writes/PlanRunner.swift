import ProviderRuntime
import ProviderSQL
import Synchronization

/// Does with plans what the user's options say: shows them, asks, applies them and keeps a journal.
final class PlanRunner: Sendable {
  /// What the user said about writes.
  struct Settings: Sendable {
    /// Whether plans are shown only.
    var isDryRun = false
    /// Whether the user has said yes beforehand.
    var isConfirmed = false
    /// The largest plan that may be applied, in requests.
    var maximumWrites = PlanRunner.defaultMaximumWrites
    /// The journal's file; nil takes the usual place.
    var journal: String?
    /// Whether there is a journal: what a server of this process alone holds cannot be resumed or undone later.
    var keepsJournal = true
    /// Whether there is nothing to say on standard error but errors.
    var isQuiet = false
    /// The name of the program, for the advice that it gives.
    var program: String
  }

  /// What a plan may hold unless the user says otherwise.
  static let defaultMaximumWrites = 1_000

  private let settings: Settings
  private let environment: [String: String]
  private let progress: Progress
  /// Whether a plan is here, asked about or applied, which ends by itself after Ctrl-C.
  private let isBusy = Atomic(false)
  private let isInterrupted = Atomic(false)
  private let isIncomplete = Atomic(false)
  private let hasApplied = Atomic(false)
  /// The number of the last run that was begun.
  private let lastRun = Locked<Int64?>(nil)

  init(_ settings: Settings, environment: [String: String], progress: Progress) {
    self.settings = settings
    self.environment = environment
    self.progress = progress
  }

  /// 4 once a plan was not done in full, else 0.
  var status: Int32 { isIncomplete.load(ordering: .relaxed) ? 4 : 0 }

  /// Whether a plan was applied, and so has outcomes that its user must get to see.
  var hasOutcomes: Bool { hasApplied.load(ordering: .relaxed) }

  /// Tells why a command failed, and returns the exit status. That of a plan which was not done in full comes first,
  /// whatever failed behind it: somebody has to look after the rest.
  func report(_ failure: any Error) -> Int32 {
    let status = Console.report(failure, program: settings.program)
    if case SinkError.failed = failure, hasOutcomes, let run = lastRun.withLock({ $0 }) {
      Console.note("what was sent is told by: \(settings.program) journal show \(run)")
    }
    return self.status == 0 ? status : self.status
  }

  /// Stops before the next request; the one under way is finished. Returns whether a plan is being asked about or
  /// applied.
  func interrupt() -> Bool {
    isInterrupted.store(true, ordering: .sequentiallyConsistent)
    return isBusy.load(ordering: .sequentiallyConsistent)
  }

  /// Throws once Ctrl-C was pressed: nothing more is begun.
  func refuseIfInterrupted() throws {
    guard isInterrupted.load(ordering: .sequentiallyConsistent) else { return }
    throw ProviderError(kind: .cancelled, reason: "interrupted before anything was sent")
  }

  /// Applies a plan as far as the settings allow, and blocks until it is done.
  ///
  /// - Throws: `UsageError` for a plan that is too large, `ConfirmationNeeded` where nobody can say yes or said no, and
  ///   the journal's or the client's error where nothing can be sent.
  func run(_ plan: WritePlan, with client: ProviderClient) throws -> [WriteResult] {
    let journal = settings.keepsJournal && !settings.isDryRun ? try journalPath : nil
    return try run(plan, at: try client.serverURL) { onBegin, isCancelled, onResult in
      let journal = try journal.map { AnnouncedJournal(try Journal(path: $0), onBegin: onBegin) }
      return try await client.apply(plan, journal: journal, isCancelled: isCancelled, onResult: onResult)
    }
  }

  /// The way that a plan's requests are sent.
  typealias Application =
    @Sendable (
      _ onBegin: @escaping @Sendable (_ run: Int64) -> Void, _ isCancelled: @escaping @Sendable () -> Bool,
      _ onResult: @escaping @Sendable (WriteResult) -> Void
    ) async throws -> [WriteResult]

  /// The same with another way to send: a run that is resumed, or undoes another one, tells the journal so.
  func run(_ plan: WritePlan, at server: String, sending: @escaping Application) throws -> [WriteResult] {
    if settings.isDryRun || plan.writes.isEmpty {
      return plan.writes.map { WriteResult(write: $0, outcome: .planned, message: $0.reason) }
    }
    guard plan.writes.count <= settings.maximumWrites else {
      throw UsageError(
        "the plan has \(plan.writes.count) requests, more than the \(settings.maximumWrites) that --max-writes allows; "
          + "nothing was sent. Look at it with --dry-run, then narrow the statement or raise --max-writes")
    }
    isBusy.store(true, ordering: .sequentiallyConsistent)
    defer { isBusy.store(false, ordering: .sequentiallyConsistent) }
    if plan.needsConfirmation, !settings.isConfirmed {
      progress.makeRoom()
      try Confirmation.ask(about: plan, at: server) { isInterrupted.load(ordering: .relaxed) }
    }
    try refuseIfInterrupted()
    lastRun.withLock { $0 = nil }
    let total = plan.writes.count
    let known = Locked<[WriteResult]>([])
    let results: [WriteResult]
    do {
      results = try Blocking.wait { [progress, self] in
        try await sending(
          { run in self.lastRun.withLock { $0 = run } }, { self.isInterrupted.load(ordering: .relaxed) }
        ) { result in
          let count = known.withLock { known in
            known.append(result)
            return known.count
          }
          progress.countWrite(count, of: total)
        }
      }
    } catch {
      // Whatever ended the run, what it did before must not be lost.
      let sent = known.withLock { $0 }
      if !sent.isEmpty {
        hasApplied.store(true, ordering: .relaxed)
        isIncomplete.store(true, ordering: .relaxed)
        progress.makeRoom()
        for result in sent { Console.note("\(result.write.request): \(result.outcome.rawValue)") }
      }
      throw error
    }
    hasApplied.store(true, ordering: .relaxed)
    if !results.allSatisfy(\.outcome.isDone) { isIncomplete.store(true, ordering: .relaxed) }
    progress.makeRoom()
    if !settings.isQuiet {
      for result in results where result.outcome == .done {
        if let message = result.message { Console.note("\(result.write.request): done, \(message)") }
      }
    }
    if !settings.isQuiet, total > 1 || status != 0 { Console.note(summary(results, run: lastRun.withLock { $0 })) }
    return results
  }

  /// Where the journal is.
  var journalPath: String {
    get throws { try settings.journal ?? Journal.defaultPath(environment: environment) }
  }

  private func summary(_ results: [WriteResult], run: Int64?) -> String {
    let counts = WriteOutcome.allCases.compactMap { outcome -> String? in
      let count = results.count { $0.outcome == outcome }
      let name = outcome == .planned ? "not sent" : outcome.rawValue
      return count == 0 ? nil : "\(count) \(name)"
    }
    let advice = run.flatMap { run -> String? in
      if results.contains(where: { [.planned, .failed, .unknown].contains($0.outcome) }) {
        return "; go on with: \(settings.program) journal resume \(run)"
      }
      let done = results.filter { $0.outcome == .done }
      // One that nothing undoes makes the run one that can't be taken back.
      guard !done.isEmpty, done.allSatisfy({ $0.write.method.inverse != nil }) else { return nil }
      return "; take it back with: \(settings.program) journal undo \(run)"
    }
    return counts.joined(separator: ", ") + (advice ?? "")
  }
}
