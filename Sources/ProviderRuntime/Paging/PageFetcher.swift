/// Fetches single pages of a list and has them read.
struct PageFetcher<Page: Sendable>: Sendable {
  /// Who sends the requests.
  let session: Session
  /// Who reads the answers.
  let parse: @Sendable (HTTPResponse) throws -> ParsedPage<Page>

  /// A page with what leads on from it.
  struct Fetched: Sendable {
    let page: Page
    let count: Int
    let links: PageLinks
    /// The request that the page answers, after redirections.
    let request: PreparedRequest
  }

  /// Fetches a page.
  func fetch(_ request: PreparedRequest) async throws -> Fetched {
    let exchange = try await session.exchange(request)
    let parsed: ParsedPage<Page>
    do {
      parsed = try parse(exchange.response)
    } catch {
      throw session.errors.unreadable(error, exchange.response, exchange.request)
    }
    return Fetched(
      page: parsed.page, count: parsed.count, links: PageLinks(exchange.response, from: exchange.request.address),
      request: exchange.request)
  }
}
