/// What the copies of a client share: where requests go, who sends them, and what limits them.
final class Session: Sendable {
  let provider: ProviderDescriptor
  let server: Server
  let token: Token?
  let errors: ErrorReader
  let builder: RequestBuilder
  let gate: RequestGate
  private let transport: any HTTPTransport
  private let configuration: ClientConfiguration
  let limits: RateLimitReader
  private let time: TimeSource
  /// What every request carries but for the token.
  private let headers: HTTPHeaders

  /// How many requests may be under way at once.
  let concurrency: Int

  init(
    provider: ProviderDescriptor, transport: any HTTPTransport, token: String?, configuration: ClientConfiguration,
    environment: [String: String], time: TimeSource
  ) throws(ProviderError) {
    self.provider = provider
    self.transport = transport
    self.configuration = configuration
    self.time = time
    server = try Server(provider.server, override: configuration.baseURL, environment: environment)
    self.token = try Token(token, descriptor: provider.authentication, environment: environment)
    if let token = self.token, !server.base.isPrivate {
      throw ProviderError(
        kind: .invalidConfiguration,
        reason: "\(server.base.origin) is reached without encryption, so \(token.origin) is not sent there",
        advice: "Use https, which only servers on this machine can do without.")
    }
    errors = ErrorReader(provider: provider, token: self.token, origin: server.base.origin)
    builder = RequestBuilder(pagination: provider.pagination, base: server.base, token: self.token)
    limits = RateLimitReader(descriptor: provider.rateLimit, errors: errors)
    let rules = provider.rateLimit ?? RateLimitDescriptor()
    concurrency = max(1, min(configuration.concurrency ?? rules.defaultConcurrency, rules.maximumConcurrency))
    gate = RequestGate(
      places: concurrency, points: PointsBudget(rules), configuration: configuration, time: time)
    var headers = HTTPHeaders(provider.headers.map { HTTPHeaders.Field(name: $0.name, value: $0.value) })
    headers["User-Agent"] = configuration.userAgent
    self.headers = headers
  }

  /// A response and the address that gave it, against which its links are resolved.
  struct Exchange: Sendable {
    let response: HTTPResponse
    let request: PreparedRequest

    /// What the answer holds where its method has the object or the list; nil where that is not there.
    var content: JSONValue? {
      request.method.response.member.reduce(JSONValue(text: response.body)) { $0?[$1] }
    }
  }

  /// The present time of the client's clock.
  var secondsSince1970: Double { time.secondsSince1970() }

  /// Sends a request until there is an answer that counts, follows redirections of reads within the server, and checks
  /// that the answer is a success. Every error is a `ProviderError`.
  ///
  /// `intend` is for the writes of a plan: called once, just before the request goes out for the first time; what it
  /// throws is thrown on, and nothing is sent. A request that has one is not given up when the task is cancelled while it
  /// is under way, because somebody has to know what came of it; waiting for its turn is.
  func exchange(_ request: PreparedRequest, intend: (@Sendable () throws -> Void)? = nil) async throws -> Exchange {
    var request = request
    for _ in 0...Self.redirections {
      let response = try await answer(request, intend: intend)
      guard isRedirection(response, request) else {
        try check(response, request, isPlanned: intend != nil)
        return Exchange(response: response, request: request)
      }
      request = request.moved(to: try redirection(response, request))
    }
    throw ProviderError(
      kind: .redirected, method: request.method.name, requestLine: request.line,
      reason: "the server redirected more than \(Self.redirections) times")
  }

  private static let redirections = 5

  /// Whether the answer sends a read elsewhere. One with a body is sent again by the two that keep it (RFC 9110, section
  /// 15.4).
  private func isRedirection(_ response: HTTPResponse, _ request: PreparedRequest) -> Bool {
    guard request.isRead else { return false }
    return (request.body == nil ? [301, 302, 307, 308] : [307, 308]).contains(response.status)
  }

