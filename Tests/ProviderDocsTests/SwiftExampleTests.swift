import Foundation
import Testing

/// Every Swift example of the written pages compiles against the module that the spec became.
@Suite("Swift examples")
struct SwiftExampleTests {
  /// A module with its client's type and what the examples call the client.
  struct Module: CustomTestStringConvertible, Sendable {
    var spec: String
    var name: String
    var type: String
    var variable: String
    var count: Int
    var testDescription: String { name }
  }

  static let modules = [
    Module(spec: Specs.github, name: "GitHubProvider", type: "GitHub", variable: "github", count: 35),
    Module(spec: Specs.depot, name: "GoldenProvider", type: "Depot", variable: "depot", count: 11),
    Module(spec: Specs.hostile, name: "HostileProvider", type: "NastyInjected", variable: "nasty", count: 10),
  ]

  @Test("compile", arguments: modules)
  func compile(module: Module) throws {
    let folder = try TemporaryFolder()
    try #require(try Program.docs(module.spec, .markdown, to: folder).status == 0)
    var examples: [String] = []
    for file in folder.files() {
      let page = MarkdownPage(try folder.text(file))
      examples += page.sections.flatMap(\.blocks).filter { $0.language == "swift" }.map(\.code)
    }
    #expect(examples.count >= module.count)
    var text = "import Foundation\nimport \(module.name)\nimport ProviderRuntime\n"
    for (index, example) in examples.enumerated() {
      text += "\nfunc example\(index)(_ \(module.variable): \(module.type)) async throws {\n\(example)\n}\n"
    }
    let source = folder.url.appending(path: "Examples.swift")
    try Data(text.utf8).write(to: source)
    let result = try Program.run([
      "swiftc", "-typecheck", "-swift-version", "6", "-warnings-as-errors", "-I",
      Program.directory.appending(path: "Modules").path, source.path,
    ])
    #expect(result.status == 0, "\(result.error.prefix(3000))")
  }
}
