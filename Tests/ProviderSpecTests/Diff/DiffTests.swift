import Foundation
import ProviderSpec
import Testing

/// The comparison names exactly what was changed, and what it means.
@Suite struct DiffTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let bundled = root.appending(path: "spec/github")
  /// The specs that are changed, each read once.
  private static let specs = Dictionary(
    uniqueKeysWithValues: ["spec/github", "Tests/GoldenProvider/spec"].compactMap { path in
      (try? SpecLoader.load(directory: root.appending(path: path).path)).map { (path, $0) }
    })

  @Test func `a spec is what it is, in another order of members and from another place, too`() throws {
    let spec = try SpecLoader.load(directory: Self.bundled.path)
    #expect(SpecDiff(from: spec, to: spec).changes.isEmpty)
    let diff = SpecDiff(from: spec, to: try MutableSpec(Self.bundled).load())
    #expect(diff.changes.isEmpty)
    #expect(diff.step == .none)
    #expect(diff.text(as: .text) == "no difference; version step: none")
  }

  @Test(arguments: Mutation.provider) func ofTheProvider(_ mutation: Mutation) throws { try expect(mutation) }

  @Test(arguments: Mutation.values) func ofParametersAndEnums(_ mutation: Mutation) throws { try expect(mutation) }

  @Test(arguments: Mutation.models) func ofModels(_ mutation: Mutation) throws { try expect(mutation) }

  @Test(arguments: Mutation.methods) func ofMethods(_ mutation: Mutation) throws { try expect(mutation) }

  @Test(arguments: Mutation.resources) func ofResources(_ mutation: Mutation) throws { try expect(mutation) }

  @Test(arguments: Mutation.bodies) func ofBodiesAndPaging(_ mutation: Mutation) throws { try expect(mutation) }

  private func expect(_ mutation: Mutation) throws {
    let directory = Self.root.appending(path: mutation.spec)
    let spec = try MutableSpec(directory)
    try mutation.apply(spec)
    let changed: Provider
    do {
      changed = try spec.load()
    } catch {
      Issue.record("the changed spec is none: \(error)")
      return
    }
    let diff = SpecDiff(from: try #require(Self.specs[mutation.spec]), to: changed)
    #expect(diff.changes.map(Self.line) == mutation.changes)
    #expect(diff.isBreaking == mutation.changes.contains { !$0.hasPrefix("-") })
    for format in SpecDiffFormat.allCases { #expect(diff.text(as: format).contains(diff.step.name)) }
  }

  private static func line(_ change: SpecChange) -> String {
    let impact = change.impact
    let broken = [impact.breaksSQL ? "SQL" : nil, impact.breaksSwift ? "Swift" : nil].compactMap { $0 }
    return "\(broken.isEmpty ? "-" : broken.joined(separator: "+")) \(impact.step.name): \(change.sentence)"
  }
}
