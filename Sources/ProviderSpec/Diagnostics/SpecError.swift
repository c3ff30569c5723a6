/// A spec that can't be used, with everything that is wrong with it.
public struct SpecError: Error, CustomStringConvertible {
  /// Every mistake that was found, by file and place; never empty.
  public var diagnostics: [Diagnostic]

  /// An error out of mistakes.
  public init(diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// One mistake a line.
  public var description: String {
    diagnostics.map(\.description).joined(separator: "\n")
  }
}
