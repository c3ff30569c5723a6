import ProviderSpec

/// `spec`: works on provider specs.
struct SpecCommand {
  let tool: CommandLineTool

  private var help: HelpText {
    HelpText(
      usage: "\(tool.name) spec validate DIR",
      summary: "Checks the provider spec in DIR and prints every problem as file:line:column.",
      example: "\(tool.name) spec validate spec/github")
  }

  func run(_ words: [String]) throws -> Int32 {
    if words.isEmpty || words.contains("--help") || words.contains("-h") { return try tool.show(help) }
    guard words[0] == "validate" else { throw UsageError.unknown("spec command", words[0], known: ["validate"]) }
    let parsed = try ParsedOptions(Array(words.dropFirst()), options: [])
    guard parsed.operands.count == 1 else {
      throw UsageError("spec validate takes one directory: \(tool.name) spec validate DIR")
    }
    let provider = try SpecLoader.load(directory: parsed.operands[0])
    let services = provider.services
    let counts = [
      (services.count, "service"), (services.reduce(0) { $0 + $1.resources.count }, "resource"),
      (services.reduce(0) { $0 + $1.methods.count }, "method"), (services.reduce(0) { $0 + $1.models.count }, "model"),
    ]
    let list = counts.map { "\($0) \($1)\($0 == 1 ? "" : "s")" }.joined(separator: ", ")
    return try tool.show("\(provider.file): valid: provider '\(provider.name)', \(list)")
  }
}
