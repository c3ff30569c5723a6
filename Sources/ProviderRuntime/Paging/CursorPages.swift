/// Pages of which each names in its body where the next one begins.
struct CursorPages: PageTurner {
  private let pages: PageRequests
  private let parameter: String
  private var current: PageView?
  /// The cursors already followed: a list that leads back into itself has no end.
  private var visited: Set<ArgumentValue> = []

  init(_ pages: PageRequests, _ parameter: String) {
    self.pages = pages
    self.parameter = parameter
  }

  mutating func take(_ page: PageView) throws -> Bool {
    if page.marks.hasMore == true, page.marks.cursor == nil {
      throw PageProblem(
        kind: .invalidResponse,
        reason: "the answer says that there are more pages and does not say where the next begins",
        advice: "Check 'cursor_member' under 'pagination' in the spec; the API may differ from it.")
    }
    current = page
    return true
  }

  mutating func next() throws -> PreparedRequest? {
    guard let cursor else { return nil }
    guard visited.insert(cursor).inserted else { throw PageProblem.loop }
    return try pages.setting(parameter, to: cursor)
  }

  func following(_ distance: Int) -> PreparedRequest? { nil }

  var isAtEnd: Bool { current != nil && cursor == nil }

  var pagesBehind: Int { cursor == nil ? 0 : 1 }

  private var cursor: ArgumentValue? {
    current?.marks.hasMore == false ? nil : current?.marks.cursor
  }
}
