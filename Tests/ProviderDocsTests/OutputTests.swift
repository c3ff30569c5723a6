import Foundation
import ProviderDocs
import ProviderSpec
import Testing

/// What `bindery docs` does to the directory that it writes to.
@Suite("The docs' directory")
struct OutputTests {
  /// A copy of the bundled spec, to be edited.
  private func spec() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["provider.json", "packages.json"] {
      try FileManager.default.copyItem(
        at: packageDirectory.appending(path: "spec/github/\(name)"), to: folder.url.appending(path: name))
    }
    return folder
  }

  private func edit(_ folder: TemporaryFolder, _ text: String, _ change: String) throws {
    let before = try folder.text("packages.json")
    let after = before.replacing(text, with: change)
    try #require(before != after)
    try Data(after.utf8).write(to: folder.url.appending(path: "packages.json"))
  }

  /// The number of each file in the file system: a file that is written anew gets another one.
  private func identities(_ folder: TemporaryFolder) throws -> [String: Int] {
    try Dictionary(
      uniqueKeysWithValues: folder.files().map { name in
        let attributes = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)
        return (name, try #require(attributes[.systemFileNumber] as? Int))
      })
  }

  @Test("gets the same text from the same spec", arguments: DocumentationFormat.allCases)
  func determinism(format: DocumentationFormat) throws {
    for path in [Specs.github, Specs.depot, Specs.hostile] {
      let provider = try Specs.load(path)
      #expect(format.files(for: ProviderPage(provider)) == format.files(for: ProviderPage(provider)))
    }
  }

  @Test("has only those pages written anew that an edit of the spec concerns", arguments: DocumentationFormat.allCases)
  func incremental(format: DocumentationFormat) throws {
    let spec = try spec()
    let output = try TemporaryFolder()
    #expect(try Program.docs(spec.path, format, to: output).output.contains("0 old ones removed"))
    let first = try identities(output)
    let again = try Program.docs(spec.path, format, to: output)
    #expect(again.output.contains("0 of them written"), "\(again.output)")
    #expect(try identities(output) == first)

    // A method of packages alone.
    try edit(spec, "Lists the packages of one type that the caller owns.", "Lists the caller's packages.")
    _ = try Program.docs(spec.path, format, to: output)
    let second = try identities(output)
    let changed = second.filter { first[$0.key] != $0.value }.keys.sorted()
    let pages = changed.filter { !$0.hasPrefix("search") }
    #expect(pages.count == 1 && pages[0].hasPrefix("packages/packages"), "\(changed)")
    #expect(Set(second.keys) == Set(first.keys))
  }

  @Test("loses pages that no longer exist, and nothing that was not generated", arguments: DocumentationFormat.allCases)
  func removal(format: DocumentationFormat) throws {
    let spec = try spec()
    let output = try TemporaryFolder()
    _ = try Program.docs(spec.path, format, to: output)
    let before = output.files()
    // A copy in another place, and a page of one's own where the generated ones lie.
    let page = try #require(before.first { $0.contains("user_versions") })
    let own = "packages/mine." + (page as NSString).pathExtension
    try Data("mine".utf8).write(to: output.url.appending(path: own))
    let copy = "packages/copy." + (page as NSString).pathExtension
    try FileManager.default.copyItem(atPath: output.path + "/" + page, toPath: output.path + "/" + copy)
    try edit(spec, "\"name\": \"user_versions\"", "\"name\": \"people_versions\"")
    let result = try Program.docs(spec.path, format, to: output)
    #expect(result.output.contains("1 old ones removed"), "\(result.output)")
    let after = Set(before.map { $0.replacing("user_versions", with: "people_versions") })
    #expect(Set(output.files()) == after.union([own, copy]))
  }

  @Test("keeps a file that was not generated, and says so")
  func foreignFile() throws {
    let output = try TemporaryFolder()
    try Data("mine".utf8).write(to: output.url.appending(path: "README.md"))
    let result = try Program.docs(Specs.github, .markdown, to: output)
    #expect(result.status == 1)
    #expect(result.error.contains("README.md: error: the file was not generated and is not replaced"))
    #expect(output.files() == ["README.md"])
    #expect(try output.text("README.md") == "mine")
  }

  @Test("that can't be written, or a spec that can't be read, is one clear error")
  func errors() throws {
    let folder = try TemporaryFolder()
    try Data("text".utf8).write(to: folder.url.appending(path: "file"))
    let github = packageDirectory.appending(path: Specs.github).path
    let cases: [(words: [String], message: String)] = [
      (["--spec", github], "docs needs a directory to write to: --output DIR"),
      (["--output", folder.path], "docs needs the spec's directory: --spec DIR"),
      (["--spec", github, "--output", folder.path, "--format", "markdwon"], "Did you mean 'markdown'?"),
      (["--spec", github, "--output", folder.path, "more"], "docs takes options only, not 'more'"),
      (
        ["--spec", folder.path + "/none", "--output", folder.path],
        "none/provider.json:1:1: error: the file can't be read"
      ),
      (["--spec", github, "--output", folder.path + "/file"], "/file: error: "),
      (["--spec", github, "--output", folder.path + "/file/below"], "/file/below: error: "),
    ]
    for (words, message) in cases {
      let result = try Program.run(["bindery", "docs"] + words)
      #expect(result.status == 1, "\(words)")
      #expect(result.error.contains(message), "\(result.error)")
      #expect(result.error.split(separator: "\n").count == 1, "\(result.error)")
      #expect(result.output.isEmpty)
    }
    #expect(folder.files() == ["file"])
  }
}
