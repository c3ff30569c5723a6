/// The page that a list was asked for.
struct Pagination: Sendable, Equatable {
  static let defaultSize = 30
  static let maximumSize = 100

  var page: Int
  var size: Int

  /// What can't be a page or a size counts as not given [assumed]; a size above the maximum is reduced to it [doc].
  init(_ query: Query) {
    page = Self.positive(query["page"]) ?? 1
    size = min(Self.positive(query["per_page"]) ?? Self.defaultSize, Self.maximumSize)
  }

  /// Nothing is listed beyond a million million items, so the multiplication can't overflow.
  var offset: Int { (page - 1) * size }

  private static func positive(_ text: String?) -> Int? {
    guard let number = text.flatMap({ Int($0) }), number > 0 else { return nil }
    return min(number, 1_000_000_000_000)
  }

  /// The Link header of a list of that many items, or nil when it fits one page. The links repeat the request's own query with
  /// another page.
  func link(total: Int, base: String, query: Query) -> String? {
    let last = (total + size - 1) / size
    guard last > 1 else { return nil }
    var links: [(page: Int, relation: String)] = []
    if page > 1 { links.append((min(page - 1, last), "prev")) }
    if page < last { links += [(page + 1, "next"), (last, "last")] }
    if page > 1 { links.append((1, "first")) }
    return links.map { "<\(base)?\(Self.text(query, page: $0.page))>; rel=\"\($0.relation)\"" }.joined(separator: ", ")
  }

  private static func text(_ query: Query, page: Int) -> String {
    var items = query.items.filter { $0.name != "page" }
    items.append(("page", String(page)))
    return items.map { "\(PercentEncoding.encode($0.name))=\(PercentEncoding.encode($0.value))" }
      .joined(separator: "&")
  }
}
