import CSQLite
import ProviderRuntime

extension Database {
  /// What SQLite's result code stands for: what a table or the authorizer failed with, else SQLite's own message with
  /// its place and what was probably meant.
  func error(_ code: Int32, _ statement: RewrittenStatement, of script: Script) -> any Error {
    if session.interrupter.isInterrupted { return SQLError(.interrupted, "the statement was interrupted") }
    if let failure = session.failure {
      guard var error = failure as? SQLError, error.place == nil else { return failure }
      let mention = statement.mentions.first { $0.table == session.failingTable } ?? statement.mentions.first
      error.place = (mention?.offset ?? offset(of: session.failingTable, in: script)).map(script.place)
      return error
    }
    var error = sqliteError(code)
    let message = error.message
    let offset = Int(sqlite3_error_offset(connection))
    if offset >= 0 { error.place = script.place(of: statement.originalOffset(of: offset)) }
    // SQLite tells these apart by its message only.
    if let name = Self.name(in: message, behind: "no such table: ") {
      return noSuchTable(name, error.place, statement, of: script)
    }
    if let name = Self.name(in: message, behind: "no such column: ") {
      return noSuchColumn(name, error.place, statement)
    }
    // The column list of an INSERT.
    if let (_, name) = Self.split(message, at: " has no column named ") {
      return noSuchColumn(name, error.place, statement)
    }
    if let word = Self.name(in: message, behind: "near \"").flatMap({ Self.split($0, at: "\": syntax error")?.0 }),
      statement.mentions.compactMap({ session.table(named: $0.table) })
        .contains(where: { $0.columns.contains { $0.name.lowercased() == word.lowercased() } })
    {
      error.message += "; \(word) is a word of SQL: for the column of this name write \(SQLText.quotedName(word))"
    }
    if message == "no query solution", let refusal = session.refusals.last {
      return SQLError(
        .missingParameters,
        "the tables of this join wait for each other: \(refusal.table) takes \(refusal.parameter) from another table, "
          + "which in turn needs a value from it. Give \(refusal.parameter) a value of its own with = or IN",
        place: statement.mentions.first.map { script.place(of: $0.offset) })
    }
    return error
  }

  /// Where a name stands in the text.
  private func offset(of name: String?, in script: Script) -> Int? {
    script.lexer.tokens().first { script.lexer.unquoted($0).lowercased() == name?.lowercased() }?.range.lowerBound
  }

  /// SQLite's own message.
  func sqliteError(_ code: Int32) -> SQLError {
    SQLError(.sqlite(code: code), String(cString: sqlite3_errmsg(connection)))
  }

  private static func name(in message: String, behind prefix: String) -> String? {
    message.hasPrefix(prefix) ? String(message.dropFirst(prefix.count)) : nil
  }

  private static func split(_ message: String, at separator: String) -> (String, String)? {
    guard let range = message.ranges(of: separator).first else { return nil }
    return (String(message[..<range.lowerBound]), String(message[range.upperBound...]))
  }

  private func noSuchTable(
    _ name: String, _ place: SQLPlace?, _ statement: RewrittenStatement, of script: Script
  ) -> SQLError {
    let name = name.hasPrefix("main.") ? String(name.dropFirst("main.".count)) : name
    var error = catalog.noSuchTable(
      name, others: texts("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')"))
    // SQLite says where only sometimes.
    let first = name.split(separator: ".").first.map(String.init)?.lowercased()
    let token = script.lexer.tokens().first { token in
      let text = script.lexer.unquoted(token).lowercased()
      return text == name.lowercased() || text == first
    }
    error.place = place ?? token.map { script.place(of: $0.range.lowerBound) }
    return error
  }

  private func noSuchColumn(_ name: String, _ place: SQLPlace?, _ statement: RewrittenStatement) -> SQLError {
    var tables: [ResourceTable] = []
    for mention in statement.mentions where !tables.contains(where: { $0.name == mention.table }) {
      if let table = session.table(named: mention.table) { tables.append(table) }
    }
    guard !tables.isEmpty else { return SQLError(.noSuchColumn, "no such column: \(name)", place: place) }
    let parts = name.split(separator: ".").map(String.init)
    // `owner.login`, with an alias before it or not.
    if parts.count > 1, let part = parts.last,
      let whole = tables.lazy.flatMap(\.columns).first(where: {
        $0.type == .json && $0.name.lowercased() == parts[parts.count - 2].lowercased()
      })
    {
      let path = "\(parts.dropLast().joined(separator: ".")) ->> \(SQLText.quotedString("$.\(part)"))"
      return SQLError(
        .noSuchColumn, "no such column: \(name). \(whole.name) holds JSON, whose part this is: write \(path)",
        place: place)
    }
    let column = parts.last ?? name
    let question = Suggestions.question(column, among: tables.flatMap(\.columns).map(\.name))
    let lists = tables.map { "\($0.name) has \($0.columns.map(\.name).joined(separator: ", "))" }
    return SQLError(
      .noSuchColumn, "no such column: \(name).\(question) \(lists.joined(separator: "; "))", place: place)
  }
}
