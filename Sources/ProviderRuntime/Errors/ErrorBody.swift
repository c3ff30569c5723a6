/// What a provider's error says in its body.
struct ErrorBody {
  /// The server's message, on one line; nil where it gave none.
  let message: String?
  /// The server's page about the error.
  let documentation: String?

  /// Reads the members that the descriptor names. A body that is no JSON object says nothing: a proxy's HTML page is
  /// not shown to people.
  ///
  /// The token is hidden before a text is cut short: half of it must not stay either.
  init(_ response: HTTPResponse, _ descriptor: ErrorDescriptor, hiding token: Token?) {
    guard !response.body.isEmpty, response.body.count <= Self.largest else {
      (message, documentation) = (nil, nil)
      return
    }
    func text(_ path: [String]?) -> String? {
      guard let path, case .string(let text)? = try? JSONMember(path, of: response.body) else { return nil }
      return Self.line(text, hiding: token)
    }
    message = text(descriptor.messageMember)
    documentation = text(descriptor.documentationMember)
  }

  /// No message is in the megabytes.
  private static let largest = 1 << 20

  /// The text on one line and of a bearable length, without the token and without control characters that a terminal
  /// would obey.
  static func line(_ text: String, hiding token: Token?) -> String? {
    let text = token?.redact(text) ?? text
    let scalars = text.unicodeScalars.map { scalar -> Character in
      scalar.properties.generalCategory == .control ? " " : Character(scalar)
    }
    let words = String(scalars).split(separator: " ").joined(separator: " ")
    if words.isEmpty { return nil }
    return words.count > 500 ? words.prefix(500) + "…" : words
  }
}
