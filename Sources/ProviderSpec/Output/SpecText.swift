/// What the characters of a spec's texts do to a reader.
public enum SpecText {
  /// Whether some reader of text takes the character for the end of a line.
  public static func isNewline(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
    default: false
    }
  }

  /// Whether a character can be seen and leaves the order of those around it alone.
  public static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    if (0x20...0x7E).contains(scalar.value) { return true }
    if scalar.value < 0xA0 { return false }
    // Joiners shape letters and emoji; every other character of this kind is a control of the text's direction or layout.
    if scalar.value == 0x200C || scalar.value == 0x200D { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return false
    default: return true
    }
  }

  /// A character as JSON writes one that can't stand for itself.
  package static func escaped(_ scalar: Unicode.Scalar) -> String {
    String(scalar).utf16.map { unit in
      let digits = String(unit, radix: 16)
      return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }.joined()
  }

  /// The way to a member, for people: names joined by dots, those that hold one in quotes.
  public static func path(_ member: [String]) -> String {
    member.map { $0.contains(".") ? "\"\($0)\"" : $0 }.joined(separator: ".")
  }

  /// The text as one line: newlines become spaces, and what can't be seen is left out.
  public static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    var line = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isNewline(scalar) || scalar == "\t" {
        line.append(" ")
      } else if isVisible(scalar) {
        line.append(scalar)
      }
    }
    return String(line)
  }
}
