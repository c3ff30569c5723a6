/// Runs of a journal as rows with fixed columns: `run, started, statement, done, refused, failed, pending`.
public struct RunTable: Sendable {
  /// The columns.
  public let columns: [Column]
  /// The rows, in the order of the runs.
  public let rows: [[SQLValue]]

  /// Creates the rows of runs.
  public init(_ runs: [RunSummary]) {
    columns = ["run", "started", "statement", "done", "refused", "failed", "pending"].map { Column(name: $0) }
    rows = runs.map { run in
      [.integer(run.run), .text(run.started), .text(run.statement)]
        + [run.done, run.refused, run.failed, run.pending].map { .integer(Int64($0)) }
    }
  }

  /// Hands the rows over as one result.
  public func write(into receiver: inout some RowReceiver) throws {
    try receiver.begin(columns: columns)
    for row in rows { try receiver.row(Row(row, columns)) }
    try receiver.end()
  }
}
