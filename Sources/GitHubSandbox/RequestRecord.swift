/// A request that a sandbox has received.
public struct RequestRecord: Sendable, Hashable {
  /// The method, as sent.
  public let method: String
  /// The path, as sent: still percent-encoded.
  public let path: String
  /// The query without "?", as sent; empty when there was none.
  public let query: String
  /// The request's headers, by name in lower case. They include the token if one was sent, so don't print them.
  public let headers: [String: String]
  /// The status that it was answered with; nil while it is in work, or when its connection was closed instead.
  public internal(set) var status: Int?

  /// The status of the sandbox's own answer, also where a rule sent another one or none; nil when the request was not
  /// carried out. A write with a success here has changed something.
  public internal(set) var ownStatus: Int?

  /// The method, path and query, as in `GET /user/packages?package_type=npm`.
  public var line: String { "\(method) \(path)\(query.isEmpty ? "" : "?\(query)")" }
}
