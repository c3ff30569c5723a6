/// Reads the pages of one list in order, fetching ahead once the reader has shown that it goes on.
///
/// The first page is fetched alone. From then on, where the server says which page is the last, at most as many pages
/// are under way as were already taken, and never more than the client's concurrency: a reader that stops wastes at
/// most what it used. Where the server only names the next page, pages are fetched one after the other.
final class PageReader<Page: Sendable> {
  private typealias Fetched = PageFetcher<Page>.Fetched

  /// A page that is under way.
  private struct Ahead {
    let address: WebAddress
    let task: Task<Fetched, any Error>
  }

  /// Where a numbered list ends, as the server last said it.
  private struct Numbering {
    /// A page of the list, in whose address another number stands for another page.
    var template: WebAddress
    var last: Int
  }

  /// The way from a page to the next.
  private enum Step {
    case end
    case go(WebAddress)
    /// To a page that nobody named.
    case probe(WebAddress)
  }

  private let fetcher: PageFetcher<Page>
  private let first: PreparedRequest
  private let isSinglePage: Bool
  private let pageSize: Int?
  private let pageParameter: String?

  private var current: Fetched?
  /// The number of the current page, where pages are numbered.
  private var number: Int?
  private var numbering: Numbering?
  /// The number of the last page, as the server last said it.
  private var announcedLast: Int?
  private var ahead: [Ahead] = []
  private var taken = 0
  private var isFinished = false
  private var aheadLimit = Int.max
  /// The pages already read, by hash: a list that leads back into itself has no end.
  private var visited: Set<Int> = []

  init(
    fetcher: PageFetcher<Page>, first: PreparedRequest, isSinglePage: Bool, pageSize: Int?, pageParameter: String?
  ) {
    self.fetcher = fetcher
    self.first = first
    self.isSinglePage = isSinglePage
    self.pageSize = pageSize
    self.pageParameter = pageParameter
  }

  deinit { cancelAhead() }

  /// The next page; nil behind the last. After an error there are no more.
  ///
  /// At most so many pages behind it are under way afterwards, however many the reader's own rule would allow.
  func next(isolation: isolated (any Actor)?, readingAhead limit: Int = .max) async throws -> Page? {
    if isFinished { return nil }
    aheadLimit = limit
    do {
      guard let fetched = try await advance(isolation: isolation) else {
        finish()
        return nil
      }
      taken += 1
      current = fetched
      return fetched.page
    } catch {
      finish()
      throw error
    }
  }

  private func advance(isolation: isolated (any Actor)?) async throws -> Fetched? {
    guard let current else {
      number = pageParameter == nil ? nil : 1
      visited.insert(first.address.hashValue)
      let fetched = try await fetcher.fetch(first)
      try checkLength(fetched)
      return fetched
    }
    if isSinglePage { return nil }
    switch try step(from: current) {
    case .end:
      return nil
    case .probe(let address):
      cancelAhead()
      let fetched = try await take(address, isolation: isolation)
      // A server that knows no pages answers each with the whole list, for ever.
      if let fingerprint = fetched.fingerprint, fingerprint == current.fingerprint, fetched.count > 0 {
        throw refused("the server answers the next page with the one before, so the list has no end", fetched)
      }
      try checkLength(fetched)
      return fetched.count == 0 ? nil : fetched
    case .go(let address):
      let fetched = try await take(address, isolation: isolation)
      try checkLength(fetched)
      return fetched
    }
  }

  private func step(from page: Fetched) throws -> Step {
    if let next = page.links.next {
      let address: WebAddress
      do { address = try next.get() } catch { throw refused(error.reason, page) }
      try checkProgress(to: address, from: page)
      numbering = numbering(next: address, last: page.links.last)
      number = pageParameter.flatMap { address.queryNumber($0) }
      return .go(address)
    }
    guard !isAtEnd, let pageParameter, let number else { return .end }
    // The server chose the number.
    guard number < Int.max else { throw refused("no page can have a larger number than this one", page) }
    self.number = number + 1
    if let numbering, number < numbering.last {
      return .go(numbering.template.settingQueryNumber(pageParameter, to: number + 1))
    }
    return .probe(page.request.address.settingQueryNumber(pageParameter, to: number + 1))
  }

