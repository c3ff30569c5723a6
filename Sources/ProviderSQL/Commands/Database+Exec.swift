import CSQLite
import ProviderRuntime

/// EXEC as it was read.
struct ExecStatement: Sendable {
  /// An argument, `@name = value`.
  struct Argument: Sendable {
    var name: String
    var value: SQLValue
    var offset: Int
  }

  /// The parts of the method's full name.
  var method: [String]
  var arguments: [Argument]
  /// The query of FOR EACH, without its parentheses; nil where there is none.
  var query: [Token]?
}

extension Database {
  /// Runs a method. One that reads is written as the SELECT that chooses the same method, so that both read alike; any
  /// other is planned.
  func exec(
    _ exec: ExecStatement, _ statement: Script.Statement, of script: Script, into receiver: inout some RowReceiver
  ) throws {
    let (table, method) = try method(of: exec)
    if method.isRead {
      return try execute(try selectStatement(of: exec, script), into: &receiver)
    }
    let staged = try execWrites(exec, of: script)
    if sqlite3_get_autocommit(connection) != 0 {
      try session.handOver(staged, tables: [table])
      return try handWrites(to: &receiver)
    }
    guard !staged.isEmpty else { return }
    session.execWrites = staged
    defer { session.execWrites = [] }
    let code = sqlite3_exec(connection, "INSERT INTO \(PlanModule.name) DEFAULT VALUES", nil, nil, nil)
    guard code == SQLITE_OK else { throw session.failure ?? sqliteError(code) }
  }

  /// The table and the method that EXEC names.
  func method(of exec: ExecStatement) throws -> (ResourceTable, MethodDescriptor) {
    let table = try catalog.table(exec.method[0], exec.method[1], exec.method[2])
    return (table, try catalog.method(exec.method[3], of: table))
  }

  /// The requests that EXEC makes.
  func execWrites(_ exec: ExecStatement, of script: Script) throws -> [StagedWrite] {
    let (table, method) = try method(of: exec)
    guard let client = session.client(of: table) else { return [] }
    var given = ExecCall()
    var problems = ExecProblems(method: method, of: table)
    for argument in exec.arguments { problems.take(argument, into: &given, script) }
    var calls: [ExecCall] = []
    if let query = exec.query {
      calls = try execCalls(exec, query, given: given, &problems, of: script)
    } else {
      problems.checkMissing(exec.arguments.map(\.name))
      try problems.fail()
      calls = [given]
    }
    return try session.staged(calls, of: method, exec, table, client)
  }

  /// One call for each row of the query that asks for something new.
  private func execCalls(
    _ exec: ExecStatement, _ query: [Token], given: ExecCall, _ problems: inout ExecProblems, of script: Script
  ) throws -> [ExecCall] {
    let rewritten = try RewrittenStatement(query, of: script, catalog: catalog)
    guard let prepared = try prepare(rewritten, of: script) else { return [] }
    defer { sqlite3_finalize(prepared) }
    let columns = Self.columns(of: prepared)
    let place = query.first.map { script.place(of: $0.range.lowerBound) }
    guard sqlite3_stmt_readonly(prepared) != 0, !columns.isEmpty else {
      throw SQLError(.syntax, "FOR EACH is followed by a query in parentheses, as in FOR EACH (SELECT …)", place: place)
    }
    let (table, method) = try method(of: exec)
    problems.take(columns.map(\.name), given: exec.arguments.map(\.name), of: table, place)
    problems.checkMissing(exec.arguments.map(\.name) + columns.map(\.name))
    try problems.fail()
    var calls: [ExecCall] = []
    var seen: Set<ExecCall> = []
    var number = 0
    try withScouts(ahead: prepared, rewritten) {
      while true {
        let code = sqlite3_step(prepared)
        if code == SQLITE_DONE { return }
        guard code == SQLITE_ROW else { throw error(code, rewritten, of: script) }
        number += 1
        var call = given
        let row = Row(prepared, columns)
        for (index, column) in columns.enumerated() {
          problems.take(row[index], for: column.name, into: &call, row: number, place)
        }
        try problems.fail()
        if seen.insert(call).inserted || table.creates(method) { calls.append(call) }
      }
    }
    return calls
  }

  /// The SELECT that reads with the method.
  func selectStatement(of exec: ExecStatement, _ script: Script) throws -> String {
    let (table, method) = try method(of: exec)
    var problems = ExecProblems(method: method, of: table)
    var ignored = ExecCall()
    for argument in exec.arguments { problems.take(argument, into: &ignored, script) }
    if let query = exec.query?.first {
      throw SQLError(
        .notSupported,
        "FOR EACH is for methods that change something; to read for each row of a query, join it with \(table.name) in a "
          + "SELECT",
        place: script.place(of: query.range.lowerBound))
    }
    problems.checkMissing(exec.arguments.map(\.name))
    try problems.fail()
    let given = exec.arguments.map { GivenParameter($0.name) }
    guard case .success(let choice) = Planner(table: table).choose(.select, given: given), choice.method == method
    else {
      throw SQLError(.notSupported, "\(method.name) can't be told from the other methods by these arguments")
    }
    let fields = table.columns.filter { !$0.isHidden }.map { SQLText.quotedName($0.name) }
    let conditions = exec.arguments.compactMap { argument -> String? in
      guard let column = table.column(ofParameter: argument.name) else { return nil }
      return "\(SQLText.quotedName(table.columns[column].name)) = \(argument.value.literal)"
    }
    let filter = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
    return "SELECT \(fields.joined(separator: ", ")) FROM \(SQLText.quotedName(table.name))\(filter)"
  }
}
