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
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return nil }
    secret = String(text[first...last])
    self.origin = origin
    // Anything else would end the header early or put another one behind it.
    guard secret.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
      throw ProviderError(
        kind: .invalidConfiguration, reason: "\(origin) holds characters that no token can have",
        advice: "Check that it holds the token and nothing else.")
    }
  }

  var description: String { "***" }

  var customMirror: Mirror { Mirror(self, children: [:]) }

  /// The text without the secret: as it is or percent-encoded, and in any letters' case, because names of hosts lose
  /// theirs. A text that quotes it with escapes is returned without escapes.
  func redact(_ text: String) -> String {
    // Anything shorter is no secret, and would be found in many words.
    guard secret.utf8.count >= 4 else { return text }
    let plain = hide(in: text)
    let decoded = PercentEncoding.decode(plain)
    return decoded == plain ? plain : hide(in: decoded, otherwise: plain)
  }

  /// The text with asterisks for the secret; the other text where it holds none.
  private func hide(in text: String, otherwise other: String? = nil) -> String {
    let needle = secret.utf8.map(Self.lowercased)
    let bytes = Array(text.utf8)
    var kept: [UInt8] = []
    var start = 0
    var index = 0
    while index + needle.count <= bytes.count {
      guard needle.indices.allSatisfy({ Self.lowercased(bytes[index + $0]) == needle[$0] }) else {
        index += 1
        continue
      }
      kept += bytes[start..<index] + Array("***".utf8)
      index += needle.count
      start = index
    }
    return start == 0 ? other ?? text : String(decoding: kept + bytes[start...], as: UTF8.self)
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
}
