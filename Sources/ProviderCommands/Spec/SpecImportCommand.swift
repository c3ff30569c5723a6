import ProviderSpec
import SpecImport

/// `spec import`: makes a spec of OpenAPI documents.
struct SpecImportCommand {
  let tool: CommandLineTool

  private static let options = [
    Option("--output", "DIR", "the directory that the spec is written to; it is made where it is missing"),
    Option("--help", nil, "show this help"),
  ]

  private var help: HelpText {
    HelpText(
      usage: "\(tool.name) spec import FILE… --output DIR",
      summary: "Makes a provider spec of OpenAPI documents and says what could not be taken over.",
      options: Self.options,
      details: [
        "FILE is an OpenAPI 3.0 or 3.1 document, YAML or JSON: one, or one for each service, with the files that they "
          + "refer to. With StackQL's mappings (components.x-stackQL-resources) these give the resources; FILE may then "
          + "be the provider.yaml, which names its services' documents. Without them resources follow from tags and paths.",
        "What a spec can't hold is listed on standard error with its place, and does not fail the import. The spec that "
          + "is made is valid. What was changed by hand in DIR since an earlier import of the same provider stays: DIR/imported "
          + "is kept beside it, the spec as the documents alone make it, and tells the two apart. Where both have changed the "
          + "same, that is listed. Files that no import wrote are never touched.",
      ],
      example: "\(tool.name) spec import openapi.yaml --output spec/acme")
  }

  func run(_ words: [String]) throws -> Int32 {
    if words.isEmpty || words.contains("--help") || words.contains("-h") { return try tool.show(help) }
    let parsed = try ParsedOptions(words, options: Self.options)
    guard !parsed.operands.isEmpty else {
      throw UsageError("spec import needs a document: \(tool.name) spec import FILE… --output DIR")
    }
    guard let output = parsed["--output"] else {
      throw UsageError("spec import needs a directory to write to: --output DIR")
    }
    let result: SpecImporter.Result
    do {
      result = try SpecImporter.run(files: parsed.operands, output: output)
    } catch let error as ImportError {
      for mistake in error.errors { Console.note(mistake.description) }
      return 1
    }
    let written = try SpecImporter.write(result, to: output)
    for line in result.report + written.report { Console.note(line) }
    if let summary = result.summary { Console.note("\(tool.name): \(summary)") }
    if let error = written.error { throw error }
    return try tool.show(result.text(after: written, in: output))
  }
}
