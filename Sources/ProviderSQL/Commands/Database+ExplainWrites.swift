import CSQLite
import ProviderRuntime

/// What EXPLAIN says about writes: the request of each row, with placeholders for what only the row tells.
extension Database {
  /// The row of one request.
  static func row(of write: PlannedWrite, _ request: String, atMost: Int64?) -> [SQLValue] {
    [.text(write.resource), .text(write.method.name), .text(request), atMost.map { .integer($0) } ?? .null]
  }

  /// Whether a scan finds what is written by its full key, for which nothing is read.
  func writesUnread(_ candidate: PlanRecording.Candidate) -> Bool {
    writes(to: candidate.table)
      && keyed(candidate).map { candidate.plan.isUnread($0, hasSelect: session.changes.hasSelect) } ?? false
  }

  private func writes(to table: ResourceTable) -> Bool {
    session.changes.deletes(from: table) || session.changes.updates(table)
  }

  private func keyed(_ scan: PlanRecording.Candidate) -> AccessPlan.KeyedWrite? {
    session.changes.updates(scan.table) ? scan.plan.update : scan.plan.deletion
  }

  /// Runs a statement that changes a provider's table, and nothing else, over tables that answer empty. Returns what it
  /// would write, and leaves nothing of it.
  @discardableResult
  func rehearse(
    _ prepared: OpaquePointer, _ statement: RewrittenStatement, of script: Script
  ) throws -> ArraySlice<StagedWrite> {
    let before = session.staging.count
    var code = sqlite3_exec(connection, "SAVEPOINT bindery_explain", nil, nil, nil)
    guard code == SQLITE_OK else { throw sqliteError(code) }
    defer {
      session.staging.truncate(to: before)
      sqlite3_exec(connection, "ROLLBACK TO bindery_explain; RELEASE bindery_explain", nil, nil, nil)
    }
    code = SQLITE_ROW
    while code == SQLITE_ROW { code = sqlite3_step(prepared) }
    guard code == SQLITE_DONE else { throw error(code, statement, of: script) }
    sqlite3_reset(prepared)
    return session.staging.writes.dropFirst(before)
  }

  /// The requests of a DELETE or UPDATE.
  func changes(of chosen: [Int], in recording: PlanRecording) throws -> [[SQLValue]] {
    var scans = chosen.filter { writes(to: recording.candidates[$0].table) }
    // Of several scans of the table SQLite names that of the written rows first; without a subquery all are such.
    if session.changes.hasSelect { scans = Array(scans.prefix(1)) }
    var seen: Set<[SQLValue]> = []
    return try scans.flatMap { try changes(of: $0, in: recording) }.filter { seen.insert($0).inserted }
  }

  private func changes(of number: Int, in recording: PlanRecording) throws -> [[SQLValue]] {
    let scan = recording.candidates[number]
    let table = scan.table
    if let named = recording.named[number], !named.isEmpty {
      return try named.map { try template($0.method, $0.arguments, of: table, atMost: 1) }
    }
    let choice: Choice
    if let write = keyed(scan) {
      choice = write.choice
    } else {
      guard case .read(let read) = scan.plan.outcome else { return [] }
      let verb: Verb = session.changes.updates(table) ? .update : .delete
      let names = table.members(session.changes.assignments(to: table))
      switch try Planner(table: table).write(verb, rowsOf: read, others: scan.plan.others, setting: names) {
      case .success(let chosen): choice = chosen
      case .failure(let problem): throw problem.error(table: table.name)
      }
    }
    let isOne = keyed(scan)?.isOne ?? false
    let reading: MethodDescriptor? = if case .read(let read) = scan.plan.outcome { read.method } else { nil }
    var given = Arguments()
    for parameter in choice.method.parameters
    where isOne || scan.plan.others.contains(parameter.name) || reading?.hasInPath(parameter.name) ?? false {
      let value = scan.constants[parameter.name]
      given[parameter.name] = try value.flatMap { try Coercion.coerce($0, to: parameter)?.argument }
    }
    // What the path of a request says that reads, the one that writes says as well.
    let requests = recording.requests[number] ?? []
    guard !requests.isEmpty, !isOne else {
      return [try template(choice.method, given, of: table, atMost: isOne ? 1 : nil)]
    }
    return try requests.map { request in
      var arguments = given
      for parameter in choice.method.parameters where request.method.hasInPath(parameter.name) {
        arguments[parameter.name] = request.arguments[parameter.name]
      }
      let isObject = request.method.response.shape != .list
      return try template(choice.method, arguments, of: table, atMost: isObject ? 1 : nil)
    }
  }

  /// The requests of an INSERT or REPLACE: those of its rows, where its rows do not come from a provider.
  func insertions(_ prepared: OpaquePointer, _ statement: RewrittenStatement, of script: Script) throws -> [[SQLValue]]
  {
    guard let insertion = session.changes.insertion else { return [] }
    let staged = try rehearse(prepared, statement, of: script)
    guard staged.isEmpty else { return staged.map { Self.row(of: $0.write, $0.write.request, atMost: 1) } }
    let table = insertion.table
    let given = table.columns.indices.filter { insertion.columns.contains(table.columns[$0].name.lowercased()) }
    let choice = try Planner(table: table).choose(insertion.verb, given: given)
    return [try template(choice.method, Arguments(), of: table, atMost: nil)]
  }

  /// The request of EXEC … FOR EACH.
  func template(of exec: ExecStatement) throws -> [SQLValue] {
    let (table, method) = try method(of: exec)
    var arguments = Arguments()
    for argument in exec.arguments {
      guard let parameter = method.parameters.first(where: { $0.name == argument.name }) else { continue }
      arguments[parameter.name] = try Coercion.coerce(argument.value, to: parameter)?.argument
    }
    return try template(method, arguments, of: table, atMost: nil)
  }

  private func template(
    _ method: MethodDescriptor, _ arguments: Arguments, of table: ResourceTable, atMost: Int64?
  ) throws -> [SQLValue] {
    guard let client = session.client(of: table) else { return [] }
    var arguments = arguments
    let open = method.parameters.filter { $0.isRequired && arguments[$0.name] == nil }.map(\.name)
    for name in open { arguments[name] = .string(Self.sentinel(name, of: method)) }
    let line = try client.requestLine(method, arguments)
    let request = open.reduce(line) {
      Self.replacing(Self.sentinel($1, of: method), in: $0, with: "{\($1)}")
    }
    return [.text(table.name), .text(method.name), .text(request), atMost.map { .integer($0) } ?? .null]
  }
}

extension ResourceTable {
  /// The members of a body that columns write, by the columns' names in lower case; what is no member keeps its name.
  func members(_ names: Set<String>?) -> Set<String> {
    guard let names else { return [] }
    return Set(columns.filter { names.contains($0.name.lowercased()) }.map { $0.bodyField ?? $0.name })
  }
}
