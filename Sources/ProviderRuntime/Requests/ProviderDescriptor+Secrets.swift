extension ProviderDescriptor {
  /// The secrets of a request, as texts: of its parameters, and of members of its body at any depth.
  func secrets(in request: PreparedRequest) -> [String] {
    var texts = request.method.parameters.filter(\.isSecret).compactMap { request.arguments[$0.name]?.text }
    guard let body = request.body, let value = JSONValue(text: body) else {
      return texts
    }
    let names = hiddenMembers(of: request.method)
    func collect(_ value: JSONValue, isSecret: Bool) {
      switch value {
      case .object(let members):
        for (name, value) in members {
          collect(
            value, isSecret: isSecret || names.contains(name) || TypeDescriptor.string().isSecret(named: name))
        }
      case .array(let values): for value in values { collect(value, isSecret: isSecret) }
      case .string(let text) where isSecret:
        // An answer in JSON has its own escapes for it.
        let escaped = (value.text ?? []).dropFirst().dropLast()
        let quoted = String(decoding: escaped, as: UTF8.self)
        // Some servers escape slashes, too.
        texts += [text, quoted, quoted.substituting("/", with: #"\/"#)]
      case .integer(let number) where isSecret: texts.append(String(number))
      default: break
      }
    }
    collect(value, isSecret: false)
    return texts
  }

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
