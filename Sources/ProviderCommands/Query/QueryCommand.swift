import CurlTransport
import Foundation
import ProviderRuntime
import ProviderSQL

/// `query`: runs SQL statements and prints their rows.
struct QueryCommand {
  let tool: CommandLineTool

  private var options: [Option] {
    Self.options.filter { tool.sandbox != nil || $0.name != "--sandbox" }
  }

  private static let options =
    [
      Option("--file", "FILE", "read the statements from FILE"),
      Option(
        "--format", "FORMAT",
        "table (the default; on a terminal long values are cut short), json, jsonl, csv or markdown"
      ),
      Option("--output", "FILE", "write the rows to FILE; it is replaced when all of them are there"),
      Option("--database", "FILE", "a SQLite file for tables and views of your own"),
      Option("--sandbox", nil, "ask an imitation of the API inside this process"),
      Option("--dry-run", nil, "show what statements would write, and write nothing, to a --database neither"),
      Option("--yes", nil, "apply plans that are wider than one object without asking"),
      Option("--max-writes", "N", "refuse plans of more than N requests (\(PlanRunner.defaultMaximumWrites))"),
      Option("--journal", "FILE", "keep the journal of writes in FILE (BINDERY_JOURNAL, else the XDG state folder)"),
      Option("--concurrency", "N", "how many requests may be under way at once"),
    ] + Requesting.options + [Option("--help", nil, "show this help")]

  private var help: HelpText {
    HelpText(
      usage: "\(tool.name) query [SQL | - | --file FILE] [OPTION…]",
      summary: """
        Runs SQL statements, from the command line, a file or standard input, and prints their rows.
        DELETE and EXEC make a plan of requests: one that is wider than one object is shown and needs a yes.
        """,
      options: options,
      details: tool.providers.flatMap { provider in
        let tokens = provider.authentication?.environment ?? []
        return [
          tokens.isEmpty ? nil : "The token is taken from \(tokens.joined(separator: " or ")).",
          provider.server.environment.map {
            "The server is \(provider.server.url) unless \($0) or --base-url says otherwise."
          },
        ].compactMap { $0 }
      } + ["SHOW RESOURCES, DESCRIBE TABLE-NAME and EXPLAIN STATEMENT tell what there is to ask and what it costs."],
      example:
        "\(tool.name) query \"\(ExampleQuery.text(for: tool.providers))\"")
  }

  func run(_ words: [String]) throws -> Int32 {
    if words.contains("--help") || words.contains("-h") { return try tool.show(help) }
    let parsed = try ParsedOptions(words, options: options)
    guard let sql = try statements(parsed, isBare: words.isEmpty) else { return try tool.show(help) }
    let format = try OutputFormat(named: parsed["--format"] ?? "table")
    if parsed.has("--sandbox"), parsed.has("--base-url") {
      throw UsageError("--sandbox and --base-url both say which server to ask: give one of them")
    }
    var requesting = try Requesting(parsed, of: tool)
    requesting.configuration.concurrency = try parsed.integer("--concurrency", in: 1...100)
    var settings = PlanRunner.Settings(program: tool.name)
    settings.isDryRun = parsed.has("--dry-run")
    settings.isConfirmed = parsed.has("--yes")
    settings.maximumWrites = try parsed.integer("--max-writes", in: 0...Int.max) ?? settings.maximumWrites
    settings.journal = parsed["--journal"]
    settings.keepsJournal = !parsed.has("--sandbox")
    settings.isQuiet = requesting.isQuiet
    requesting.listen()
    let runner = PlanRunner(
      settings, environment: ProcessInfo.processInfo.environment, progress: requesting.progress)
    // The sandbox must not learn the user's token.
    var token: String?
    if parsed.has("--sandbox") {
      guard let sandbox = try tool.sandbox?(SandboxSettings()) else { return 1 }
      requesting.configuration.baseURL = sandbox.url
      token = "sandbox"
      defer { sandbox.stop() }
      return try execute(sql, parsed, format, token, runner, requesting)
    }
    return try execute(sql, parsed, format, token, runner, requesting)
  }

  private func execute(
    _ sql: String, _ parsed: ParsedOptions, _ format: OutputFormat, _ token: String?, _ runner: PlanRunner,
    _ requesting: Requesting
  ) throws -> Int32 {
    let transport = CurlTransport()
    let clients = tool.providers.map { requesting.client(of: $0, token: token, transport: transport) }
    let database = try Database(clients: clients, path: parsed["--database"], isRehearsal: parsed.has("--dry-run"))
    let interrupter = database.interrupter
    requesting.interrupt.connect { interrupter.stop(sparesStatement: runner.interrupt()) }
    database.writeHandler = { plan in
      guard let client = clients.first(where: { $0.provider.name == plan.provider }) else { return [] }
      return try runner.run(plan, with: client)
    }
    // A file that was named is looked at, whether or not anything will be written.
    if let path = parsed["--journal"] { _ = try Journal.existing(path: path) }
    // A server of this process alone leaves no journal, but an older one can be read.
    database.journalPath = try? runner.journalPath
    let progress = requesting.progress
    let sink = try parsed["--output"].map(ByteSink.file) ?? .standardOutput(beforeWriting: progress.makeRoom)
    let width = !parsed.has("--output") && Console.outputIsTerminal ? TableLayout.terminalCellWidth : nil
    var writer = ResultWriter(format: format, sink: sink, cellWidth: width, onRow: progress.countRow)
    var failure: (any Error)?
    do {
      try database.execute(sql, into: &writer)
    } catch {
      failure = error
    }
    progress.finish()
    do {
      // Rows that were already read are not withheld from a pipe; a file keeps what it held before, unless it would be
      // the only place that tells what was written.
      if failure == nil || !parsed.has("--output") || runner.hasOutcomes { try writer.finish() }
    } catch {
      failure = failure ?? error
    }
    return ScriptEnding(database: database, runner: runner).status(after: failure)
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
