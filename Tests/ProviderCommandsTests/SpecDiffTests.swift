import Foundation
import Testing

@Suite("spec diff")
struct SpecDiffTests {
  private let bundled = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "spec/github").path

  /// A copy of the bundled spec in which a text of a file is another one.
  private func copy(_ text: String, _ other: String, in file: String = "packages.json") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in ["provider.json", "packages.json"] {
      let before = try String(contentsOfFile: bundled + "/" + name, encoding: .utf8)
      _ = try folder.file(name, name == file ? before.replacing(text, with: other) : before)
    }
    return folder
  }

  @Test("No difference has status 0 in every format", arguments: ["text", "markdown", "json"])
  func none(format: String) throws {
    let result = try Program.run(["spec", "diff", bundled, bundled, "--format", format])
    #expect(result.status == 0)
    #expect(result.error.isEmpty)
    let outputs = [
      "text": "no difference; version step: none\n", "markdown": "No changes.\n",
      "json": "{\n  \"format\": 1,\n  \"provider\": \"github\",\n  \"breaking\": false,\n  \"step\": \"none\",\n  "
        + "\"changes\": []\n}\n",
    ]
    #expect(result.output == outputs[format])
  }

  @Test("What breaks nobody has status 0")
  func details() throws {
    let changed = try copy("\"docs.github.com", "\"docs.example.com")
    let header = try copy("\"2022-11-28\" }", "\"2026-01-01\" }", in: "provider.json")
    for folder in [changed, header] {
      let result = try Program.run(["spec", "diff", bundled, folder.url.path])
      #expect(result.status == 0)
      #expect(result.output.contains("no difference") || result.output.hasSuffix("version step: patch\n"))
    }
  }

  @Test("What breaks somebody has status 5, and is told for people, for a change log and for programs")
  func breaking() throws {
    let changed = try copy(
      "\"name\": \"version_count\",\n          \"type\": \"integer\"",
      "\"name\": \"version_count\",\n          \"type\": \"number\"")
    func diff(_ words: String...) throws -> String {
      let result = try Program.run(["spec", "diff", bundled, changed.url.path] + words)
      #expect(result.status == 5)
      return result.output
    }
    #expect(
      try diff() == """
        github.packages.packages, github.packages.docker_migration_packages
          ! field 'version_count' of model 'package': type 'integer' → 'number'
              breaks SQL and Swift: values are of another kind

        1 change, breaking SQL: 1, breaking Swift: 1; version step: major

        """)
    #expect(
      try diff("--format", "markdown") == """
        Version step: major.

        ### Breaking

        - github.packages: packages, docker_migration_packages: field 'version_count' of model 'package': type 'integer' → \
        'number'. **Breaks SQL and Swift**: values are of another kind.

        """)
    let json = try JSONSerialization.jsonObject(with: Data(diff("--format", "json").utf8)) as? [String: Any]
    #expect(json?["breaking"] as? Bool == true)
    #expect(json?["step"] as? String == "major")
    let change = try #require((json?["changes"] as? [[String: Any]])?.first)
    #expect(
      change.keys.sorted() == [
        "breaks_sql", "breaks_swift", "change", "guess", "name", "new", "old", "owner", "property", "reason",
        "resources",
        "service", "step", "subject",
      ])
    #expect(change["change"] as? String == "changed")
    #expect(change["subject"] as? String == "field")
    #expect(change["owner"] as? String == "package")
    #expect(change["resources"] as? [String] == ["packages", "docker_migration_packages"])
    #expect(change["old"] as? String == "integer")
    #expect(change["breaks_sql"] as? Bool == true)
  }

  @Test("Mistakes of both specs are told of, with status 1")
  func mistakes() throws {
    let one = try copy("\"list\": \"package\"", "\"list\": \"pakage\"")
    let other = try copy("\"style\": \"link\"", "\"style\": \"lnk\"", in: "provider.json")
    let result = try Program.run(["spec", "diff", one.url.path, other.url.path])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.error.contains("\(one.url.path)/packages.json:"))
    #expect(result.error.contains("\(other.url.path)/provider.json:"))
    #expect(try Program.run(["spec", "diff", bundled, "/nonexistent"]).status == 1)
  }
}
