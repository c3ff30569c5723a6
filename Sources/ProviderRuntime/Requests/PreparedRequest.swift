/// A request that is known in full but for what authenticates it.
struct PreparedRequest: Sendable {
  /// The method that is called.
  let method: MethodDescriptor
  /// Where the request goes.
  var address: WebAddress
  /// The request for people, for example `GET /orgs/acme/packages?package_type=npm`; no secrets.
  var line: String
  /// The body as JSON; nil where there is none.
  let body: [UInt8]?

  /// Whether sending it again can't change anything at the server (RFC 9110, section 9.2.1).
  var isRead: Bool { method.httpMethod == "GET" || method.httpMethod == "HEAD" }

  /// The same request at another address of the same server.
  func moved(to address: WebAddress, by builder: RequestBuilder) -> PreparedRequest {
    var copy = self
    copy.address = address
    copy.line = builder.line(method, address)
    return copy
  }
}
