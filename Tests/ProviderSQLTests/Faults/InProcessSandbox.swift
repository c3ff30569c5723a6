import CurlTransport
import Foundation
import ProviderRuntime

@testable import GitHubSandbox

/// The sandbox's answers and rules without sockets and without waiting, for thousands of statements. What a client of real
/// HTTP sees of each fault, the matrix of faults shows over real HTTP.
final class InProcessSandbox: HTTPTransport {
  /// The right answers of a sandbox, asked for once and cut down to what the statements read.
  final class Answers: Sendable {
    private let sandbox: GitHubSandbox
    private let transport = CurlTransport()
    private let known = ProviderRuntime.Locked<[String: Response]>([:])

    init(_ dataset: Dataset) throws { sandbox = try GitHubSandbox.start(.init(dataset: dataset)) }

    deinit { sandbox.stop() }

    func answer(_ request: Request) async throws -> Response {
      let target = "\(request.path)?\(request.query)"
      if let response = known.withLock({ $0[target] }) { return response }
      let right = try await transport.send(
        HTTPRequest(method: "GET", url: sandbox.url + target, headers: ["User-Agent": "tests"]))
      var response = Response(status: right.status, body: right.body)
      // Kept answers have no quota of their own; the rules' limits have.
      for field in right.headers.fields where ["Content-Type", "Link"].contains(field.name) {
        response.headers.append((field.name, field.value.replacing(sandbox.url, with: InProcessSandbox.url)))
      }
      if let items = try? JSONSerialization.jsonObject(with: Data(response.body)) as? [[String: Any]] {
        let small = items.map { $0.filter { ["id", "name", "package_type"].contains($0.key) } }
        response.body = (try? JSONSerialization.data(withJSONObject: small)).map { Array($0) } ?? []
      }
      known.withLock { [response] in $0[target] = response }
      return response
    }
  }

  static let url = "http://127.0.0.1:1"

  private let answers: Answers
  private let rules = ProviderRuntime.Locked(RuleBook())
  private let time: FaultTime

  init(_ answers: Answers, rules: [String], time: FaultTime) throws {
    self.answers = answers
    self.time = time
    for rule in rules {
      let rule = try Rule(parsing: rule)
      self.rules.withLock { $0.add(rule) }
    }
  }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    try Task.checkCancellation()
    await Task.yield()
    var sent = Request(method: request.method, target: request.url)
    for field in request.headers.fields { sent.headers[field.name.lowercased()] = field.value }
    let verdict = rules.withLock { [sent] in $0.verdict(on: sent, now: Int(time.seconds)) }
    if let refusal = verdict.refusal { return HTTPResponse(refusal) }
    switch verdict.action {
    case .respond(let status, let headers, let body), .respondAfterActing(let status, let headers, let body):
      return HTTPResponse(
        status: status, headers: HTTPHeaders(headers.map { .init(name: $0.key, value: $0.value) }),
        body: Array(body.utf8))
    case .closeConnection, .closeConnectionAfterActing, .resetConnection, .resetConnectionAfterActing:
      throw TransportError.connectionLost("by a rule")
    case .delay(let delay):
      try pass(delay, request)
      return HTTPResponse(try await answers.answer(sent))
    case .damage(let damage):
      var response = try await answers.answer(sent)
      response.suffer(damage, answering: sent)
      return try deliver(response, damage, request)
    case .shift, .goStale, .limit: throw TransportError.unavailable("lists that move need the whole sandbox")
    case nil:
      var response = try await answers.answer(sent)
      response.headers += verdict.quota
      return HTTPResponse(response)
    }
  }

  /// Does to the body what a transport sees of a damaged delivery.
  private func deliver(_ response: Response, _ damage: Damage, _ request: HTTPRequest) throws -> HTTPResponse {
    var response = response
    let limit = 64 << 20
    if let size = damage.size, size > limit { throw TransportError.bodyTooLarge(limit: limit) }
    if let speed = damage.bytesPerSecond { try pass(.seconds(response.body.count / speed), request) }
    if damage.cut != nil { throw TransportError.truncatedBody }
    if let error = damage.lengthError {
      if error > 0 { try pass(.seconds(1_000_000), request) }
      response.body = response.body.dropLast(-error)
    }
    return HTTPResponse(response)
  }

  /// Lets time pass, at most until the request's timeout.
  private func pass(_ duration: Duration, _ request: HTTPRequest) throws {
    if let timeout = request.timeout, duration >= timeout {
      time.advance(by: timeout)
      throw TransportError.timeout
    }
    time.advance(by: duration)
  }
}

extension HTTPResponse {
  fileprivate init(_ response: Response) {
    self.init(
      status: response.status, headers: HTTPHeaders(response.headers.map { .init(name: $0.name, value: $0.value) }),
      body: response.body)
  }
}

/// Time that passes when somebody sleeps, and then at once.
final class FaultTime: Sendable {
  static let start = 1_750_000_000.0
  private let now = ProviderRuntime.Locked(Duration.zero)

  var seconds: Double { FaultTime.start + now.withLock { $0 } / .seconds(1) }

  func advance(by duration: Duration) { now.withLock { $0 += duration } }

  var source: TimeSource {
    TimeSource(
      now: { self.now.withLock { $0 } }, secondsSince1970: { self.seconds },
      sleep: { duration in
        try Task.checkCancellation()
        self.advance(by: duration)
        await Task.yield()
      }, jitter: { 0.5 })
  }
}
