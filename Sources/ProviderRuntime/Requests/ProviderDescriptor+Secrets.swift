extension ProviderDescriptor {
  /// A text without any of the tokens that the environment holds for this provider.
  package func hidingTokens(of environment: [String: String], in text: String) -> String {
    guard let authentication else { return text }
    return authentication.environment.reduce(text) { text, name in
      guard let secret = environment[name],
        let token = try? Token(secret, descriptor: authentication, environment: environment)
      else { return text }
      return token.redact(text)
    }
  }
}
