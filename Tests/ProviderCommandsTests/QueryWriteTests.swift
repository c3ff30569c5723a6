import Foundation
import GitHubSandbox
import Testing

@Suite("Writes of query")
struct QueryWriteTests {
  static let web = "org = 'acme' AND package_type = 'container' AND package_name = 'web'"
  static let untagged =
    "DELETE FROM github.packages.package_versions WHERE \(web) AND json_array_length(metadata, '$.container.tags') = 0"
  static let head = "method,request,outcome,status,message,org,package_type,package_name,package_version_id,username"

  /// Runs a query with a journal of its own.
  private func query(_ words: String..., at sandbox: GitHubSandbox, in folder: TemporaryFolder) throws -> Program.Result
  {
    try Program.run(
      ["query", "--base-url", sandbox.url, "--format", "csv"] + words,
      environment: ["GITHUB_TOKEN": "secret-token", "XDG_STATE_HOME": folder.url.path])
  }

  private func writes(_ sandbox: GitHubSandbox) -> [String] {
    sandbox.requests.filter { $0.method != "GET" }.map { "\($0.method) \($0.path)" }
  }

  @Test("A plan that is wider than one object is refused without a yes, and nothing is sent")
  func needsYes() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    for statement in [
      Self.untagged, "BEGIN; \(Self.untagged); COMMIT",
      // The token's own account, though the key is full.
      "DELETE FROM github.packages.packages WHERE package_type = 'rubygems' AND package_name = 'hello-octo'",
    ] {
      let result = try query(statement, at: sandbox, in: folder)
      #expect(result.status == 3)
      #expect(result.error.contains(" to \(sandbox.url). Nothing was sent"), "\(result.error)")
      #expect(result.error.contains("--yes"))
      #expect(result.output.isEmpty)
    }
    #expect(writes(sandbox).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "bindery/journal.db").path))
  }

  @Test("--dry-run shows the plan and sends no write")
  func dryRun() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let result = try query(Self.untagged, "--dry-run", at: sandbox, in: folder)
    #expect(result.status == 0, "\(result.error)")
    let lines = result.output.split(separator: "\r\n").map(String.init)
    #expect(lines.first == Self.head)
    #expect(
      lines.dropFirst().first
        == "delete_package_version_for_org,DELETE /orgs/acme/packages/container/web/versions/3000001013,planned,,"
        + "row matched,acme,container,web,3000001013,")
    #expect(lines.count == 6)
    #expect(writes(sandbox).isEmpty)
  }

  @Test("--yes applies it, keeps a journal, and says how to take it back, which works")
  func applyAndUndo() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let result = try query(Self.untagged, "--yes", at: sandbox, in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.error == "5 done; take it back with: bindery journal undo 1\n")
    #expect(result.output.split(separator: "\r\n").dropFirst().allSatisfy { $0.contains(",done,204,") })
    #expect(writes(sandbox).count == 5)
    let undo = try Program.run(
      ["journal", "undo", "1", "--yes", "--base-url", sandbox.url],
      environment: ["GITHUB_TOKEN": "secret-token", "XDG_STATE_HOME": folder.url.path])
    #expect(undo.status == 0, "\(undo.error)")
    let again = try query(Self.untagged, "--dry-run", at: sandbox, in: folder)
    #expect(again.output.split(separator: "\r\n").count == 6)
    let journal = try Data(contentsOf: folder.url.appending(path: "bindery/journal.db"))
    #expect(journal.range(of: Data("secret-token".utf8)) == nil)
  }

  @Test("One object named in full is deleted at once; that it is gone already counts as done")
  func oneObject() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let delete = "DELETE FROM github.packages.package_versions WHERE \(Self.web) AND package_version_id = 3000001013"
    let first = try query(delete, at: sandbox, in: folder)
    #expect(first.status == 0, "\(first.error)")
    #expect(sandbox.requests.count == 1)
    let second = try query(delete, at: sandbox, in: folder)
    #expect(second.status == 0, "\(second.error)")
    #expect(second.output.contains(",already gone,404,"))
  }

  @Test("A 404 that may have other reasons than that the object is gone is a refusal that names them")
  func notGone() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let web = Self.web.replacing("acme", with: "amce")
    let delete = "DELETE FROM github.packages.package_versions WHERE \(web) AND package_version_id = 3000001013"
    let owner = try query(delete, at: sandbox, in: folder)
    #expect(owner.status == 4, "\(owner.error)")
    #expect(owner.output.contains(",refused,404,"))
    #expect(owner.output.contains("/orgs/amce/packages/container/web/versions?per_page=100 is not found either"))
    let base = try Program.run(
      ["query", "--format", "csv", "--base-url", sandbox.url + "/v3", delete.replacing("amce", with: "acme")],
      environment: ["GITHUB_TOKEN": "secret-token", "XDG_STATE_HOME": folder.url.path])
    #expect(base.status == 4, "\(base.error)")
    #expect(base.output.contains("a name or the base URL is wrong"))
    let runs = try Program.run(
      ["journal", "list", "--format", "csv"], environment: ["XDG_STATE_HOME": folder.url.path])
    #expect(runs.output.components(separatedBy: ",0,1,0,0").count == 3, "\(runs.output)")
  }

  @Test("A plan larger than --max-writes is refused, whatever else was said")
  func maximumWrites() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let result = try query(Self.untagged, "--yes", "--max-writes", "4", at: sandbox, in: folder)
    #expect(result.status == 1)
    #expect(result.error.contains("5 requests, more than the 4"), "\(result.error)")
    #expect(writes(sandbox).isEmpty)
  }

  @Test("What is refused does not stop the rest, and makes exit status 4")
  func partial() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let all = "DELETE FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container'"
    let result = try query("\(all) AND package_name = 'hello' AND id > 0", "--yes", at: sandbox, in: folder)
    // The only tagged version of a package cannot be deleted.
    #expect(result.status == 4)
    #expect(result.error.hasPrefix("2 done, 1 refused"), "\(result.error)")
    #expect(result.output.contains(",refused,400,"))
    #expect(result.output.components(separatedBy: ",done,204,").count == 3)
    #expect(writes(sandbox).count == 3)
  }

  @Test("A plan can be looked at within its transaction")
  func transaction() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let script = "BEGIN; \(Self.untagged); SELECT count(*) AS planned FROM bindery_plan; ROLLBACK"
    let result = try query(script, at: sandbox, in: folder)
    #expect(result.status == 0, "\(result.error)")
    #expect(result.output.contains("planned\r\n5\r\n"))
    #expect(writes(sandbox).isEmpty)
  }

  @Test("The README's retention jobs are planned as they stand there")
  func readme() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let blocks = readme.matches(of: /```sql\n((?:DELETE|EXEC)[\s\S]*?)```\n\n```text\n(\d+) requests?/)
    #expect(blocks.count == 8)
    for block in blocks {
      let result = try query(String(block.1), "--dry-run", at: sandbox, in: folder)
      #expect(result.status == 0, "\(result.error)")
      #expect(result.output.split(separator: "\r\n").count - 1 == Int(block.2), "\(block.1)")
    }
    #expect(writes(sandbox).isEmpty)
  }
}
