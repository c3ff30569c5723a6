import CSQLite

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The SQLite file of a journal: opening, the schema, and statements.
///
/// Not to be used by two threads at once.
final class JournalFile {
  /// "Bndy": the number that SQLite files have for the program that they belong to.
  private static let applicationID: Int64 = 0x426E_6479
  private static let version: Int64 = 2

  private static let schema = """
    CREATE TABLE runs(
      run INTEGER PRIMARY KEY AUTOINCREMENT, started TEXT NOT NULL, statement TEXT NOT NULL, provider TEXT NOT NULL,
      server TEXT NOT NULL, width TEXT NOT NULL, undoes INTEGER REFERENCES runs(run), ended TEXT
    );
    CREATE TABLE writes(
      run INTEGER NOT NULL REFERENCES runs(run), seq INTEGER NOT NULL, resource TEXT NOT NULL, method TEXT NOT NULL,
      arguments TEXT NOT NULL, withheld TEXT, request TEXT NOT NULL, reason TEXT NOT NULL, row TEXT,
      intended TEXT, outcome TEXT, status INTEGER, refusal TEXT, message TEXT, finished TEXT, body TEXT,
      PRIMARY KEY(run, seq)
    ) WITHOUT ROWID;
    CREATE INDEX runs_undoes ON runs(undoes) WHERE undoes IS NOT NULL;
    """

  /// What a statement is given.
  enum Value {
    case integer(Int64?)
    case text(String?)
  }

  let path: String
  private let connection: OpaquePointer
  private var prepared: [String: OpaquePointer] = [:]

  /// Opens the file, and makes it where there is none.
  init(path: String, locks: JournalLocks) throws {
    self.path = path
    try locks.wait(for: 0)
    defer { locks.release(0) }
    try Self.make(path)
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(
      path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let opened else {
      let reason = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw JournalError(.cannotOpen, "the journal \(path) can't be opened: \(reason)")
    }
    connection = opened
    sqlite3_busy_timeout(opened, 30_000)
    try prepare()
  }

  deinit {
    for statement in prepared.values { sqlite3_finalize(statement) }
    sqlite3_close_v2(connection)
  }

  /// Makes an empty file that only its owner can read, before SQLite would make one with the usual permissions; SQLite
  /// gives the files beside it the same ones.
  private static func make(_ path: String) throws(JournalError) {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 {
      close(descriptor)
    } else if errno != EEXIST {
      throw JournalError(
        .cannotOpen, "the journal \(path) can't be made: \(String(cString: strerror(errno)))")
    }
  }

  /// Makes the tables of an empty file, and refuses a file of something else.
  private func prepare() throws {
    let application = try integer("PRAGMA application_id")
    let version = try integer("PRAGMA user_version")
    let tables = try integer("SELECT count(*) FROM sqlite_schema")
    if application == 0, version == 0, tables == 0 {
      // Statements are durable when they return: https://www.sqlite.org/pragma.html#pragma_synchronous.
      try run("PRAGMA journal_mode = WAL")
      try run("PRAGMA synchronous = FULL")
      try run("BEGIN IMMEDIATE")
      do {
        try script(Self.schema)
        try run("PRAGMA application_id = \(Self.applicationID)")
        try run("PRAGMA user_version = \(Self.version)")
        try run("COMMIT")
      } catch {
        _ = try? run("ROLLBACK")
        throw error
      }
      return
    }
    guard application == Self.applicationID else {
      throw JournalError(.notAJournal, "\(path) is a database of something else, not a journal; it is left as it is")
    }
    guard version <= Self.version else {
      throw JournalError(
        .newerVersion,
        "the journal \(path) was made by a newer version: it has format \(version), and \(Self.version) is the newest known"
      )
    }
    try run("PRAGMA synchronous = FULL")
    if version < 2 {
      // Requests had no bodies then.
      try transaction {
        try script("ALTER TABLE writes ADD COLUMN body TEXT")
        try run("PRAGMA user_version = \(Self.version)")
      }
    }
  }

  /// Runs a body as one transaction.
  func transaction<Value>(_ body: () throws -> Value) throws -> Value {
    try run("BEGIN IMMEDIATE")
    do {
      let value = try body()
      try run("COMMIT")
      return value
    } catch {
      // Where SQLite has rolled back already, this says so and changes nothing.
      _ = try? run("ROLLBACK")
      throw error
    }
  }

  /// The number that SQLite gave the last row.
  var lastRow: Int64 { sqlite3_last_insert_rowid(connection) }

  /// Runs a statement and calls the body with each of its rows. Returns how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ values: [Value] = [], _ body: (Row) throws -> Void = { _ in }) throws -> Int {
    let statement = try prepare(sql)
    defer {
      sqlite3_reset(statement)
      sqlite3_clear_bindings(statement)
    }
    for (index, value) in values.enumerated() {
      let position = Int32(index + 1)
      let code: Int32
      switch value {
      case .integer(let number?): code = sqlite3_bind_int64(statement, position, number)
      case .text(let text?): code = bsql_bind_text(statement, position, text, Int32(clamping: text.utf8.count))
      case .integer(nil), .text(nil): code = sqlite3_bind_null(statement, position)
      }
      guard code == SQLITE_OK else { throw failure(code) }
    }
    let columns = Database.columns(of: statement)
    while true {
      let code = sqlite3_step(statement)
      if code == SQLITE_DONE { return Int(sqlite3_changes(connection)) }
      guard code == SQLITE_ROW else { throw failure(code) }
      try body(Row(statement, columns))
    }
  }

  private func integer(_ sql: String) throws -> Int64 {
    var result: Int64 = 0
    try run(sql) { result = $0.integer(0) }
    return result
  }

  private func script(_ sql: String) throws {
    let code = sqlite3_exec(connection, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  private func prepare(_ sql: String) throws -> OpaquePointer {
    if let statement = prepared[sql] { return statement }
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(connection, sql, -1, &statement, nil)
    guard code == SQLITE_OK, let statement else { throw failure(code) }
    prepared[sql] = statement
    return statement
  }

  private func failure(_ code: Int32) -> JournalError {
    let reason = String(cString: sqlite3_errmsg(connection))
    guard code & 0xFF != SQLITE_NOTADB else {
      return JournalError(.notAJournal, "\(path) is not a journal: \(reason); it is left as it is")
    }
    return JournalError(.sqlite(code: code), "the journal \(path) can't be used: \(reason)")
  }
}
