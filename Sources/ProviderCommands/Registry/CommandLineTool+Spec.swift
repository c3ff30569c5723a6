import ProviderRuntime
import ProviderSpec

extension CommandLineTool {
  /// The option by which a command takes its provider from a spec.
  static let specOption = Option(
    "--spec", "DIR", "ask the provider that the spec in DIR describes, in place of the ones built in")

  /// The tool over the provider of `--spec`; the tool itself where that was not given.
  ///
  /// - Throws: `SpecError` with every mistake in the spec; `UsageError` where `--sandbox` does not know its provider.
  func overSpec(_ parsed: ParsedOptions) throws -> CommandLineTool {
    guard let directory = parsed[Self.specOption.name] else { return self }
    let provider = ProviderDescriptor(try SpecLoader.load(directory: directory))
    var tool = self
    tool.providers = [provider]
    // Another server's imitation answers nothing that this provider would ask for.
    if !providers.contains(where: { $0.name == provider.name }) {
      if parsed.has("--sandbox") {
        let known = providers.map { "'\($0.name)'" }.joined(separator: ", ")
        throw UsageError(
          "--sandbox imitates \(known), and the spec in \(directory) is one of '\(provider.name)'; --base-url asks a "
            + "server of your own")
      }
      tool.sandbox = nil
    }
    return tool
  }

  /// The tool that help is about: over the provider of `--spec` where a readable one was given with the words.
  func forHelp(_ words: [String], _ options: [Option]) -> CommandLineTool {
    (try? overSpec(ParsedOptions(words, options: options))) ?? self
  }
}
