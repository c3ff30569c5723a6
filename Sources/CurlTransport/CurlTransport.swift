import ProviderRuntime

/// Sends requests with libcurl: HTTP/2 where the server offers it over TLS, compressed bodies, kept connections.
///
/// All transfers run on one thread, which begins with the first request and ends with the transport. Certificates are
/// verified; the file of trusted authorities is libcurl's own unless the configuration or the environment (
/// `CURL_CA_BUNDLE`, `SSL_CERT_FILE`, `SSL_CERT_DIR`) names another. Proxies come from the environment, as libcurl reads
/// it (https://curl.se/libcurl/c/libcurl-env.html).
public final class CurlTransport: HTTPTransport {
  /// How a transport behaves.
  public struct Configuration: Sendable {
    /// How long a connection may take to come about, TLS included.
    public var connectTimeout: Duration
    /// The largest body taken, in bytes after decompression; a larger one is `TransportError.bodyTooLarge`.
    public var maximumBodySize: Int
    /// A file of certificates (PEM) of the authorities that are trusted, in place of the usual ones.
    public var certificateFile: String?

    /// Creates a configuration; everything has a default.
    public init(
      connectTimeout: Duration = .seconds(10), maximumBodySize: Int = 64 << 20, certificateFile: String? = nil
    ) {
      self.connectTimeout = connectTimeout
      self.maximumBodySize = maximumBodySize
      self.certificateFile = certificateFile
    }
  }

  private let options: TransferOptions
  private let loop = Locked<CurlLoop?>(nil)

  /// Creates a transport. Nothing is started before the first request.
  public convenience init(configuration: Configuration = Configuration()) {
    self.init(configuration: configuration, environment: TransferOptions.processEnvironment)
  }

  /// Creates a transport that looks up variables of the environment in a function.
  package init(configuration: Configuration = Configuration(), environment: (String) -> String?) {
    options = TransferOptions(configuration, environment: environment)
  }

  deinit {
    loop.withLock { $0 }?.stop()
  }

  /// Sends the request and waits for the whole response. Throws `TransportError` where there is none, and
  /// `CancellationError` at once when the task is cancelled.
  public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    try Task.checkCancellation()
    let loop = try startedLoop()
    let transfer = Transfer(request, options)
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        if transfer.begin(continuation) { loop.add(transfer) }
      }
    } onCancel: {
      if transfer.finish(.failure(CancellationError())) { loop.remove(transfer) }
    }
  }

  /// How many of libcurl's handles are in use at this moment.
  package var liveHandles: Int { loop.withLock { $0 }?.liveHandles ?? 0 }

  private func startedLoop() throws -> CurlLoop {
    try loop.withLock { loop in
      if let loop { return loop }
      let started = try CurlLoop()
      loop = started
      return started
    }
  }
}
