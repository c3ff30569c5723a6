import ProviderRuntime

/// Parts of SQLite's DELETE that do not work on virtual tables, found before SQLite fails on them in its own words.
struct WriteGrammar {
  let statement: Script.Statement
  let script: Script
  let mentions: [RewrittenStatement.Mention]

  /// - Throws: `SQLError` that says what to write instead.
  func check(_ table: (String) -> ResourceTable?) throws {
    let words = outerWords()
    guard let delete = words.firstIndex(where: { $0.word == "delete" }),
      let from = words[delete...].first(where: { $0.word == "from" }), from.index + 1 < statement.tokens.count,
      words[..<delete].allSatisfy({ !["select", "insert", "update", "create"].contains($0.word) })
    else { return }
    // The name may stand behind that of a schema and a dot.
    let start = statement.tokens[from.index + 1].range.lowerBound
    let end = statement.tokens[min(from.index + 3, statement.tokens.count - 1)].range.lowerBound
    guard let mention = mentions.first(where: { (start...end).contains($0.offset) }), let table = table(mention.table)
    else { return }
    for word in words where word.index > from.index {
      switch word.word {
      case "returning":
        throw error(
          word,
          "DELETE … RETURNING does not work on \(table.name): leave RETURNING out, a DELETE gives a row for each "
            + "request as it is")
      case "order", "limit":
        let identity = table.resource.identity.first
        let column = identity?.parameter ?? "the key"
        let field = identity?.field ?? "the key"
        throw error(
          word,
          "DELETE … \(word.word == "order" ? "ORDER BY" : "LIMIT") does not work on \(table.name): name the rows in a "
            + "subquery, as in DELETE FROM \(table.name) WHERE … AND \(column) IN (SELECT \(field) FROM \(table.name) "
            + "WHERE … ORDER BY … LIMIT …)")
      default: break
      }
    }
  }

  /// The words outside of parentheses.
  private func outerWords() -> [(word: String, index: Int)] {
    var depth = 0
    var words: [(word: String, index: Int)] = []
    for (index, token) in statement.tokens.enumerated() {
      switch token.kind {
      case .punctuation:
        let text = script.lexer.text(token)
        if text == "(" { depth += 1 }
        if text == ")" { depth -= 1 }
      case .word where depth == 0: words.append((script.lexer.text(token).lowercased(), index))
      default: break
      }
    }
    return words
  }

  private func error(_ word: (word: String, index: Int), _ message: String) -> SQLError {
    SQLError(.notSupported, message, place: script.place(of: statement.tokens[word.index].range.lowerBound))
  }
}
