import ProviderRuntime

/// The pages of one request, in order, one at a time.
///
/// Pages behind the first are fetched ahead by the client while the reader is busy with those before.
final class PageReader {
  private let session: Session
  private let client: ProviderClient
  private let request: PlannedRequest
  private let fields: FieldList
  /// How many rows the statement wants at most, as far as can be told; nil where that is not known.
  private let expectedRows: Int?
  private var state = State.start
  /// The page handed out last, where another one of the same list may follow.
  private var previous: Page?

  private enum State {
    case start
    /// The one page of a small first try was read; this many rows were in it.
    case tried(rows: Int)
    case reading(PageIterator)
    case end
  }

  init(
    session: Session, client: ProviderClient, request: PlannedRequest, fields: FieldList, expectedRows: Int?
  ) {
    self.session = session
    self.client = client
    self.request = request
    self.fields = fields
    self.expectedRows = expectedRows
  }

  /// The next page; nil behind the last.
  func next() throws -> Page? {
    switch state {
    case .start:
      if request.method.response.shape == .object { return try readObject() }
      if let size = Self.smallPageSize(request, expectedRows: expectedRows, of: client.provider) {
        return try readSmallPage(of: size)
      }
      return try advance(startReading(request.arguments), skipping: 0)
    case .tried(let rows):
      // The statement wants more than its LIMIT made believe: from here on with full pages. The server may have moved
      // rows between two pages in any case, so what was read is skipped by count.
      return try advance(startReading(request.arguments), skipping: rows)
    case .reading(let iterator):
      return try advance(iterator, skipping: 0)
    case .end:
      return nil
    }
  }

  private func readObject() throws -> Page? {
    state = .end
    let (client, request, fields) = (client, request, fields)
    do {
      return try session.interrupter.wait {
        let response = try await client.response(request.method, request.arguments)
        return try Page(response.body, of: request.method, fields: fields)
      }
    } catch let error as ProviderError where error.kind == .notFound && request.isKeyed {
      return nil
    } catch let error as ProviderError {
      throw completed(error)
    }
  }

  /// The page size that is enough for the rows wanted; nil where that is the full one.
  static func smallPageSize(
    _ request: PlannedRequest, expectedRows: Int?, of provider: ProviderDescriptor
  ) -> Int? {
    guard let expectedRows, let paging = provider.pagination, let parameter = paging.pageSizeParameter,
      let maximum = paging.maximumPageSize, expectedRows < maximum,
      request.method.parameters.contains(where: { $0.name == parameter }), request.arguments[parameter] == nil,
      paging.pageParameter.map({ request.arguments[$0] == nil }) ?? true
    else { return nil }
    return max(expectedRows, 1)
  }

  private func readSmallPage(of size: Int) throws -> Page? {
    let iterator = startReading(Self.limited(request.arguments, to: size, of: client.provider))
    guard let page = try read(iterator) else {
      state = .end
      return nil
    }
    // A page that is not full is the last one, unless its Link says otherwise: a server may leave items out.
    state = page.count < size ? .reading(iterator) : .tried(rows: page.count)
    return page
  }

  /// The arguments with the page size set.
  static func limited(_ arguments: Arguments, to size: Int, of provider: ProviderDescriptor) -> Arguments {
    var arguments = arguments
    if let parameter = provider.pagination?.pageSizeParameter { arguments[parameter] = .integer(Int64(size)) }
    return arguments
  }

  private func startReading(_ arguments: Arguments) -> PageIterator {
    let (request, fields) = (request, fields)
    let pages = client.pages(request.method, arguments) { response in
      let page = try Page(response.body, of: request.method, fields: fields)
      return ParsedPage(page: page, count: page.count)
    }
    return PageIterator(pages.makeAsyncIterator())
  }

  private func read(_ iterator: PageIterator) throws -> Page? {
    do {
      return try session.interrupter.wait { try await iterator.next() }
    } catch {
      // Nothing can follow an error: the iterator may even still be at work when the wait was interrupted.
      state = .end
      throw (error as? ProviderError).map(completed) ?? error
    }
  }

  private func advance(_ iterator: PageIterator, skipping rows: Int) throws -> Page? {
    state = .reading(iterator)
    firstRow = rows
    while let page = try read(iterator) {
      if firstRow == 0, let previous { firstRow = page.overlap(with: previous) }
      if page.count > firstRow {
        previous = page
        return page
      }
      firstRow -= page.count
    }
    previous = nil
    state = .end
    return nil
  }

  /// The first row of the last page that is new to the reader.
  private(set) var firstRow = 0

  /// An error of a page's text does not know which request it answers, and none knows what the statement left open.
  private func completed(_ error: ProviderError) -> ProviderError {
    var error = error
    if error.requestLine == nil { error.requestLine = try? client.requestLine(request.method, request.arguments) }
    if error.kind == .notFound, !request.fannedOut.isEmpty {
      let names = request.fannedOut.joined(separator: " and ")
      error.advice = "The statement does not give \(names), so every value is asked for; give the one that is meant."
    }
    return error
  }
}

/// An iterator that crosses from the thread of SQLite to the tasks that advance it.
// Unchecked because the compiler can't see it: `PageReader` starts one `next` at a time and waits for it; where the wait
// is interrupted, the reader is never asked again.
private final class PageIterator: @unchecked Sendable {
  private var iterator: PageSequence<Page>.AsyncIterator

  init(_ iterator: PageSequence<Page>.AsyncIterator) {
    self.iterator = iterator
  }

  func next() async throws -> Page? {
    try await iterator.next()
  }
}
