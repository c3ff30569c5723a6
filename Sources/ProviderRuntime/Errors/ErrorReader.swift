/// Makes errors of answers and of failures to get one.
struct ErrorReader: Sendable {
  /// The provider, for its rules and names.
  let provider: ProviderDescriptor
  /// The token, so that no text that quotes it gets out.
  let token: Token?
  /// The server's origin, for advice.
  let origin: String

  /// The error of an answer that is no success.
  func error(_ response: HTTPResponse, _ request: PreparedRequest) -> ProviderError {
    let body = ErrorBody(response, provider.errors, hiding: token, provider.secrets(in: request))
    let refusal = refusal(response.status, body.message)
    var error = ProviderError(
      kind: kind(response.status, refusal), method: request.method.name, requestLine: request.line,
      status: response.status, refusal: refusal, reason: "the server answered \(StatusPhrase.text(response.status))",
      serverMessage: body.message, documentation: body.documentation ?? request.method.documentation)
    if [401, 403, 404].contains(response.status) {
      error.neededScopes = request.method.scopes
      error.tokenScopes = provider.authentication?.scopesHeader.flatMap { response.headers[$0] }.map {
        $0.split(separator: ",").map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
      }
    }
    error.mayHaveTakenEffect = !request.isRead && response.status >= 500
    error.advice = advice(error)
    if response.status == 404, provider.actsOnOwnAccount(request.method) {
      error.advice = "No owner was named, so the token's own account was asked. " + (error.advice ?? "")
    }
    return clear(error)
  }

  /// The error of an answer that claims success but can't be used.
  func invalid(_ reason: String, _ response: HTTPResponse, _ request: PreparedRequest) -> ProviderError {
    clear(
      ProviderError(
        kind: .invalidResponse, method: request.method.name, requestLine: request.line, status: response.status,
        reason: reason, documentation: nil, mayHaveTakenEffect: !request.isRead,
        advice: "Check that \(origin) is an API of \(provider.title) and not a proxy or a login page before it."))
  }

  /// The error of a request that got no answer.
  func error(_ failure: any Error, _ request: PreparedRequest) -> ProviderError {
    if let error = failure as? ProviderError { return error }
    if failure is CancellationError { return cancelled(request, mayHaveTakenEffect: !request.isRead) }
    guard let failure = failure as? TransportError else {
      return lost(request, kind: .network, reason: String(describing: failure), wasSent: true)
    }
    var error = lost(
      request, kind: kind(failure), reason: failure.description, wasSent: failure.requestMayHaveBeenSent)
    switch failure {
    case .connectionRefused, .nameNotResolved, .cannotConnect, .connectTimeout:
      let variable = provider.server.environment.map { " (\($0))" } ?? ""
      error.advice = "Check that a server runs at \(origin) and that this is the address meant\(variable)."
    case .tls:
      error.advice =
        "Check the certificate of \(origin). If a private authority signed it, name its file in SSL_CERT_FILE."
    default: break
    }
    return clear(error)
  }

  /// The error of a cancelled task.
  func cancelled(_ request: PreparedRequest, mayHaveTakenEffect: Bool) -> ProviderError {
    ProviderError(
      kind: .cancelled, method: request.method.name, requestLine: request.line, reason: "cancelled",
      mayHaveTakenEffect: mayHaveTakenEffect)
  }

  /// Takes the token out of every text of the error that comes from a server; a request for people never holds it.
  func clear(_ error: ProviderError) -> ProviderError {
    guard let token else { return error }
    var error = error
    error.reason = token.redact(error.reason)
    error.serverMessage = error.serverMessage.map(token.redact)
    error.documentation = error.documentation.map(token.redact)
    error.tokenScopes = error.tokenScopes?.map(token.redact)
    return error
  }

  private func lost(
    _ request: PreparedRequest, kind: ProviderError.Kind, reason: String, wasSent: Bool
  ) -> ProviderError {
    let isUnknown = wasSent && !request.isRead
    return ProviderError(
      kind: isUnknown ? .outcomeUnknown : kind, method: request.method.name, requestLine: request.line,
      reason: reason, mayHaveTakenEffect: isUnknown)
  }

  private func kind(_ failure: TransportError) -> ProviderError.Kind {
    switch failure {
    case .invalidRequest: .invalidConfiguration
    case .nameNotResolved: .nameNotResolved
    case .connectionRefused: .connectionRefused
    case .tls: .tls
    case .timeout, .connectTimeout: .timeout
    case .bodyTooLarge: .limitReached
    case .malformedResponse: .invalidResponse
    case .cannotConnect, .connectionLost, .truncatedBody, .unavailable: .network
    }
  }

  /// Whether the server refused a request because too many were sent, where only the message says so.
  func isRateLimit(_ response: HTTPResponse) -> Bool {
    refusal(response.status, ErrorBody(response, provider.errors, hiding: token).message)
      == RefusalDescriptor.rateLimited
  }

  /// The spec's name for a refusal.
  func refusal(_ status: Int, _ message: String?) -> String? {
    provider.errors.refusals.first { refusal in
      refusal.status == status
        && refusal.messageContains.map { (message ?? "").lowercased().holds($0.lowercased()) } ?? true
    }?.reason
  }

  private func kind(_ status: Int, _ refusal: String?) -> ProviderError.Kind {
    switch status {
    case 401: .unauthorized
    case 403: refusal == RefusalDescriptor.rateLimited ? .rateLimited : .forbidden
    case 404: .notFound
    case 429: .rateLimited
    case 300..<400: .redirected
    case 400..<500: refusal.map { .refused(reason: $0) } ?? .rejected
    case 500...: .server
    default: .invalidResponse
    }
  }

  private func advice(_ error: ProviderError) -> String? {
    let variables = provider.authentication.map { $0.environment.joined(separator: " or ") } ?? ""
    let lacking = error.neededScopes.filter { !(error.tokenScopes ?? error.neededScopes).contains($0) }
    switch error.status {
    case 401 where token == nil && !variables.isEmpty: return "No token was sent. Set \(variables)."
    case 401: return token.map { "Check that \($0.origin) is valid and has not expired." }
    case 403 where token == nil && !variables.isEmpty, 404 where token == nil && !variables.isEmpty:
      return "No token was sent; what is not public needs one. Set \(variables)."
    case 403 where !lacking.isEmpty:
      return
        "Use a token with the missing \(lacking.count == 1 ? "scope" : "scopes") \(lacking.joined(separator: ", "))."
    case 404: return "It does not exist, or the token may not see it. Check the names given."
    default: return nil
    }
  }
}

extension RefusalDescriptor {
  /// The reason by which a spec marks a refusal as a limit of the provider: such a request was not acted on and may be
  /// sent again after a wait.
  public static let rateLimited = "rate_limited"
}
