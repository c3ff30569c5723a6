import ProviderSpec

/// `spec validate`: checks a spec.
struct SpecValidateCommand {
  let tool: CommandLineTool

  private var help: HelpText {
    HelpText(
      usage: "\(tool.name) spec validate DIR",
      summary: "Checks the provider spec in DIR and prints every problem as file:line:column.",
      example: "\(tool.name) spec validate spec/github")
  }

  func run(_ words: [String]) throws -> Int32 {
    if words.contains("--help") || words.contains("-h") { return try tool.show(help) }
    let parsed = try ParsedOptions(words, options: [])
    guard parsed.operands.count == 1 else {
      throw UsageError("spec validate takes one directory: \(tool.name) spec validate DIR")
    }
    let provider = try SpecLoader.load(directory: parsed.operands[0])
    return try tool.show("\(provider.file): valid: \(provider.inventory)")
  }
}
