import ProviderSpec

/// Names of a document as names of a spec: lower-case letters, digits and underscores behind a letter.
enum ImportNames {
  /// How long a name may become that is put together of others.
  private static let maximumLength = 80

  /// The name that a text most likely stands for; nil where nothing of it is left.
  static func name(_ text: String) -> String? {
    SpecNames.proposal(for: text).map(shortened)
  }

  /// A name out of two, the second within the first.
  static func joined(_ outer: String, _ inner: String) -> String {
    if inner == outer || inner.hasPrefix(outer + "_") { return shortened(inner) }
    return shortened(outer + "_" + inner)
  }

  /// The name with as many of its last words as fit.
  private static func shortened(_ name: String) -> String {
    var name = name[...]
    while name.utf8.count > maximumLength, let underscore = name.firstIndex(of: "_") {
      name = name[name.index(after: underscore)...].drop { $0 == "_" || $0.isNumber }
    }
    return String(name.prefix(maximumLength))
  }

  /// The name as a title: "package_versions" is "Package versions".
  static func title(_ name: String) -> String {
    let words = name.split(separator: "_").joined(separator: " ")
    return words.prefix(1).uppercased() + words.dropFirst()
  }

  /// Whether a text holds a character that no name shows.
  static func hasControlCharacters(_ text: String) -> Bool { SpecNames.hasControlCharacters(text) }
}
