import ChildProcess
import Foundation
import GitHubSandbox
import Testing

/// Every block of SQL of the written pages runs.
@Suite("Statements of the pages")
struct StatementTests {
  static let resources = ["package_versions", "packages", "org_versions", "user_versions", "docker_migration_packages"]

  /// The placeholders' values, which the example with values gives.
  private static func fill(_ template: String, like example: String) -> String {
    var values = ["page": "1", "per_page": "50", "state": "active", "visibility": "public", "token": "t"]
    for match in example.matches(of: /@?([a-z_]+) = (?:'([^']*)'|([0-9]+))/) {
      values[String(match.1)] = String(match.2 ?? match.3 ?? "")
    }
    return values.reduce(template) { $0.replacing("{{ \($1.key) }}", with: $1.value) }
  }

  private struct Example {
    var method: String
    var template: String
    var statement: String
    var dryRun: String?
  }

  private static func examples(_ resource: String, in folder: TemporaryFolder) throws -> [Example] {
    let page = MarkdownPage(try folder.text("packages/\(resource).md"))
    return page.sections.compactMap { section in
      guard let template = section.blocks.first(where: { $0.label == "SQL template" }),
        let statement = section.blocks.last(where: { $0.language == "sql" })
      else { return nil }
      return Example(
        method: section.title, template: template.code, statement: statement.code,
        dryRun: section.blocks.first { $0.language == "sh" }?.code)
    }
  }

  /// The columns that a statement asks for.
  private static func columns(_ statement: String) -> [String] {
    guard let start = statement.range(of: "SELECT\n"), let end = statement.range(of: "\nFROM ") else { return [] }
    return statement[start.upperBound..<end.lowerBound].components(separatedBy: ",\n").map {
      $0.trimmingCharacters(in: .whitespaces)
    }
  }

  private static func rows(_ output: String) throws -> [[String: Any]] {
    try #require(JSONSerialization.jsonObject(with: Data(output.utf8)) as? [[String: Any]])
  }

  private func written() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try #require(try Program.docs(Specs.github, .markdown, to: folder).status == 0)
    return folder
  }

  private func query(_ statement: String, _ words: String..., at sandbox: GitHubSandbox) throws -> Program.Result {
    let journal = try TemporaryFolder()
    return try Program.run(
      ["bindery", "query", "--base-url", sandbox.url, "--format", "json"] + words,
      environment: ["BINDERY_JOURNAL": journal.path + "/journal.db", "GITHUB_TOKEN": "t"], input: statement)
  }

  @Test("return the columns that they promise, by the method they stand with", arguments: resources)
  func selects(resource: String) throws {
    let folder = try written()
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let examples = try Self.examples(resource, in: folder).filter { $0.statement.hasPrefix("SELECT") }
    #expect(examples.count >= 2)
    for example in examples {
      for statement in [example.statement, Self.fill(example.template, like: example.statement)] {
        #expect(!statement.contains("{{"))
        let result = try query(statement, at: sandbox)
        #expect(result.status == 0, "\(statement)\n\(result.error)")
        let rows = try Self.rows(result.output)
        #expect(!rows.isEmpty, "\(statement)")
        #expect(rows.allSatisfy { Set($0.keys) == Set(Self.columns(statement)) }, "\(statement)")
        let plan = try Self.rows(try query("EXPLAIN " + statement, at: sandbox).output)
        #expect(plan.compactMap { $0["method"] as? String } == [example.method])
      }
    }
  }

  @Test("plan and apply what they promise, each on data of its own", arguments: resources.dropLast())
  func writes(resource: String) throws {
    let folder = try written()
    let examples = try Self.examples(resource, in: folder).filter { !$0.statement.hasPrefix("SELECT") }
    #expect(examples.count >= 2)
    for example in examples {
      for statement in [example.statement, Self.fill(example.template, like: example.statement)] {
        let sandbox = try GitHubSandbox.start()
        defer { sandbox.stop() }
        let planned = try query(statement, "--dry-run", at: sandbox)
        #expect(planned.status == 0, "\(statement)\n\(planned.error)")
        let plan = try Self.rows(planned.output)
        #expect(plan.map { $0["method"] as? String } == [example.method])
        #expect(plan.map { $0["outcome"] as? String } == ["planned"])
        #expect(sandbox.requests.allSatisfy { $0.line.hasPrefix("GET ") })
        let applied = try query(statement, "--yes", at: sandbox)
        #expect(applied.status == 0, "\(statement)\n\(applied.error)")
        #expect(try Self.rows(applied.output).map { $0["outcome"] as? String } == ["done"], "\(statement)")
        #expect(sandbox.requests.contains { !$0.line.hasPrefix("GET ") })
      }
    }
  }

  @Test("are shown as a plan by the commands above them", arguments: resources.dropLast())
  func dryRuns(resource: String) throws {
    let folder = try written()
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    for example in try Self.examples(resource, in: folder) where !example.statement.hasPrefix("SELECT") {
      let script = try #require(example.dryRun)
      #expect(script.contains(example.statement))
      let result = try Program.run(
        ["sh", "-c", script], environment: ["GITHUB_API_URL": sandbox.url, "GITHUB_TOKEN": "t"])
      #expect(result.status == 0, "\(script)\n\(result.error)")
      #expect(result.output.contains(example.method) && result.output.contains("planned"))
      #expect(sandbox.requests.allSatisfy { $0.line.hasPrefix("GET ") })
    }
  }

  @Test("name the spec in their commands where the program does not know the provider")
  func commandsOverSpec() throws {
    let parent = try TemporaryFolder()
    let spec = parent.url.appending(path: "Acme's depot")
    try FileManager.default.copyItem(at: packageDirectory.appending(path: Specs.depot), to: spec)
    let folder = try TemporaryFolder()
    try #require(try Program.docs(spec.path, .markdown, to: folder).status == 0)
    var planned = 0
    for file in folder.files() {
      for section in MarkdownPage(try folder.text(file)).sections {
        // The others read rows first, of a server that is not there.
        guard let script = section.blocks.first(where: { $0.language == "sh" })?.code,
          script.contains("\nINSERT") || script.contains("\nEXEC")
        else { continue }
        let result = try Program.run(["sh", "-c", script], environment: ["DEPOT_TOKEN": "t"])
        #expect(result.status == 0, "\(script)\n\(result.error)")
        #expect(result.output.contains("planned"))
        planned += 1
      }
    }
    #expect(planned >= 5)
  }

  @Test("reach the members of objects", arguments: ["package_versions", "packages"])
  func expressions(resource: String) throws {
    let folder = try written()
    let page = MarkdownPage(try folder.text("packages/\(resource).md"))
    let rows = page.sections.filter { $0.anchor.hasPrefix("members-") }.flatMap { $0.rows.dropFirst(2) }
    let expressions = rows.map { $0[2] }.filter { !$0.isEmpty }
    #expect(expressions.count >= 6)
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let columns = expressions.enumerated().map { "\($1) AS c\($0)" }.joined(separator: ", ")
    let result = try query(
      """
      SELECT \(columns) FROM github.packages.\(resource)
      WHERE org = 'acme' AND package_type = 'container' AND package_name = 'web'
      """, at: sandbox)
    #expect(result.status == 0, "\(result.error)")
    let first = try #require(try Self.rows(result.output).first)
    let wanted =
      resource == "packages" ? "json_extract(owner, '$.login')" : "json_extract(metadata, '$.container.tags')"
    let place = try #require(expressions.firstIndex(of: wanted))
    #expect(
      first["c\(place)"].map { "\($0)" } == (resource == "packages" ? "acme" : "[]") || first["c\(place)"] is [Any])
  }
}
