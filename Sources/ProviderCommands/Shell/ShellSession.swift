import Foundation
import ProviderRuntime
import ProviderSQL

/// What happens between the first prompt of a shell and its end.
struct ShellSession {
  private let querying: Querying
  private let open: QueryDatabase
  private let prompt: ShellPrompt
  private var history: HistoryFile?
  private let lines: any LineReader
  private let sink: ByteSink
  private var writer: ResultWriter
  /// The lines of the statement that is not ended yet.
  private let typed: TypedText
  private var program: String { querying.tool.name }

  init(querying: Querying, open: QueryDatabase, prompt: ShellPrompt) throws {
    self.querying = querying
    self.open = open
    self.prompt = prompt
    let isQuiet = querying.requesting.isQuiet
    sink = try querying.sink()
    writer = querying.writer(into: sink)
    if !isQuiet {
      Console.note("\(querying.tool.name) \(querying.tool.version): statements end with ; and help tells more")
    }
    let environment = ProcessInfo.processInfo.environment
    let providers = querying.tool.providers
    history = StateFolder.path(environment: environment).map { folder in
      HistoryFile(path: folder + "/history") { statement in
        providers.reduce(statement) { $1.hidingTokens(of: environment, in: $0) }
      }
    }
    var earlier: [String] = []
    do {
      earlier = try history?.load() ?? []
    } catch {
      Console.note("\(querying.tool.name): no earlier statements: \(VisibleText.line("\(error)"))")
    }
    let typed = TypedText()
    self.typed = typed
    let database = open.database
    if let edited = EditedLines(
      program: querying.tool.name, history: earlier,
      complete: { line, cursor in
        database.completion(of: typed.text + line, at: typed.text.utf8.count + cursor)
      })
    {
      lines = edited
    } else {
      lines = PlainLines(interrupt: querying.requesting.interrupt)
      if !isQuiet { Console.note("without libedit: lines can't be edited, fetched again or completed") }
    }
  }

  /// Reads and runs statements until their author leaves.
  ///
  /// - Throws: `SinkError` where the rows have no place to go to any more.
  mutating func run() throws {
    while let text = nextText() {
      if let word = Self.word(text) {
        if word == "help" { Console.note(Self.help) } else { break }
        continue
      }
      keep(text)
      try execute(text)
    }
    ScriptEnding.tellOpenTransaction(of: open.database, "session")
    try writer.finish()
  }

  /// The next text that ends where a statement does; nil at the end of the input.
  private func nextText() -> String? {
    typed.text = ""
    while true {
      let isFirst = typed.text.isEmpty
      let sign = isFirst ? "\(program)> " : String(repeating: " ", count: max(0, program.count - 3)) + "...> "
      switch prompt.wait(for: { lines.read(prompt: sign) }) {
      case .end:
        Console.put("\n")
        return nil
      case .cancelled: typed.text = ""
      case .line(let line):
        if isFirst, Self.word(line) != nil { return line }
        let text = typed.text + line
        // What holds nothing to run is not waited for, except for the end of a comment.
        let isBlank = text.allSatisfy(\.isWhitespace)
        if Database.isIncomplete(text) {
          typed.text = text + "\n"
        } else if !isBlank {
          return text
        } else {
          typed.text = ""
        }
      }
    }
  }

  /// The word that a line consists of, where it is one of the shell's own.
  private static func word(_ line: String) -> String? {
    let word = line.lowercased().filter { !$0.isWhitespace && $0 != ";" }
    return ["exit", "quit", "help"].contains(word) ? word : nil
  }

  private static let help = """
    A statement ends with ; and may span lines. Tab completes names, the arrow keys fetch earlier statements.
    SHOW RESOURCES; DESCRIBE TABLE-NAME; and EXPLAIN STATEMENT; tell what there is to ask and what it costs.
    Ctrl-C ends the running statement or drops the one being typed. Ctrl-D, exit or quit leave.
    """

  private mutating func keep(_ text: String) {
    lines.remember(text)
    guard let history else { return }
    do {
      try StateFolder.makeFolders(of: history.path, called: "history")
      try history.append(text)
    } catch {
      Console.note("\(program): statements are not kept for the next time: \(VisibleText.line("\(error)"))")
      self.history = nil
    }
  }

  private mutating func execute(_ sql: String) throws {
    querying.requesting.progress.restart()
    querying.requesting.interrupt.reset()
    let runner = open.begin()
    // A terminal shows where each result begins.
    if Console.outputIsTerminal { writer = querying.writer(into: sink) }
    var failure: (any Error)?
    do {
      try open.database.execute(sql, into: &writer)
    } catch {
      failure = error
    }
    querying.requesting.progress.finish()
    querying.requesting.interrupt.reset()
    do { try sink.flush() } catch { failure = failure ?? error }
    guard let failure else { return }
    if case SinkError.closed = failure { throw failure }
    _ = ScriptEnding(database: open.database, runner: runner).status(after: failure)
  }
}

/// What is typed of a statement, for whoever completes names in its next line.
private final class TypedText {
  var text = ""
}
