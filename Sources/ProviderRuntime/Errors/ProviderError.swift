/// Why a request of a provider has no result: what was asked, what came back, what to do.
///
/// Told apart by `kind`. `description` has one line or a few and never holds the token.
public struct ProviderError: Error, Sendable, Hashable {
  /// What went wrong.
  public enum Kind: Sendable, Hashable {
    /// The server's address or the token can't be used as configured. Nothing was sent.
    case invalidConfiguration
    /// The method needs the named argument. Nothing was sent.
    case missingArgument(String)
    /// The named argument can't be sent. Nothing was sent.
    case invalidArgument(String)
    /// 401: no token, or one that the server does not take.
    case unauthorized
    /// 403: the token may not do this.
    case forbidden
    /// 404: what was asked for does not exist, or the token may not see it.
    case notFound
    /// The provider's limit is reached, and it is lifted later than the client may wait.
    case rateLimited
    /// Another status from 400 to 499, or errors in the answer to a GraphQL document, that the spec knows as a refusal, by
    /// the spec's name for it, for example `last_tagged_version`.
    case refused(reason: String)
    /// Any other status from 400 to 499, or errors in the answer to a GraphQL document.
    case rejected
    /// A status from 500: the server failed.
    case server
    /// 202 to a read: the server has begun to find the answer out, and does not have it yet.
    case notReady
    /// A redirection that is not followed: of a write, to another server, or without an end.
    case redirected
    /// No whole answer came in time.
    case timeout
    /// Nothing listens at the server's address.
    case connectionRefused
    /// The server's name has no address.
    case nameNotResolved
    /// TLS could not be agreed on, or the certificate is not trusted.
    case tls
    /// Any other failure of the network.
    case network
    /// A write was sent and no answer came back: the server may have acted on it or not.
    case outcomeUnknown
    /// The answer is not what the spec says: no JSON, another shape, empty, another status.
    case invalidResponse
    /// The answer lacks a field that the spec says is always there, by its path, for example `owner.login`.
    case missingField(String)
    /// The list's next page is named in a way that can't be followed: at another server, or one already read.
    case invalidLink
    /// The list became shorter while it was read: items that were there all the time may be missing.
    case listChanged
    /// A cap was reached, of requests or of an answer's size: the result would not be whole.
    case limitReached
    /// The task was cancelled.
    case cancelled
  }

  /// What went wrong.
  public var kind: Kind
  /// The method's name in the spec; nil where the failure belongs to none.
  public var method: String?
  /// The request without server and secrets, for example `GET /orgs/acme/packages`; nil where none was built.
  public var requestLine: String?
  /// The status that the server answered; nil where it answered none.
  public var status: Int?
  /// The spec's name for the refusal, whatever the kind, for example `insufficient_scope` of a `.forbidden`; nil where
  /// the spec knows none.
  public var refusal: String?
  /// What went wrong, as a clause without a full stop.
  public var reason: String
  /// The server's own message; nil where it gave none.
  public var serverMessage: String?
  /// The server's page about the failure, else about the method.
  public var documentation: String?
  /// The scopes that the method needs. Set where they may be the reason.
  public var neededScopes: [String]
  /// The scopes that the server says the token has; nil where it does not say.
  public var tokenScopes: [String]?
  /// How long the limit still holds, or how long a server that failed asks to wait; nil where neither is known.
  public var wait: Duration?
  /// Whether the request was a write that the server may have acted on all the same.
  public var mayHaveTakenEffect: Bool
  /// What to do, as a sentence; nil where there is nothing to advise.
  public var advice: String?

  /// Creates an error from its parts.
  public init(
    kind: Kind, method: String? = nil, requestLine: String? = nil, status: Int? = nil, refusal: String? = nil,
    reason: String, serverMessage: String? = nil, documentation: String? = nil, neededScopes: [String] = [],
    tokenScopes: [String]? = nil, wait: Duration? = nil, mayHaveTakenEffect: Bool = false, advice: String? = nil
  ) {
    self.kind = kind
    self.method = method
    self.requestLine = requestLine
    self.status = status
    self.refusal = refusal
    self.reason = reason
    self.serverMessage = serverMessage
    self.documentation = documentation
    self.neededScopes = neededScopes
    self.tokenScopes = tokenScopes
    self.wait = wait
    self.mayHaveTakenEffect = mayHaveTakenEffect
    self.advice = advice
  }
}

extension ProviderError: CustomStringConvertible {
  /// What was asked and what came back in the first line; scopes, advice and documentation in lines of their own.
  public var description: String {
    var lines = [[requestLine, reason, serverMessage].compactMap { $0 }.joined(separator: ": ")]
    // What is not there is rather not there than hidden.
    if kind != .notFound, let scopes { lines.append(scopes) }
    if mayHaveTakenEffect { lines.append("The server may have acted on the request all the same.") }
    if let advice { lines.append(advice) }
    if kind == .notFound, let scopes { lines.append(scopes) }
    if let documentation { lines.append("See \(documentation)") }
    return lines.joined(separator: "\n")
  }

  /// The scopes that the method needs and those that the token has, as a sentence; nil where they are not the reason.
  var scopes: String? {
    if neededScopes.isEmpty { return nil }
    // A token with all of them sees what is there.
    let isPossible = kind == .notFound && !neededScopes.allSatisfy { tokenScopes?.contains($0) ?? false }
    let needs =
      isPossible
      ? "If it does exist: the method needs the \(Self.scopes(neededScopes))"
      : "The method needs the \(Self.scopes(neededScopes))"
    return tokenScopes.map { "\(needs); the token has \($0.isEmpty ? "none" : Self.list($0))." } ?? "\(needs)."
  }

  private static func scopes(_ names: [String]) -> String {
    (names.count == 1 ? "scope " : "scopes ") + list(names)
  }

  private static func list(_ names: [String]) -> String { names.joined(separator: ", ") }
}
