import Foundation

/// A name of the spec taken apart into the words of an identifier.
struct SwiftWords {
  /// The words in lower case, each of letters and digits only; never empty.
  private(set) var words: [String] = []

  init(_ name: String) {
    if name.utf8.allSatisfy({ $0 < 0x80 }) {
      split(name.unicodeScalars)
    } else {
      // Swift compares identifiers scalar by scalar; one form of what looks the same keeps them apart or together rightly.
      split(name.precomposedStringWithCanonicalMapping.unicodeScalars)
    }
    if words.isEmpty {
      words = name.unicodeScalars.map { Self.symbols[$0] ?? Self.code($0) }
    }
    if words.isEmpty { words = ["empty"] }
  }

  /// Every word with a capital: the name of a type.
  var upperCamelCase: String {
    joined(words.map(Self.capitalized))
  }

  /// Every word but the first with a capital: the name of a member.
  var lowerCamelCase: String {
    joined([words[0]] + words.dropFirst().map(Self.capitalized))
  }

  /// The words in a row. Digits that would run together are kept apart, and a leading digit gets an underscore.
  private func joined(_ parts: [String]) -> String {
    var result = ""
    for part in parts {
      if let last = result.unicodeScalars.last, let first = part.unicodeScalars.first,
        last.properties.numericType != nil, first.properties.numericType != nil
      {
        result += "_"
      }
      result += part
    }
    if let first = result.unicodeScalars.first, first.properties.numericType != nil { return "_" + result }
    return result
  }

  private mutating func split(_ scalars: String.UnicodeScalarView) {
    let scalars = Array(scalars)
    var word = ""
    func end() -> [String] { word.isEmpty ? [] : [Self.lowercased(word)] }
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      switch Self.kind(scalar) {
      case .upper:
        // A capital starts a word after a small letter or digit ("createdAt") and before one ("HTMLPage").
        let previous = index > 0 ? Self.kind(scalars[index - 1]) : .separator
        if previous != .upper || next.map(Self.kind) == .lower {
          words += end()
          word = ""
        }
        word.unicodeScalars.append(scalar)
      case .lower, .digit:
        word.unicodeScalars.append(scalar)
      case .separator:
        words += end()
        word = ""
        // A sign before a number tells "+1" from "-1".
        if words.isEmpty, let next, Self.kind(next) == .digit, let sign = Self.signs[scalar] { words.append(sign) }
      case .symbol:
        words += end()
        word = ""
        words.append(Self.code(scalar))
      }
    }
    words += end()
  }

  private enum Kind {
    case upper, lower, digit, separator, symbol
  }

  private static func kind(_ scalar: Unicode.Scalar) -> Kind {
    switch scalar {
    case "a"..."z": return .lower
    case "A"..."Z": return .upper
    case "0"..."9": return .digit
    default: break
    }
    if scalar.isASCII { return .separator }
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint { return .separator }
    switch properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return isIdentifier(scalar) ? .upper : .symbol
    case .lowercaseLetter, .otherLetter: return isIdentifier(scalar) ? .lower : .symbol
    case .decimalNumber: return .symbol
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator, .surrogate: return .separator
    case .dashPunctuation, .openPunctuation, .closePunctuation, .connectorPunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      return .separator
    default: return .symbol
    }
  }

  /// Whether the letter may start an identifier, as the language's grammar lists it
  /// (https://docs.swift.org/swift-book/documentation/the-swift-programming-language/lexicalstructure#Identifiers).
  private static func isIdentifier(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAA, 0xB2...0xB5, 0xB7...0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x167F, 0x1681...0x180D,
      0x180F...0x1DBF, 0x1E00...0x1FFF, 0x2C00...0x2DFF, 0x2E80...0x2FFF, 0x3004...0x3007, 0x3021...0x302F,
      0x3031...0x303F, 0x3040...0xD7FF, 0xF900...0xFD3D, 0xFD40...0xFDCF, 0xFDF0...0xFE1F, 0xFE30...0xFE44,
      0xFE47...0xFFFD, 0x10000...0x1FFFD, 0x20000...0x2FFFD, 0x30000...0x3FFFD:
      return true
    default: return false
    }
  }

  private static func code(_ scalar: Unicode.Scalar) -> String {
    "u" + String(scalar.value, radix: 16)
  }

  private static func lowercased(_ word: String) -> String {
    if word.utf8.allSatisfy({ $0 < 0x80 }) { return word.lowercased() }
    return word.unicodeScalars.reduce(into: "") { result, scalar in
      let small = scalar.properties.lowercaseMapping
      // A letter whose small form is more than one scalar ("İ") stays as it is.
      result += small.unicodeScalars.count == 1 ? small : String(scalar)
    }
  }

  private static func capitalized(_ word: String) -> String {
    if let acronym = acronyms[word] { return acronym }
    guard let first = word.unicodeScalars.first else { return word }
    let capital = first.properties.titlecaseMapping
    // Letters whose capital is more than one scalar ("ŉ") stay as they are.
    guard capital.unicodeScalars.count == 1 else { return word }
    return capital + String(word.unicodeScalars.dropFirst())
  }

  private static let signs: [Unicode.Scalar: String] = ["+": "plus", "-": "minus"]

  /// What a name is called that consists of punctuation only.
  private static let symbols: [Unicode.Scalar: String] = [
    "+": "plus", "-": "minus", "*": "asterisk", "/": "slash", "=": "equals", "<": "less", ">": "greater", "!": "not",
    "?": "question", "&": "and", "|": "or", "%": "percent", "#": "hash", "@": "at", "$": "dollar", "_": "underscore",
    ".": "dot", ",": "comma", ":": "colon", ";": "semicolon", "~": "tilde", "^": "caret", "\\": "backslash",
    " ": "space", "\"": "quote", "'": "apostrophe", "`": "backtick", "(": "open", ")": "close",
  ]

  private static let acronyms: [String: String] = {
    let plain = [
      "api", "ascii", "cpu", "css", "csv", "cve", "cvss", "cwe", "dns", "epss", "eol", "ghsa", "gpg", "gpu", "html",
      "http", "https", "id", "ip", "jit", "json", "jwt", "ldap", "md5", "mfa", "oidc", "os", "pdf", "rsa", "saml",
      "sbom", "scim", "sdk", "sha", "sha1", "sha256", "sms", "spdx", "sql", "ssh", "ssl", "sso", "svg", "tls", "ttl",
      "ui", "uri", "url", "utc", "uuid", "guid", "vcs", "xml", "yaml",
    ]
    var result: [String: String] = [:]
    for word in plain {
      result[word] = word.uppercased()
      if let last = word.last, last.isLetter, last != "s" { result[word + "s"] = word.uppercased() + "s" }
    }
    // Plurals that are words or acronyms of their own.
    result["https"] = "HTTPS"
    return result
  }()
}
