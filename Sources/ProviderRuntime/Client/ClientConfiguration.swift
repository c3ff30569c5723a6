/// How a client behaves.
public struct ClientConfiguration: Sendable {
  /// The server's URL, with a base path where the API has one; nil takes the one of the environment variable that the
  /// provider names, else the provider's own.
  public var baseURL: String?
  /// How long a request may take in all, repetitions included; waiting because the provider asks for it is not counted.
  public var timeout: Duration
  /// How long one request may wait in all because the provider asks for it. What would take longer is an error.
  public var maximumWait: Duration
  /// How many requests the client may send in all, repetitions included; nil for any number. One more is an error.
  public var maximumRequests: Int?
  /// How many requests are under way at once; nil takes the provider's default. Never more than the provider allows.
  public var concurrency: Int?
  /// The `User-Agent` header.
  public var userAgent: String
  /// Called with everything that happens to requests, on any thread; it must be quick.
  public var observer: (@Sendable (ClientEvent) -> Void)?

  /// Creates a configuration; everything has a default.
  public init(
    baseURL: String? = nil, timeout: Duration = .seconds(60), maximumWait: Duration = .seconds(60),
    maximumRequests: Int? = nil, concurrency: Int? = nil, userAgent: String = "bindery",
    observer: (@Sendable (ClientEvent) -> Void)? = nil
  ) {
    self.baseURL = baseURL
    self.timeout = timeout
    self.maximumWait = maximumWait
    self.maximumRequests = maximumRequests
    self.concurrency = concurrency
    self.userAgent = userAgent
    self.observer = observer
  }
}
