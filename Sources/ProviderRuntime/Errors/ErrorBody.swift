/// What a provider's error says in its body.
struct ErrorBody {
  /// The server's message, on one line; nil where it gave none.
  let message: String?
  /// The server's page about the error.
  let documentation: String?

  /// Reads the members that the descriptor names. Where it names no message, a refusal's is the beginning of its body.
  /// A proxy's HTML page is not shown to people.
  ///
  /// Secrets are hidden before a text is cut short: half of one must not stay either.
  ///
  /// - Parameter secrets: Values of the request that an answer may repeat.
  init(
    _ response: HTTPResponse, _ descriptor: ErrorDescriptor, hiding token: Token?,
    _ secrets: @autoclosure () -> [String] = []
  ) {
    let body = response.body.count > Self.largest ? [] : response.body
    func text(_ path: [String]?) -> String? {
      guard let path, !body.isEmpty, case .string(let text)? = try? JSONMember(path, of: body) else { return nil }
      return Self.line(text, hiding: token)
    }
    let isUnknown = descriptor.messageMember == nil && (400..<500).contains(response.status)
    message = isUnknown ? Self.beginning(of: body, hiding: token, secrets()) : text(descriptor.messageMember)
    documentation = text(descriptor.documentationMember)
  }

  /// The beginning of a body that is a text for people or JSON.
  private static func beginning(of body: [UInt8], hiding token: Token?, _ secrets: [String]) -> String? {
    guard let text = String(validating: body, as: UTF8.self), let first = text.first(where: { !$0.isWhitespace }),
      first != "<"
    else { return nil }
    // What holds another one goes first.
    let hidden = secrets.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }.reduce(text) {
      $0.substituting($1, with: "***")
    }
    return line(hidden, hiding: token)
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
