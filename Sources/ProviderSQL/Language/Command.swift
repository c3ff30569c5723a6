/// A statement that is not SQLite's.
enum Command: Sendable {
  case showProviders
  case showServices(provider: String?)
  /// Of everything, of a provider, or of a service of it.
  case showResources(of: [String])
  case showMethods(table: [String])
  case describe(table: [String], isExtended: Bool)
  case describeMethod(method: [String])
  /// EXPLAIN of the statement that the tokens make.
  case explain([Token])
  case exec(ExecStatement)

  /// Reads a statement; nil where it is one of SQLite's.
  ///
  /// - Throws: `SQLError` of the kind `syntax`, with its place.
  init?(_ statement: Script.Statement, of script: Script) throws {
    var reader = TokenReader(statement.tokens, script)
    guard let first = reader.keyword() else { return nil }
    switch first {
    case "show": self = try Self.show(&reader)
    case "describe", "desc": self = try Self.describe(&reader)
    case "exec", "execute": self = try Self.exec(&reader)
    case "explain":
      if reader.next == "query" { return nil }
      guard !reader.isAtEnd else { throw reader.error("EXPLAIN is followed by the statement to explain") }
      self = .explain(reader.rest)
      return
    default: return nil
    }
    guard reader.isAtEnd else { throw reader.error("nothing is expected here") }
  }

  private static func show(_ reader: inout TokenReader) throws -> Command {
    let what = reader.keyword()
    let isInSomething = ["in", "from"].contains(reader.next)
    if isInSomething { _ = reader.keyword() }
    switch what {
    case "providers" where !isInSomething:
      return .showProviders
    case "services":
      return .showServices(provider: isInSomething ? try reader.name(parts: 1, "a provider")[0] : nil)
    case "resources":
      return .showResources(of: isInSomething ? try reader.name(parts: 1...2, "provider.service") : [])
    case "methods":
      guard isInSomething else { throw reader.error("SHOW METHODS is followed by IN provider.service.resource") }
      return .showMethods(table: try reader.name(parts: 3, "provider.service.resource"))
    default:
      reader.stepBack()
      throw reader.error(
        "SHOW is followed by PROVIDERS, SERVICES [IN provider], RESOURCES [IN provider.service] or "
          + "METHODS IN provider.service.resource")
    }
  }

  private static func describe(_ reader: inout TokenReader) throws -> Command {
    if reader.next == "method", !reader.isDot(1) {
      _ = reader.keyword()
      return .describeMethod(method: try reader.name(parts: 4, "provider.service.resource.method"))
    }
    var isExtended = false
    if reader.next == "extended", !reader.isDot(1) {
      _ = reader.keyword()
      isExtended = true
    }
    return .describe(table: try reader.name(parts: 3, "provider.service.resource"), isExtended: isExtended)
  }

  /// Arguments are separated by commas, which may be missing: in published examples a comment swallows them.
  private static func exec(_ reader: inout TokenReader) throws -> Command {
    let method = try reader.name(parts: 4, "provider.service.resource.method")
    var exec = ExecStatement(method: method, arguments: [])
    while !reader.isAtEnd {
      if !exec.arguments.isEmpty { _ = reader.punctuation(",") }
      if reader.next == "for" {
        exec.query = try forEach(&reader)
        break
      }
      let place = reader.offset
      guard let name = reader.argumentName() else {
        throw reader.error("an argument is expected, as in @name = 'value'")
      }
      guard reader.punctuation("=") else { throw reader.error("@\(name) is followed by = and its value") }
      let value = try reader.value()
      if exec.arguments.contains(where: { $0.name == name }) {
        throw SQLError(.syntax, "@\(name) is given twice", place: reader.script.place(of: place))
      }
      exec.arguments.append(ExecStatement.Argument(name: name, value: value, offset: place))
    }
    return .exec(exec)
  }

