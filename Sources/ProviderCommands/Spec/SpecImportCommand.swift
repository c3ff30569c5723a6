import ProviderSpec
import SpecImport

/// `spec import`: makes a spec of OpenAPI documents.
struct SpecImportCommand {
  let tool: CommandLineTool

  private static let options = [
    Option("--output", "DIR", "the directory that the spec is written to; it is made where it is missing"),
    Option("--force", nil, "replace files of the spec, too, that were written or changed by hand"),
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
          + "is written is valid. The files of an earlier import of the same provider in DIR are replaced, and those of "
          + "services that are no longer made removed, as long as they are what it wrote (imported.sha256 says what that "
          + "was); files that are no such spec are never touched.",
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
    let changes: OutputDirectory.Changes
    do {
      changes = try SpecImporter.write(result, to: output, force: parsed.has("--force"))
    } catch let error as EditedSpecError {
      for line in error.description.split(separator: "\n") { Console.note(String(line)) }
      return 1
    }
    for line in result.report { Console.note(line) }
    if let summary = result.summary { Console.note("\(tool.name): \(summary)") }
    return try tool.show(result.text(after: changes, in: output))
  }
}
