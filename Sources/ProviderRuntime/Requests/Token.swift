/// The secret that authenticates requests. It is never printed: descriptions and mirrors show asterisks.
struct Token: Sendable, CustomStringConvertible, CustomReflectable {
  /// The secret itself. Read only where a request is sent and where text is cleared of it.
  let secret: String
  /// Where the secret comes from, for messages.
  let origin: String

  /// Chooses the token: the one given, else the first environment variable of the descriptor that is set. Nil where
  /// there is none or an empty one was given.
  init?(
    _ given: String?, descriptor: AuthenticationDescriptor?, environment: [String: String]
  ) throws(ProviderError) {
    guard let descriptor else { return nil }
    let found = descriptor.environment.lazy.compactMap { name in
      environment[name].flatMap { $0.isEmpty ? nil : ($0, "the environment variable \(name)") }
    }.first
    guard let (text, origin) = given.map({ ($0, "the token given") }) ?? found else { return nil }
    let trimmed = text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed()
    secret = String(trimmed)
    self.origin = origin
    if secret.isEmpty { return nil }
    // Anything else would end the header early or put another one behind it.
    guard secret.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw ProviderError(
        kind: .invalidConfiguration, reason: "\(origin) holds characters that no token can have",
        advice: "Check that it holds the token and nothing else.")
    }
  }

  var description: String { "***" }

  var customMirror: Mirror { Mirror(self, children: [:]) }

  /// The text without the secret, in whatever it was quoted.
  func redact(_ text: String) -> String {
    guard secret.utf8.count >= 4, text.contains(secret) else { return text }
    return text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "***")
  }
}
