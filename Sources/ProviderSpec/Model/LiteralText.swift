/// Defaults and examples of the spec as the text that registry and docs hold.
public enum LiteralText {
  /// The value as it is written in a request: a string as it is, anything else as JSON.
  public static func plain(_ literal: Literal?) -> String? {
    guard let literal else { return nil }
    if case .string(let text) = literal { return text }
    return json(literal)
  }

  /// The value as JSON on one line.
  public static func json(_ literal: Literal) -> String {
    switch literal {
    case .null: "null"
    case .boolean(let value): value ? "true" : "false"
    case .number(let text): text
    case .string(let text): quoted(text)
    case .array(let elements): "[" + elements.map(json).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { quoted($0.name) + ":" + json($0.value) }.joined(separator: ",") + "}"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      // JSON asks for the first ones only; the others are no characters of HTML.
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}": result += SpecText.escaped(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
