/// The items of a list, in order, page by page. Each iteration reads the list anew.
public struct PagedSequence<Item: Sendable>: AsyncSequence, Sendable {
  /// One item.
  public typealias Element = Item

  /// The pages that the items come in.
  public let pages: PageSequence<[Item]>

  /// Starts to read. Nothing is sent before the first item is asked for.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(pages: pages.makeAsyncIterator())
  }

  /// Reads items. Dropping it cancels what is under way.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private var pages: PageSequence<[Item]>.AsyncIterator
    private var items: [Item] = []
    private var index = 0

    init(pages: PageSequence<[Item]>.AsyncIterator) {
      self.pages = pages
    }

    /// The next item; nil behind the last. Throws `ProviderError`; after an error there are no more items.
    public mutating func next() async throws -> Item? {
      try await next(isolation: nil)
    }

    /// The next item; nil behind the last. Throws `ProviderError`; after an error there are no more items.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Item? {
      while index == items.count {
        guard let page = try await pages.next(isolation: actor) else { return nil }
        items = page
        index = 0
      }
      defer { index += 1 }
      return items[index]
    }
  }
}
