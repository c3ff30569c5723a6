import ProviderSpec

/// What `bindery docs` and the command plugin do: reads a spec and writes its docs.
public struct DocumentationCommand: Sendable, Hashable {
  /// The directory of the spec, which holds `provider.json`.
  public var spec: String
  /// The format of the docs.
  public var format: DocumentationFormat
  /// The directory that the docs are written to.
  public var output: String
  /// The program that the pages' commands start.
  public var program = "bindery"
  /// The providers that the program knows by itself; for another its commands name the spec.
  public var builtIn: [String] = []
  /// The directory of the spec as the pages' commands name it; nil where that is `spec`.
  public var shownSpec: String?

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
    let files = format.files(for: ProviderPage(provider, command: query(of: provider.name)))
    let directory = OutputDirectory(path: output, mark: format.mark(provider: provider.name))
    let changes = try directory.replace(with: files)
    return "\(output): \(files.count) files, \(changes.written.count) of them written, "
      + "\(changes.removed.count) old ones removed"
  }

  private func query(of provider: String) -> String {
    builtIn.contains(provider) ? "\(program) query" : "\(program) query --spec \(Self.word(shownSpec ?? spec))"
  }

  /// A text as one word of a shell.
  private static func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || "/._-+@%=:,".utf8.contains(byte)
    }
    return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
