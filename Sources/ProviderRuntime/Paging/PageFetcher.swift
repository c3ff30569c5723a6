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
    /// What tells the body from another one, where the answer has no links; nil where it has.
    let fingerprint: Int?
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
    let links = PageLinks(exchange.response, from: exchange.request.address)
    return Fetched(
      page: parsed.page, count: parsed.count, links: links, request: exchange.request,
      fingerprint: links.areGiven ? nil : exchange.response.body.hashValue)
  }
}
