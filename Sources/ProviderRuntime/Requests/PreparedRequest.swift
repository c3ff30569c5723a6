/// A request that is known in full but for what authenticates it.
struct PreparedRequest: Sendable {
  /// What the requests of a list's pages have in common, and copies share.
  private final class Parts: Sendable {
    let method: MethodDescriptor
    let arguments: Arguments
    let lines: RequestLines
    let headers: [HTTPHeaders.Field]
    let body: [UInt8]?

    init(
      method: MethodDescriptor, arguments: Arguments, lines: RequestLines, headers: [HTTPHeaders.Field], body: [UInt8]?
    ) {
      self.method = method
      self.arguments = arguments
      self.lines = lines
      self.headers = headers
      self.body = body
    }
  }

  private let parts: Parts
  /// Where the request goes.
  var address: WebAddress

  /// Creates a request from its parts; `lines` writes it for people.
  init(
    method: MethodDescriptor, arguments: Arguments, address: WebAddress, lines: RequestLines,
    headers: [HTTPHeaders.Field], body: [UInt8]?
  ) {
    parts = Parts(method: method, arguments: arguments, lines: lines, headers: headers, body: body)
    self.address = address
  }

  /// The method that is called.
  var method: MethodDescriptor { parts.method }
  /// The arguments that the request was built of.
  var arguments: Arguments { parts.arguments }
  /// The headers that parameters fill.
  var headers: [HTTPHeaders.Field] { parts.headers }
  /// The body; nil where there is none.
  var body: [UInt8]? { parts.body }

  /// The request for people, for example `GET /orgs/acme/packages?package_type=npm`; no secrets.
  var line: String { parts.lines.line(method, address) }

  /// Whether sending it again can't change anything at the server (RFC 9110, section 9.2.1).
  var isRead: Bool { method.isRead }

  /// The media type of the body.
  var mediaType: String {
    if case .value(_, let mediaType) = method.body { mediaType } else { MediaType.json }
  }

  /// What tells the request from the others of a list: where it goes, and its variables where it has some.
  var identity: Int {
    var hasher = Hasher()
    hasher.combine(address)
    hasher.combine(body)
    return hasher.finalize()
  }

  /// The same request at another address of the same server.
  func moved(to address: WebAddress) -> PreparedRequest {
    var copy = self
    copy.address = address
    return copy
  }
}
