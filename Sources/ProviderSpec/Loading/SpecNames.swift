/// The rules of names that a spec makes up.
package enum SpecNames {
  /// Lower-case letters, digits and underscores, a letter first.
  package static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"): true
      default: false
      }
    }
  }

  /// The name that a text most likely stands for; nil where nothing of it is left.
  package static func proposal(for text: String) -> String? {
    var result = ""
    var previousIsSmall = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "A"..."Z":
        if previousIsSmall { result += "_" }
        result += String(scalar).lowercased()
      case "a"..."z", "0"..."9": result += String(scalar)
      default: if !result.isEmpty, !result.hasSuffix("_") { result += "_" }
      }
      previousIsSmall = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    while result.hasSuffix("_") { result.removeLast() }
    while let first = result.first, first.isNumber || first == "_" { result.removeFirst() }
    return isName(result) ? result : nil
  }

  /// Whether the text holds a character that no name shows.
  package static func hasControlCharacters(_ text: String) -> Bool {
    text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
  }

  /// Whether the text may name an environment variable.
  static func isEnvironmentVariable(_ text: String) -> Bool {
    guard let first = text.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
        true
      default: false
      }
    }
  }

  /// Whether the text may name an HTTP header: a token of RFC 9110, 5.6.2.
  package static func isHeaderName(_ text: String) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"):
          true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
      }
  }
}
