import CCurl
import ProviderRuntime

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension TransportError {
  /// Translates libcurl's end of a transfer (https://curl.se/libcurl/c/libcurl-errors.html).
  ///
  /// `wasConnected` says whether the connection was ready, TLS included; `hasHead` whether a status had come.
  init(
    _ code: CURLcode, text: String, systemError: Int32, wasConnected: Bool, hasHead: Bool, bodyLimit: Int
  ) {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
      self = .nameNotResolved(text)
    case CURLE_COULDNT_CONNECT:
      self = systemError == ECONNREFUSED ? .connectionRefused(text) : .cannotConnect(text)
    case CURLE_OPERATION_TIMEDOUT:
      self = wasConnected ? .timeout : .connectTimeout
    case CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER,
      CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_ENGINE_INITFAILED,
      CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
      CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT, CURLE_USE_SSL_FAILED:
      self = .tls(text)
    case CURLE_PARTIAL_FILE:
      self = .truncatedBody
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_HTTP2, CURLE_HTTP2_STREAM:
      self = hasHead ? .truncatedBody : .connectionLost(text)
    case CURLE_FILESIZE_EXCEEDED:
      self = .bodyTooLarge(limit: bodyLimit)
    case CURLE_WEIRD_SERVER_REPLY, CURLE_BAD_CONTENT_ENCODING:
      self = .malformedResponse(text)
    // The URL's scheme is http or https, so it is what came back that libcurl does not speak, such as HTTP/0.9.
    case CURLE_UNSUPPORTED_PROTOCOL where wasConnected:
      self = .malformedResponse(text)
    case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
      self = .invalidRequest(text)
    case CURLE_PROXY:
      self = .cannotConnect(text)
    default:
      // Of the rest nothing is known about whether the request went out, except before there was a connection.
      self = wasConnected ? .connectionLost(text) : .unavailable(text)
    }
  }
}
