#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What all transfers of a transport have in common.
struct TransferOptions: Sendable {
  let connectTimeout: Duration
  let maximumBodySize: Int
  /// The file of trusted authorities; nil for libcurl's own.
  let certificateFile: String?
  /// The directory of trusted authorities; nil for libcurl's own.
  let certificateDirectory: String?

  init(_ configuration: CurlTransport.Configuration) {
    connectTimeout = configuration.connectTimeout
    maximumBodySize = configuration.maximumBodySize
    // The curl program reads these, libcurl does not (https://curl.se/docs/sslcerts.html).
    certificateFile =
      configuration.certificateFile ?? Self.environment("CURL_CA_BUNDLE") ?? Self.environment("SSL_CERT_FILE")
    certificateDirectory = configuration.certificateFile == nil ? Self.environment("SSL_CERT_DIR") : nil
  }

  private static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }
}

extension Duration {
  /// The duration in whole milliseconds as libcurl takes it, where 0 would mean no limit.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    let milliseconds = seconds.multipliedReportingOverflow(by: 1_000)
    if milliseconds.overflow { return Int(Int32.max) }
    return Int(min(max(milliseconds.partialValue + attoseconds / 1_000_000_000_000_000, 1), Int64(Int32.max)))
  }
}
