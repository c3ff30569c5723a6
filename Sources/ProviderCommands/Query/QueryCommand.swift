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

  private static let options = [
    Option("--file", "FILE", "read the statements from FILE"),
    Option(
      "--format", "FORMAT", "table (the default; on a terminal long values are cut short), json, jsonl, csv or markdown"
    ),
    Option("--output", "FILE", "write the rows to FILE; it is replaced when all of them are there"),
    Option("--database", "FILE", "a SQLite file for tables and views of your own"),
    Option("--sandbox", nil, "ask an imitation of the API inside this process"),
    Option("--base-url", "URL", "send requests to this server"),
    Option("--dry-run", nil, "show what statements would write, and write nothing"),
    Option("--yes", nil, "apply plans that are wider than one object without asking"),
    Option("--max-writes", "N", "refuse plans of more than N requests (\(PlanRunner.defaultMaximumWrites))"),
    Option("--journal", "FILE", "keep the journal of writes in FILE (BINDERY_JOURNAL, else the XDG state folder)"),
    Option("--max-requests", "N", "fail before more than N requests are sent"),
    Option("--max-wait", "SECONDS", "fail where a rate limit asks to wait longer (60)"),
    Option("--concurrency", "N", "how many requests may be under way at once"),
    Option("--verbose", nil, "tell about each request on standard error"),
    Option("--quiet", nil, "no progress on standard error"),
    Option("--help", nil, "show this help"),
  ]

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
    if parsed.has("--verbose"), parsed.has("--quiet") {
      throw UsageError("--verbose and --quiet contradict each other")
    }
    if parsed.has("--sandbox"), parsed.has("--base-url") {
      throw UsageError("--sandbox and --base-url both say which server to ask: give one of them")
    }
    var settings = PlanRunner.Settings(program: tool.name)
    settings.isDryRun = parsed.has("--dry-run")
    settings.isConfirmed = parsed.has("--yes")
    settings.maximumWrites = try parsed.integer("--max-writes", in: 0...Int.max) ?? settings.maximumWrites
    settings.journal = parsed["--journal"]
    settings.keepsJournal = !parsed.has("--sandbox")
    settings.isQuiet = parsed.has("--quiet")
    var configuration = ClientConfiguration()
    configuration.baseURL = parsed["--base-url"]
    configuration.maximumRequests = try parsed.integer("--max-requests", in: 0...Int.max)
    configuration.concurrency = try parsed.integer("--concurrency", in: 1...100)
    if let wait = try parsed.seconds("--max-wait") { configuration.maximumWait = wait }
    configuration.userAgent = "\(tool.name)/\(tool.version)"

    let interrupt = InterruptRelay()
    Console.onInterrupt { interrupt.fire() }
    let progress = Progress(isVerbose: parsed.has("--verbose"), isQuiet: parsed.has("--quiet"))
    configuration.observer = { progress.observe($0) }
    let runner = PlanRunner(settings, environment: ProcessInfo.processInfo.environment, progress: progress)
    // The sandbox must not learn the user's token.
    var token: String?
    if parsed.has("--sandbox") {
      guard let sandbox = try tool.sandbox?(SandboxSettings()) else { return 1 }
      configuration.baseURL = sandbox.url
      token = "sandbox"
      defer { sandbox.stop() }
      return try execute(sql, parsed, format, configuration, token, runner, interrupt, progress)
    }
    return try execute(sql, parsed, format, configuration, token, runner, interrupt, progress)
  }

  private func execute(
    _ sql: String, _ parsed: ParsedOptions, _ format: OutputFormat, _ configuration: ClientConfiguration,
    _ token: String?, _ runner: PlanRunner, _ interrupt: InterruptRelay, _ progress: Progress
  ) throws -> Int32 {
    let transport = CurlTransport()
    let clients = tool.providers.map {
      ProviderClient(provider: $0, transport: transport, token: token, configuration: configuration)
    }
    let database = try Database(clients: clients, path: parsed["--database"])
    let interrupter = database.interrupter
    interrupt.connect { if !runner.interrupt() { interrupter.interrupt() } }
    database.writeHandler = { plan in
      guard let client = clients.first(where: { $0.provider.name == plan.provider }) else { return [] }
      return try runner.run(plan, with: client)
    }
    // A server of this process alone leaves no journal, but an older one can be read.
    database.journalPath = try? runner.journalPath
    let sink = try parsed["--output"].map(ByteSink.file) ?? .standardOutput(beforeWriting: progress.makeRoom)
    let width = !parsed.has("--output") && Console.outputIsTerminal ? TableLayout.terminalCellWidth : nil
    var writer = ResultWriter(format: format, sink: sink, cellWidth: width, onRow: progress.countRow)
    do {
      try database.execute(sql, into: &writer)
      progress.finish()
    } catch {
      progress.finish()
      // Rows that were already read are not withheld from a pipe; a file keeps what it held before, unless it would be
      // the only place that tells what was written.
      if !parsed.has("--output") || runner.hasOutcomes { try writer.finish() }
      throw error
    }
    try writer.finish()
    return runner.status
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
