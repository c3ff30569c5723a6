import ProviderSpec

/// Makes a spec of OpenAPI documents, with or without StackQL's mappings of resources.
public enum SpecImporter {
  /// What became of documents.
  public struct Result: Sendable {
    /// The provider that they describe.
    public var provider: Provider
    /// The files of its spec, which have been validated.
    public var files: [GeneratedFile]
    /// What could not be taken over, in the order of the documents.
    public var findings: [ImportFinding]
    /// What a spec never has, and how often it occurred.
    public var omissions: [ImportOmission: Int]
  }

  /// The provider that files describe.
  ///
  /// - Parameters:
  ///   - files: The documents: OpenAPI 3.0 or 3.1, one or more, or StackQL's provider, which names its services' documents.
  ///   - output: The directory that the spec is for, as messages name it.
  /// - Throws: `ImportError` where a file can't be read, or where nothing in the files can be in a spec.
  public static func run(files: [String], output: String) throws -> Result {
    try run(files: files, output: output, limits: DocumentLimits())
  }

  static func run(files: [String], output: String, limits: DocumentLimits) throws -> Result {
    try run(try SourceFiles(files, limits: limits), output: output)
  }

  /// The provider that documents describe which need not be on disk.
  static func run(
    documents: [(file: String, bytes: [UInt8])], output: String, limits: DocumentLimits = DocumentLimits()
  ) throws -> Result {
    let bytes = Dictionary(documents.map { ($0.file, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    return try run(try SourceFiles(documents.map(\.file), limits: limits, inMemory: bytes), output: output)
  }

  private static func run(_ sources: SourceFiles, output: String) throws -> Result {
    let report = ImportReport()
    var importer = ProviderImporter(sources: sources, report: report)
    let provider = try importer.provider()
    let written = SpecWriter.files(of: provider)
    let texts = Dictionary(written.map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    // What is written must be what a build accepts: the reader decides, not a belief about it.
    let prefix = output.hasSuffix("/") || output.isEmpty ? output : output + "/"
    let loaded = try SpecLoader.load(directory: output) { path in
      guard let text = texts[String(path.dropFirst(prefix.count))] else { throw MissingFile() }
      return Array(text.utf8)
    }
    return Result(
      provider: loaded, files: written, findings: ordered(sources.findings + report.findings, sources),
      omissions: report.omissions)
  }

  private struct MissingFile: Error {}

  /// By document, then by place.
  private static func ordered(_ findings: [ImportFinding], _ sources: SourceFiles) -> [ImportFinding] {
    let order = Dictionary(
      sources.documents.enumerated().map { ($1.file, $0) }, uniquingKeysWith: { first, _ in first })
    return findings.enumerated().sorted { left, right in
      let (one, two) = (left.element, right.element)
      let keys = [(one, left.offset), (two, right.offset)].map { (order[$0.file] ?? .max, $0.line, $0.column, $1) }
      return keys[0] < keys[1]
    }.map(\.element)
  }
}

/// Files that no spec can be made of, with everything that is wrong with them.
public struct ImportError: Error, Sendable, CustomStringConvertible {
  /// Every mistake that was found; never empty.
  public var errors: [DocumentError]

  init(_ errors: [DocumentError]) {
    self.errors = errors
  }

  /// One mistake a line.
  public var description: String { errors.map(\.description).joined(separator: "\n") }
}
