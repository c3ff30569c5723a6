import ProviderRuntime

/// The command line over any provider: parses words, runs a command, and returns the exit status.
///
/// 0 done; 1 usage, spec or SQL error; 2 the remote failed; 3 a plan needs a yes; 4 a plan was not done in full; 5 `spec diff`
/// found what breaks users; 130 ended by Ctrl-C, as shells have it.
public struct CommandLineTool: Sendable {
  /// The program's name, as help and errors show it.
  public var name: String
  /// The version that `--version` prints.
  public var version: String
  /// The providers whose tables can be queried.
  public var providers: [ProviderDescriptor]
  /// Starts an imitation of the provider's server; nil where the program has none.
  public var sandbox: SandboxStarter?
  /// What the help of `sandbox` says behind its options, for example how a fault is written.
  public var sandboxDetails: [String]

  /// Creates a tool from its parts.
  public init(
    name: String, version: String, providers: [ProviderDescriptor], sandbox: SandboxStarter? = nil,
    sandboxDetails: [String] = []
  ) {
    self.name = name
    self.version = version
    self.providers = providers
    self.sandbox = sandbox
    self.sandboxDetails = sandboxDetails
  }

  /// Runs the command that the process was started with, as `run(_:)` does.
  public func run() -> Int32 {
    var words: [String] = []
    for (index, word) in UnsafeBufferPointer(start: CommandLine.unsafeArgv, count: Int(CommandLine.argc)).enumerated()
    where index > 0 {
      guard let word, let text = String(validatingCString: word) else {
        // Repaired, it would name another file.
        return Console.report(UsageError("word \(index) of the command line is not UTF-8 text"), program: name)
      }
      words.append(text)
    }
    return run(words)
  }

  /// Runs the command that the words name (without the program's own name) and returns the exit status.
  ///
  /// It blocks the calling thread until the command is done, handles SIGINT and SIGTERM for the whole process and ignores
  /// SIGPIPE: call it from the main thread of a program, once.
  public func run(_ words: [String]) -> Int32 {
    Console.ignoreWriteSignals()
    Console.occupyStandardStreams()
    do {
      return try dispatch(words)
    } catch {
      return Console.report(error, program: name)
    }
  }

  private func dispatch(_ words: [String]) throws -> Int32 {
    guard let first = words.first else { return try show(help) }
    let rest = Array(words.dropFirst())
    switch first {
    case "query": return try QueryCommand(tool: self).run(rest)
    case "shell": return try ShellCommand(tool: self).run(rest)
    case "sandbox" where sandbox != nil: return try SandboxCommand(tool: self).run(rest)
    case "journal": return try JournalCommand(tool: self).run(rest)
    case "docs": return try DocsCommand(tool: self).run(rest)
    case "spec": return try SpecCommand(tool: self).run(rest)
    case "help":
      guard let topic = rest.first else { return try show(help) }
      return try dispatch([topic, "--help"])
    case "--help", "-h": return try show(help)
    case "--version":
      return try show("\(name) \(version)")
    default:
      let kind = first.hasPrefix("-") ? "option" : "command"
      throw UsageError.unknown(kind, first, known: commands.map(\.name) + ["help", "--version"])
    }
  }

  /// Prints a text to standard output.
  func show(_ text: some CustomStringConvertible) throws -> Int32 {
    let sink = ByteSink.standardOutput()
    try sink.write(text.description + "\n")
    try sink.finish()
    return 0
  }

  private var commands: [(name: String, summary: String)] {
    var commands = [
      (name: "query", summary: "run SQL statements and print their rows"),
      (name: "shell", summary: "the same on a terminal, statement by statement"),
      (name: "journal", summary: "show, finish and undo what was written"),
    ]
    if sandbox != nil {
      commands.append(("sandbox", "serve an imitation of the API on this machine, with data to try things on"))
    }
    return commands + [
      ("docs", "write the reference docs of a provider"),
      ("spec", "check a provider spec, make one of OpenAPI documents, compare two"),
    ]
  }

  private var help: String {
    let list = (commands + [("help", "show a command's help: \(name) help query")]).map { command in
      "  \(command.name)\(String(repeating: " ", count: 10 - command.name.count))\(command.summary)"
    }
    return """
      usage: \(name) COMMAND [OPTION…]

      \(providers.map(\.title).joined(separator: ", ")) as SQL tables.

      commands:
      \(list.joined(separator: "\n"))

      example:
        \(name) query\(sandbox == nil ? "" : " --sandbox") "\(ExampleQuery.text(for: providers))"
      """
  }
}
