/// What a web address in a spec must look like.
package enum SpecURL {
  /// The parts that the rules look at.
  package struct Parts {
    package var scheme: String
    package var authority: String
    /// The path and what follows.
    package var rest: String

    /// The host in lower case, without user and port.
    package var host: String {
      var host = authority.split(separator: "@", omittingEmptySubsequences: false).last.map(String.init) ?? ""
      if host.hasPrefix("[") {
        return host.split(separator: "]").first.map { $0 + "]" } ?? ""
      }
      if let colon = host.lastIndex(of: ":") { host = String(host[..<colon]) }
      return host.lowercased()
    }

    /// Whether the host is this machine, which needs no encryption.
    package var isLoopback: Bool {
      host == "localhost" || host == "[::1]" || host.hasPrefix("127.") || host.hasSuffix(".localhost")
    }
  }

  /// The parts of an absolute address; nil where there is no scheme with `://`.
  package static func parts(_ text: String) -> Parts? {
    guard let range = text.firstRange(of: "://") else { return nil }
    let authority = text[range.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return Parts(
      scheme: text[..<range.lowerBound].lowercased(), authority: String(authority),
      rest: String(text[authority.endIndex...]))
  }

  /// Why the text is no web address; nil where it is one.
  package static func problem(_ text: String) -> String? {
    guard text.unicodeScalars.allSatisfy({ $0.isASCII && $0.value > 0x20 && $0.value < 0x7F }) else {
      return "it holds a character that a web address can't"
    }
    guard let parts = parts(text), parts.scheme == "https" || parts.scheme == "http" else {
      return "it begins with 'https://'"
    }
    return parts.host.isEmpty ? "it has no host" : nil
  }
}
