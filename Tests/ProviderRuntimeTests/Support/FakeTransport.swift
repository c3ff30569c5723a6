import ProviderRuntime

/// A transport whose server is a function. It keeps what it was asked.
final class FakeTransport: HTTPTransport {
  typealias Handler = @Sendable (HTTPRequest) async throws -> HTTPResponse

  private let handler: Handler
  private let log = Locked<[HTTPRequest]>([])

  init(_ handler: @escaping Handler) { self.handler = handler }

  /// Answers one after the other, then the last for ever.
  convenience init(script: [Result<HTTPResponse, any Error>]) {
    let remaining = Locked(script)
    self.init { _ in
      try remaining.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }.get()
    }
  }

  convenience init(always response: HTTPResponse) { self.init(script: [.success(response)]) }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    log.withLock { $0.append(request) }
    try Task.checkCancellation()
    return try await handler(request)
  }

  /// What was sent, in order.
  var requests: [HTTPRequest] { log.withLock { $0 } }
  /// The requests' methods and targets, without the server.
  var lines: [String] { requests.map { "\($0.method) \($0.url.replacing("https://api.example.com", with: ""))" } }
}

extension HTTPResponse {
  /// An answer as an API gives it.
  static func json(_ text: String, status: Int = 200, headers: HTTPHeaders = [:]) -> HTTPResponse {
    var headers = headers
    if headers["Content-Type"] == nil { headers.add("Content-Type", "application/json; charset=utf-8") }
    return HTTPResponse(status: status, headers: headers, body: Array(text.utf8))
  }
}
