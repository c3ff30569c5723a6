import Foundation
import ProviderDocs
import ProviderSpec
import Testing

/// Whatever a spec says is text in the docs.
@Suite("Texts of a spec")
struct EscapingTests {
  /// The texts that a page shows, as a reader sees them.
  private static func texts(_ page: ResourcePage) -> [Prose] {
    [page.summary] + page.fields.flatMap { [$0.summary] + $0.fields.map(\.summary) }
      + page.methods.map(\.summary) + page.parameters.map(\.summary) + page.errors.map(\.when)
  }

  private static func collapsed(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Whether a text holds another, scalar by scalar: for Swift a letter with an accent is another character.
  private static func holds(_ text: String, _ part: String) -> Bool {
    part.isEmpty || (text as NSString).range(of: part, options: .literal).location != NSNotFound
  }

  /// The specs: one that tries to be Swift and SQL, one that tries to be markup.
  private static func specs() throws -> [(provider: Provider, folder: TemporaryFolder?)] {
    let folder = try TemporaryFolder()
    try MarkupSpec.write(to: folder)
    return [(try Specs.load(Specs.hostile), nil), (try SpecLoader.load(directory: folder.path), folder)]
  }

  struct Reading: Decodable {
    var problems: [String]
    var text: String
  }

  /// What a tool in Python says about the files of a format; cancels the test where it is not installed.
  private static func readings(
    _ files: [GeneratedFile], with tool: String, needing module: String
  ) throws -> [String: Reading] {
    guard try Program.run(["python3", "-c", "import \(module)"]).status == 0 else {
      try Test.cancel("the Python module \(module) is not installed; scripts/bootstrap --tests does it")
    }
    let folder = try TemporaryFolder()
    try OutputDirectory(path: folder.path).write(files)
    let script = packageDirectory.appending(path: "Tests/ProviderDocsTests/Tools/\(tool)").path
    let result = try Program.run(["python3", script, folder.path])
    try #require(result.status == 0, "\(result.error)")
    return try JSONDecoder().decode([String: Reading].self, from: Data(result.output.utf8))
  }

  @Test("are text in Markdown, whole and nothing else")
  func markdown() throws {
    for (provider, _) in try Self.specs() {
      let page = ProviderPage(provider)
      let files = DocumentationFormat.markdown.files(for: page)
      let readings = try Self.readings(files, with: "read_markdown.py", needing: "markdown_it")
      #expect(readings.count == files.count)
      for (file, reading) in readings { #expect(reading.problems == [], "\(file)") }
      for resource in page.services.flatMap(\.resources) {
        let reading = try #require(readings.values.first { $0.text.contains("Id \(resource.id) Row") })
        let missing = Self.texts(resource).map { Self.collapsed($0.plain) }.filter { !Self.holds(reading.text, $0) }
        #expect(missing == [], "\(resource.id)")
      }
    }
  }

  @Test("are text in HTML, whole and nothing else")
  func html() throws {
    for (provider, _) in try Self.specs() + [(try Specs.load(Specs.github), nil)] {
      let page = ProviderPage(provider)
      let files = DocumentationFormat.html.files(for: page)
      let readings = try Self.readings(files, with: "read_html.py", needing: "html5lib")
      #expect(readings.count == files.count { $0.name.hasSuffix(".html") })
      for (file, reading) in readings { #expect(reading.problems == [], "\(file)") }
      for resource in page.services.flatMap(\.resources) {
        let reading = try #require(readings.values.first { $0.text.contains("Id \(resource.id) Row") })
        let missing = Self.texts(resource).map { Self.collapsed($0.plain) }.filter { !Self.holds(reading.text, $0) }
        #expect(missing == [], "\(resource.id)")
      }
    }
  }

  @Test("are text in MDX: braces, angle brackets and programs are the docs' own")
  func docusaurus() throws {
    for (provider, _) in try Self.specs() {
      for file in DocumentationFormat.docusaurus.files(for: ProviderPage(provider)) where file.name.hasSuffix(".md") {
        let parts = file.text.components(separatedBy: "\n---\n")
        #expect(parts.count == 2, "\(file.name)")
        for line in parts[0].split(separator: "\n").dropFirst() {
          #expect(line.contains(/^(#|[a-z_]+: (\[?("([^"\\]|\\.)*"(, )?)+\]?|true|false|null|[0-9]+)$)/), "\(line)")
        }
        var fence: String?
        for line in parts[1].split(separator: "\n").map(String.init) {
          let ticks = String(line.prefix { $0 == "`" })
          if let open = fence {
            if line == open { fence = nil }
            continue
          }
          if ticks.count >= 3 {
            fence = ticks
            continue
          }
          let rest = line.replacing(/`[^`]*`/.matchingSemantics(.unicodeScalar), with: "").replacing(
            /^#+ .* \{#[\w.~-]+\}$/, with: ""
          )
          .replacing(/<CopyableCode code="[^"<>{}]*" \/>/, with: "").replacing(/<a id="[\w.~-]+"><\/a>/, with: "")
          .replacing(/<\/?(code|Tabs)>|<\/TabItem>|<TabItem value="[0-9]" label="[A-Za-z ]+">/, with: "")
          if rest.hasPrefix("import ") {
            #expect(rest.contains(/^import [A-Za-z]+ from '(@theme\/Tabs|@theme\/TabItem|[.\/]*_CopyableCode.jsx)';$/))
          } else {
            #expect(!rest.contains { "<>{}".contains($0) }, "\(file.name): \(line)")
            #expect(!rest.hasPrefix("export "), "\(line)")
          }
        }
        #expect(fence == nil)
      }
    }
  }
}
