import ProviderSQL

/// Tells how a script ended, where that is not as its author meant it.
struct ScriptEnding {
  let database: Database
  let runner: PlanRunner

  /// Says on standard error what failed and what was not done because of it, and returns the exit status.
  func status(after failure: (any Error)?) -> Int32 {
    guard let failure else {
      Self.tellOpenTransaction(of: database, "script")
      // What the script says was not done.
      return database.openTransaction == nil ? runner.status : max(runner.status, 1)
    }
    let status = runner.report(failure)
    switch failure {
    case SinkError.closed where !database.statementsLeft.isEmpty:
      // Whoever reads the first line only need not know that the script goes on; whoever wrote the script must.
      Console.note("the reader of the output went away")
      tellStatementsLeft()
      return max(status, 1)
    case let error as SQLError where error.kind == .interrupted:
      tellStatementsLeft()
      return status
    default:
      return status
    }
  }

  /// Says what is undone because nobody committed it.
  static func tellOpenTransaction(of database: Database, _ what: String) {
    guard let planned = database.openTransaction else { return }
    let requests =
      switch planned {
      case 0: ""
      case 1: "; the request that it planned was not sent"
      default: "; the \(planned) requests that it planned were not sent"
      }
    Console.note("the \(what) ended within a transaction, which is undone: COMMIT is missing\(requests)")
  }

  private func tellStatementsLeft() {
    let shown = 5
    for statement in database.statementsLeft.prefix(shown) {
      let line = statement.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      Console.note("not run: \(line.count > 160 ? line.prefix(160) + "…" : line)")
    }
    let rest = database.statementsLeft.count - shown
    if rest > 0 { Console.note("not run: \(rest) more") }
  }
}
