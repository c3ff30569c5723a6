import ProviderSpec

/// Media types of bodies.
enum MediaTypes {
  static let json = "application/json"

  /// The media type without parameters, in small letters.
  static func bare(_ name: String) -> String {
    let bare = name.prefix { $0 != ";" }.lowercased()
    return String(bare.drop { $0 == " " }.prefix { $0 != " " })
  }

  /// Whether bodies of the media type are JSON (RFC 6839, 3.1).
  static func isJSON(_ name: String) -> Bool {
    let name = bare(name)
    return name == json || name == "text/json" || name.hasSuffix("+json") || name == "*/*" || name == "application/*"
  }

  /// Whether bodies of the media type are text.
  static func isText(_ name: String) -> Bool {
    let name = bare(name)
    return name.hasPrefix("text/") && name != "text/event-stream" && isMediaType(name)
  }

  /// Whether a name without parameters is one that a spec can hold: not a range, and not anything else.
  static func isMediaType(_ name: String) -> Bool {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    return parts.count == 2 && !name.contains("*") && parts.allSatisfy { SpecNames.isHeaderName(String($0)) }
  }

  /// The body to take of several: the preferred one, else JSON, else text; nil where there is neither.
  static func choice(_ content: [Node.Member], preferred: String?) -> Node.Member? {
    if let preferred, let member = content.first(where: { $0.name == preferred }) { return member }
    return content.first { bare($0.name) == json } ?? content.first { isJSON($0.name) }
      ?? content.first { isText($0.name) }
  }
}
