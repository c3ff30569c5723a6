import Foundation
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Documented statements")
struct DocumentedStatementTests {
  /// What the placeholders of a statement become; keys are asked for where the statement names them.
  static func fill(_ statement: String) -> String {
    let isUser = statement.contains("{{ username }}")
    let isOrg = statement.contains("{{ org }}")
    let id = isOrg ? "3000001014" : isUser ? "3000060002" : "3000050003"
    let values = [
      "org": "acme", "username": "hubber", "package_type": "container",
      "package_name": isOrg ? "web" : isUser ? "playground" : "dotfiles", "package_version_id": id, "page": "1",
      "per_page": "50", "state": "active", "visibility": "public",
    ]
    return values.reduce(statement) { $0.replacingOccurrences(of: "{{ \($1.key) }}", with: $1.value) }
  }

  /// The statements of a document that begin with SELECT at the start of a line and end with a semicolon.
  static func selects(in text: String) -> [String] {
    var statements: [String] = []
    var current: [Substring]?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "SELECT" { current = [] }
      current?.append(line)
      if line.hasSuffix(";"), let lines = current {
        statements.append(lines.joined(separator: "\n"))
        current = nil
      }
    }
    return statements
  }

  /// The shape in which the published examples are written.
  static func example(_ table: String, _ conditions: [String], optional: [String] = []) -> String {
    let required = conditions.map { "\($0) = '{{ \($0) }}' -- required" }
    let rest = optional.map { "\($0) = '{{ \($0) }}'" }
    return """
      SELECT
      \(ResultSet.versionFields.joined(separator: ",\n"))
      FROM github.packages.\(table)
      WHERE \((required + rest).joined(separator: "\nAND "))
      ;
      """
  }

  static let examples: [String] = {
    let key = ["package_type", "package_name"]
    var result: [String] = []
    for table in ["package_versions", "org_versions"] {
      result.append(example(table, key + ["org", "package_version_id"]))
      result.append(example(table, key + ["org"], optional: ["page", "per_page", "state"]))
    }
    for table in ["package_versions", "user_versions"] {
      result.append(example(table, key + ["package_version_id", "username"]))
      result.append(example(table, key + ["username"]))
    }
    result.append(example("package_versions", key + ["package_version_id"]))
    result.append(example("package_versions", key, optional: ["page", "per_page", "state"]))
    return result
  }()

  @Test("of the shape that published examples have return the eleven fields", arguments: examples)
  func shape(statement: String) async throws {
    try await check(statement)
  }

  @Test("of the published pages return the eleven fields, where the pages are at hand")
  func published() async throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = root.appendingPathComponent("../shared/seeds").standardizedFileURL
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    let statements = try files.sorted { $0.path < $1.path }.flatMap { file in
      Self.selects(in: try String(contentsOf: file, encoding: .utf8))
    }
    guard !statements.isEmpty else {
      try Test.cancel("there are no published pages in ../shared/seeds")
    }
    for statement in statements { try await check(statement) }
  }

  @Test("of packages return the eleven fields of a package")
  func packages() async throws {
    let fields = [
      "id", "name", "created_at", "html_url", "owner", "package_type", "repository", "updated_at", "url",
      "version_count", "visibility",
    ]
    try await Sandboxed.run { run in
      for filter in [
        "org = 'acme' AND package_type = 'container'", "username = 'hubber' AND package_type = 'npm'",
        "package_type = 'npm'", "org = 'acme' AND package_type = 'npm' AND package_name = '@acme/ui'",
        "username = 'hubber' AND package_type = 'npm' AND package_name = 'tiny'",
        "package_type = 'npm' AND package_name = '@octocat/hello'",
      ] {
        let select = "SELECT \(fields.joined(separator: ", ")) FROM github.packages.packages WHERE \(filter)"
        let result = try run.database.query(select)
        #expect(result.names == fields)
        #expect(!result.rows.isEmpty)
        let star = try run.database.query("SELECT * FROM github.packages.packages WHERE \(filter)")
        #expect(star.names.sorted() == fields.sorted())
      }
    }
  }

  private func check(_ statement: String) async throws {
    try await Sandboxed.run { run in
      let (result, requests) = try run.run(Self.fill(statement))
      #expect(result.names.sorted() == ResultSet.versionFields.sorted(), "\(statement)")
      #expect(!result.rows.isEmpty, "\(statement)")
      #expect(requests.count == 1)
      #expect(result.values("id").allSatisfy { if case .integer = $0 { true } else { false } })
      #expect(result.values("metadata").allSatisfy { if case .json = $0 { true } else { false } })
    }
  }
}
