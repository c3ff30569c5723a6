/// The server that a client's requests go to: what the spec says, or what overrides it.
struct Server: Sendable {
  /// The URL that paths of methods are put behind; its path has no trailing slash.
  let base: WebAddress

  /// Chooses the server: the configuration's, else the environment's, else the descriptor's.
  init(
    _ descriptor: ServerDescriptor, override: String?, environment: [String: String]
  ) throws(ProviderError) {
    let fromEnvironment = descriptor.environment.flatMap { name in
      environment[name].flatMap { $0.isEmpty ? nil : (name, $0) }
    }
    let (text, origin) =
      override.map { ($0, "the base URL") }
      ?? fromEnvironment.map { ($0.1, "the environment variable \($0.0)") }
      ?? (descriptor.url, "the provider's server")
    func wrong(_ reason: String) -> ProviderError {
      ProviderError(
        kind: .invalidConfiguration, reason: "\(origin) is not a URL that requests can go to: \(reason)",
        advice: "Write it as \(descriptor.url), with a path where the API has one.")
    }
    var base: WebAddress
    do { base = try WebAddress(text) } catch { throw wrong(error.reason) }
    guard base.query == nil else { throw wrong("it carries a query") }
    while base.path.hasSuffix("/") { base.path.removeLast() }
    self.base = base
  }
}
