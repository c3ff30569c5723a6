import ProviderSpec

/// Text of the spec as text of Markdown: whatever it holds, it shows as it was written and is no markup.
///
/// Characters that mean something become character references, which every dialect reads, inside MDX too.
enum MarkdownText {
  /// The text, for any place but the beginning of a block.
  static func escaped(_ text: String) -> String {
    let line = SpecText.line(text)
    if line.utf8.allSatisfy({ isPlain($0) }) { return line }
    var result = ""
    let scalars = Array(line.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "{", "}", "|", "~", "#", "$": result += reference(scalar)
      // Some dialects make links of addresses and people: `https://…`, `mailto:…`, `www.…`, `@…`.
      case ":" where next != " ", "@": result += reference(scalar)
      case "." where index > 0 && "wW".unicodeScalars.contains(scalars[index - 1]): result += reference(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// The text at the beginning of a block, where a dash would start a list and `import` a program.
  static func paragraph(_ text: String) -> String {
    let trimmed = String(text.drop { $0 == " " })
    let first = trimmed.prefix { $0.isLetter || $0.isNumber }
    let isKeyword = ["import", "export"].contains(first)
    let isNumber = !first.isEmpty && first.allSatisfy(\.isNumber)
    if let scalar = trimmed.unicodeScalars.first, isKeyword || "-+=:>".unicodeScalars.contains(scalar) {
      return reference(scalar) + String(trimmed.unicodeScalars.dropFirst())
    }
    let rest = trimmed.dropFirst(first.count)
    if isNumber, let mark = rest.unicodeScalars.first, mark == "." || mark == ")" {
      return first + reference(mark) + String(rest.dropFirst())
    }
    return trimmed
  }

  /// The text between marks of emphasis, beside which no space may stand.
  static func strong(_ text: String) -> String {
    "**" + escaped(text.split(separator: " ").joined(separator: " ")) + "**"
  }

  /// Names and values in a fixed width.
  static func code(_ text: String) -> String {
    let line = shown(text)
    let special = Set("`|\\&".unicodeScalars)
    let isSimple =
      !line.unicodeScalars.contains(where: special.contains) && line.unicodeScalars.first != " "
      && line.unicodeScalars.last != " "
    if isSimple { return "`" + line + "`" }
    return "<code>" + references(line) + "</code>"
  }

  /// A name of nothing but what can't be seen is shown by its numbers.
  static func shown(_ text: String) -> String {
    let line = SpecText.line(text)
    guard line.allSatisfy(\.isWhitespace) else { return line }
    return text.unicodeScalars.map { "U+" + String($0.value, radix: 16, uppercase: true) }.joined(separator: " ")
  }

  /// The text with every character that is neither letter nor digit of ASCII as a reference.
  static func references(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      let isPlain = !scalar.isASCII || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == " "
      return isPlain ? String(scalar) : reference(scalar)
    }.joined()
  }

  /// A block of code between fences that nothing in it can end.
  static func block(_ code: String, language: String) -> String {
    var longest = 0
    var run = 0
    for scalar in code.unicodeScalars {
      run = scalar == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map { SpecText.line(String($0)) }
    return "\(fence)\(language)\n\(lines.joined(separator: "\n"))\n\(fence)"
  }

  private static func reference(_ scalar: Unicode.Scalar) -> String { "&#\(scalar.value);" }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0x20, 0x21, 0x22, 0x25, 0x27...0x29, 0x2B...0x2D, 0x2F, 0x3B, 0x3D, 0x3F: true
    default: false
    }
  }
}
