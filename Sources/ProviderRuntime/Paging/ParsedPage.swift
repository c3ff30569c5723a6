/// A page of a list, read by whoever asked for it.
public struct ParsedPage<Page: Sendable>: Sendable {
  /// What the page became.
  public var page: Page
  /// How many items it holds; a full page may have another one behind it that the server forgot to name.
  public var count: Int

  /// Creates a page from its parts.
  public init(page: Page, count: Int) {
    self.page = page
    self.count = count
  }
}
