/// A file that is made from a spec.
public struct GeneratedFile: Sendable, Hashable {
  /// The file's name, or its path within the directory of all generated files, with slashes.
  public let name: String
  /// The file's text.
  public let text: String

  /// Creates a file from its parts.
  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }
}
