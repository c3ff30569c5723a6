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

  init(_ configuration: CurlTransport.Configuration, environment: (String) -> String?) {
    func variable(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
    connectTimeout = configuration.connectTimeout
    maximumBodySize = configuration.maximumBodySize
    // The curl program reads these, libcurl does not (https://curl.se/docs/sslcerts.html).
    certificateFile =
      configuration.certificateFile ?? variable("CURL_CA_BUNDLE") ?? variable("SSL_CERT_FILE")
    certificateDirectory = configuration.certificateFile == nil ? variable("SSL_CERT_DIR") : nil
  }

  /// Reads a variable of the process's environment.
  static func processEnvironment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
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
