import ProviderSQL

/// `query`: runs SQL statements and prints their rows.
struct QueryCommand {
  let tool: CommandLineTool

  private var options: [Option] {
    [Option("--file", "FILE", "read the statements from FILE")] + Querying.options(of: tool)
  }

  private func help(_ tool: CommandLineTool) -> HelpText {
    HelpText(
      usage: "\(tool.name) query [SQL | - | --file FILE] [OPTION…]",
      summary: """
        Runs SQL statements, from the command line, a file or standard input, and prints their rows.
        INSERT, UPDATE, REPLACE, DELETE and EXEC make a plan of requests: one that is wider than one object is shown
        and needs a yes.
        """,
      options: options, details: Querying.details(of: tool),
      example: "\(tool.name) query \"\(ExampleQuery.text(for: tool.providers))\"")
  }

  func run(_ words: [String]) throws -> Int32 {
    if words.contains("--help") || words.contains("-h") { return try tool.show(help(tool.forHelp(words, options))) }
    let parsed = try ParsedOptions(words, options: options)
    let tool = try tool.overSpec(parsed)
    guard let sql = try statements(parsed, isBare: words.isEmpty) else { return try tool.show(help(tool)) }
    let querying = try Querying(parsed, of: tool)
    querying.requesting.listen()
    return try querying.withDatabase { try execute(sql, on: $0, querying) }
  }

  private func execute(_ sql: String, on open: QueryDatabase, _ querying: Querying) throws -> Int32 {
    let runner = open.begin()
    var writer = querying.writer(into: try querying.sink())
    var failure: (any Error)?
    do {
      try open.database.execute(sql, into: &writer)
    } catch {
      failure = error
    }
    querying.requesting.progress.finish()
    do {
      // Rows that were already read are not withheld from a pipe; a file keeps what it held before, unless it would be
      // the only place that tells what was written.
      if failure == nil || !querying.parsed.has("--output") || runner.hasOutcomes { try writer.finish() }
    } catch {
      failure = failure ?? error
    }
    return ScriptEnding(database: open.database, runner: runner).status(after: failure)
  }

  /// The SQL of the command line, the file, or (nothing or `-`) standard input; nil where nobody gave any.
  private func statements(_ parsed: ParsedOptions, isBare: Bool) throws -> String? {
    if parsed.operands.count > 1 {
      throw UsageError("query takes one text of SQL, in quotes; it got \(parsed.operands.count) words")
    }
    switch (parsed.operands.first, parsed["--file"]) {
    case (.some, .some): throw UsageError("give the SQL as a word or as --file, not both")
    case (let sql?, nil) where sql != "-": return sql
    case (nil, let path?): return try TextFile.read(path)
    default:
      guard !Console.inputIsTerminal else { return nil }
      let text = try TextFile.readStandardInput()
      // A program without a terminal hands on an empty input: it asked for nothing.
      return isBare && text.allSatisfy(\.isWhitespace) ? nil : text
    }
  }
}
