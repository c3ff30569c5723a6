/// Pages that begin behind so many items. Where the body counts the items of the list, the pages behind the first are
/// known.
///
/// A page begins where the one before ended, however many items that had: a server that gives fewer than it was asked for
/// must not cost any.
struct OffsetPages: PageTurner {
  private let pages: PageRequests
  private let parameter: String
  private var tally: PageTally
  /// How many items are before the page asked for last.
  private var offset = 0

  init(_ pages: PageRequests, _ parameter: String, pageSize: Int?) {
    self.pages = pages
    self.parameter = parameter
    tally = PageTally(pageSize: pageSize)
  }

  mutating func take(_ page: PageView) throws -> Bool {
    let offset = offset
    return try tally.take(page) { tally in tally.total.map { offset < $0 } ?? false }
  }

  mutating func next() throws -> PreparedRequest? {
    guard !isAtEnd else { return nil }
    offset = tally.items
    return try request(offset)
  }

  func following(_ distance: Int) -> PreparedRequest? {
    let (behind, overflow) = distance.multipliedReportingOverflow(by: tally.sizeOfPages)
    guard let total = tally.total, !overflow, behind < total - offset else { return nil }
    return try? request(offset + behind)
  }

  var isAtEnd: Bool { tally.isAtEnd }

  var pagesBehind: Int {
    guard tally.count != nil, !isAtEnd, let total = tally.total else { return 0 }
    let items = total - tally.items
    return items / tally.sizeOfPages + (items % tally.sizeOfPages == 0 ? 0 : 1)
  }

  private func request(_ offset: Int) throws -> PreparedRequest {
    try pages.setting(parameter, to: .integer(Int64(offset)))
  }
}
