/// Fetches single pages of a list and has them read.
struct PageFetcher<Page: Sendable>: Sendable {
  /// Who sends the requests.
  let session: Session
  /// How the list is paged; nil where it has one page.
  let pagination: PaginationDescriptor?
  /// Whether the pages are to be those of a whole list, and not of one page or object alone.
  let isWholeList: Bool
  /// Who reads the answers.
  let parse: @Sendable (HTTPResponse) throws -> ParsedPage<Page>

  /// A page with what is known of the pages around it.
  struct Fetched: Sendable {
    let page: Page
    let view: PageView
    let body: [UInt8]
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
      return Fetched(page: parsed.page, view: view, body: response.body)
    } catch let problem as PageProblem {
      throw error(problem, at: exchange.request)
    }
  }

  private func marks(_ body: [UInt8], list: [String]) throws -> PageMarks {
    try pagination.map { try PageMarks(body, $0, list: list) } ?? PageMarks()
  }

  /// Why a list can't end with a page that nothing leads on from; nil where it can.
  func problem(endingWith last: Fetched) -> PageProblem? {
    guard isWholeList,
      last.view.links.next != nil || PageMarks.sayMore(last.body, list: last.view.request.method.response.member)
    else { return nil }
    return PageProblem(
      kind: .invalidResponse,
      reason: "the server says that the list has more pages, and "
        + (pagination == nil ? "the spec does not say how they are asked for" : "its answer does not lead to the next"),
      advice: (pagination == nil
        ? "Write the list's 'pagination' in the spec." : "Check 'pagination' in the spec; the API may differ from it.")
        + " What the pages up to here hold can be had with LIMIT.")
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
