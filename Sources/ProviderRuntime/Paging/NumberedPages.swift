/// Pages that a parameter numbers. Where the body counts the pages or the items of the list, those behind the first are known.
struct NumberedPages: PageTurner {
  private let pages: PageRequests
  private let parameter: String
  private let firstPage: Int
  private var tally: PageTally
  /// How many pages the server said that there are, last; nil where it does not say.
  private var pageCount: Int?
  /// Which page was asked for last, counted from 0.
  private var index = 0

  init(_ pages: PageRequests, _ parameter: String, firstPage: Int, pageSize: Int?) {
    self.pages = pages
    self.parameter = parameter
    self.firstPage = firstPage
    tally = PageTally(pageSize: pageSize)
  }

  mutating func take(_ page: PageView) throws -> Bool {
    if let known = pageCount, let count = page.marks.pageCount, count < known {
      throw PageProblem.shorter(from: known, to: count, "pages")
    }
    pageCount = page.marks.pageCount ?? pageCount
    let index = index
    let isPage = try tally.take(page) { tally in tally.pagesDue.map { index < $0 } ?? false }
    if let pageCount, page.count == 0, pageCount > 1, index < pageCount {
      throw PageProblem(
        kind: .listChanged, reason: "the page is empty, although the server says that the list has \(pageCount) pages",
        advice: "Ask again. If it stays so, the spec's 'pagination' is not the API's.")
    }
    if !isPage { try checkSum() }
    return isPage
  }

  mutating func next() throws -> PreparedRequest? {
    guard !isAtEnd else {
      try checkSum()
      return nil
    }
    index += 1
    return try request(index)
  }

  func following(_ distance: Int) -> PreparedRequest? {
    guard let length, distance < length - index else { return nil }
    return try? request(index + distance)
  }

  var isAtEnd: Bool {
    guard tally.count != nil else { return false }
    // Where the pages are counted, one that is not full is not the last for that.
    if tally.total != nil || pageCount == nil, tally.isAtEnd { return true }
    return length.map { index + 1 >= $0 } ?? false
  }

  var pagesBehind: Int {
    guard tally.count != nil, !isAtEnd, let length else { return 0 }
    return length - index - 1
  }

  /// How many pages the list has: as many as the server says, else by its items and the size of the first page; nil where
  /// it says neither.
  private var length: Int? { pageCount ?? tally.pagesAtMost }

  /// Throws at the end where not as many items have come as there are: a page was short that is not the last.
  private func checkSum() throws(PageProblem) {
    guard let total = tally.total, tally.items < total else { return }
    throw PageProblem(
      kind: .listChanged,
      reason: "the server says that the list has \(total) items and gave \(tally.items) on all its pages",
      advice: "Ask again. If it stays so, 'total_member' in the spec does not count the list's items.")
  }

  private func request(_ index: Int) throws -> PreparedRequest {
    let (number, overflow) = firstPage.addingReportingOverflow(index)
    if overflow { throw PageProblem(reason: "no page can have a larger number than this one") }
    return try pages.setting(parameter, to: .integer(Int64(number)))
  }
}