  private func redirection(_ response: HTTPResponse, _ request: PreparedRequest) throws -> WebAddress {
    guard let location = response.headers["Location"] else { throw errors.error(response, request) }
    func refused(_ reason: String) -> ProviderError {
      errors.clear(
        ProviderError(
          kind: .redirected, method: request.method.name, requestLine: request.line, status: response.status,
          reason: reason, advice: "If the API has moved, give its new address as the base URL."))
    }
    let address: WebAddress
    do { address = try request.address.resolving(location) } catch {
      throw refused("the server redirects to what is no URL: \(error.reason)")
    }
    guard address.isSameOrigin(as: server.base) else {
      throw refused("the server redirects to another server, \(address.origin), which may not see the token")
    }
    return address
  }

  /// Sends a request, again where that is safe and may help, and returns the answer of whatever status.
  private func answer(
    _ request: PreparedRequest, intend: (@Sendable () throws -> Void)?
  ) async throws -> HTTPResponse {
    var isIntended = false
    var waited = Duration.zero
    var spent = Duration.zero
    var failures = 0
    var refusals = 0
    while true {
      do {
        try await gate.enter(isRead: request.isRead, waited: &waited)
      } catch let refusal as RequestGate.Refusal {
        throw error(refusal, request, waited: waited)
      } catch {
        throw errors.cancelled(request, mayHaveTakenEffect: false)
      }
      if let intend, !isIntended {
        do {
          try intend()
          isIntended = true
        } catch {
          gate.leave()
          throw error
        }
      }
      let began = time.now()
      let timeout = max(configuration.timeout - spent, .milliseconds(1))
      // A task of its own is not cancelled with the one that waits for it.
      let result =
        if intend == nil { await attempt(request, timeout: timeout) } else {
          await Task { await attempt(request, timeout: timeout) }.value
        }
      gate.leave()
      spent += time.now() - began

      if case .success(let response) = result, let wait = refusal(response, afterOthers: refusals) {
        refusals += 1
        gate.close(for: wait.duration, reason: wait.reason)
        guard waited + wait.duration <= configuration.maximumWait else {
          throw limited(errors.error(response, request), wait: wait.duration, waited: waited)
        }
        continue
      }
      failures += 1
      guard let pause = pause(after: result, failures: failures, request), pause <= configuration.timeout - spent else {
        return try outcome(result, request)
      }
      configuration.observer?(.retrying(request: request.line, pause: pause, reason: reason(result)))
      spent += pause
      do { try await time.sleep(pause) } catch { throw errors.cancelled(request, mayHaveTakenEffect: false) }
    }
  }

  /// Waits before a write is sent again, and says so; false where the task is cancelled meanwhile, or where the server
  /// asks for a longer wait than is allowed.
  func pause(
    afterFailures failures: Int, atLeast wait: Duration, _ request: PreparedRequest, reason: String
  ) async -> Bool {
    guard wait <= configuration.maximumWait else { return false }
    let pause = max(wait, RetryPolicy.pause(afterFailures: failures, jitter: time.jitter()))
    configuration.observer?(.retrying(request: request.line, pause: pause, reason: reason))
    do { try await time.sleep(pause) } catch { return false }
    return true
  }

  /// Sends a request once.
  private func attempt(_ request: PreparedRequest, timeout: Duration) async -> Result<HTTPResponse, any Error> {
    do {
      let response = try await send(request, timeout: timeout)
      let quota = limits.quota(response.headers)
      configuration.observer?(
        .received(request: request.line, status: response.status, bytes: response.body.count, quota: quota))
      if !limits.isRefusal(response, quota),
        let wait = limits.waitAfterSuccess(response.headers, quota, now: time.secondsSince1970())
      {
        gate.close(for: wait, reason: .quotaExhausted)
      }
      return .success(response)
    } catch {
      return .failure(error)
    }
  }

  /// How long to wait where the server refused a request because of too many.
  private func refusal(
    _ response: HTTPResponse, afterOthers refusals: Int
  ) -> (duration: Duration, reason: WaitReason)? {
    let quota = limits.quota(response.headers)
    guard limits.isRefusal(response, quota) else { return nil }
    return limits.wait(response, quota, refusals: refusals + 1, now: time.secondsSince1970())
  }

