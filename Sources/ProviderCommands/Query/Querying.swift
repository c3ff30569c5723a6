import CurlTransport
import Foundation
import ProviderRuntime
import ProviderSQL

/// What `query` and `shell` have in common: their options, and what these say about requests, plans and rows.
struct Querying {
  private static let options =
    [
      Option(
        "--format", "FORMAT",
        "table (the default; on a terminal long values are cut short), json, jsonl, csv or markdown"
      ),
      Option("--output", "FILE", "write the rows to FILE; it is replaced when all of them are there"),
      Option("--database", "FILE", "a SQLite file for tables and views of your own"),
      CommandLineTool.specOption,
      Option("--sandbox", nil, "ask an imitation of the API inside this process"),
      Option("--dry-run", nil, "show what statements would write, and write nothing, to a --database neither"),
      Option("--yes", nil, "apply plans that are wider than one object without asking"),
      Option("--max-writes", "N", "refuse plans of more than N requests (\(PlanRunner.defaultMaximumWrites))"),
      Option("--journal", "FILE", "keep the journal of writes in FILE (BINDERY_JOURNAL, else the XDG state folder)"),
      Option("--concurrency", "N", "how many requests may be under way at once"),
    ] + Requesting.options + [Option("--help", nil, "show this help")]

  /// The options that both commands share, in the order of their help.
  static func options(of tool: CommandLineTool) -> [Option] {
    options.filter { tool.sandbox != nil || $0.name != "--sandbox" }
  }

  /// What help says about where the token and the server come from.
  static func details(of tool: CommandLineTool) -> [String] {
    tool.providers.flatMap { provider in
      let tokens = provider.authentication?.environment ?? []
      return [
        tokens.isEmpty ? nil : "The token is taken from \(tokens.joined(separator: " or ")).",
        provider.server.environment.map {
          "The server is \(provider.server.url) unless \($0) or --base-url says otherwise."
        },
      ].compactMap { $0 }
    } + ["SHOW RESOURCES, DESCRIBE TABLE-NAME and EXPLAIN STATEMENT tell what there is to ask and what it costs."]
  }

  let tool: CommandLineTool
  let parsed: ParsedOptions
  let format: OutputFormat
  /// How plans are dealt with.
  let settings: PlanRunner.Settings
  private(set) var requesting: Requesting

  /// Reads the options. Throws `UsageError`, and `ProviderError` for an address that is none.
  init(_ parsed: ParsedOptions, of tool: CommandLineTool) throws {
    self.tool = tool
    self.parsed = parsed
    format = try OutputFormat(named: parsed["--format"] ?? "table")
    if parsed.has("--sandbox"), parsed.has("--base-url") {
      throw UsageError("--sandbox and --base-url both say which server to ask: give one of them")
    }
    requesting = try Requesting(parsed, of: tool)
    requesting.configuration.concurrency = try parsed.integer("--concurrency", in: 1...100)
    var settings = PlanRunner.Settings(program: tool.name)
    settings.isDryRun = parsed.has("--dry-run")
    settings.isConfirmed = parsed.has("--yes")
    settings.maximumWrites = try parsed.integer("--max-writes", in: 0...Int.max) ?? settings.maximumWrites
    settings.journal = parsed["--journal"]
    settings.keepsJournal = !parsed.has("--sandbox")
    settings.isQuiet = requesting.isQuiet
    self.settings = settings
  }

  /// Opens the database and hands it to the work; the sandbox, where one is asked for, runs that long.
  func withDatabase(_ work: (QueryDatabase) throws -> Int32) throws -> Int32 {
    guard parsed.has("--sandbox"), let start = tool.sandbox else { return try work(QueryDatabase(self, token: nil)) }
    let sandbox = try start(SandboxSettings())
    defer { sandbox.stop() }
    var sandboxed = self
    sandboxed.requesting.configuration.baseURL = sandbox.url
    // The sandbox must not learn the user's token.
    return try work(QueryDatabase(sandboxed, token: "sandbox"))
  }

  /// Where the rows go to.
  func sink() throws -> ByteSink {
    try parsed["--output"].map(ByteSink.file) ?? .standardOutput(beforeWriting: requesting.progress.makeRoom)
  }

  /// Writes rows into that place.
  func writer(into sink: ByteSink) -> ResultWriter {
    let width = !parsed.has("--output") && Console.outputIsTerminal ? TableLayout.terminalCellWidth : nil
    return ResultWriter(format: format, sink: sink, cellWidth: width, onRow: requesting.progress.countRow)
  }
}

/// The database of `query` and `shell`, with the clients of its tables.
struct QueryDatabase {
  let database: Database
  private let clients: [ProviderClient]
  private let querying: Querying

  fileprivate init(_ querying: Querying, token: String?) throws {
    self.querying = querying
    let parsed = querying.parsed
    let transport = CurlTransport()
    clients = querying.tool.providers.map { querying.requesting.client(of: $0, token: token, transport: transport) }
    database = try Database(clients: clients, path: parsed["--database"], isRehearsal: parsed.has("--dry-run"))
    // A file that was named is looked at, whether or not anything will be written.
    if let path = parsed["--journal"] { _ = try Journal.existing(path: path) }
  }

  /// Begins a script: what follows is up to Ctrl-C, and its plans to the runner that is returned.
  func begin() -> PlanRunner {
    let runner = PlanRunner(
      querying.settings, environment: ProcessInfo.processInfo.environment, progress: querying.requesting.progress)
    let interrupter = database.interrupter
    interrupter.restart()
    querying.requesting.interrupt.connect { interrupter.stop(sparesStatement: runner.interrupt()) }
    database.writeHandler = { [clients] plan in
      guard let client = clients.first(where: { $0.provider.name == plan.provider }) else { return [] }
      return try runner.run(plan, with: client)
    }
    database.noteHandler =
      querying.requesting.isQuiet
      ? nil
      : { [progress = querying.requesting.progress] note in
        progress.makeRoom()
        Console.note(note)
      }
    // A server of this process alone leaves no journal, but an older one can be read.
    database.journalPath = try? runner.journalPath
    return runner
  }
}
