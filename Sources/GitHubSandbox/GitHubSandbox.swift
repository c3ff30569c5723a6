import Foundation

/// A running imitation of the GitHub Packages API: real HTTP, by default on the loopback interface, with its state in memory.
///
/// It answers the operations of https://docs.github.com/rest/packages/packages as GitHub is seen to answer them.
/// Where that is not known the code says `[assumed]`.
public final class GitHubSandbox: Sendable {
  /// How a sandbox is set up.
  public struct Options: Sendable {
    /// The name or address to listen on.
    public var host: String
    /// The port to listen on; 0 takes any that is free.
    public var port: UInt16
    /// How long every answer is held back. Requests don't wait for each other.
    public var latency: Duration
    /// What it contains at first.
    public var dataset: Dataset
    /// The only token that is accepted; nil accepts any, and none, as the dataset's authenticated user.
    public var token: String?
    /// The scopes that tokens have. An operation that needs another one is refused with 403.
    public var scopes: [String]
    /// A file to which a line is added for each request; it has no headers, and so no token, in it.
    public var logFile: String?
    /// Whether ``GitHubSandbox/requests`` keeps every request. A sandbox that serves for long, and that nobody asks, should
    /// not.
    public var keepsRequests: Bool
    /// Whether links to other pages name the owner by number, `/organizations/1001/…` or `/user/583231/…`, as GitHub's are
    /// seen to. The lists of the authenticated user keep their path. [assumed] which lists GitHub does that for.
    public var numericLinks: Bool

    /// Creates options.
    public init(
      host: String = "127.0.0.1", port: UInt16 = 0, latency: Duration = .zero, dataset: Dataset = .demo,
      token: String? = nil, scopes: [String] = ["delete:packages", "repo", "write:packages"], logFile: String? = nil,
      numericLinks: Bool = false, keepsRequests: Bool = true
    ) {
      self.host = host
      self.port = port
      self.latency = latency
      self.dataset = dataset
      self.token = token
      self.scopes = scopes
      self.logFile = logFile
      self.keepsRequests = keepsRequests
      self.numericLinks = numericLinks
    }
  }

  private let engine: Engine
  private let server: HTTPServer
  /// Where it listens, without a path: `http://127.0.0.1:41234`.
  public let url: String
  /// The port that it listens on.
  public let port: UInt16

  private init(_ options: Options) throws(SandboxError) {
    let log: RequestLog? = if let path = options.logFile { try RequestLog(path: path) } else { nil }
    let service = Service(
      options.dataset, token: options.token, scopes: options.scopes, numericLinks: options.numericLinks,
      now: Int(Date().timeIntervalSince1970))
    engine = Engine(service, latency: options.latency, log: log, keepsRequests: options.keepsRequests)
    let socket = try ListeningSocket(host: options.host, port: options.port)
    port = socket.port
    url = "http://\(options.host.contains(":") ? "[\(options.host)]" : options.host):\(socket.port)"
    server = try HTTPServer(engine, on: socket, host: options.host)
  }

  /// Starts a sandbox, which serves until it is stopped or let go of. Throws ``SandboxError``.
  public static func start(_ options: Options = Options()) throws -> GitHubSandbox { try GitHubSandbox(options) }

  /// Stops serving: the port is free and all connections are closed when this returns. Does nothing the second time.
  public func stop() { server.stop() }

  /// Every request since the start, or since ``resetRequests()``, in order of arrival. A request is in it before its answer is
  /// sent, with its status.
  public var requests: [RequestRecord] { engine.requests }

  /// Forgets the requests so far.
  public func resetRequests() { engine.resetRequests() }

  /// Adds a rule after those that exist.
  public func addRule(_ rule: Rule) { engine.add(rule) }

  /// Removes all rules, and what has been counted for them.
  public func removeRules() { engine.removeRules() }
}
