import Foundation
import Testing

/// The generated Swift documents itself.
@Suite("The module's documentation")
struct DocCTests {
  @Test("is converted by the toolchain's docc without a warning", arguments: ["GitHubProvider", "HostileProvider"])
  func conversion(module: String) throws {
    guard try Program.run(["docc", "--help"]).status == 0 else {
      try Test.cancel("the toolchain has no docc")
    }
    let folder = try TemporaryFolder()
    let target = try Program.run(["swiftc", "-print-target-info"])
    let triple = try #require(target.output.firstMatch(of: /"unversionedTriple": "([^"]+)"/)).1
    let graph = try Program.run([
      "swift", "symbolgraph-extract", "-module-name", module, "-minimum-access-level", "public", "-output-dir",
      folder.path, "-I", Program.directory.appending(path: "Modules").path, "-target", String(triple),
    ])
    try #require(graph.status == 0, "\(graph.error)")
    try #require(folder.files().contains("\(module).symbols.json"))
    let result = try Program.run([
      "docc", "convert", "--additional-symbol-graph-dir", folder.path, "--fallback-display-name", module,
      "--fallback-bundle-identifier", "bindery.\(module)", "--output-path", folder.path + "/\(module).doccarchive",
      "--warnings-as-errors", "--analyze",
    ])
    #expect(result.status == 0, "\(result.error.prefix(2000))")
    #expect(!(result.output + result.error).contains("warning:"))
  }
}
