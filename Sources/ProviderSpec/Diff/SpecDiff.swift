/// What has changed between two specs of a provider, and what it means for those who use it.
public struct SpecDiff: Sendable, Hashable {
  /// The provider's name in the new spec.
  public let provider: String
  /// The changes: those of the provider, then service by service, and in a service resource by resource.
  public let changes: [SpecChange]

  /// Whether a change breaks those who use SQL or those who use Swift.
  public var isBreaking: Bool { changes.contains { $0.impact.isBreaking } }

  /// The part of the version that the changes raise together.
  public var step: VersionStep { changes.map(\.impact.step).max() ?? .none }

  /// Compares two specs.
  public init(from old: Provider, to new: Provider) {
    provider = new.name
    var comparison = ProviderComparison(old: old, new: new)
    comparison.run()
    changes = comparison.changes
  }

  /// Compares the specs of two directories.
  ///
  /// - Throws: `SpecError` with every mistake in any of the files of both.
  public init(fromDirectory old: String, toDirectory new: String) throws {
    var diagnostics: [Diagnostic] = []
    var providers: [Provider] = []
    for directory in [old, new] {
      do {
        providers.append(try SpecLoader.load(directory: directory))
      } catch let error as SpecError {
        diagnostics += error.diagnostics
      }
    }
    guard diagnostics.isEmpty else { throw SpecError(diagnostics: diagnostics) }
    self.init(from: providers[0], to: providers[1])
  }
}
