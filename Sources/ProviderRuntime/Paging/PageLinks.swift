/// What the headers of an answer say about the pages around it.
struct PageLinks: Sendable {
  /// A next page that can't be followed.
  struct Refused: Error {
    /// A clause without a full stop.
    var reason: String
  }

  /// Whether the answer has links at all. Without any, nothing is said about a next page.
  let areGiven: Bool
  /// The next page; nil where there is none. The refusal is raised only by who wants to go on.
  let next: Result<WebAddress, Refused>?
  /// The last page, where the answer names one at the same server.
  let last: WebAddress?

  /// Reads the links of an answer that came from an address.
  init(_ response: HTTPResponse, from address: WebAddress) {
    let header = response.headers["Link"].map(LinkHeader.init)
    areGiven = !(header?.links.isEmpty ?? true)
    next = header?.target("next").map { Self.page($0, from: address) }
    last = header?.target("last").flatMap { try? address.resolving($0) }
      .flatMap { $0.isSameOrigin(as: address) ? $0 : nil }
  }

  /// The page that a reference in an answer from an address means, in a header or in the body.
  static func page(_ reference: String, from address: WebAddress) -> Result<WebAddress, Refused> {
    do throws(WebAddress.Malformed) {
      let next = try address.resolving(reference)
      if next.isSameOrigin(as: address) { return .success(next) }
      return .failure(
        Refused(reason: "the next page is said to be at another server, \(next.origin), which may not see the token"))
    } catch {
      return .failure(Refused(reason: "the next page is said to be at what is no URL: \(error.reason)"))
    }
  }
}
