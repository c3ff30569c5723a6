/// Calls the methods of a provider: builds requests, authenticates them, repeats and pages them, and turns every
/// failure into a `ProviderError`.
///
/// Copies share connections, limits and counts. Every error thrown is a `ProviderError`, also for a cancelled task.
public struct ProviderClient: Sendable {
  /// What copies share: one reference, as every service and resource of a generated client holds a client.
  private final class Shared: Sendable {
    let provider: ProviderDescriptor
    /// The session; the error where the configuration can't be used, which the first request throws.
    let outcome: Result<Session, ProviderError>

    init(provider: ProviderDescriptor, outcome: Result<Session, ProviderError>) {
      self.provider = provider
      self.outcome = outcome
    }
  }

  private let shared: Shared

  /// The provider whose methods are called.
  public var provider: ProviderDescriptor { shared.provider }

  /// Creates a client.
  ///
  /// - Parameters:
  ///   - provider: The provider whose methods are called.
  ///   - transport: What sends the requests.
  ///   - token: The token; nil takes the first of the provider's environment variables that is set, an empty one sends
  ///     requests without a token.
  ///   - configuration: Limits, timeouts and the server's address.
  ///   - environment: Where the token and the server's address are looked for; nil looks in the process's own.
  public init(
    provider: ProviderDescriptor, transport: any HTTPTransport, token: String? = nil,
    configuration: ClientConfiguration = ClientConfiguration(), environment: [String: String]? = nil
  ) {
    let names = [provider.server.environment].compactMap(\.self) + (provider.authentication?.environment ?? [])
    self.init(
      provider: provider, transport: transport, token: token, configuration: configuration,
      environment: environment ?? ProcessEnvironment.variables(names), time: .system)
  }

  /// Creates a client whose time is the caller's.
  package init(
    provider: ProviderDescriptor, transport: any HTTPTransport, token: String? = nil,
    configuration: ClientConfiguration = ClientConfiguration(), environment: [String: String], time: TimeSource
  ) {
    let outcome: Result<Session, ProviderError>
    do throws(ProviderError) {
      outcome = .success(
        try Session(
          provider: provider, transport: transport, token: token, configuration: configuration,
          environment: environment, time: time))
    } catch {
      outcome = .failure(error)
    }
    shared = Shared(provider: provider, outcome: outcome)
  }

  /// Sends one request and returns its successful answer; a status that is no success, an empty body and a body that
  /// is not what the spec describes are errors.
  ///
  /// - Parameters:
  ///   - method: The method.
  ///   - arguments: The values of its parameters.
  ///   - body: The request's body as it travels: JSON text, or text of the media type that the spec names.
  public func response(
    _ method: MethodDescriptor, _ arguments: Arguments, body: String? = nil
  ) async throws -> HTTPResponse {
    try await exchange(method, arguments, body: try method.bytes(of: body)).response
  }

  /// The request for people, for example `GET /orgs/acme/packages?package_type=npm&per_page=100`: without the server,
  /// without secrets. Throws where the request can't be built.
  public func requestLine(_ method: MethodDescriptor, _ arguments: Arguments) throws -> String {
    try session.builder.request(method, arguments).line
  }

  /// The URL of the server that requests go to, without a trailing slash. Throws where the configured one is none.
  public var serverURL: String {
    get throws { try session.server.base.text }
  }

  /// How many requests may be under way at once; one where the configuration can't be used.
  package var concurrency: Int { (try? session.concurrency) ?? 1 }

  /// What copies share.
  var session: Session {
    get throws(ProviderError) { try shared.outcome.get() }
  }

  /// Builds a request and sends it. A method that has a body has to be given one.
  func exchange(_ method: MethodDescriptor, _ arguments: Arguments, body: [UInt8]?) async throws -> Session.Exchange {
    let session = try session
    if body == nil { _ = try method.bytes(of: nil) }
    return try await session.exchange(session.builder.request(method, arguments, body: body))
  }
}
