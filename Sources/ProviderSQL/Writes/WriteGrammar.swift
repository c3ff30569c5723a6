import ProviderRuntime

/// What an INSERT or REPLACE says.
struct InsertText {
  var verb: Verb
  var table: ResourceTable
  /// The columns that it names, or means by naming none, in lower case.
  var columns: Set<String>
}

/// Changes of providers' tables that do not work, found before SQLite fails on them in its own words or does less than
/// they say.
struct WriteGrammar {
  private let tokens: [Token]
  private let script: Script
  private let mentions: [RewrittenStatement.Mention]

  private typealias Word = (word: String, index: Int)

  init(_ tokens: [Token], of script: Script, mentions: [RewrittenStatement.Mention]) {
    self.tokens = tokens
    self.script = script
    self.mentions = mentions
  }

  /// A statement that changes a provider's table.
  private struct Change {
    var verb: Verb
    var table: ResourceTable
    var mention: RewrittenStatement.Mention
    /// The word behind OR.
    var resolution: Word?
    /// The words behind the table's name, outside of parentheses.
    var words: [Word]
  }

  /// Returns what an INSERT or REPLACE says that changes a provider's table; nil for any other statement.
  ///
  /// - Throws: `SQLError` that says what to write instead.
  @discardableResult
  func check(_ table: (String) -> ResourceTable?) throws -> InsertText? {
    guard let change = change(table) else { return nil }
    if var failure = WriteRefusal.unsupported(change.verb, change.table) {
      failure.place = script.place(of: change.mention.offset)
      throw failure
    }
    if let word = change.resolution, let failure = WriteRefusal.resolution(word.word, change.verb, change.table) {
      throw error(word, failure)
    }
    try refuseClauses(change.words, change.verb, change.table)
    guard change.verb == .insert || change.verb == .replace else { return nil }
    let columns =
      columns(behind: change.mention, change.table)
      ?? Set(change.table.columns.filter { !$0.isHidden }.map { $0.name.lowercased() })
    return InsertText(verb: change.verb, table: change.table, columns: columns)
  }

  /// Refuses UPDATE … FROM, where it can't be told which columns are set: SQLite hands over all of them.
  func refuseFrom(_ table: (String) -> ResourceTable?) throws {
    guard let change = change(table), let word = from(in: change) else { return }
    throw error(
      word,
      "UPDATE … FROM does not work on \(change.table.name) here: write subqueries, as in UPDATE … SET column = "
        + "(SELECT …) WHERE … IN (SELECT …)")
  }

  /// Whether it is an UPDATE … FROM of a provider's table.
  func isUpdateFrom(_ table: (String) -> ResourceTable?) -> Bool {
    change(table).flatMap(from) != nil
  }

  private func from(in change: Change) -> Word? {
    guard change.verb == .update else { return nil }
    // IS DISTINCT FROM compares.
    return zip(change.words, [nil] + change.words.map(\.word)).first { word, before in
      word.word == "from" && before != "distinct"
    }?.0
  }

  /// The provider's table that it changes, and how; nil where it changes none.
  func target(_ table: (String) -> ResourceTable?) -> StatementChanges.Target? {
    change(table).map { StatementChanges.Target(verb: $0.verb, table: $0.table.name) }
  }

  /// Whether it changes a provider's table and asks nothing else.
  func isPlain(_ table: (String) -> ResourceTable?) -> Bool {
    change(table) != nil
      && !tokens.contains { $0.kind == .word && script.lexer.text($0).lowercased() == "select" }
  }

