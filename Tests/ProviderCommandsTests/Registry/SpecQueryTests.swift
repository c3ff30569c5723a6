import Foundation
import GitHubSandbox
import Testing

@Suite("query, shell and journal over a spec that was not compiled")
struct SpecQueryTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private let bundled = root.appending(path: "spec/github").path
  private let depot = root.appending(path: "Tests/GoldenProvider/spec").path

  /// A copy of the bundled spec under another name, whose token and server other variables hold.
  private func hub() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for file in ["provider.json", "packages.json"] {
      let text = try String(contentsOfFile: bundled + "/" + file, encoding: .utf8)
      _ = try folder.file(
        file,
        text.replacing("\"name\": \"github\"", with: "\"name\": \"hub\"").replacing("GITHUB_TOKEN", with: "HUB_TOKEN")
          .replacing("GITHUB_API_URL", with: "HUB_URL"))
    }
    return folder
  }

  @Test("A spec's tables answer as the compiled ones do")
  func same() throws {
    let sql = """
      SELECT package_type, count(*), sum(version_count) FROM github.packages.packages WHERE org = 'acme' GROUP BY 1;
      EXPLAIN SELECT * FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'npm' AND package_name = 'x';
      DESCRIBE github.packages.packages
      """
    let compiled = try Program.run(["query", "--sandbox", "--format", "json", sql])
    let made = try Program.run(["query", "--sandbox", "--format", "json", "--spec", bundled, sql])
    #expect(made.status == 0, "\(made.error)")
    #expect(made.output == compiled.output)
  }

  @Test("Token and server come from the variables that the spec names, and from --base-url")
  func environment() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let spec = try hub()
    let sql = "SELECT name FROM hub.packages.packages WHERE org = 'acme' AND package_type = 'npm'"
    let tokens = ["HUB_TOKEN": "hub-secret", "GITHUB_TOKEN": "github-secret"]
    for (words, variables) in [([], ["HUB_URL": sandbox.url]), (["--base-url", sandbox.url], [:])] {
      let result = try Program.run(
        ["query", "--spec", spec.url.path, sql] + words, environment: tokens.merging(variables) { $1 })
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.contains("left-pad"))
    }
    #expect(sandbox.requests.count == 2)
    #expect(sandbox.requests.allSatisfy { $0.headers["authorization"] == "Bearer hub-secret" })
    let other = try Program.run(["query", "--spec", spec.url.path, "SELECT * FROM github.packages.packages"])
    #expect(other.status == 1)
    #expect(other.error.contains("github"))
  }

  @Test("The sandbox is there for the provider that it imitates, and for no other")
  func sandbox() throws {
    let result = try Program.run(["query", "--sandbox", "--spec", depot, "SELECT 1"])
    #expect(result.status == 1)
    #expect(
      result.error
        == "bindery: --sandbox imitates 'github', and the spec in \(depot) is one of 'depot'; --base-url asks a server of "
        + "your own\n")
    let listing = try Program.run(["query", "--spec", depot, "--format", "csv", "SHOW RESOURCES IN depot.stock"])
    #expect(listing.status == 0, "\(listing.error)")
    #expect(listing.output.contains("widgets"))
  }

  @Test("A wrong spec is told of with every mistake in its place", arguments: ["query", "shell", "journal"])
  func mistakes(command: String) throws {
    let spec = try hub()
    let file = spec.url.appending(path: "packages.json")
    let text = try String(contentsOf: file, encoding: .utf8)
    try Data(text.replacing("\"list\": \"package\"", with: "\"list\": \"pakage\"").utf8).write(to: file)
    let words =
      ["query": ["query", "SELECT 1"], "shell": ["shell"], "journal": ["journal", "show", "1"]][command] ?? []
    let result = try Program.run(words + ["--spec", spec.url.path])
    #expect(result.status == 1)
    let lines = result.error.split(separator: "\n")
    #expect(lines.count == 6, "\(result.error)")
    #expect(
      lines.allSatisfy { $0.hasPrefix(file.path + ":") && $0.contains("error: unknown model 'pakage'. Did you mean") })
  }

  @Test("Help tells of the spec's provider")
  func help() throws {
    for words in [["query", "--help"], ["shell", "--help"]] {
      let result = try Program.run(words + ["--spec", depot])
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.contains("The token is taken from DEPOT_TOKEN or DEPOT_KEY."))
      #expect(!result.output.contains("GITHUB_TOKEN"))
    }
    let broken = try Program.run(["query", "--help", "--spec", "/nonexistent"])
    #expect(broken.status == 0)
    #expect(broken.output.contains("GITHUB_TOKEN"))
  }

  @Test("What was written by a spec is shown and undone with it")
  func journal() throws {
    let stage = try JournalStage()
    let spec = try hub()
    let environment = stage.environment.merging(["HUB_URL": stage.sandbox.url, "HUB_TOKEN": "secret-token"]) { $1 }
    func run(_ words: String...) throws -> Program.Result {
      try Program.run(words + ["--spec", spec.url.path], environment: environment)
    }
    let sql = """
      DELETE FROM hub.packages.package_versions
      WHERE org = 'acme' AND package_type = 'container' AND package_name = 'web' AND id = 1003
      """
    #expect(try run("query", sql).status == 0)
    #expect(try run("journal", "show", "1").output.contains("DELETE /orgs/acme/packages/container/web/versions/1003"))
    #expect(try run("journal", "undo", "1", "--yes").status == 0)
    #expect(stage.sandbox.requests.contains { $0.line.hasSuffix("versions/1003/restore") })
    let without = try Program.run(["journal", "show", "1"], environment: environment)
    #expect(without.status == 1)
    #expect(
      without.error
        == "bindery: run 1 is one of the provider 'hub', which bindery does not know; --spec DIR names its spec\n")
  }
}
