import CSQLite
import ProviderRuntime

extension Database {
  /// Prints the requests that a statement would send: SQLite plans it, and runs it where it only reads, over tables that
  /// answer empty and note what they were asked.
  func explain(_ tokens: [Token], of script: Script, into receiver: inout some RowReceiver) throws {
    var tokens = tokens
    var script = script
    var exec: ExecStatement?
    if let first = tokens.first {
      let statement = Script.Statement(
        tokens: tokens, range: first.range.lowerBound..<(tokens.last ?? first).range.upperBound, isTerminated: true)
      switch try Command(statement, of: script) {
      case nil: break
      case .exec(let call):
        let (_, method) = try method(of: call)
        if method.isRead {
          script = Script(try selectStatement(of: call, script))
          tokens = script.statements.first?.tokens ?? []
        } else if let query = call.query {
          exec = call
          tokens = query
        } else {
          let rows = try execWrites(call, of: script).map { Self.row(of: $0.write, $0.write.request, atMost: 1) }
          return try hand(Listing(Self.columns, rows), to: &receiver)
        }
      default: throw Self.sendsNothing(first, script)
      }
    }
    // SQLite carries out BEGIN, ATTACH and the like even over tables that answer empty, some PRAGMAs while it compiles them.
    var reader = TokenReader(tokens, script)
    guard let verb = reader.keyword(), Self.explained.contains(verb) else {
      throw tokens.first.map { Self.sendsNothing($0, script) } ?? SQLError(.syntax, "there is nothing to explain")
    }
    let rewritten = try RewrittenStatement(tokens, of: script, catalog: catalog)
    try session.check(WriteGrammar(tokens, of: script, mentions: rewritten.mentions))
    let recording = PlanRecording()
    session.recording = recording
    defer { session.recording = nil }

    var insertions: [[SQLValue]] = []
    if let prepared = try prepare(rewritten, of: script) {
      defer { sqlite3_finalize(prepared) }
      if session.changes.insertion != nil {
        insertions = try self.insertions(prepared, rewritten, of: script)
      } else if sqlite3_stmt_readonly(prepared) != 0 {
        var code = SQLITE_ROW
        while code == SQLITE_ROW { code = sqlite3_step(prepared) }
        guard code == SQLITE_DONE else { throw error(code, rewritten, of: script) }
      } else if session.changes.isChange, !session.changes.hasTrigger {
        try rehearse(prepared, rewritten, of: script)
      }
    }
    // The same statement is planned the same way: the candidates come in the same order and have the same numbers.
    recording.candidates = []
    var planning = rewritten
    planning.sql = "EXPLAIN QUERY PLAN \(rewritten.sql)"
    var chosen: [Int] = []
    if let prepared = try prepare(planning, of: script) {
      defer { sqlite3_finalize(prepared) }
      while sqlite3_step(prepared) == SQLITE_ROW {
        guard let text = sqlite3_column_text(prepared, 3),
          let candidate = PlanRecording.candidate(in: String(cString: text)),
          recording.candidates.indices.contains(candidate)
        else { continue }
        chosen.append(candidate)
      }
    }
    var rows = try rows(of: chosen, in: recording, rewritten, script)
    rows += try changes(of: chosen, in: recording) + insertions
    if let exec { rows.append(try template(of: exec)) }
    try hand(Listing(Self.columns, rows), to: &receiver)
  }

  private static let columns = ["resource", "method", "request", "requests_at_most"]

  /// What statements begin with that may read a provider's tables.
  private static let explained: Set = ["select", "with", "values", "insert", "replace", "update", "delete", "create"]

  private static func sendsNothing(_ token: Token, _ script: Script) -> SQLError {
    SQLError(
      .syntax, "EXPLAIN is for statements that send requests", place: script.place(of: token.range.lowerBound))
  }

  private func rows(
    of chosen: [Int], in recording: PlanRecording, _ statement: RewrittenStatement, _ script: Script
  ) throws -> [[SQLValue]] {
    var rows: [[SQLValue]] = []
    for number in chosen {
      let candidate = recording.candidates[number]
      if writesUnread(candidate) { continue }
      let choice: Choice
      switch candidate.plan.outcome {
      case .read(let read): choice = read
      case .fail(let problem):
        var error = problem.error(table: candidate.table.name)
        error.place = statement.mentions.first { $0.table == candidate.table.name }
          .map { script.place(of: $0.offset) }
        throw error
      }
      guard let client = session.client(of: candidate.table) else { continue }
      // Beside other tables that answer empty, a scan that asked for nothing was only given none of their values.
      if let requests = recording.requests[number], !requests.isEmpty || chosen.count == 1 {
        var seen: Set<PlannedRequest> = []
        for request in requests where seen.insert(request).inserted {
          rows.append(
            try row(candidate, request, expectedRows: recording.expectedRows[number], placeholders: [], client))
        }
      } else {
        for (request, placeholders) in try template(candidate, choice) {
          rows.append(
            try row(candidate, request, expectedRows: candidate.expectedRows, placeholders: placeholders, client))
        }
      }
    }
    return rows
  }

  /// The requests of a scan that was not reached: it repeats for each row of another table, whose values are not known.
  private func template(
    _ candidate: PlanRecording.Candidate, _ choice: Choice
  ) throws -> [(PlannedRequest, placeholders: [String])] {
    var known = choice
    known.used = choice.used.filter { candidate.constants[$0] != nil }
    let placeholders = choice.used.filter { candidate.constants[$0] == nil }
    let requests = try Planner(table: candidate.table).requests(
      for: known, values: candidate.constants.mapValues { [$0] })
    return requests.map { request in
      var request = request
      for name in placeholders { request.arguments[name] = .string(Self.sentinel(name, of: choice.method)) }
      return (request, placeholders)
    }
  }

  /// A word that percent-encoding leaves alone, in the place of a value that is not known.
  static func sentinel(_ name: String, of method: MethodDescriptor) -> String {
    let index = method.parameters.firstIndex { $0.name == name } ?? 0
    return "zqPlaceholder\(index)zq"
  }

  private func row(
    _ candidate: PlanRecording.Candidate, _ request: PlannedRequest, expectedRows: Int?, placeholders: [String],
    _ client: ProviderClient
  ) throws -> [SQLValue] {
    guard case .read(let choice) = candidate.plan.outcome else { return [] }
    let isObject = request.method.response.shape != .list
    let size = isObject ? nil : PageStream.smallPageSize(request, expectedRows: expectedRows, of: client.provider)
    let arguments = size.map { PageStream.limited(request, to: $0, of: client.provider) } ?? request.arguments
    var line = try client.requestLine(request.method, arguments)
    for name in placeholders {
      line = Self.replacing(Self.sentinel(name, of: choice.method), in: line, with: "{\(name)}")
    }
    let paging = client.provider.pagination(of: request.method)
    let readsOnePage =
      paging.map { $0.position(of: request.method).map { request.arguments[$0] != nil } ?? false } ?? true
    // A list has as many pages as the server says, and an inner table is asked as often as the outer one has rows.
    let isCountable = placeholders.isEmpty && (isObject || readsOnePage || size != nil)
    return [
      .text(candidate.table.name), .text(request.method.name), .text(line), isCountable ? .integer(1) : .null,
    ]
  }

  static func replacing(_ word: String, in text: String, with replacement: String) -> String {
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 == "z" }) {
      result += rest[..<start]
      rest = rest[start...]
      if rest.hasPrefix(word) {
        result += replacement
        rest = rest.dropFirst(word.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return result + rest
  }
}
