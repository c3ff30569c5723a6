/// Fetches single pages of a list and has them read.
struct PageFetcher<Page: Sendable>: Sendable {
  /// Who sends the requests.
  let session: Session
  /// How the list is paged; nil where it has one page.
  let pagination: PaginationDescriptor?
  /// Whether nobody knows how the list is paged, so that it is taken for one page.
  let isUnpaged: Bool
  /// Who reads the answers.
  let parse: @Sendable (HTTPResponse) throws -> ParsedPage<Page>

  /// A page with what is known of the pages around it.
  struct Fetched: Sendable {
    let page: Page
    let view: PageView
  }

  /// Fetches a page.
  func fetch(_ request: PreparedRequest) async throws -> Fetched {
    let exchange = try await session.exchange(request)
    let response = exchange.response
    let parsed: ParsedPage<Page>
    do {
      parsed = try parse(response)
    } catch {
      throw session.errors.unreadable(error, response, exchange.request)
    }
    do {
      let links = PageLinks(response, from: exchange.request.address)
      let view = PageView(
        request: exchange.request, count: parsed.count, links: links,
        marks: try marks(response.body, list: request.method.response.member),
        fingerprint: isNamed(links) ? 0 : Self.fingerprint(response.body, request.method.response.member))
      return Fetched(page: parsed.page, view: view)
    } catch let problem as PageProblem {
      throw error(problem, at: exchange.request)
    }
  }

  private func marks(_ body: [UInt8], list: [String]) throws -> PageMarks {
    if let pagination { return try PageMarks(body, pagination, list: list) }
    return isUnpaged ? PageMarks(whole: body, list: list) : PageMarks()
  }

  /// The error of a list that can't be read behind a request, or of its answer.
  func error(_ problem: PageProblem, at request: PreparedRequest) -> ProviderError {
    session.errors.clear(
      ProviderError(
        kind: problem.kind, method: request.method.name, requestLine: request.line, reason: problem.reason,
        advice: problem.advice))
  }

  /// Whether the page says by itself where the next one is, so that nobody goes on by guessing.
  private func isNamed(_ links: PageLinks) -> Bool {
    switch pagination?.style {
    case .link: links.areGiven
    case .pageNumber, .offset: false
    case .cursor, .nextURL, nil: true
    }
  }

  /// What tells the items of a body from those of another. What is around them may be another each time.
  private static func fingerprint(_ body: [UInt8], _ member: [String]) -> Int {
    var range = body.indices
    if !member.isEmpty, case .array(let items)? = try? JSONMember(member, of: body) { range = items }
    var hasher = Hasher()
    body.withUnsafeBytes { hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: $0[range])) }
    return hasher.finalize()
  }
}
