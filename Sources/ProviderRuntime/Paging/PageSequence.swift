/// The pages of a list, in order. Each iteration reads the list anew.
public struct PageSequence<Page: Sendable>: AsyncSequence, Sendable {
  /// One page.
  public typealias Element = Page

  /// Creates the reader of an iteration; throws where no request can be built.
  let makeReader: @Sendable () throws -> PageReader<Page>

  /// Starts to read. Nothing is sent before the first page is asked for.
  public func makeAsyncIterator() -> AsyncIterator {
    AsyncIterator(makeReader: makeReader)
  }

  /// Reads pages. Dropping it cancels what is under way.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private var makeReader: (@Sendable () throws -> PageReader<Page>)?
    private var reader: PageReader<Page>?

    init(makeReader: @escaping @Sendable () throws -> PageReader<Page>) {
      self.makeReader = makeReader
    }

    /// The next page; nil behind the last. Throws `ProviderError`; after an error there are no more pages.
    public mutating func next() async throws -> Page? {
      try await next(isolation: nil)
    }

    /// The next page; nil behind the last. Throws `ProviderError`; after an error there are no more pages.
    public mutating func next(isolation actor: isolated (any Actor)?) async throws -> Page? {
      try start()
      return try await reader?.next(isolation: actor)
    }

    /// The next page, behind which at most so many are under way afterwards.
    package mutating func next(readingAhead limit: Int) async throws -> Page? {
      try start()
      return try await reader?.next(isolation: nil, readingAhead: limit)
    }

    /// The next page where it has come already; nil where it has not, or where `next` has to tell what there is.
    package func nextAtHand(readingAhead limit: Int) throws -> Page? {
      try reader?.nextAtHand(readingAhead: limit)
    }

    /// Whether nothing can be behind the page taken last.
    package var isAtEnd: Bool { reader?.isAtEnd ?? false }

    /// How many pages behind the one taken last are under way.
    package var pagesAhead: Int { reader?.pagesAhead ?? 0 }

    /// How many pages the server has said to be behind the one taken last.
    package var pagesBehind: Int { reader?.pagesBehind ?? 0 }

    private mutating func start() throws {
      guard let makeReader else { return }
      self.makeReader = nil
      reader = try makeReader()
    }
  }
}
