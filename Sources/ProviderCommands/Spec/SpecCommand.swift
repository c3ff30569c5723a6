/// `spec`: works on provider specs.
struct SpecCommand {
  let tool: CommandLineTool

  private static let commands = [
    ("validate", "check a spec and print every problem"),
    ("import", "make a spec of OpenAPI documents"),
    ("diff", "compare two specs: what has changed, and whom it breaks"),
  ]

  private var help: String {
    let list = Self.commands.map { name, summary in
      "  \(name)\(String(repeating: " ", count: 10 - name.count))\(summary)"
    }
    return """
      usage: \(tool.name) spec \(Self.commands.map(\.0).joined(separator: "|")) …

      Works on provider specs: directories with a provider.json.

      commands:
      \(list.joined(separator: "\n"))

      example:
        \(tool.name) spec validate spec/github
      """
  }

  func run(_ words: [String]) throws -> Int32 {
    guard let first = words.first, first != "--help", first != "-h" else { return try tool.show(help) }
    let rest = Array(words.dropFirst())
    switch first {
    case "validate": return try SpecValidateCommand(tool: tool).run(rest)
    case "import": return try SpecImportCommand(tool: tool).run(rest)
    case "diff": return try SpecDiffCommand(tool: tool).run(rest)
    default: throw UsageError.unknown("spec command", first, known: Self.commands.map(\.0))
    }
  }
}
