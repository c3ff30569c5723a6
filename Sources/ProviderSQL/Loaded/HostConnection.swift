import CSQLite
import ProviderRuntime

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

  /// What tells one run of the only running statement that changes something from all others; nil where there is none,
  /// or several are.
  var changingRun: HostStatements.Run? {
    var count: Int32 = 0
    guard let statement = bsql_running_change(api, connection, &count) else { return nil }
    return HostStatements.Run(
      statement: statement, number: bsql_stmt_runs(api, statement), changesBefore: bsql_total_changes(api, connection))
  }

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
  /// One run of a statement. Another statement may come to lie where this one lay, but behind its changes.
  struct Run: Equatable {
    var statement: OpaquePointer
    var number: Int32
    var changesBefore: Int32
  }

  /// The run of the statement that changes something; nil before there was one.
  var change: Run?
  /// The text of that statement. Within a transaction one that changed nothing leaves no other sign by which the next
  /// one, at the same address, could be told from it.
  var text: String?
  /// Whether that run has changed a row.
  var hasChanged = false
  /// How many scans are open, of statements that only read and of the one that changes something.
  var open = (reading: 0, changing: 0)
  /// How much was staged before the statement that changes something.
  var stagedBefore = 0
  /// Why the statement that changes something can't do what it says.
  var problem: (any Error)?
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
    beginHostChange(host)
    hostStatements.open.changing += 1
    return true
  }

  /// A row is about to be changed.
  ///
  /// - Throws: `SQLError` where the statement of a host says what can't be done.
  func beginChange() throws {
    guard let host else { return }
    beginHostChange(host)
    if let problem = hostStatements.problem { throw problem }
    hostStatements.hasChanged = true
  }

  /// Forgets the statement before, where a host has begun another one that changes something.
  private func beginHostChange(_ host: HostConnection) {
    let run = host.changingRun
    if let run {
      // Behind its first change a statement is told by the count of changes alone: a text can be long.
      let isSame = hostStatements.hasChanged || host.changingText == hostStatements.text
      guard run != hostStatements.change || !isSame else { return }
    } else if hostStatements.open.changing > 0 {
      return
    }
    hostStatements.change = run
    hostStatements.text = host.changingText
    hostStatements.hasChanged = false
    forgetStatement()
    rows = RememberedRows()
    hostStatements.stagedBefore = staging.count
    hostStatements.problem = nil
    let text = hostStatements.text ?? ""
    // What names an object is believed only where nothing but the statement's own scan can be meant.
    changes = StatementChanges(text: text, isKnown: false, hasSelect: true)
    let script = Script(text)
    guard let tokens = script.statements.first?.tokens,
      let rewritten = try? RewrittenStatement(tokens, of: script, catalog: Catalog(self))
    else { return }
    let grammar = WriteGrammar(tokens, of: script, mentions: rewritten.mentions)
    do {
      changes.insertion = try grammar.check(table)
      try grammar.refuseFrom(table)
    } catch {
      hostStatements.problem = error
    }
    changes.hasSelect = !grammar.isPlain(table)
    changes.target = grammar.target(table)
  }

  /// How a host's statement uses the rows of a scan; nil where that is not known, or no host's is.
  func hostVerb(of table: ResourceTable, isChange: Bool) -> Verb? {
    guard host != nil else { return nil }
    guard isChange else { return .select }
    return changes.target.map { $0.table == table.name ? $0.verb : .select }
  }

  /// A scan ends.
  func endHostScan(isOfChange: Bool) {
    if isOfChange { hostStatements.open.changing -= 1 } else if host != nil { hostStatements.open.reading -= 1 }
  }

  /// Drops what the failing statement of a host has staged: within a transaction SQLite does not tell the tables.
  func dropHostStatement() {
    guard host != nil else { return }
    staging.truncate(to: hostStatements.stagedBefore)
    hostStatements.change = nil
  }

  private func forgetStatement() {
    endReading()
    refusals = []
  }
}
