import CSQLite
import ProviderRuntime

/// The function `bindery_exec('EXEC …')`, for hosts whose parser does not know EXEC. It stages requests as DELETE does,
/// and returns their lines with what became of them.
enum ExecFunction {
  private final class Context {
    let session: Session
    let host: HostConnection

    init(_ session: Session, _ host: HostConnection) {
      self.session = session
      self.host = host
    }
  }

  /// Makes the function known to a connection.
  static func register(_ session: Session, _ host: HostConnection) -> Int32 {
    routines.withLock { $0 = UInt(bitPattern: session.api) }
    let retained = Unmanaged.passRetained(Context(session, host)).toOpaque()
    return bsql_create_function(session.api, host.connection, name, 1, retained, call) { context in
      if let context { Unmanaged<Context>.fromOpaque(context).release() }
    }
  }

  /// SQLite's routines, by which a call finds its context: a process loads the extension into one SQLite.
  private static let routines = Locked<UInt>(0)

  private static let call: @convention(c) (OpaquePointer?, Int32, UnsafeMutablePointer<OpaquePointer?>?) -> Void = {
    result, _, values in
    guard let result, let value = values?[0], let api = bsql_api(bitPattern: routines.withLock { $0 }),
      let pointer = bsql_user_data(api, result)
    else { return }
    let context = Unmanaged<Context>.fromOpaque(pointer).takeUnretainedValue()
    do {
      guard case .text(let sql) = SQLValue(value, api) else {
        throw SQLError(
          .syntax, "bindery_exec takes a text, as in bindery_exec('EXEC provider.service.resource.method @a = 1')")
      }
      SQLValue.text(try run(sql, context)).give(to: result, api)
    } catch {
      bsql_result_error(api, result, "\(error)")
    }
  }

  private static func run(_ sql: String, _ context: Context) throws -> String {
    let session = context.session
    guard !context.host.isAutocommit || isCalledOnce(context.host) else {
      throw SQLError(
        .notSupported,
        "outside a transaction bindery_exec stands alone, as in SELECT bindery_exec('EXEC …'), because SQLite may call it "
          + "for many rows, and several times for one. Nothing was sent. Write FOR EACH (SELECT …) within the EXEC, or "
          + "BEGIN, the statement, and COMMIT, which sends each request once")
    }
    let script = Script(sql)
    guard script.statements.count == 1, case .exec(let exec)? = try Command(script.statements[0], of: script) else {
      throw SQLError(.syntax, "bindery_exec takes one EXEC statement")
    }
    // The statement that calls may itself be one that changes something.
    let changes = session.changes
    defer { session.changes = changes }
    session.changes = StatementChanges(text: sql, isKnown: false)
    let staged = try writes(exec, of: script, context)
    guard !staged.isEmpty else { return "" }
    session.execWrites = staged
    session.handedOver = nil
    session.failure = nil
    defer { session.execWrites = [] }
    // Outside a transaction the change is committed, and so sent, before this returns.
    guard bsql_exec(session.api, context.host.connection, "INSERT INTO \(PlanModule.name) DEFAULT VALUES") == SQLITE_OK
    else {
      throw session.failure ?? SQLError(.sqlite(code: SQLITE_ERROR), context.host.message)
    }
    let results = session.handedOver?.results ?? staged.map { WriteResult(write: $0.write, outcome: .planned) }
    return results.map { result in
      let message = result.outcome == .done ? result.message : nil
      return "\(result.write.request): \(result.outcome.rawValue)" + (message.map { ", \($0)" } ?? "")
    }.joined(separator: "\n")
  }

  /// Whether the statement that calls is `SELECT bindery_exec(…)` and nothing else. All running ones that name the
  /// function are asked, because SQLite does not tell which of them calls.
  private static func isCalledOnce(_ host: HostConnection) -> Bool {
    let callers = host.runningTexts.filter { $0.lowercased().contains(name) }
    return !callers.isEmpty && callers.allSatisfy(isLone)
  }

  private static func isLone(_ text: String) -> Bool {
    let script = Script(text)
    guard let tokens = script.statements.first?.tokens, tokens.count > 2 else { return false }
    let names = tokens.map { script.lexer.unquoted($0).lowercased() }
    let words = tokens.filter { $0.kind == .word }.map { script.lexer.text($0).lowercased() }
    return names[0] == "select" && names[1] == name && names.count(where: { $0 == name }) == 1
      && !words.contains { several.contains($0) }
  }

  private static let name = "bindery_exec"
  /// Words by which a SELECT has several rows, or looks at its columns again.
  private static let several: Set = [
    "from", "where", "group", "having", "order", "union", "intersect", "except", "values", "window", "limit",
  ]

  /// The requests that EXEC makes.
  private static func writes(
    _ exec: ExecStatement, of script: Script, _ context: Context
  ) throws -> [StagedWrite] {
    let session = context.session
    let catalog = Catalog(session)
    let table = try catalog.table(exec.method[0], exec.method[1], exec.method[2])
    let method = try catalog.method(exec.method[3], of: table)
    guard !method.isRead else {
      throw SQLError(.notSupported, "\(method.name) reads: write SELECT … FROM \(SQLText.quotedName(table.name))")
    }
    guard let client = session.client(of: table) else { return [] }
    var given = ExecCall()
    var problems = ExecProblems(method: method, of: table)
    for argument in exec.arguments { problems.take(argument, into: &given, script) }
    var calls: [ExecCall] = []
    if let query = exec.query {
      let rewritten = try RewrittenStatement(query, of: script, catalog: catalog)
      let (columns, rows) = try context.host.query(rewritten.sql)
      problems.take(columns, given: exec.arguments.map(\.name), of: table, nil)
      problems.checkMissing(exec.arguments.map(\.name) + columns)
      try problems.fail()
      var seen: Set<ExecCall> = []
      for (number, row) in rows.enumerated() {
        var call = given
        for (column, value) in zip(columns, row) {
          problems.take(value, for: column, into: &call, row: number + 1, nil)
        }
        try problems.fail()
        if seen.insert(call).inserted || table.creates(method) { calls.append(call) }
      }
    } else {
      problems.checkMissing(exec.arguments.map(\.name))
      try problems.fail()
      calls = [given]
    }
    return try session.staged(calls, of: method, exec, table, client)
  }
}