  /// `FOR EACH (query)`, which ends the statement; returns the query.
  private static func forEach(_ reader: inout TokenReader) throws -> [Token] {
    _ = reader.keyword()
    guard reader.next == "each" else { throw reader.error("FOR is followed by EACH and a query in parentheses") }
    _ = reader.keyword()
    guard reader.punctuation("(") else {
      throw reader.error("FOR EACH is followed by a query in parentheses, as in FOR EACH (SELECT …)")
    }
    let query = reader.rest.dropLast()
    while reader.hasMore { reader.skip() }
    guard reader.punctuation(")"), !query.isEmpty else {
      throw reader.error("the query of FOR EACH ends with a parenthesis, behind which nothing is expected")
    }
    return Array(query)
  }
}

/// Walks over the tokens of a statement.
struct TokenReader {
  let script: Script
  private let tokens: [Token]
  private var index = 0

  init(_ tokens: [Token], _ script: Script) {
    self.tokens = tokens
    self.script = script
  }

  var isAtEnd: Bool { index >= tokens.count }
  /// Whether the next token is not the last one.
  var hasMore: Bool { index + 1 < tokens.count }
  var rest: [Token] { Array(tokens[min(index, tokens.count)...]) }

  /// The offset of the next token, or of the end.
  var offset: Int {
    isAtEnd ? tokens.last?.range.upperBound ?? 0 : tokens[index].range.lowerBound
  }
  var place: SQLPlace { script.place(of: offset) }

  /// The next token, if it is an unquoted word, in lower case.
  var next: String {
    guard !isAtEnd, tokens[index].kind == .word else { return "" }
    return script.lexer.text(tokens[index]).lowercased()
  }

  mutating func keyword() -> String? {
    let word = next
    guard !word.isEmpty else { return nil }
    index += 1
    return word
  }

  mutating func skip() { index += 1 }

  mutating func stepBack() { index = max(index - 1, 0) }

  func isDot(_ ahead: Int) -> Bool {
    index + ahead < tokens.count && script.lexer.text(tokens[index + ahead]) == "."
  }

  mutating func punctuation(_ text: String) -> Bool {
    guard !isAtEnd, tokens[index].kind == .punctuation, script.lexer.text(tokens[index]) == text else { return false }
    index += 1
    return true
  }

  /// A name of so many parts; a quoted one may hold all of them.
  mutating func name(parts: Int, _ form: String) throws -> [String] {
    try name(parts: parts...parts, form)
  }

  /// A name of so many parts; a quoted one may hold all of them.
  mutating func name(parts: ClosedRange<Int>, _ form: String) throws -> [String] {
    var result: [String] = []
    let start = index
    while !isAtEnd, tokens[index].kind == .word || tokens[index].kind == .quotedName {
      let text = script.lexer.unquoted(tokens[index])
      result += tokens[index].kind == .quotedName ? text.split(separator: ".").map(String.init) : [text]
      index += 1
      guard isDot(0) else { break }
      index += 1
    }
    guard parts.contains(result.count) else {
      index = start
      throw error("\(form) is expected here")
    }
    return result
  }

  /// `@name`.
  mutating func argumentName() -> String? {
    guard !isAtEnd, tokens[index].kind == .parameter else { return nil }
    let text = script.lexer.text(tokens[index])
    guard text.hasPrefix("@"), text.count > 1 else { return nil }
    index += 1
    return String(text.dropFirst())
  }

  /// A literal.
  mutating func value() throws -> SQLValue {
    var sign = ""
    if punctuation("-") { sign = "-" } else { _ = punctuation("+") }
    guard !isAtEnd else { throw error("a value is expected here") }
    let token = tokens[index]
    let text = script.lexer.text(token)
    switch token.kind {
    case .string where sign.isEmpty && text.hasPrefix("'"):
      index += 1
      return .text(script.lexer.unquoted(token))
    case .number:
      if let number = Int64(sign + text) {
        index += 1
        return .integer(number)
      }
      if let number = Double(sign + text) {
        index += 1
        return .real(number)
      }
    case .word where sign.isEmpty:
      switch text.lowercased() {
      case "null":
        index += 1
        return .null
      case "true", "false":
        index += 1
        return .boolean(text.lowercased() == "true")
      default: break
      }
    default: break
    }
    throw error("a value is expected here: a text in single quotes, a number, true, false or NULL")
  }

  func error(_ message: String) -> SQLError {
    SQLError(.syntax, message, place: place)
  }
}
