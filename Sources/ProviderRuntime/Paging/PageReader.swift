/// Reads the pages of one list in order, fetching ahead once the reader has shown that it goes on.
///
/// The first page is fetched alone. From then on, where the pages behind are known, at most as many are under way as were
/// already taken, and never more than the client's concurrency: a reader that stops wastes at most what it used. Where
/// only the next page is known, or it is not known whether there is one, pages are fetched one after the other.
final class PageReader<Page: Sendable> {
  private typealias Fetched = PageFetcher<Page>.Fetched

  /// A page that is under way.
  private struct Ahead {
    let request: Int
    let task: Task<Fetched, any Error>
    /// The page once it has come.
    let arrival: Locked<Fetched?>
  }

  private let fetcher: PageFetcher<Page>
  private let first: PreparedRequest
  private var turner: any PageTurner

  /// The request of the page taken last; nil before the first.
  private var current: PreparedRequest?
  /// Why the list can't end with the page taken last, though nothing leads on from it.
  private var wrongEnd: PageProblem?
  /// The request of the page to be taken next, where it is known already: nil at the end.
  private var upcoming: PreparedRequest??
  private var ahead: [Ahead] = []
  private var taken = 0
  private var emptyPages = 0
  private var isFinished = false
  private var aheadLimit = Int.max

  init(fetcher: PageFetcher<Page>, first: PreparedRequest, turner: any PageTurner) {
    self.fetcher = fetcher
    self.first = first
    self.turner = turner
  }

  deinit { cancelAhead() }

  /// The next page; nil behind the last. After an error there are no more.
  ///
  /// At most so many pages behind it are under way afterwards, however many the reader's own rule would allow.
  func next(isolation: isolated (any Actor)?, readingAhead limit: Int = .max) async throws -> Page? {
    if isFinished { return nil }
    aheadLimit = limit
    do {
      guard let request = try prepare() else {
        finish()
        return nil
      }
      let fetched =
        current == nil ? try await fetcher.fetch(request) : try await take(request, isolation: isolation)
      return try accept(fetched)
    } catch {
      finish()
      throw error
    }
  }

  /// The next page where it has come already, so that nobody has to wait for it; nil where it has not, or where `next` has
  /// to tell what there is. After an error there are no more.
  func nextAtHand(readingAhead limit: Int) throws -> Page? {
    guard !isFinished, current != nil, let first = ahead.first, let fetched = first.arrival.withLock({ $0 }) else {
      return nil
    }
    aheadLimit = limit
    do {
      guard let request = try prepare(), request.identity == first.request else { return nil }
      fillWindow()
      ahead.removeFirst()
      return try accept(fetched)
    } catch {
      finish()
      throw error
    }
  }

  /// The request of the page to be taken next; nil at the end.
  private func prepare() throws -> PreparedRequest? {
    if let upcoming { return upcoming }
    guard let current else { return first }
    let next: PreparedRequest?
    do { next = try turner.next() } catch let problem as PageProblem { throw fetcher.error(problem, at: current) }
    if next == nil, let wrongEnd { throw fetcher.error(wrongEnd, at: current) }
    upcoming = .some(next)
    return next
  }

  /// Takes a page in; nil where it is none of the list's.
  private func accept(_ fetched: Fetched) throws -> Page? {
    let request = fetched.view.request
    upcoming = nil
    do {
      current = request
      let isPage = try turner.take(fetched.view)
      wrongEnd = turner.isAtEnd || !isPage ? fetcher.problem(endingWith: fetched) : nil
      guard isPage else {
        if let wrongEnd { throw wrongEnd }
        finish()
        return nil
      }
      try checkEmptyPages(fetched.view)
    } catch let problem as PageProblem {
      throw fetcher.error(problem, at: request)
    }
    taken += 1
    return fetched.page
  }

  /// Throws where a list that always names a next page gives no items for so long that it can't be meant to end.
  private func checkEmptyPages(_ page: PageView) throws(PageProblem) {
    emptyPages = page.count == 0 ? emptyPages + 1 : 0
    guard emptyPages <= Self.maximumEmptyPages else {
      throw PageProblem(
        kind: .limitReached,
        reason: "more than \(Self.maximumEmptyPages) pages in a row are empty, and each says that there is another")
    }
  }

  /// A server that filters what it has on a page may leave it empty; none that is known does so this often.
  private static var maximumEmptyPages: Int { 100 }

  /// Whether nothing can be behind the page taken last.
  var isAtEnd: Bool { isFinished || current != nil && turner.isAtEnd && wrongEnd == nil }

  /// How many pages behind the one taken last are under way.
  var pagesAhead: Int { ahead.count }

  /// How many pages the server has said to be behind the one taken last.
  var pagesBehind: Int { isFinished || current == nil ? 0 : turner.pagesBehind }

  /// Waits for a page, starting it and those behind it that may be under way.
  private func take(_ request: PreparedRequest, isolation: isolated (any Actor)?) async throws -> Fetched {
    if ahead.first?.request != request.identity { cancelAhead() }
    if ahead.isEmpty { start(request) }
    fillWindow()
    return try await ahead.removeFirst().task.valueOrCancel
  }

  /// Starts the pages behind the next one that may be under way.
  private func fillWindow() {
    let window = min(taken, fetcher.session.concurrency)
    while ahead.count < window, ahead.count <= aheadLimit, let request = turner.following(ahead.count) {
      start(request)
    }
  }

  private func start(_ request: PreparedRequest) {
    let arrival = Locked<Fetched?>(nil)
    let task = Task { [fetcher] in
      let fetched = try await fetcher.fetch(request)
      arrival.withLock { $0 = fetched }
      return fetched
    }
    ahead.append(Ahead(request: request.identity, task: task, arrival: arrival))
  }

  private func finish() {
    isFinished = true
    cancelAhead()
  }

  private func cancelAhead() {
    for page in ahead { page.task.cancel() }
    ahead.removeAll()
  }
}

extension Task where Failure == any Error {
  /// Waits for the task; when the waiting task is cancelled, so is this one.
  fileprivate var valueOrCancel: Success {
    get async throws {
      try await withTaskCancellationHandler {
        try await value
      } onCancel: {
        cancel()
      }
    }
  }
}
