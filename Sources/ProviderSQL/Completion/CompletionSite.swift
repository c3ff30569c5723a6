/// Where someone is typing: the piece of a name, and the statement around it.
struct CompletionSite {
  /// The piece of a name before the cursor, with the dots and the `@` that belong to it.
  let typed: String
  /// The tokens of the statement before that piece.
  let before: [Token]
  /// The tokens of the whole statement, what stands behind the cursor included.
  let statement: [Token]
  let script: Script

  /// Nil where no name can stand: within a text in quotes, a comment or a number.
  init?(_ text: String, at offset: Int) {
    let bytes = Array(text.utf8)
    let cursor = min(max(offset, 0), bytes.count)
    var start = cursor
    while start > 0, Lexer.isNameByte(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: ".") { start -= 1 }
    if start > 0, bytes[start - 1] == UInt8(ascii: "@") { start -= 1 }
    let piece = bytes[start..<cursor]
    if let first = piece.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) { return nil }
    typed = String(decoding: piece, as: UTF8.self)

    let above = Script(String(decoding: bytes[..<start], as: UTF8.self))
    let tokens = above.lexer.tokens()
    guard tokens.last?.kind != .unterminated,
      above.lexer.openComment(behind: tokens.last?.range.upperBound ?? 0) == nil
    else { return nil }
    before = above.statements.last.flatMap { $0.isTerminated ? nil : $0.tokens } ?? []

    script = Script(text)
    statement =
      script.statements.last { statement in
        statement.range.lowerBound <= start && (cursor <= statement.range.upperBound || !statement.isTerminated)
      }?.tokens ?? []
  }

  /// The tokens before the piece as words in lower case; what is no word without quotes is an empty one.
  var words: [String] {
    before.map { $0.kind == .word ? script.lexer.text($0).lowercased() : "" }
  }

  /// Whether a token before the piece is this punctuation.
  func isPunctuation(_ index: Int, _ text: String) -> Bool {
    before[index].kind == .punctuation && script.lexer.text(before[index]) == text
  }
}
