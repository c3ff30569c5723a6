import CSQLite
import ProviderRuntime

/// A SQLite connection in which every resource of the given providers is a table, named `provider.service.resource`.
///
/// Everything else is SQLite's: local tables, views, functions, transactions. One thread at a time may use it, and not
/// one of Swift's own concurrency threads: it waits for requests by blocking.
public final class Database {
  let session: Session
  let connection: OpaquePointer
  let location: DatabaseLocation
  /// Connections that run ahead of statements, by the order of what they run ahead for.
  var scouts: [Scout] = []
  var catalog: Catalog { Catalog(session) }

  /// Takes what is to be known about the rows of a statement that is no error: which of them the server leaves out because
  /// nothing else is asked for. Called once for each such thing, while the statement runs.
  public var noteHandler: ((String) -> Void)? {
    get { session.noteHandler }
    set { session.noteHandler = newValue }
  }

  /// Ends the running statement from another thread.
  public var interrupter: Interrupter { session.interrupter }

  /// The statements of the text that was executed last which were not begun, because one before them failed or nothing
  /// more was to begin.
  public private(set) var statementsLeft: [String] = []

  /// How many requests the open transaction has planned; nil where none is open. Closing the database drops them, as it
  /// drops the transaction's local changes.
  public var openTransaction: Int? {
    sqlite3_get_autocommit(connection) == 0 ? session.staging.count : nil
  }

  /// Opens a database.
  ///
  /// - Parameters:
  ///   - clients: a client for each provider. Of two providers with one name the first counts.
  ///   - path: a file for local tables and views, made where there is none; nil keeps them in memory.
  ///   - isRehearsal: whether local changes are dropped in the end: statements work on a copy of the file, and no other
  ///     file may be attached.
  /// - Throws: `SQLError` where the file can't be opened, or holds a table that hides one of a provider's.
  public init(clients: [ProviderClient], path: String? = nil, isRehearsal: Bool = false) throws {
    guard let api = HostRoutines.shared else {
      throw SQLError(.sqlite(code: SQLITE_ERROR), "SQLite does not hand out its routines")
    }
    // An empty name is a file of SQLite's own, which goes away with the connection: a copy may be too large for memory,
    // and one of a file with a write-ahead log can't be opened there. Scouts do not see its tables, and are dropped.
    location = path.map { DatabaseLocation(path: isRehearsal ? "" : $0) } ?? .memory()
    let (code, opened) = location.open(creating: true)
    guard code == SQLITE_OK, let opened else {
      let reason = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw SQLError(.sqlite(code: code), "\(path ?? "the database in memory") can't be opened: \(reason)")
    }
    session = Session(api: api, clients: clients)
    session.isRehearsal = isRehearsal
    connection = opened
    if isRehearsal, let path { try Self.copy(path, into: opened) }
    session.interrupter.open(opened)
    sqlite3_busy_timeout(opened, 5_000)
    // The session lives until the connection is closed, in `deinit`.
    sqlite3_set_authorizer(opened, Authorizer.callback, Unmanaged.passUnretained(session).toOpaque())
    var registered = TableModule.register(session, on: opened)
    if registered == SQLITE_OK { registered = PlanModule.register(session, on: opened) }
    guard registered == SQLITE_OK else { throw sqliteError(registered) }
    if let path { try refuseHidingTables(in: path) }
  }

  deinit {
    session.interrupter.close()
    sqlite3_close_v2(connection)
  }

  /// Runs every statement of a text, in order, and hands over the rows: SQLite's statements, in which tables may be
  /// named `provider.service.resource`, and SHOW, DESCRIBE, EXPLAIN and EXEC.
  ///
  /// - Throws: `SQLError` for a statement that can't be run; `ProviderError` where a request failed; whatever the
  ///   receiver throws. Statements behind the failing one are not run; rows handed over before an error are not all.
  public func execute(_ sql: String, into receiver: inout some RowReceiver) throws {
    guard !sql.utf8.contains(0) else {
      throw SQLError(.syntax, "the SQL text holds a NUL character, at which SQLite would stop reading")
    }
    let script = Script(sql)
    var begun = 0
    defer { statementsLeft = script.statements.dropFirst(begun).map(script.text) }
    for statement in script.statements {
      guard session.interrupter.beginStatement() else {
        throw SQLError(.interrupted, "no statement may begin any more")
      }
      defer {
        session.interrupter.endStatement()
        session.endReading()
      }
      begun += 1
      session.beginStatement(script.text(statement))
      if let command = try Command(statement, of: script) {
        try run(command, statement, of: script, into: &receiver)
      } else {
        let rewritten = try RewrittenStatement(statement.tokens, of: script, catalog: catalog)
        try refuseRenaming(statement, of: script)
        try session.check(WriteGrammar(statement.tokens, of: script, mentions: rewritten.mentions))
        try run(rewritten, of: script, into: &receiver)
      }
    }
  }

  /// Whether a text ends within a statement or a comment, so that a shell would read on.
  public static func isIncomplete(_ sql: String) -> Bool {
    Script(sql).isIncomplete
  }

  private func run(
    _ statement: RewrittenStatement, of script: Script, into receiver: inout some RowReceiver
  ) throws {
    guard let prepared = try prepare(statement, of: script) else { return }
    defer { sqlite3_finalize(prepared) }
    let changes = session.changes
    if changes.isChange, sqlite3_get_autocommit(connection) != 0 {
      if !changes.hasTrigger {
        try planAndHandOver(prepared, statement, of: script)
        return try handWrites(to: &receiver)
      }
      // A trigger's changes belong to the local change that fires it, and are handed over when that is committed. The
      // transaction is ours: by itself SQLite would commit what a statement did before RAISE(FAIL) or OR FAIL ended it.
      return try withinTransaction(&receiver) { try step(prepared, statement, of: script, into: &$0) }
    }
    do {
      try step(prepared, statement, of: script, into: &receiver)
    } catch {
      // What a COMMIT sent was sent, though SQLite failed to commit afterwards.
      try handWrites(to: &receiver)
      throw error
    }
    try handWrites(to: &receiver)
  }

