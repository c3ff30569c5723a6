import ProviderSpec

/// A GraphQL document whose placeholders (`"{{ .owner }}"`) became variables.
struct GraphQLDocument {
  /// The name of the placeholder that stands for the place of a page, and of its variable.
  static let cursor = "cursor"

  /// Why a document can't be carried over.
  struct Problem: Error {
    var reason: String
  }

  /// The document with declared variables.
  private(set) var text: String
  /// The variables that stand for parameters, in the order of their first use.
  private(set) var variables: [String] = []
  /// Whether a page may begin somewhere.
  private(set) var usesCursor = false

  init(_ template: String, parameters: [MethodParameter], hasCursor: Bool) throws(Problem) {
    text = ""
    var types: [String: String] = [:]
    var rest = template[...]
    while let open = rest.firstRange(of: "{{") {
      guard let close = rest[open.upperBound...].firstRange(of: "}}") else {
        throw Problem(reason: "its GraphQL has a '{{' without '}}'")
      }
      let name = rest[open.upperBound..<close.lowerBound].split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let head = rest[..<open.lowerBound]
      guard !Self.endsWithinText(text + head) || head.hasSuffix("\"") else {
        throw Problem(reason: "its GraphQL has the placeholder '\(name)' within a text")
      }
      if name.hasPrefix("if ") || name == "end" {
        // What is left out where a parameter is not given: a variable that is not given says the same.
        text += head
        rest = rest[close.upperBound...]
        continue
      }
      guard name.hasPrefix("."), Self.isVariable(name.dropFirst()) else {
        throw Problem(reason: "its GraphQL has the placeholder '\(name)', which names no parameter")
      }
      let variable = String(name.dropFirst())
      let isQuoted = head.hasSuffix("\"")
      rest = rest[close.upperBound...]
      if isQuoted {
        guard rest.hasPrefix("\"") else {
          throw Problem(reason: "its GraphQL has the placeholder '\(name)' within a text")
        }
        rest.removeFirst()
      }
      text += isQuoted ? head.dropLast() : head
      if variable == Self.cursor, hasCursor, !isQuoted {
        // The placeholder stands for the whole argument.
        text += ", after: $\(variable)"
        usesCursor = true
        continue
      }
      guard let use = parameters.first(where: { $0.parameter.name == variable && $0.location != .path }) else {
        throw Problem(reason: "its GraphQL has the placeholder '\(name)', which is no parameter")
      }
      text += "$\(variable)"
      let type = Self.type(of: use.parameter, isQuoted: isQuoted) + (use.isRequired ? "!" : "")
      if types.updateValue(type, forKey: variable) == nil { variables.append(variable) }
    }
    text += rest
    var declarations = variables.map { "$\($0): \(types[$0] ?? "String")" }
    if usesCursor { declarations.append("$\(Self.cursor): String") }
    text = try Self.declaring(declarations, in: text)
  }

  /// Whether a text ends between two quotes.
  private static func endsWithinText(_ text: String) -> Bool {
    !text.count(where: { $0 == "\"" }).isMultiple(of: 2)
  }

  private static func isVariable(_ name: Substring) -> Bool {
    guard let first = name.first, first.isASCII, first.isLetter || first == "_" else { return false }
    return name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
  }

  /// The type of a variable. What is quoted in the document is a text, or a point in time, which has a type of its own.
  private static func type(of parameter: Parameter, isQuoted: Bool) -> String {
    if case .string("date-time"?) = parameter.type { return "DateTime" }
    if isQuoted { return "String" }
    switch parameter.type {
    case .integer: return "Int"
    case .number: return "Float"
    case .boolean: return "Boolean"
    case .string, .enumeration, .object, .model, .array: return "String"
    }
  }

  /// The document with the declarations behind `query` or `mutation`, which may be left out before them.
  private static func declaring(_ declarations: [String], in text: String) throws(Problem) -> String {
    var text = text[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    guard !declarations.isEmpty else { return String(text) }
    let list = "(" + declarations.joined(separator: ", ") + ")"
    if text.hasPrefix("{") { return "query" + list + " " + text }
    guard text.hasPrefix("query") || text.hasPrefix("mutation"), let brace = text.firstIndex(of: "{"),
      !text[..<brace].contains("(")
    else { throw Problem(reason: "its GraphQL begins with neither '{' nor a 'query' without variables") }
    var head = text[..<brace]
    while head.last?.isWhitespace == true { head.removeLast() }
    return head + list + " " + text[brace...]
  }
}
