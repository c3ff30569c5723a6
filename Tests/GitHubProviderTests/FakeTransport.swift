import ProviderRuntime

/// A transport that answers from a function and remembers what it was asked.
actor FakeTransport: HTTPTransport {
  private(set) var requests: [HTTPRequest] = []
  private let answer: @Sendable (HTTPRequest) -> HTTPResponse

  init(_ answer: @escaping @Sendable (HTTPRequest) -> HTTPResponse) {
    self.answer = answer
  }

  /// Answers everything with a body of JSON.
  init(status: Int = 200, json: String = "") {
    self.init { _ in
      HTTPResponse(status: status, headers: ["Content-Type": "application/json"], body: Array(json.utf8))
    }
  }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    requests.append(request)
    return answer(request)
  }

  /// Method and URL of each request.
  var lines: [String] { requests.map { $0.method + " " + $0.url } }
}