  /// Runs a prepared statement to its end.
  private func step(
    _ prepared: OpaquePointer, _ statement: RewrittenStatement, of script: Script, into receiver: inout some RowReceiver
  ) throws {
    let stagedBefore = session.staging.count
    let columns = Self.columns(of: prepared)
    if !columns.isEmpty { try receiver.begin(columns: columns) }
    try withScouts(ahead: prepared, statement) {
      while true {
        let code = sqlite3_step(prepared)
        if code == SQLITE_DONE { return }
        guard code == SQLITE_ROW else {
          // SQLite undoes what a failed statement did; what it staged goes with it.
          session.staging.truncate(to: stagedBefore)
          throw error(code, statement, of: script)
        }
        try receiver.row(Row(prepared, columns))
      }
    }
    if !columns.isEmpty { try receiver.end() }
  }

  /// Compiles a statement; nil where there is nothing to run.
  ///
  /// - Throws: `SQLError` where it does not compile, or names a provider's table and leaves a value open: SQLite would
  ///   take NULL for it, and a comparison with NULL finds no rows.
  func prepare(_ statement: RewrittenStatement, of script: Script) throws -> OpaquePointer? {
    if let parameter = statement.parameter, !statement.mentions.isEmpty {
      throw SQLError(
        .notSupported,
        "nothing gives \(script.lexer.text(parameter)) a value: write the value in its place "
          + "(a shell leaves $NAME as it is within single quotes)",
        place: script.place(of: parameter.range.lowerBound))
    }
    session.beginPlanning()
    // What it was before, it is asked anew: the rows that are written are compiled before any SELECT.
    session.changes.hasSelect = false
    var prepared: OpaquePointer?
    var sql = statement.sql
    let code = sql.withUTF8 { text in
      text.withMemoryRebound(to: CChar.self) { text in
        sqlite3_prepare_v3(connection, text.baseAddress, Int32(clamping: text.count), 0, &prepared, nil)
      }
    }
    guard code == SQLITE_OK else { throw error(code, statement, of: script) }
    do {
      try checkAssignments()
    } catch {
      sqlite3_finalize(prepared)
      guard var error = error as? SQLError else { throw error }
      error.place = statement.mentions.first.map { script.place(of: $0.offset) }
      throw error
    }
    return prepared
  }

  /// Throws where an UPDATE sets what no request can, whether it matches a row or not.
  private func checkAssignments() throws {
    let changes = session.changes
    guard !changes.hasTrigger else { return }
    for table in changes.targets.compactMap(session.table) {
      guard let names = changes.assignments(to: table) else { continue }
      if names.contains("rowid") { throw WriteRefusal.rowid(.update, table) }
      _ = try Planner(table: table).updates(setting: table.members(names))
    }
  }

  static func columns(of statement: OpaquePointer) -> [Column] {
    (0..<sqlite3_column_count(statement)).map { index in
      let type = sqlite3_column_decltype(statement, index).map { String(cString: $0).uppercased() } ?? ""
      return Column(
        name: sqlite3_column_name(statement, index).map { String(cString: $0) } ?? "",
        isJSON: type == "JSON" || type.hasPrefix("JSON "), isBoolean: type == "BOOLEAN")
    }
  }

  /// The first column of a query's rows, as texts.
  func texts(_ sql: String) -> [String] {
    var prepared: OpaquePointer?
    guard sqlite3_prepare_v2(connection, sql, -1, &prepared, nil) == SQLITE_OK else { return [] }
    defer { sqlite3_finalize(prepared) }
    var result: [String] = []
    while sqlite3_step(prepared) == SQLITE_ROW {
      if let text = sqlite3_column_text(prepared, 0) { result.append(String(cString: text)) }
    }
    return result
  }

  /// A local table or view of a resource's name would silently be read in its place.
  private func refuseHidingTables(in path: String) throws {
    // SQLite opens any file, and reads it only when it must.
    let code = sqlite3_exec(connection, "SELECT 1 FROM sqlite_schema LIMIT 1", nil, nil, nil)
    guard code == SQLITE_OK else {
      throw SQLError(.sqlite(code: code), "\(path) can't be opened: \(sqliteError(code).message)")
    }
    for name in texts("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')") {
      guard let table = session.reservedName(name) else { continue }
      throw SQLError(
        .shadowsTable, "\(path) holds a table or view named \(name), which hides the table \(table); rename it")
    }
  }

  /// SQLite's authorizer does not learn the new name of a table.
  private func refuseRenaming(_ statement: Script.Statement, of script: Script) throws {
    var reader = TokenReader(statement.tokens, script)
    guard reader.keyword() == "alter", let last = statement.tokens.last, statement.tokens.count >= 3 else { return }
    let words = statement.tokens.map { script.lexer.unquoted($0).lowercased() }
    guard let position = words.lastIndex(of: "to"), position > 0, words[position - 1] == "rename" else { return }
    let name = words[(position + 1)...].joined()
    guard let table = session.reservedName(name) else { return }
    throw Authorizer.shadowing(table, place: script.place(of: last.range.lowerBound))
  }
}
