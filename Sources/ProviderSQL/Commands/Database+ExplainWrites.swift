import ProviderRuntime

/// What EXPLAIN says about writes: the request of each row, with placeholders for what only the row tells.
extension Database {
  /// The row of one request.
  static func row(of write: PlannedWrite, _ request: String, atMost: Int64?) -> [SQLValue] {
    [.text(write.resource), .text(write.method.name), .text(request), atMost.map { .integer($0) } ?? .null]
  }

  /// Whether a scan is a deletion by its full key, for which nothing is read.
  func deletesUnread(_ candidate: PlanRecording.Candidate) -> Bool {
    deletes(from: candidate.table) && !session.changes.hasSelect && candidate.plan.deletion?.needsNoRow == true
  }

  /// The requests of a DELETE.
  func deletions(of chosen: [Int], in recording: PlanRecording) throws -> [[SQLValue]] {
    var scans = chosen.map { recording.candidates[$0] }.filter { deletes(from: $0.table) }
    // Of several scans of the table SQLite names the deletion's own first; without a subquery all are the deletion's.
    if session.changes.hasSelect { scans = Array(scans.prefix(1)) }
    var rows: [[SQLValue]] = []
    for scan in scans {
      let row = try deletion(of: scan)
      if !rows.contains(row) { rows.append(row) }
    }
    return rows
  }

  private func deletes(from table: ResourceTable) -> Bool {
    session.changes.deletes.contains(table.name.lowercased())
  }

  private func deletion(of scan: PlanRecording.Candidate) throws -> [SQLValue] {
    let table = scan.table
    var known: [String: SQLValue] = [:]
    let choice: Choice
    if let deletion = scan.plan.deletion {
      choice = deletion.choice
      known = scan.constants
    } else {
      guard case .read(let read) = scan.plan.outcome else { return [] }
      let path = read.method.parameters.filter { $0.location == .path }.map(\.name)
      known = scan.constants.filter { path.contains($0.key) }
      let rest = table.columns.filter { $0.field != nil }.compactMap(\.parameter?.name).filter { !path.contains($0) }
      let given = path.map { GivenParameter($0) } + rest.map { GivenParameter($0, mayFilter: true) }
      switch Planner(table: table).choose(.delete, given: given) {
      case .success(let chosen): choice = chosen
      case .failure(let problem): throw problem.error(table: table.name)
      }
    }
    var arguments = Arguments()
    for parameter in choice.method.parameters {
      arguments[parameter.name] = try known[parameter.name].flatMap { try Coercion.coerce($0, to: parameter)?.argument }
    }
    return try template(choice.method, arguments, of: table, reading: deletesUnread(scan) ? nil : scan)
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
    _ method: MethodDescriptor, _ arguments: Arguments, of table: ResourceTable, reading: PlanRecording.Candidate?
  ) throws -> [SQLValue] {
    let isOne = reading == nil || reading?.plan.deletion != nil
    return try template(method, arguments, of: table, atMost: isOne ? 1 : nil)
  }

  private func template(
    _ method: MethodDescriptor, _ arguments: Arguments, of table: ResourceTable, atMost: Int64?
  ) throws -> [SQLValue] {
    guard let client = session.client(of: table) else { return [] }
    var arguments = arguments
    let open = method.parameters.filter { $0.location == .path && arguments[$0.name] == nil }.map(\.name)
    for name in open { arguments[name] = .string(Self.sentinel(name, of: method)) }
    let write = try client.plannedWrite(method, arguments, resource: table.name, reason: "")
    let request = open.reduce(write.request) {
      Self.replacing(Self.sentinel($1, of: method), in: $0, with: "{\($1)}")
    }
    return Self.row(of: write, request, atMost: atMost)
  }
}
