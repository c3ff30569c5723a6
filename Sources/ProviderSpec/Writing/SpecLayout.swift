/// Lays JSON out for people: what fits is one line, what does not has a line for each of its parts.
enum SpecLayout {
  /// The longest line of several members, in characters.
  private static let width = 114

  /// The value as the text of a file.
  static func text(_ literal: Literal) -> String {
    var result = ""
    append(literal, to: &result, indent: 0, before: 0, behind: 0, isRoot: true)
    return result + "\n"
  }

  /// - Parameters:
  ///   - before: How many characters of the line are there already.
  ///   - behind: How many follow on the line.
  private static func append(
    _ literal: Literal, to text: inout String, indent: Int, before: Int, behind: Int, isRoot: Bool = false
  ) {
    let parts: [(name: String?, value: Literal)]
    let brackets: (String, String)
    switch literal {
    case .object(let members):
      parts = members.map { ($0.name, $0.value) }
      brackets = ("{", "}")
    case .array(let elements):
      parts = elements.map { (nil, $0) }
      brackets = ("[", "]")
    case .null, .boolean, .number, .string:
      text += LiteralText.json(literal)
      return
    }
    let room = width - before - behind
    if !isRoot, !isTable(literal), let line = line(literal, room: room) {
      text += line
      return
    }
    text += brackets.0 + "\n"
    let margin = String(repeating: " ", count: indent + 2)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      let name = part.name.map { LiteralText.json(.string($0)) + ": " } ?? ""
      text += margin + name
      append(
        part.value, to: &text, indent: indent + 2, before: indent + 2 + name.unicodeScalars.count,
        behind: isLast ? 0 : 1)
      text += isLast ? "\n" : ",\n"
    }
    text += String(repeating: " ", count: indent) + brackets.1
  }

  /// Whether it is an array of several objects: those stand below each other.
  private static func isTable(_ literal: Literal) -> Bool {
    guard case .array(let elements) = literal, elements.count > 1, case .object = elements[0] else { return false }
    return true
  }

  /// The value on one line; nil where that is longer than the room for it.
  private static func line(_ literal: Literal, room: Int) -> String? {
    var result = ""
    // A part that has no room leaves none for the whole.
    func append(_ part: Literal, name: String? = nil) -> Bool {
      if let name { result += LiteralText.json(.string(name)) + ": " }
      switch part {
      case .array(let elements):
        result += "["
        for (index, element) in elements.enumerated() {
          if index > 0 { result += ", " }
          guard append(element) else { return false }
        }
        result += "]"
      case .object(let members):
        result += members.isEmpty ? "{" : "{ "
        for (index, member) in members.enumerated() {
          if index > 0 { result += ", " }
          guard append(member.value, name: member.name) else { return false }
        }
        result += members.isEmpty ? "}" : " }"
      case .null, .boolean, .number, .string: result += LiteralText.json(part)
      }
      return result.utf8.count <= room * 4
    }
    return append(literal) && result.unicodeScalars.count <= room ? result : nil
  }
}
