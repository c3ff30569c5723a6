import ProviderDocs

/// `docs`: writes the reference docs of a provider from its spec.
struct DocsCommand {
  let tool: CommandLineTool

  private static let options = [
    Option("--spec", "DIR", "the directory of the provider's spec, which holds provider.json"),
    Option("--format", "FORMAT", "markdown, docusaurus or html (markdown)"),
    Option("--output", "DIR", "the directory that the pages are written to; it is made where it is missing"),
    Option("--help", nil, "show this help"),
  ]

  private var help: HelpText {
    HelpText(
      usage: "\(tool.name) docs --spec DIR --format FORMAT --output DIR",
      summary: "Writes the reference docs of a provider: its index, its services', and a page for each resource.",
      options: Self.options,
      details: [
        "Only pages that have changed are written. Pages of an earlier run that no longer exist are removed; files that "
          + "this command did not write are never touched."
      ],
      example: "\(tool.name) docs --spec spec/github --format html --output site")
  }

  func run(_ words: [String]) throws -> Int32 {
    if words.isEmpty || words.contains("--help") || words.contains("-h") { return try tool.show(help) }
    let parsed = try ParsedOptions(words, options: Self.options)
    if let operand = parsed.operands.first { throw UsageError("docs takes options only, not '\(operand)'") }
    let name = parsed["--format"] ?? DocumentationFormat.markdown.rawValue
    guard let format = DocumentationFormat(rawValue: name) else {
      throw UsageError.unknown("format", name, known: DocumentationFormat.allCases.map(\.rawValue))
    }
    guard let spec = parsed["--spec"] else { throw UsageError("docs needs the spec's directory: --spec DIR") }
    guard let output = parsed["--output"] else { throw UsageError("docs needs a directory to write to: --output DIR") }
    var command = DocumentationCommand(spec: spec, format: format, output: output)
    command.program = tool.name
    command.builtIn = tool.providers.map(\.name)
    return try tool.show(try command.run())
  }
}
