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
    writes(to: candidate.table) && !session.changes.hasSelect && keyed(candidate)?.needsNoRow == true
  }

  private func writes(to table: ResourceTable) -> Bool {
    session.changes.deletes(from: table) || session.changes.updates(table)
  }

  private func keyed(_ scan: PlanRecording.Candidate) -> AccessPlan.KeyedWrite? {
    session.changes.updates(scan.table) ? scan.plan.update : scan.plan.deletion
  }

  /// The requests of a DELETE or UPDATE.
  func changes(of chosen: [Int], in recording: PlanRecording) throws -> [[SQLValue]] {
    var scans = chosen.map { recording.candidates[$0] }.filter { writes(to: $0.table) }
    // Of several scans of the table SQLite names that of the written rows first; without a subquery all are such.
    if session.changes.hasSelect { scans = Array(scans.prefix(1)) }
    var rows: [[SQLValue]] = []
    for scan in scans {
      let row = try change(of: scan)
      if !rows.contains(row) { rows.append(row) }
    }
    return rows
  }

  private func change(of scan: PlanRecording.Candidate) throws -> [SQLValue] {
    let table = scan.table
    var known = scan.constants
    let choice: Choice
    if let write = keyed(scan) {
      choice = write.choice
    } else {
      guard case .read(let read) = scan.plan.outcome else { return [] }
      let path = read.method.parameters.filter { $0.location == .path }.map(\.name) + scan.plan.others
      known = scan.constants.filter { path.contains($0.key) }
      let rest = table.columns.filter { $0.field != nil }.compactMap(\.parameter?.name).filter { !path.contains($0) }
      let given = path.map { GivenParameter($0) } + rest.map { GivenParameter($0, mayFilter: true) }
      let planner = Planner(table: table)
      if session.changes.updates(table) {
        choice = try planner.chooseUpdate(given: given, setting: table.members(session.changes.assignments(to: table)))
      } else {
        switch planner.choose(.delete, given: given) {
        case .success(let chosen): choice = chosen
        case .failure(let problem): throw problem.error(table: table.name)
        }
      }
    }
    if !session.changes.updates(table) { _ = try table.bodyOfDeletion(choice.method) }
    var arguments = Arguments()
    for parameter in choice.method.parameters {
      arguments[parameter.name] = try known[parameter.name].flatMap { try Coercion.coerce($0, to: parameter)?.argument }
    }
    return try template(choice.method, arguments, of: table, atMost: keyed(scan) == nil ? nil : 1)
  }

  /// The requests of an INSERT or REPLACE: those of its rows, where its rows do not come from a provider.
  func insertions(_ prepared: OpaquePointer, _ statement: RewrittenStatement, of script: Script) throws -> [[SQLValue]]
  {
    guard let insertion = session.changes.insertion else { return [] }
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
    let staged = session.staging.writes.dropFirst(before)
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
