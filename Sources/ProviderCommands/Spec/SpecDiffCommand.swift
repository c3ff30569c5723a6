import ProviderSpec

/// `spec diff`: compares two specs.
struct SpecDiffCommand {
  let tool: CommandLineTool

  private static let options = [
    Option("--format", "FORMAT", "text (the default), markdown (for a change log) or json"),
    Option("--help", nil, "show this help"),
  ]

  private var help: HelpText {
    HelpText(
      usage: "\(tool.name) spec diff OLD NEW [--format FORMAT]",
      summary: """
        Compares two provider specs, each a directory: what was added, removed, renamed (a guess) or changed, whether that
        breaks those who use SQL or those who use Swift, and the step of a semantic version that follows.
        """,
      options: Self.options,
      details: ["Exit status: 0 nothing is broken, 5 something is, 1 usage, or a spec with mistakes."],
      example: "\(tool.name) spec diff ../released/spec/github spec/github")
  }

  func run(_ words: [String]) throws -> Int32 {
    if words.contains("--help") || words.contains("-h") { return try tool.show(help) }
    let parsed = try ParsedOptions(words, options: Self.options)
    guard parsed.operands.count == 2 else {
      throw UsageError("spec diff takes two directories: \(tool.name) spec diff OLD NEW")
    }
    let name = parsed["--format"] ?? SpecDiffFormat.text.rawValue
    guard let format = SpecDiffFormat(rawValue: name) else {
      throw UsageError.unknown("format", name, known: SpecDiffFormat.allCases.map(\.rawValue))
    }
    let diff = try SpecDiff(fromDirectory: parsed.operands[0], toDirectory: parsed.operands[1])
    _ = try tool.show(diff.text(as: format))
    return diff.isBreaking ? 5 : 0
  }
}
