import ProviderRuntime
import ProviderSQL

/// `journal resume` and `journal undo`: the ones that send requests.
struct RunCommand {
  let tool: CommandLineTool
  let run: Int64
  let journal: Journal
  let parsed: ParsedOptions
  let format: OutputFormat
  let requesting: Requesting

  func run(_ verb: String) throws -> Int32 {
    let provider = try tool.provider(of: journal.summary(of: run))
    var settings = PlanRunner.Settings(program: tool.name)
    settings.isDryRun = parsed.has("--dry-run")
    // Whoever resumes a run has said yes to it before; undoing it is another plan.
    settings.isConfirmed = parsed.has("--yes") || verb == "resume"
    settings.maximumWrites = .max
    settings.journal = journal.path
    settings.isQuiet = requesting.isQuiet
    // Before anything is sent: what came of it must have a place to go to.
    let sink = try parsed["--output"].map(ByteSink.file) ?? .standardOutput()
    requesting.listen()
    let runner = PlanRunner(settings, environment: [:], progress: requesting.progress)
    requesting.interrupt.connect { _ = runner.interrupt() }
    let client = requesting.client(of: provider)
    do {
      defer { requesting.progress.finish() }
      let results =
        verb == "resume" ? try resume(client, runner) : try undo(client, runner, requesting.interrupt)
      if results.isEmpty, !requesting.isQuiet {
        Console.note("run \(run) has nothing left to \(verb == "resume" ? "do" : "undo")")
      }
      if verb == "undo", !requesting.isQuiet { try tellGone() }
      var writer = ResultWriter(format: format, sink: sink)
      try WriteTable(results, of: provider).write(into: &writer)
      try writer.finish()
    } catch {
      return runner.report(error)
    }
    return runner.status
  }

  private func resume(_ client: ProviderClient, _ runner: PlanRunner) throws -> [WriteResult] {
    let resumption = try client.resume(run: run, in: journal, isElsewhere: parsed.has("--base-url"))
    if parsed.has("--dry-run") {
      return zip(resumption.plan.writes, resumption.entries).map { write, entry in
        WriteResult(
          write: write, outcome: .planned, message: entry.intended == nil ? nil : "may have been sent: read back first")
      }
    }
    try tellRun(verb: "resuming", resumption.plan)
    return try runner.run(resumption.plan, at: try client.serverURL) { [run] onBegin, isCancelled, onResult in
      onBegin(run)
      return try await resumption.apply(isCancelled: isCancelled, onResult: onResult)
    }
  }

  private func undo(_ client: ProviderClient, _ runner: PlanRunner, _ interrupt: InterruptRelay) throws -> [WriteResult]
  {
    let isElsewhere = parsed.has("--base-url")
    // Reading back may wait for a limit of the server: Ctrl-C ends that at once.
    let undo = try Blocking.wait { cancel in
      interrupt.connect {
        _ = runner.interrupt()
        cancel()
      }
    } for: { [run, journal] in
      try await client.undo(run: run, in: journal, isElsewhere: isElsewhere)
    }
    interrupt.connect { _ = runner.interrupt() }
    // What could not be read back because of it is not unclear.
    try runner.refuseIfInterrupted()
    for entry in undo.unclear {
      Console.note("\(tool.name): not undone, because nobody can tell whether it was done: \(entry.request)")
    }
    var plan = undo.plan
    // Its objects were not named by whoever undoes it, however few there are.
    if plan.width == .oneObject { plan.width = .wide }
    try tellRun(verb: "undoing", plan)
    return try runner.run(plan, at: try client.serverURL) { onBegin, isCancelled, onResult in
      try await undo.apply(isCancelled: isCancelled, onBegin: onBegin, onResult: onResult)
    }
  }

  /// Says which run it is before anything of it is sent: a number is easily another one.
  private func tellRun(verb: String, _ plan: WritePlan) throws {
    guard !plan.writes.isEmpty, !requesting.isQuiet else { return }
    Console.note("\(verb) \(try journal.summary(of: run).text)")
  }

  /// What the list of runs counts as done and nothing was done for.
  private func tellGone() throws {
    let count = try journal.entries(of: run).count { $0.outcome == .alreadyGone }
    if count > 0 {
      Console.note(
        "\(count == 1 ? "1 write" : "\(count) writes") of run \(run) had nothing to do, because the object was gone already"
      )
    }
  }
}
