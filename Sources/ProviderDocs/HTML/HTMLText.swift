import ProviderSpec

/// Text of the spec as text of HTML, in content as in attributes.
enum HTMLText {
  /// The text on one line: what could be markup or end an attribute is a reference.
  static func escaped(_ text: String) -> String { references(SpecText.line(text)) }

  /// A name or value; one of nothing but what can't be seen is shown by its numbers.
  static func name(_ text: String) -> String { references(MarkdownText.shown(text)) }

  /// The text as it is, line for line.
  static func references(_ text: String) -> String {
    if text.utf8.allSatisfy({ !special.contains($0) }) { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count + 16)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let special = Set("&<>\"'".utf8)

  /// A name in a fixed width. A long one may break behind each underscore and dot.
  static func code(_ text: String) -> String {
    "<code>" + name(text).replacing("_", with: "_<wbr>") + "</code>"
  }

  /// A web address as a link; anything else as text.
  static func address(_ text: String, label: String) -> String {
    guard text.hasPrefix("https://") || text.hasPrefix("http://") else { return escaped(text) }
    return "<a href=\"\(escaped(text))\" rel=\"noreferrer\">\(escaped(label))</a>"
  }
}
