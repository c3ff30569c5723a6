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
  }

  private let fetcher: PageFetcher<Page>
  private let first: PreparedRequest
  private var turner: any PageTurner

  /// The request of the page taken last; nil before the first.
  private var current: PreparedRequest?
  /// Why the list can't end with the page taken last, though nothing leads on from it.
  private var wrongEnd: PageProblem?
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
      guard let page = try await advance(isolation: isolation) else {
        finish()
        return nil
      }
      taken += 1
      return page
    } catch {
      finish()
      throw error
    }
  }

  private func advance(isolation: isolated (any Actor)?) async throws -> Page? {
    let fetched: Fetched
    if let current {
      let next: PreparedRequest?
      do { next = try turner.next() } catch let problem as PageProblem { throw fetcher.error(problem, at: current) }
      guard let next else {
        if let wrongEnd { throw fetcher.error(wrongEnd, at: current) }
        return nil
      }
      fetched = try await take(next, isolation: isolation)
    } else {
      fetched = try await fetcher.fetch(first)
    }
    let request = fetched.view.request
    do {
      current = request
      let isPage = try turner.take(fetched.view)
      wrongEnd = turner.isAtEnd || !isPage ? fetcher.problem(endingWith: fetched) : nil
      guard isPage else {
        if let wrongEnd { throw wrongEnd }
        return nil
      }
      try checkEmptyPages(fetched.view)
    } catch let problem as PageProblem {
      throw fetcher.error(problem, at: request)
    }
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
    let window = min(taken, fetcher.session.concurrency)
    while ahead.count < window, ahead.count <= aheadLimit, let request = turner.following(ahead.count) {
      start(request)
    }
    return try await ahead.removeFirst().task.valueOrCancel
  }

  private func start(_ request: PreparedRequest) {
    let task = Task { [fetcher] in try await fetcher.fetch(request) }
    ahead.append(Ahead(request: request.identity, task: task))
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
