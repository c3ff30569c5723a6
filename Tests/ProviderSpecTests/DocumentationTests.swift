import Foundation
import ProviderSpec
import Testing

/// The examples in docs/spec.md are a spec that loads.
@Suite struct DocumentationTests {
  @Test func theExampleHasNoMistakes() throws {
    let path = BundledSpecTests.directory.deletingLastPathComponent().appending(path: "docs/spec.md")
    let text = try String(contentsOf: path, encoding: .utf8)
    // Indented blocks that begin with a brace.
    var examples: [[Substring]] = []
    var isInside = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "    {" {
        examples.append([])
        isInside = true
      } else if !line.hasPrefix("    ") {
        isInside = false
      }
      if isInside { examples[examples.count - 1].append(line) }
    }
    try #require(examples.count == 2)
    let files = examples.map { Array($0.joined(separator: "\n").utf8) }
    let spec = SmallSpec(files: ["spec/provider.json": files[0], "spec/things.json": files[1]])
    #expect(try spec.complaints() == [])
  }
}
