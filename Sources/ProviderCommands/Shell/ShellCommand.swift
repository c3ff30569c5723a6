import ProviderSQL

/// `shell`: runs the statements that someone types, one after the other.
struct ShellCommand {
  let tool: CommandLineTool

  private var options: [Option] { Querying.options(of: tool) }

  private func help(_ tool: CommandLineTool) -> HelpText {
    HelpText(
      usage: "\(tool.name) shell [OPTION…]",
      summary: """
        Reads SQL statements from a terminal and prints their rows. A statement may span lines and ends with a semicolon.
        INSERT, UPDATE, REPLACE, DELETE and EXEC make a plan of requests: one that is wider than one object is shown
        and needs a yes.
        """,
      options: options,
      details: [
        """
        Tab completes names, the arrow keys fetch earlier statements, Ctrl-R searches them: they are kept in
        $XDG_STATE_HOME/bindery/history. Ctrl-C ends the running statement or drops the one being typed.
        Ctrl-D, exit or quit leave, with exit status 0; help tells this. An error does not end the shell.
        """,
        "Statements of a file or a pipe are run by \(tool.name) query.",
      ] + Querying.details(of: tool),
      example: "\(tool.name) shell\(tool.sandbox == nil ? "" : " --sandbox")")
  }

  func run(_ words: [String]) throws -> Int32 {
    if words.contains("--help") || words.contains("-h") { return try tool.show(help(tool.forHelp(words, options))) }
    let parsed = try ParsedOptions(words, options: options)
    if let operand = parsed.operands.first {
      throw UsageError(
        "shell takes options only, not '\(operand)'; to run a statement: \(tool.name) query \"SELECT …\"")
    }
    let querying = try Querying(parsed, of: tool.overSpec(parsed))
    guard Console.inputIsTerminal, Console.isTerminal else {
      throw UsageError(
        "shell needs a terminal to talk to; elsewhere statements are run by: \(tool.name) query --file FILE")
    }
    let prompt = ShellPrompt(interrupt: querying.requesting.interrupt)
    prompt.listen()
    return try querying.withDatabase { open in
      var session = try ShellSession(querying: querying, open: open, prompt: prompt)
      try session.run()
      return 0
    }
  }
}
