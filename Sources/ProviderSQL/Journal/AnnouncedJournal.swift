import ProviderRuntime

/// A journal that tells the number of a run as soon as it is begun.
public struct AnnouncedJournal: WriteJournal {
  private let journal: Journal
  private let undone: Int64?
  private let onBegin: @Sendable (Int64) -> Void

  /// Creates a journal that keeps its runs in another one.
  ///
  /// - Parameters:
  ///   - journal: Where the runs are kept.
  ///   - onBegin: Called with the number of each run.
  public init(_ journal: Journal, onBegin: @escaping @Sendable (Int64) -> Void) {
    self.init(journal, undoing: nil, onBegin: onBegin)
  }

  /// Creates a journal whose runs undo another one.
  init(_ journal: Journal, undoing undone: Int64?, onBegin: @escaping @Sendable (Int64) -> Void) {
    self.journal = journal
    self.undone = undone
    self.onBegin = onBegin
  }

  /// Begins a run of the plan and returns its number.
  public func begin(_ plan: WritePlan, server: String) throws -> Int64 {
    let run = try journal.begin(plan, server: server, undoing: undone)
    onBegin(run)
    return run
  }

  /// The request of that index of the run's plan is about to be sent.
  public func intend(run: Int64, index: Int) throws { try journal.intend(run: run, index: index) }

  /// What became of the request of that index.
  public func record(run: Int64, index: Int, _ result: WriteResult) throws {
    try journal.record(run: run, index: index, result)
  }

  /// No more requests of the run will be sent by this process.
  public func end(run: Int64) throws { try journal.end(run: run) }
}