  /// Whether nothing can be behind the page taken last.
  var isAtEnd: Bool {
    guard !isFinished, let current else { return isFinished }
    if isSinglePage { return true }
    if current.links.next != nil { return false }
    // Links without a next one say that this is the end, whatever was said before; no links at all say nothing.
    guard !current.links.areGiven, current.count > 0, pageParameter != nil, let number else { return true }
    if let numbering, number < numbering.last { return false }
    if pageSize != nil, let announcedLast, number < announcedLast { return false }
    return pageSize.map { current.count < $0 } ?? true
  }

  /// How many pages behind the one taken last are under way.
  var pagesAhead: Int { ahead.count }

  /// How many pages the server has said to be behind the one taken last.
  var pagesBehind: Int {
    guard let current, let number, !isAtEnd else { return 0 }
    if let next = try? current.links.next?.get() {
      return numbering(next: next, last: current.links.last).map { $0.last - number } ?? 1
    }
    return numbering.map { max($0.last - number, 0) } ?? 0
  }

  /// Throws where the next page is one that was read already.
  private func checkProgress(to address: WebAddress, from page: Fetched) throws {
    let isBackwards =
      if let number, let next = pageParameter.flatMap({ address.queryNumber($0) }) { next <= number } else { false }
    guard visited.insert(address.hashValue).inserted, !isBackwards else {
      throw refused("the list leads back to a page already read, so it has no end", page)
    }
  }

  /// Throws where the list ends earlier than the server said before. Then items were taken out of it, and what stood
  /// behind them has moved to pages already read; a shift that leaves the number of pages as it was can't be seen.
  private func checkLength(_ page: Fetched) throws {
    guard let pageParameter, let number else { return }
    let isEnd = page.links.areGiven && page.links.next == nil
    let last: Int? =
      if page.count == 0, number > 1, isEnd || !page.links.areGiven { number - 1 } else if isEnd { number } else {
        page.links.last?.queryNumber(pageParameter)
      }
    guard let last else { return }
    if let announcedLast, last < announcedLast {
      throw fetcher.session.errors.clear(
        ProviderError(
          kind: .listChanged, method: page.request.method.name, requestLine: page.request.line,
          reason: "the list became shorter while it was read, from \(announcedLast) pages to \(last), so items of it "
            + "may have been missed", advice: "Ask again."))
    }
    announcedLast = last
  }

  /// The list's numbering, if the next and the last page differ in nothing but the number and the next one is next.
  private func numbering(next: WebAddress, last: WebAddress?) -> Numbering? {
    guard let pageParameter, let number, let nextNumber = next.queryNumber(pageParameter), nextNumber - 1 == number,
      let last, let lastNumber = last.queryNumber(pageParameter), lastNumber >= nextNumber,
      next.settingQueryNumber(pageParameter, to: lastNumber) == last
    else { return nil }
    return Numbering(template: next, last: lastNumber)
  }

  /// Waits for a page, starting it and those behind it that may be under way.
  private func take(_ address: WebAddress, isolation: isolated (any Actor)?) async throws -> Fetched {
    if ahead.first?.address != address { cancelAhead() }
    startAhead(from: address)
    return try await ahead.removeFirst().task.valueOrCancel
  }

  private func startAhead(from address: WebAddress) {
    if ahead.isEmpty { start(address) }
    guard let numbering, let pageParameter, let number else { return }
    let window = min(taken, fetcher.session.concurrency)
    while ahead.count < window, ahead.count <= aheadLimit, ahead.count <= numbering.last - number {
      start(numbering.template.settingQueryNumber(pageParameter, to: number + ahead.count))
    }
  }

  private func start(_ address: WebAddress) {
    let request = first.moved(to: address, by: fetcher.session.builder)
    let task = Task { [fetcher] in try await fetcher.fetch(request) }
    ahead.append(Ahead(address: address, task: task))
  }

  private func refused(_ reason: String, _ page: Fetched) -> ProviderError {
    fetcher.session.errors.clear(
      ProviderError(
        kind: .invalidLink, method: page.request.method.name, requestLine: page.request.line, reason: reason))
  }

  private func finish() {
    isFinished = true
    current = nil
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
