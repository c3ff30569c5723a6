/// Pages that a parameter numbers. Where the body counts the items of the list, the pages behind the first are known.
struct NumberedPages: PageTurner {
  private let pages: PageRequests
  private let parameter: String
  private let firstPage: Int
  private var tally: PageTally
  /// Which page was asked for last, counted from 0.
  private var index = 0

  init(_ pages: PageRequests, _ parameter: String, firstPage: Int, pageSize: Int?) {
    self.pages = pages
    self.parameter = parameter
    self.firstPage = firstPage
    tally = PageTally(pageSize: pageSize)
  }

  mutating func take(_ page: PageView) throws -> Bool {
    let index = index
    let isPage = try tally.take(page) { tally in tally.pagesDue.map { index < $0 } ?? false }
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
    guard let pages = tally.pagesAtMost, distance < pages - index else { return nil }
    return try? request(index + distance)
  }

  var isAtEnd: Bool {
    if tally.isAtEnd { return true }
    guard tally.count != nil, let pages = tally.pagesAtMost else { return false }
    return index + 1 >= pages
  }

  var pagesBehind: Int {
    guard tally.count != nil, !isAtEnd, let pages = tally.pagesAtMost else { return 0 }
    return pages - index - 1
  }

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
