/// What is known of a list whose pages are counted: how many items it has, how many have come, how many fill a page.
struct PageTally: Sendable {
  /// How many items were asked for on a page; nil where the server's own size holds, or may hold.
  private let pageSize: Int?
  /// How many items the server said that there are, last; nil where it does not say.
  private(set) var total: Int?
  /// How many items have come.
  private(set) var items = 0
  /// How many the current page holds; nil before the first.
  private(set) var count: Int?
  /// How many items the first page held.
  private var firstCount = 0
  /// The bodies already read, by hash: a server that does not look at what it is asked for answers the same for ever.
  private var visited: Set<Int> = []

  init(pageSize: Int?) {
    self.pageSize = pageSize
  }

  /// Takes in a page. `isDue` says whether there should be items on it, by what the server said before.
  ///
  /// - Returns: Whether it is a page of the list; false for an empty one behind the end.
  mutating func take(_ page: PageView, isDue: (PageTally) -> Bool) throws -> Bool {
    if let known = total, let total = page.marks.total, total < known {
      throw PageProblem.shorter(from: known, to: total, "items")
    }
    total = page.marks.total ?? total
    if !visited.insert(page.fingerprint).inserted, page.count > 0 {
      throw PageProblem(reason: "the server answers the next page with one already read, so the list has no end")
    }
    let isFirst = count == nil
    if isFirst { firstCount = page.count }
    if isFirst, let total, total < page.count {
      throw PageProblem(
        kind: .invalidResponse,
        reason: "the server says that the list has a length of \(total), and its first page has \(page.count)",
        advice: "Name another member under 'total_member' in the spec, or leave it out.")
    }
    if page.count == 0, let total, total > 0, isFirst || isDue(self) {
      throw PageProblem(
        kind: .listChanged, reason: "the page is empty, although the server says that the list has \(total) items",
        advice: "Ask again. If it stays so, the spec's 'pagination' is not the API's.")
    }
    count = page.count
    items += page.count
    return isFirst || page.count > 0
  }

  /// Whether nothing can be behind the current page: all items have come, or where nobody says how many there are, it is
  /// not full.
  var isAtEnd: Bool {
    guard let count else { return false }
    if let total { return items >= total }
    return count == 0 || pageSize.map { count < $0 } ?? false
  }

  /// How many items a page of the list holds: the server may take less than it is asked for.
  var sizeOfPages: Int { max(firstCount, 1) }

  /// How many pages the list has, by the sizes asked for and said; nil where it does not say.
  var pagesDue: Int? { total.map { Self.pages($0, of: max(pageSize ?? 0, sizeOfPages)) } }

  /// How many pages the list has, by the size of its first one; nil where it does not say.
  var pagesAtMost: Int? { total.map { Self.pages($0, of: sizeOfPages) } }

  private static func pages(_ items: Int, of size: Int) -> Int { items / size + (items % size == 0 ? 0 : 1) }
}