  /// The pause before a request is sent again; nil where it is not.
  private func pause(
    after result: Result<HTTPResponse, any Error>, failures: Int, _ request: PreparedRequest
  ) -> Duration? {
    guard failures < RetryPolicy.attempts else { return nil }
    var asked = Duration.zero
    switch result {
    case .success(let response):
      guard request.isRead, RetryPolicy.isPassing(status: response.status) || isPreparing(response, request) else {
        return nil
      }
      asked = limits.pause(response.headers, now: time.secondsSince1970())
    case .failure(let failure):
      guard RetryPolicy.isPassing(failure, isRead: request.isRead) else { return nil }
    }
    return max(RetryPolicy.pause(afterFailures: failures, jitter: time.jitter()), asked)
  }

  private func outcome(
    _ result: Result<HTTPResponse, any Error>, _ request: PreparedRequest
  ) throws(ProviderError) -> HTTPResponse {
    switch result {
    case .success(let response): return response
    case .failure(let failure): throw errors.error(failure, request)
    }
  }

  private func reason(_ result: Result<HTTPResponse, any Error>) -> String {
    switch result {
    case .success(let response): return StatusPhrase.text(response.status)
    case .failure(let failure):
      let text = String(describing: failure)
      return token?.redact(text) ?? text
    }
  }

  private func send(_ request: PreparedRequest, timeout: Duration) async throws -> HTTPResponse {
    var headers = headers
    if let type = request.method.response.mediaType { headers["Accept"] = type }
    for field in request.headers { headers[field.name] = field.value }
    if request.body != nil { headers["Content-Type"] = request.mediaType }
    // Where a request goes was checked when its address came in; this is the last door before the token is on it.
    if let token, let scheme = provider.authentication?.scheme, request.address.isSameOrigin(as: server.base) {
      headers["Authorization"] = "\(scheme) \(token.secret)"
    }
    configuration.observer?(.sending(request: request.line))
    return try await transport.send(
      HTTPRequest(
        method: request.method.httpMethod, url: request.address.text, headers: headers, body: request.body,
        timeout: timeout))
  }

  private func error(_ refusal: RequestGate.Refusal, _ request: PreparedRequest, waited: Duration) -> ProviderError {
    switch refusal {
    case .requestsUsedUp(let count):
      ProviderError(
        kind: .limitReached, method: request.method.name, requestLine: request.line,
        reason: "the client has sent \(count == 1 ? "the one request" : "the \(count) requests") that it may send",
        advice: "Allow more requests, or narrow down what is asked for.")
    case .waitTooLong(let wait, .quotaExhausted):
      limited(
        ProviderError(
          kind: .rateLimited, method: request.method.name, requestLine: request.line,
          reason: "not sent, because the quota of \(provider.title) is used up"), wait: wait, waited: waited)
    case .waitTooLong(let wait, .slowedDown), .waitTooLong(let wait, .pacing):
      limited(
        ProviderError(
          kind: .rateLimited, method: request.method.name, requestLine: request.line,
          reason: "not sent, because \(provider.title) asked to slow down"), wait: wait, waited: waited)
    }
  }

  /// The error of a limit that is lifted too late.
  private func limited(_ error: ProviderError, wait: Duration, waited: Duration) -> ProviderError {
    var error = error
    error.kind = .rateLimited
    error.wait = wait
    error.mayHaveTakenEffect = false
    error.neededScopes = []
    error.tokenScopes = nil
    let before = waited > .zero ? "has waited \(Self.text(waited)) already and " : ""
    error.advice =
      "The limit is lifted in \(Self.text(wait)); the client \(before)waits at most "
      + "\(Self.text(configuration.maximumWait)). Try again then, or allow a longer wait."
    return error
  }

  /// A duration for people, rounded up: "45 s", "12 min", "1 h 5 min".
  private static func text(_ duration: Duration) -> String {
    let seconds = Int(duration.components.seconds) + (duration.components.attoseconds > 0 ? 1 : 0)
    if seconds < 120 { return "\(seconds) s" }
    let minutes = (seconds + 59) / 60
    if minutes < 60 { return "\(minutes) min" }
    return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
  }
}
