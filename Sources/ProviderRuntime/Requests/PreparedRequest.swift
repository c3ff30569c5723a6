/// A request that is known in full but for what authenticates it.
struct PreparedRequest: Sendable {
  /// The method that is called.
  let method: MethodDescriptor
  /// The arguments that the request was built of.
  let arguments: Arguments
  /// Where the request goes.
  var address: WebAddress
  /// The request for people, for example `GET /orgs/acme/packages?package_type=npm`; no secrets.
  var line: String
  /// The headers that parameters fill.
  let headers: [HTTPHeaders.Field]
  /// The body; nil where there is none.
  let body: [UInt8]?

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
  func moved(to address: WebAddress, by builder: RequestBuilder) -> PreparedRequest {
    var copy = self
    copy.address = address
    copy.line = builder.line(method, address)
    return copy
  }
}
