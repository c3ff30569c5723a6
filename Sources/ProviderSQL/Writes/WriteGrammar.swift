import ProviderRuntime

/// Changes of providers' tables that do not work, found before SQLite fails on them in its own words.
struct WriteGrammar {
  let statement: Script.Statement
  let script: Script
  let mentions: [RewrittenStatement.Mention]

  /// - Throws: `SQLError` that says what to write instead.
  func check(_ table: (String) -> ResourceTable?) throws {
    let words = outerWords()
    let starts = ["delete", "insert", "replace", "update", "select", "create", "drop", "alter"]
    guard let first = words.firstIndex(where: { starts.contains($0.word) }) else { return }
    let start = words[first]
    let verb: Verb
    switch start.word {
    case "delete": verb = .delete
    case "insert", "replace": verb = .insert
    case "update": verb = .update
    default: return
    }
    // UPDATE has no word before the table's name, but may have OR REPLACE and the like.
    let before = words[first...].first { ["from", "into"].contains($0.word) }?.index
    guard let name = verb == .update ? start.index : before, name + 1 < statement.tokens.count else { return }
    // The name may stand behind that of a schema and a dot.
    let reach = verb == .update ? 5 : 3
    let from = statement.tokens[name + 1].range.lowerBound
    let end = statement.tokens[min(name + reach, statement.tokens.count - 1)].range.lowerBound
    guard let mention = mentions.first(where: { (from...end).contains($0.offset) }), let table = table(mention.table)
    else { return }
    if var failure = WriteRefusal.unsupported(verb, table) {
      failure.place = script.place(of: mention.offset)
      throw failure
    }
    for word in words where word.index > name {
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
