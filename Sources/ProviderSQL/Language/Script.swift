/// SQL text, cut into statements.
struct Script: Sendable {
  /// One statement: its tokens, without the semicolon that ends it.
  struct Statement: Sendable {
    var tokens: [Token]
    /// From the first token to the end of the last one.
    var range: Range<Int>
    /// Whether a semicolon ends it.
    var isTerminated: Bool
  }

  let lexer: Lexer
  let statements: [Statement]

  init(_ sql: String) {
    lexer = Lexer(Array(sql.utf8))
    statements = Self.split(lexer)
  }

  /// Whether the text ends within a statement or a comment, so that a shell would ask for more.
  var isIncomplete: Bool {
    if let last = statements.last, !last.isTerminated { return true }
    return lexer.openComment(behind: lexer.tokens().last?.range.upperBound ?? 0) == .block
  }

  /// The text of a statement as it was written.
  func text(_ statement: Statement) -> String {
    String(decoding: lexer.bytes[statement.range], as: UTF8.self)
  }

  /// The line and column (in characters), both from 1, of an offset in bytes.
  func place(of offset: Int) -> SQLPlace {
    let end = min(max(offset, 0), lexer.bytes.count)
    let before = lexer.bytes[..<end]
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let lineEnd = lexer.bytes[end...].firstIndex(of: 0x0A) ?? lexer.bytes.count
    return SQLPlace(
      line: line, column: String(decoding: lexer.bytes[lineStart..<end], as: UTF8.self).count + 1,
      text: String(decoding: lexer.bytes[lineStart..<lineEnd], as: UTF8.self))
  }

  /// A semicolon ends a statement, but within a trigger's body only the one behind its END does
  /// (https://www.sqlite.org/c3ref/complete.html).
  private static func split(_ lexer: Lexer) -> [Statement] {
    var statements: [Statement] = []
    var current: [Token] = []
    func finish(isTerminated: Bool) {
      guard let first = current.first, let last = current.last else { return }
      statements.append(
        Statement(
          tokens: current, range: first.range.lowerBound..<last.range.upperBound, isTerminated: isTerminated))
      current = []
    }
    var isTrigger = false
    for token in lexer.tokens() {
      let isSemicolon = token.kind == .punctuation && lexer.bytes[token.range.lowerBound] == UInt8(ascii: ";")
      if isSemicolon {
        if isTrigger, !endsTrigger(current, lexer) {
          current.append(token)
          continue
        }
        finish(isTerminated: true)
        isTrigger = false
        continue
      }
      current.append(token)
      // At most EXPLAIN QUERY PLAN CREATE TEMP TRIGGER.
      if current.count <= 6, token.kind == .word { isTrigger = isTrigger || beginsTrigger(current, lexer) }
    }
    finish(isTerminated: false)
    return statements
  }

  private static func beginsTrigger(_ tokens: [Token], _ lexer: Lexer) -> Bool {
    var words = tokens.map { lexer.text($0).lowercased() }[...]
    if words.first == "explain" { words = words.dropFirst() }
    if words.starts(with: ["query", "plan"]) { words = words.dropFirst(2) }
    guard words.first == "create" else { return false }
    words = words.dropFirst()
    if let word = words.first, word == "temp" || word == "temporary" { words = words.dropFirst() }
    return words.first == "trigger"
  }

  private static func endsTrigger(_ tokens: [Token], _ lexer: Lexer) -> Bool {
    guard tokens.count >= 2, let last = tokens.last, last.kind == .word, lexer.text(last).lowercased() == "end" else {
      return false
    }
    let before = tokens[tokens.count - 2]
    return before.kind == .punctuation && lexer.bytes[before.range.lowerBound] == UInt8(ascii: ";")
  }
}

/// Where something stands in the SQL text.
public struct SQLPlace: Sendable, Hashable {
  /// The line, from 1.
  public var line: Int
  /// The column, in characters, from 1.
  public var column: Int
  /// The whole line.
  public var text: String
}
