@testable import ProviderRuntime

/// A server that gives the answers of an input, one after the other and from the start again.
final class ScriptedServer: HTTPTransport {
  private let answers: [HTTPResponse]
  private let log = Locked<[HTTPRequest]>([])

  /// Reads the answers. One may begin with `HTTP 404` and lines of headers, which an empty line ends; any other is a body.
  init(_ answers: [[UInt8]]) {
    self.answers = answers.map(Self.answer)
  }

  /// The requests that came.
  var requests: [HTTPRequest] { log.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let number = log.withLock { log in
      log.append(request)
      return log.count - 1
    }
    if answers.isEmpty { throw TransportError.connectionLost("there are no answers") }
    return answers[number % answers.count]
  }

  private static func answer(_ bytes: [UInt8]) -> HTTPResponse {
    guard bytes.starts(with: "HTTP ".utf8) else { return HTTPResponse(status: 200, body: bytes) }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    var status = 200
    if let code = lines.popFirst().flatMap({ Int(text($0.dropFirst(5))) }), (100...999).contains(code) { status = code }
    var headers = HTTPHeaders()
    while let line = lines.popFirst(), !line.isEmpty {
      let name = line.prefix { $0 != UInt8(ascii: ":") }
      headers.add(text(name), text(line.dropFirst(name.count + 1)))
    }
    return HTTPResponse(status: status, headers: headers, body: Array(lines.joined(separator: [UInt8(ascii: "\n")])))
  }
}

extension ProviderClient {
  /// A client of a scripted server, for which time passes only by sleeping, and then at once.
  static func scripted(
    _ provider: ProviderDescriptor, _ server: ScriptedServer, requests: Int
  ) -> ProviderClient {
    let now = Locked(Duration.zero)
    let time = TimeSource(
      now: { now.withLock { $0 } }, secondsSince1970: { 1_700_000_000 },
      sleep: { duration in
        try Task.checkCancellation()
        now.withLock { $0 += duration }
      },
      jitter: { 1 })
    return ProviderClient(
      provider: provider, transport: server, token: "secret-token",
      configuration: ClientConfiguration(
        baseURL: "https://api.example.com", maximumWait: .seconds(100_000), maximumRequests: requests),
      environment: [:], time: time)
  }
}
