import Foundation
import GitHubSandbox
import Testing

/// schemathesis makes requests up from GitHub's OpenAPI document and checks every answer against it.
@Suite(
  .enabled(if: Program.schemathesis != nil, "needs schemathesis; scripts/bootstrap --tests installs it"),
  .enabled(if: Document.isReadable, "needs GitHub's OpenAPI document of the packages service"))
struct SchemathesisTests {
  private static let isLong = ProcessInfo.processInfo.environment["BINDERY_LONG_TESTS"] != nil

  /// What schemathesis_check.py prints.
  private struct Report: Decodable {
    var status: Int
    /// By operation and status, the answers that agree with the document.
    var successes: [String: [String: Int]]
    /// What does not agree and is not excluded, with a request that shows it.
    var unexplained: [String: String]
    /// How often each exclusion was needed.
    var exclusions: [String: Int]

    /// How many of an operation's answers say that it succeeded.
    func successes(of operation: String) -> Int {
      (successes[operation] ?? [:]).filter { $0.key.hasPrefix("2") }.values.reduce(0, +)
    }
  }

  @Test(
    "every operation passes every check that the document permits, and is seen to succeed",
    arguments: isLong ? 1...3 : 1...1)
  func conformance(seed: Int) async throws {
    let dataset = try Dataset(contentsOf: Program.file("dataset.json"))
    let sandbox = try GitHubSandbox.start(.init(dataset: dataset))
    defer { sandbox.stop() }
    let result = try await Program.run(
      "python3",
      [
        Program.file("schemathesis_check.py"), Document.path, Program.file("dataset.json"), sandbox.url,
        Self.isLong ? "200" : "20", "\(seed)",
      ])
    #expect(result.status == 0, "\(result.error)")
    let report = try JSONDecoder().decode(Report.self, from: result.output)
    for (failure, request) in report.unexplained { Issue.record("\(failure)\n\(request)") }
    #expect(report.status == 0, "\(result.error)")

    #expect(report.successes.count == 27)
    let requests = sandbox.requests
    for operation in report.successes.keys {
      #expect(report.successes(of: operation) > 0, "\(operation) was never seen to succeed")
      // The sandbox's own record agrees: it did what it said.
      let template = operation.replacing(/\{[a-z_]+\}/, with: "[^/]+")
      let pattern = try Regex("^\(template)$")
      #expect(
        requests.contains {
          (200..<300).contains($0.ownStatus ?? 0) && "\($0.method) \($0.path)".wholeMatch(of: pattern) != nil
        }, "\(operation)")
    }

    for (name, uses) in report.exclusions { #expect(uses > 0, "the exclusion '\(name)' is not needed any more") }
    #expect(Set(report.exclusions.keys) == (try Self.documentedExclusions()), "docs/sandbox.md lists the exclusions")
  }

  /// The first cells of the rows of the table of exclusions.
  private static func documentedExclusions() throws -> Set<String> {
    let text = try String(contentsOf: Document.root.appending(path: "docs/sandbox.md"), encoding: .utf8)
    let section = text.components(separatedBy: "| Excluded | Why |\n|---|---|\n").dropFirst().first ?? ""
    let rows = section.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("|") }
    return Set(rows.map { $0.dropFirst().prefix { $0 != "|" }.trimmingCharacters(in: .whitespaces) })
  }
}

/// GitHub's OpenAPI document of the packages service, which is no part of this package.
private enum Document {
  /// The folder of this package.
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let path =
    ProcessInfo.processInfo.environment["BINDERY_GITHUB_OPENAPI"]
    ?? root.deletingLastPathComponent()
    .appending(path: "shared/specs/github-openapi-stackql/services/packages.yaml").path

  static let isReadable = FileManager.default.isReadableFile(atPath: path)
}
