/// Writes requests for people, which few of them come to see.
final class RequestLines: Sendable {
  /// The path that all of the server's paths stand behind.
  private let basePath: String
  /// The token, so that no line shows it: a server may put it into the address of a next page.
  private let token: Token?

  init(basePath: String, token: Token?) {
    self.basePath = basePath
    self.token = token
  }

  /// A request without the server's base path and without secrets.
  func line(_ method: MethodDescriptor, _ address: WebAddress) -> String {
    var address = address
    if !basePath.isEmpty, address.path.hasPrefix(basePath + "/") { address.path.removeFirst(basePath.count) }
    let secrets = method.parameters.filter { $0.location == .query && $0.isSecret }.map(\.name)
    let target = address.displayTarget(hiding: Set(secrets))
    return "\(method.httpMethod) \(token?.redact(target) ?? target)"
  }
}
