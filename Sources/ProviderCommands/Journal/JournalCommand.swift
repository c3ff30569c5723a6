import ProviderRuntime
import ProviderSQL

/// `journal`: shows what was written, finishes what was interrupted, and undoes what was done.
struct JournalCommand {
  let tool: CommandLineTool

  private static let reading = [
    Option("--journal", "FILE", "the journal's file"),
    Option("--spec", "DIR", "show, resume or undo a run of the provider that the spec in DIR describes"),
    Option("--format", "FORMAT", "table (the default), json, jsonl, csv or markdown"),
    Option("--output", "FILE", "write the rows to FILE; it is replaced when all of them are there"),
    Option("--help", nil, "show this help"),
  ]

  private static let sending =
    [
      Option("--dry-run", nil, "show the writes and send none of them"),
      Option("--yes", nil, "undo without asking"),
    ] + Requesting.options

  private static let verbs = ["list", "show", "resume", "undo"]

  private var help: HelpText {
    HelpText(
      usage: "\(tool.name) journal list | show RUN | resume RUN | undo RUN [OPTION…]",
      summary: "Shows what was written, finishes runs that were interrupted, and undoes what was done.",
      options: Self.reading.dropLast() + Self.sending + Self.reading.suffix(1),
      details: [
        """
        list    the runs: how many of their writes are done, refused, failed and pending
        show    the writes of a run and what became of them
        resume  read back what may have been sent, then send what is not done
        undo    call the inverse of each write that was done, as a run of its own
        """,
        "The journal is $XDG_STATE_HOME/bindery/journal.db, or the file that --journal or BINDERY_JOURNAL names.",
        "Exit status: 0 done, 1 usage, 2 the remote failed, 3 undo needs --yes, 4 some writes are not done.",
      ],
      example: "\(tool.name) journal undo 7 --dry-run")
  }

  func run(_ words: [String]) throws -> Int32 {
    if words.isEmpty || words.contains("--help") || words.contains("-h") { return try tool.show(help) }
    let parsed = try ParsedOptions(words, options: Self.reading + Self.sending)
    guard let verb = parsed.operands.first else {
      throw UsageError("journal needs one of \(Self.verbs.joined(separator: ", "))")
    }
    guard Self.verbs.contains(verb) else {
      throw UsageError.unknown("journal command", verb, known: Self.verbs)
    }
    if verb == "list" || verb == "show", let option = Self.sending.first(where: { parsed.has($0.name) }) {
      throw UsageError("journal \(verb) sends nothing: it takes no \(option.name)")
    }
    let format = try OutputFormat(named: parsed["--format"] ?? "table")
    if verb == "list" {
      guard parsed.operands.count == 1 else { throw UsageError("journal list takes no run") }
      guard !parsed.has("--spec") else { throw UsageError("journal list asks no provider: it takes no --spec") }
      return try list(parsed, format)
    }
    let run = try number(verb, parsed.operands.dropFirst())
    let tool = try tool.overSpec(parsed)
    let requesting = try Requesting(parsed, of: tool)
    let path = try JournalPlace.path(parsed)
    guard let journal = try Journal.existing(path: path) else {
      throw UsageError("there is no journal \(path): nothing was written yet")
    }
    if verb == "show" { return try show(run, journal, of: tool, parsed, format) }
    return try RunCommand(
      tool: tool, run: run, journal: journal, parsed: parsed, format: format, requesting: requesting
    ).run(verb)
  }

  private func number(_ verb: String, _ words: ArraySlice<String>) throws -> Int64 {
    guard words.count == 1, let word = words.first else {
      throw UsageError("journal \(verb) takes the number of one run: \(tool.name) journal \(verb) RUN")
    }
    guard let run = Int64(word), run > 0 else {
      throw UsageError("journal \(verb) takes the number of a run, not '\(word)'; journal list shows them")
    }
    return run
  }

  private func list(_ parsed: ParsedOptions, _ format: OutputFormat) throws -> Int32 {
    let runs = try Journal.existing(path: JournalPlace.path(parsed))?.runs() ?? []
    try write(parsed, format) { try RunTable(runs).write(into: &$0) }
    for line in RunSummary.places(of: runs) { Console.note(line) }
    for run in runs {
      guard let undone = run.undoes, let other = runs.first(where: { $0.run == undone }) else { continue }
      Console.note("run \(run.run) undid run \(undone): \(run.done) of \(other.done)")
    }
    return 0
  }

  private func show(
    _ run: Int64, _ journal: Journal, of tool: CommandLineTool, _ parsed: ParsedOptions, _ format: OutputFormat
  ) throws -> Int32 {
    let summary = try journal.summary(of: run)
    let provider = try tool.provider(of: summary)
    let results = try journal.entries(of: run).map { try $0.result([provider]) }
    try write(parsed, format) { try WriteTable(results, of: provider).write(into: &$0) }
    Console.note(summary.text)
    return 0
  }

  private func write(
    _ parsed: ParsedOptions, _ format: OutputFormat, _ body: (inout ResultWriter) throws -> Void
  ) throws {
    var writer = ResultWriter(format: format, sink: try parsed["--output"].map(ByteSink.file) ?? .standardOutput())
    try body(&writer)
    try writer.finish()
  }
}

extension CommandLineTool {
  /// The provider that a run's requests went to.
  func provider(of run: RunSummary) throws -> ProviderDescriptor {
    guard let provider = providers.first(where: { $0.name == run.provider }) else {
      throw UsageError(
        "run \(run.run) is one of the provider '\(run.provider)', which \(name) does not know; --spec DIR names its spec"
      )
    }
    return provider
  }
}
