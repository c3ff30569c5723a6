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
    var given = Arguments()
    var problems = ExecProblems(method: method)
    for argument in exec.arguments { problems.take(argument, into: &given, script) }
    var calls: [Arguments] = []
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
    _ exec: ExecStatement, _ query: [Token], given: Arguments, _ problems: inout ExecProblems, of script: Script
  ) throws -> [Arguments] {
    let rewritten = try RewrittenStatement(query, of: script, catalog: catalog)
    guard let prepared = try prepare(rewritten, of: script) else { return [] }
    defer { sqlite3_finalize(prepared) }
    let columns = Self.columns(of: prepared)
    let place = query.first.map { script.place(of: $0.range.lowerBound) }
    guard sqlite3_stmt_readonly(prepared) != 0, !columns.isEmpty else {
      throw SQLError(.syntax, "FOR EACH is followed by a query in parentheses, as in FOR EACH (SELECT …)", place: place)
    }
    let (table, _) = try method(of: exec)
    problems.take(columns.map(\.name), given: exec.arguments.map(\.name), of: table, place)
    problems.checkMissing(exec.arguments.map(\.name) + columns.map(\.name))
    try problems.fail()
    var calls: [Arguments] = []
    var seen: Set<Arguments> = []
    var number = 0
    try withScouts(ahead: prepared, rewritten) {
      while true {
        let code = sqlite3_step(prepared)
        if code == SQLITE_DONE { return }
        guard code == SQLITE_ROW else { throw error(code, rewritten, of: script) }
        number += 1
        var arguments = given
        let row = Row(prepared, columns)
        for (index, column) in columns.enumerated() {
          problems.take(row[index], for: column.name, into: &arguments, row: number, place)
        }
        try problems.fail()
        if seen.insert(arguments).inserted { calls.append(arguments) }
      }
    }
    return calls
  }

  /// The SELECT that reads with the method.
  func selectStatement(of exec: ExecStatement, _ script: Script) throws -> String {
    let (table, method) = try method(of: exec)
    var problems = ExecProblems(method: method)
    var ignored = Arguments()
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

/// What is wrong with the arguments of EXEC, all of it at once.
struct ExecProblems {
  let method: MethodDescriptor
  private var errors: [SQLError] = []
  private var names: [String] { method.parameters.map(\.name) }

  init(method: MethodDescriptor) {
    self.method = method
  }

  mutating func take(_ argument: ExecStatement.Argument, into arguments: inout Arguments, _ script: Script) {
    let place = script.place(of: argument.offset)
    guard let parameter = method.parameters.first(where: { $0.name == argument.name }) else {
      errors.append(
        SQLError(
          .parameterNotTaken,
          "\(method.name) takes no @\(argument.name).\(Suggestions.question(argument.name, among: names))"
            + " Its parameters are \(names.joined(separator: ", "))",
          place: place))
      return
    }
    take(
      argument.value, parameter, into: &arguments,
      null: "@\(argument.name) = NULL is no value that can be sent; leave out what is not given", place)
  }

  /// The columns of the query of FOR EACH.
  mutating func take(_ columns: [String], given: [String], of table: ResourceTable, _ place: SQLPlace?) {
    for (index, column) in columns.enumerated() {
      if columns[..<index].contains(column) {
        errors.append(SQLError(.syntax, "the query has two columns named \(column)", place: place))
      } else if given.contains(column) {
        errors.append(
          SQLError(.syntax, "\(column) is given twice, as @\(column) and as a column of the query", place: place))
      } else if !names.contains(column) {
        let tied = table.resource.identity.first { $0.field == column && names.contains($0.parameter) }
        let hint =
          tied.map { " Did you mean \(column) AS \($0.parameter)?" } ?? Suggestions.question(column, among: names)
        errors.append(
          SQLError(
            .parameterNotTaken,
            "the query has a column \(column), which \(method.name) does not take.\(hint)"
              + " Its parameters are \(names.joined(separator: ", "))",
            place: place))
      }
    }
  }

  /// A value of a row of the query.
  mutating func take(
    _ value: SQLValue, for name: String, into arguments: inout Arguments, row: Int, _ place: SQLPlace?
  ) {
    guard let parameter = method.parameters.first(where: { $0.name == name }) else { return }
    take(
      value, parameter, into: &arguments,
      null: parameter.isRequired ? "\(name) is NULL in row \(row) of the query, and \(method.name) needs it" : nil,
      place)
  }

  private mutating func take(
    _ value: SQLValue, _ parameter: ParameterDescriptor, into arguments: inout Arguments, null: String?,
    _ place: SQLPlace?
  ) {
    do throws(SQLError) {
      if let one = try Coercion.coerce(value, to: parameter) {
        arguments[parameter.name] = one.argument
      } else if let null {
        errors.append(SQLError(.badValue, null, place: place))
      }
    } catch {
      var error = error
      error.place = place
      errors.append(error)
    }
  }

  mutating func checkMissing(_ given: [String]) {
    let missing = method.parameters.filter { $0.isRequired && !given.contains($0.name) }
    guard !missing.isEmpty else { return }
    errors.append(
      SQLError(
        .missingParameters, "\(method.name) needs \(missing.map { "@\($0.name)" }.joined(separator: ", "))"))
  }

  func fail() throws {
    guard var error = errors.first else { return }
    error.message = errors.map(\.message).joined(separator: "; ")
    error.place = errors.lazy.compactMap(\.place).first
    throw error
  }
}

extension Session {
  /// The requests of EXEC's calls of a method, in their order.
  func staged(
    _ calls: [Arguments], of method: MethodDescriptor, _ exec: ExecStatement, _ table: ResourceTable,
    _ client: ProviderClient
  ) throws -> [StagedWrite] {
    try calls.map { arguments in
      let write = try client.plannedWrite(
        method, arguments, resource: table.name, reason: exec.query == nil ? "given by EXEC" : "row of FOR EACH")
      return StagedWrite(
        write: write, provider: table.provider.name,
        width: exec.query == nil ? table.provider.width(of: [write]) : .wide, statement: changes.text,
        position: nextPosition())
    }
  }
}
