import CSQLite

/// A connection that somebody else opened and uses, in which only the tables are ours. Everything is asked through the
/// routines that came with it: the program may bring a SQLite of its own.
struct HostConnection {
  let api: bsql_api
  let connection: OpaquePointer

  /// Whether the running statement was told to end (`sqlite3_interrupt`). SQLite has no question for that in versions
  /// that are still in use, but no statement within the running one gets anywhere then.
  var isInterrupted: Bool { bsql_exec(api, connection, "SELECT 1") == SQLITE_INTERRUPT }

  /// Whether no transaction was begun.
  var isAutocommit: Bool { bsql_get_autocommit(api, connection) != 0 }

  /// Whether a statement that changes something is running.
  var isChanging: Bool { runningChange.count > 0 }

  /// The text of the only running statement that changes something; nil where there is none, or several are.
  var changingText: String? { runningChange.text }

  /// The texts of all running statements.
  var runningTexts: [String] {
    var texts: [String] = []
    var statement = bsql_next_running(api, connection, nil)
    while let running = statement {
      if let text = bsql_sql(api, running) { texts.append(String(cString: text)) }
      statement = bsql_next_running(api, connection, running)
    }
    return texts
  }

  private var runningChange: (count: Int32, text: String?) {
    var count: Int32 = 0
    let statement = bsql_running_change(api, connection, &count)
    let text = statement.flatMap { bsql_sql(api, $0) }.map { String(cString: $0) }
    return (count, text)
  }

  /// SQLite's last message.
  var message: String { bsql_errmsg(api, connection).map { String(cString: $0) } ?? "out of memory" }

  /// Runs a query and returns its rows.
  ///
  /// - Throws: `SQLError` where SQLite says no, and where the text is no query.
  func query(_ sql: String) throws -> (columns: [String], rows: [[SQLValue]]) {
    var prepared: OpaquePointer?
    guard bsql_prepare(api, connection, sql, &prepared) == SQLITE_OK, let prepared else {
      throw SQLError(.sqlite(code: SQLITE_ERROR), message)
    }
    defer { _ = bsql_finalize(api, prepared) }
    let count = bsql_column_count(api, prepared)
    guard count > 0, bsql_stmt_readonly(api, prepared) != 0 else {
      throw SQLError(.syntax, "FOR EACH is followed by a query in parentheses, as in FOR EACH (SELECT …)")
    }
    let columns = (0..<count).map { bsql_column_name(api, prepared, $0).map { String(cString: $0) } ?? "" }
    var rows: [[SQLValue]] = []
    while true {
      let code = bsql_step(api, prepared)
      if code == SQLITE_DONE { return (columns, rows) }
      guard code == SQLITE_ROW else { throw SQLError(.sqlite(code: code), message) }
      rows.append(
        (0..<count).map { index in bsql_column_value(api, prepared, index).map { SQLValue($0, api) } ?? .null })
    }
  }
}

/// What is known of the statements that run in a host's connection. The host does not say where one begins: the first
/// scan does.
struct HostStatements {
  /// How many scans are open, of statements that only read and of the one that changes something.
  var open = (reading: 0, changing: 0)
  /// How much was staged before the statement that changes something.
  var stagedBefore = 0
}

extension Session {
  /// A scan begins; returns whether it is one of a statement that changes something.
  func beginHostScan() -> Bool {
    guard let host else { return false }
    guard host.isChanging else {
      if hostStatements.open.reading == 0 { forgetStatement() }
      hostStatements.open.reading += 1
      return false
    }
    if hostStatements.open.changing == 0 {
      forgetStatement()
      rows = RememberedRows()
      hostStatements.stagedBefore = staging.count
      let text = host.changingText ?? ""
      // What names an object is believed only where nothing but the statement's own scan can be meant.
      changes = StatementChanges(text: text, isKnown: false, hasSelect: !isPlainDeletion(text))
    }
    hostStatements.open.changing += 1
    return true
  }

  /// A scan ends.
  func endHostScan(isOfChange: Bool) {
    if isOfChange { hostStatements.open.changing -= 1 } else if host != nil { hostStatements.open.reading -= 1 }
  }

  /// Drops what the failing statement of a host has staged: within a transaction SQLite does not tell the tables.
  func dropHostStatement() {
    if host != nil { staging.truncate(to: hostStatements.stagedBefore) }
  }

  private func forgetStatement() {
    endReading()
    refusals = []
  }

  /// Whether a text is `DELETE FROM "p.s.r" WHERE …` without a query within.
  private func isPlainDeletion(_ text: String) -> Bool {
    let script = Script(text)
    guard let tokens = script.statements.first?.tokens, tokens.count > 2 else { return false }
    let words = tokens.map { $0.kind == .word ? script.lexer.text($0).lowercased() : "" }
    return words[0] == "delete" && words[1] == "from" && !words.contains("select")
      && table(named: script.lexer.unquoted(tokens[2])) != nil
  }
}