  private func change(_ table: (String) -> ResourceTable?) -> Change? {
    let words = outerWords()
    let starts = ["delete", "insert", "replace", "update", "select", "create", "drop", "alter"]
    guard let first = words.firstIndex(where: { starts.contains($0.word) }) else { return nil }
    let start = words[first]
    let next = words.dropFirst(first + 1).prefix(2)
    let resolution = next.first?.word == "or" ? next.last : nil
    let verb: Verb
    switch start.word {
    case "delete": verb = .delete
    case "insert": verb = resolution?.word == "replace" ? .replace : .insert
    case "replace": verb = .replace
    case "update": verb = .update
    default: return nil
    }
    // UPDATE has no word before the table's name, but may have OR REPLACE and the like.
    let before = words[first...].first { ["from", "into"].contains($0.word) }?.index
    guard let name = verb == .update ? start.index : before, name + 1 < tokens.count else { return nil }
    // The name may stand behind that of a schema and a dot.
    let reach = verb == .update ? 5 : 3
    let from = tokens[name + 1].range.lowerBound
    let end = tokens[min(name + reach, tokens.count - 1)].range.lowerBound
    guard let mention = mentions.first(where: { (from...end).contains($0.offset) }), let table = table(mention.table)
    else { return nil }
    return Change(
      verb: verb, table: table, mention: mention, resolution: resolution, words: words.filter { $0.index > name })
  }

  /// Refuses clauses that SQLite does not have for virtual tables, or that promise what no request gives.
  private func refuseClauses(_ words: [Word], _ verb: Verb, _ table: ResourceTable) throws {
    let name = verb.rawValue.uppercased()
    for (position, word) in words.enumerated() {
      switch word.word {
      case "returning":
        throw error(
          word,
          "\(name) … RETURNING does not work on \(table.name): leave RETURNING out, "
            + "\(verb == .insert || verb == .update ? "an" : "a") \(name) gives a row for each request as it is")
      case "on" where words.dropFirst(position + 1).first?.word == "conflict":
        throw error(
          word,
          "\(name) … ON CONFLICT does not work on \(table.name), because only the provider knows what is there: write "
            + "\(table.methods[.replace]?.isEmpty == false ? "REPLACE INTO" : "UPDATE"), or INSERT alone, which the "
            + "provider refuses where it has the object")
      case "order" where verb == .delete || verb == .update, "limit" where verb == .delete || verb == .update:
        let identity = table.resource.identity.first
        let column = identity?.parameter ?? "the key"
        let field = identity?.field ?? "the key"
        let statement = verb == .delete ? "DELETE FROM \(table.name)" : "UPDATE \(table.name) SET …"
        throw error(
          word,
          "\(name) … \(word.word == "order" ? "ORDER BY" : "LIMIT") does not work on \(table.name): name the rows in a "
            + "subquery, as in \(statement) WHERE … AND \(column) IN (SELECT \(field) FROM \(table.name) "
            + "WHERE … ORDER BY … LIMIT …)")
      default: break
      }
    }
  }

  /// The columns in parentheses behind the table's name; nil where there are none.
  private func columns(behind mention: RewrittenStatement.Mention, _ table: ResourceTable) -> Set<String>? {
    guard let start = tokens.firstIndex(where: { $0.range.lowerBound >= mention.offset }) else { return nil }
    let chain = RewrittenStatement.chain(in: tokens, from: start, script.lexer)
    var index = (chain.last ?? start) + 1
    func text(_ index: Int) -> String { index < tokens.count ? script.lexer.text(tokens[index]).lowercased() : "" }
    if text(index) == "as" { index += 2 }
    // DEFAULT VALUES names none.
    if text(index) == "default" { return [] }
    guard text(index) == "(" else { return nil }
    var names: Set<String> = []
    for token in tokens[(index + 1)...] {
      if token.kind == .punctuation {
        if script.lexer.text(token) == ")" { break }
      } else {
        names.insert(script.lexer.unquoted(token).lowercased())
      }
    }
    return names
  }

  /// The words outside of parentheses.
  private func outerWords() -> [Word] {
    var depth = 0
    var words: [Word] = []
    for (index, token) in tokens.enumerated() {
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

  private func error(_ word: Word, _ message: String) -> SQLError {
    SQLError(.notSupported, message, place: script.place(of: tokens[word.index].range.lowerBound))
  }
}
