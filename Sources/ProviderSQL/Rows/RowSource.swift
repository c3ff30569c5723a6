import ProviderRuntime

/// The rows of one scan: the pages of its requests, in the order of the requests.
///
/// What it hands out is the same however the requests are sent: `ReadAhead` decides on that.
final class RowSource {
  /// Some rows, and the request that they come from.
  struct Batch {
    var page: Page
    /// The first row that counts.
    var firstRow: Int
    var request: Int
  }

  let requests: PlannedRequests
  private let readAhead: ReadAhead
  private let interrupter: Interrupter
  private let scout: ScoutRole?
  /// The scan's number; nil where a scout finds that the statement has overtaken it.
  private let scan: Int?
  private var reader: Int { scout?.reader ?? ReadAhead.statement }

  /// Begins a scan at a place in the statement.
  init(session: Session, _ question: ScanQuestion, at site: Int) throws {
    requests = question.requests
    readAhead = session.readAhead
    interrupter = session.interrupter
    scout = session.scout
    scan = try readAhead.enter(question, at: site, reader: session.scout?.reader ?? ReadAhead.statement)
  }

  deinit {
    if let scan { readAhead.leave(scan, reader: reader) }
  }

  /// The next rows; nil behind the last.
  func next() throws -> Batch? {
    guard let scan else { throw CancellationError() }
    while true {
      let changes = scout?.waker.changes ?? 0
      switch try readAhead.next(scan, reader: reader) {
      case .known(let page, let request):
        if let page, page.count > 0 { return Batch(page: page, firstRow: 0, request: request) }
      case .pull(let pull, let request):
        // Where the statement is interrupted, so is the request: `ReadAhead` has handed it over.
        if let part = try interrupter.wait(for: pull, cancels: scout == nil).get(), part.page.count > part.firstRow {
          return Batch(page: part.page, firstRow: part.firstRow, request: request)
        }
      case .wait(let pull):
        _ = try interrupter.wait(for: pull, cancels: false)
      case .hold:
        scout?.waker.wait(after: changes)
        if interrupter.isInterrupted { throw CancellationError() }
      case .end:
        return nil
      }
    }
  }
}

extension ScoutRole {
  /// Notes what the statement is going to ask for, and waits until it has come near.
  func announce(_ question: ScanQuestion, at site: Int, in session: Session) throws {
    _ = try session.readAhead.enter(question, at: site, reader: reader)
    while true {
      let changes = waker.changes
      if session.interrupter.isInterrupted { throw CancellationError() }
      guard session.readAhead.isFarAhead() else { return }
      waker.wait(after: changes)
    }
  }
}
