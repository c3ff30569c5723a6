import ProviderSpec

/// What `bindery docs` and the command plugin do: reads a spec and writes its docs.
public struct DocumentationCommand: Sendable, Hashable {
  /// The directory of the spec, which holds `provider.json`.
  public var spec: String
  /// The format of the docs.
  public var format: DocumentationFormat
  /// The directory that the docs are written to.
  public var output: String

  /// Creates a command from its options.
  public init(spec: String, format: DocumentationFormat, output: String) {
    self.spec = spec
    self.format = format
    self.output = output
  }

  /// Writes the pages that have changed, removes those that no longer exist, and says so in a line.
  ///
  /// - Throws: `SpecError` with everything that is wrong with the spec, `OutputError` where a page can't be written.
  ///   Nothing is written then.
  public func run() throws -> String {
    let provider = try SpecLoader.load(directory: spec)
    let files = format.files(for: ProviderPage(provider))
    let directory = OutputDirectory(path: output, mark: format.mark(provider: provider.name))
    let changes = try directory.replace(with: files)
    return "\(output): \(files.count) files, \(changes.written.count) of them written, "
      + "\(changes.removed.count) old ones removed"
  }
}
