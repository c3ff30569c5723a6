/// Why a transport has no response to give.
public enum TransportError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The request can't be sent as it is: its URL or a header is malformed.
  case invalidRequest(String)
  /// The name of the server (or of the proxy) has no address.
  case nameNotResolved(String)
  /// Nothing listens at the address.
  case connectionRefused(String)
  /// No connection came about for another reason, for example an unreachable network.
  case cannotConnect(String)
  /// No connection came about in time.
  case connectTimeout
  /// TLS could not be agreed on, or the server's certificate is not trusted.
  case tls(String)
  /// The answer did not come, or not whole, in time.
  case timeout
  /// The connection ended before a response came.
  case connectionLost(String)
  /// The connection ended in the middle of the response's body.
  case truncatedBody
  /// The body is larger than the transport takes, in bytes.
  case bodyTooLarge(limit: Int)
  /// What came is not HTTP, or its compression is broken.
  case malformedResponse(String)
  /// The network library itself failed, for example for want of memory.
  case unavailable(String)

  /// Whether the server may have seen the request, so that repeating one that changes something could do it twice.
  public var requestMayHaveBeenSent: Bool {
    switch self {
    case .invalidRequest, .nameNotResolved, .connectionRefused, .cannotConnect, .connectTimeout, .tls, .unavailable:
      false
    case .timeout, .connectionLost, .truncatedBody, .bodyTooLarge, .malformedResponse:
      true
    }
  }

  /// What happened, in a clause without a full stop.
  public var description: String {
    switch self {
    case .invalidRequest(let reason): "the request can't be sent: \(reason)"
    case .nameNotResolved(let reason): "the server's name was not found: \(reason)"
    case .connectionRefused(let reason): "the connection was refused: \(reason)"
    case .cannotConnect(let reason): "no connection came about: \(reason)"
    case .connectTimeout: "no connection came about in time"
    case .tls(let reason): "TLS failed: \(reason)"
    case .timeout: "no whole answer came in time"
    case .connectionLost(let reason): "the connection was lost before an answer came: \(reason)"
    case .truncatedBody: "the connection was lost in the middle of the answer"
    case .bodyTooLarge(let limit): "the answer is larger than \(limit) bytes"
    case .malformedResponse(let reason): "the answer is not understandable HTTP: \(reason)"
    case .unavailable(let reason): "the network library failed: \(reason)"
    }
  }
}
