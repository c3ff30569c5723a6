import ProviderRuntime

/// The pages of one request, in order, each fetched when it is asked for.
// Unchecked because the compiler can't see it: `ReadAhead` asks for a page when the one before has come, and looks at
// the properties in between only.
final class PageStream: @unchecked Sendable {
  /// A page, or what is left of it.
  struct Part: Sendable {
    var page: Page
    /// The first row that is new to the reader.
    var firstRow: Int
  }

  private enum State {
    case start
    /// The one page of a small first try was read; this many rows were in it.
    case tried(rows: Int)
    case reading(PageSequence<Page>.AsyncIterator)
    case end
  }

  private let client: ProviderClient
  private let request: PlannedRequest
  private let fields: FieldList
  private let expectedRows: Int?
  private var state = State.start
  /// The page handed out last, where another one of the same list may follow.
  private var previous: Page?

  /// `expectedRows` is how many rows the statement wants at most, as far as can be told; nil where that is not known.
  init(client: ProviderClient, request: PlannedRequest, fields: FieldList, expectedRows: Int?) {
    self.client = client
    self.request = request
    self.fields = fields
    self.expectedRows = expectedRows
  }

  /// Whether nothing can be behind what was read.
  var isAtEnd: Bool {
    switch state {
    case .start, .tried: false
    case .reading(let iterator): iterator.isAtEnd
    case .end: true
    }
  }

  /// How many pages are under way although nobody has asked for them.
  var pagesAhead: Int { if case .reading(let iterator) = state { iterator.pagesAhead } else { 0 } }

  /// How many pages the server has said to be behind what was read.
  var pagesBehind: Int { if case .reading(let iterator) = state { iterator.pagesBehind } else { 0 } }

  /// The next page; nil behind the last. At most so many pages behind it are under way afterwards.
  func next(readingAhead limit: Int) async throws -> Part? {
    do {
      switch state {
      case .start:
        if request.method.response.shape != .list { return try await readObject() }
        if let size = Self.smallPageSize(request, expectedRows: expectedRows, of: client.provider) {
          return try await readSmallPage(of: size)
        }
        return try await advance(startReading(request.arguments), skipping: 0, limit)
      case .tried(let rows):
        // The statement wants more than its LIMIT made believe: from here on with full pages. The server may have moved
        // rows between two pages in any case, so what was read is skipped by count.
        return try await advance(startReading(request.arguments), skipping: rows, limit)
      case .reading(let iterator):
        return try await advance(iterator, skipping: 0, limit)
      case .end:
        return nil
      }
    } catch {
      state = .end
      throw (error as? ProviderError).map(completed) ?? error
    }
  }

  /// The next page where it has come already, so that nobody has to wait for it; nil where it has not.
  func nextAtHand(readingAhead limit: Int) throws -> Part? {
    guard case .reading(let iterator) = state, let previous else { return nil }
    do {
      guard let page = try iterator.nextAtHand(readingAhead: limit) else { return nil }
      self.previous = page
      return Part(page: page, firstRow: page.overlap(with: previous))
    } catch {
      state = .end
      throw (error as? ProviderError).map(completed) ?? error
    }
  }

  private func readObject() async throws -> Part? {
    do {
      let response = try await client.response(request.method, request.arguments)
      state = .end
      return Part(page: try Page(response.body, of: request.method, fields: fields), firstRow: 0)
    } catch let error as ProviderError where error.kind == .notFound && request.isKeyed {
      state = .end
      return nil
    }
  }

  /// The page size that is enough for the rows wanted; nil where that is the full one.
  static func smallPageSize(
    _ request: PlannedRequest, expectedRows: Int?, of provider: ProviderDescriptor
  ) -> Int? {
    guard let expectedRows, let paging = provider.pagination(of: request.method),
      let parameter = request.method.parameters.first(where: { $0.name == paging.pageSizeParameter }),
      let maximum = parameter.maximum ?? paging.maximumPageSize, expectedRows < maximum,
      request.arguments[parameter.name] == nil,
      paging.position(of: request.method).map({ request.arguments[$0] == nil }) ?? true
    else { return nil }
    return max(expectedRows, parameter.minimum ?? 1, 1)
  }

  private func readSmallPage(of size: Int) async throws -> Part? {
    var iterator = startReading(Self.limited(request, to: size, of: client.provider))
    guard let page = try await iterator.next(readingAhead: 0) else {
      state = .end
      return nil
    }
    // A page that is not full is the last one, unless its Link says otherwise: a server may leave items out.
    state = page.count < size ? .reading(iterator) : .tried(rows: page.count)
    return Part(page: page, firstRow: 0)
  }

  /// The arguments with the page size set.
  static func limited(_ request: PlannedRequest, to size: Int, of provider: ProviderDescriptor) -> Arguments {
    var arguments = request.arguments
    if let parameter = provider.pagination(of: request.method)?.pageSizeParameter {
      arguments[parameter] = .integer(Int64(size))
    }
    return arguments
  }

  private func startReading(_ arguments: Arguments) -> PageSequence<Page>.AsyncIterator {
    let (request, fields) = (request, fields)
    return client.pages(request.method, arguments) { response in
      let page = try Page(response.body, of: request.method, fields: fields)
      return ParsedPage(page: page, count: page.count)
    }.makeAsyncIterator()
  }

  private func advance(
    _ iterator: PageSequence<Page>.AsyncIterator, skipping rows: Int, _ limit: Int
  ) async throws -> Part? {
    var iterator = iterator
    var rows = rows
    while let page = try await iterator.next(readingAhead: limit) {
      if rows == 0, let previous { rows = page.overlap(with: previous) }
      if page.count >= rows {
        state = .reading(iterator)
        previous = page
        return Part(page: page, firstRow: rows)
      }
      rows -= page.count
    }
    previous = nil
    state = .end
    return nil
  }

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
