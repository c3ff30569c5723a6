import ChildProcess
import Foundation
import GitHubSandbox
import Testing

@Suite("sandbox and spec validate")
struct OtherCommandTests {
  @Test("sandbox says where it listens, serves until it is told to stop, and logs requests")
  func sandbox() throws {
    let folder = try TemporaryFolder()
    let log = folder.url.appending(path: "requests.log")
    let process = ChildProcess()
    process.executableURL = Program.url
    process.arguments = [
      "sandbox", "--log", log.path, "--latency", "1", "--fault", "GET:*/hubber/*:nth=1:reset", "--fault",
      "GET:*/hubber/*:nth=2:status=500",
    ]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let match = try #require(line.wholeMatch(of: /listening on (http:\/\/127\.0\.0\.1:\d+)\n/))
    let result = try Program.run([
      "query",
      "SELECT count(*) > 0 AS some FROM github.packages.packages WHERE username = 'hubber' AND package_type = 'npm'",
      "--base-url", String(match.1), "--format", "csv",
    ])
    #expect(result.output == "some\r\n1\r\n", "\(result.error)")
    process.terminate()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    let requests = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
    #expect(requests.allSatisfy { $0.hasPrefix("GET /users/hubber/packages?") })
    #expect(requests.map { $0.suffix(4) } == ["osed", " 500", " 200"], "the faults happen, and are overcome")
  }

  @Test("The data set that docs/sandbox.md shows is served")
  func documentedDataset() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/sandbox.md"), encoding: .utf8)
    let block = try #require(page.firstMatch(of: /```json\n([\s\S]*?)```/)).1
    let sandbox = try GitHubSandbox.start(.init(dataset: Dataset(json: Data(block.utf8))))
    defer { sandbox.stop() }
    let sql =
      "SELECT name, version_count FROM github.packages.packages WHERE org = 'acme' AND package_type = 'container'"
    let result = try Program.query(sql, "--format", "csv", at: sandbox)
    let rows = result.output.split(separator: "\r\n").dropFirst().map(String.init)
    #expect(Set(rows) == ["web,1", "monorepo,10000"], "\(result.error)")
  }

  @Test("sandbox tells why it cannot start")
  func sandboxErrors() throws {
    let folder = try TemporaryFolder()
    let dataset = try folder.file("data.json", "{")
    #expect(try Program.run(["sandbox", "--dataset", dataset.path]).status == 1)
    let absent = try Program.run(["sandbox", "--dataset", "/nonexistent.json"])
    #expect(absent.status == 1)
    #expect(absent.error.contains("/nonexistent.json"))
  }

  @Test("spec validate counts what a right spec holds and lists every problem of a wrong one")
  func validate() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let bundled = try Program.run(["spec", "validate", root.appending(path: "spec/github").path])
    #expect(bundled.status == 0, "\(bundled.error)")
    #expect(bundled.output.contains("1 service, 5 resources, 27 methods"))

    let folder = try TemporaryFolder()
    _ = try folder.file("provider.json", "{\n  \"format\": 1,\n  \"nam\": \"x\"\n}")
    let wrong = try Program.run(["spec", "validate", folder.url.path])
    #expect(wrong.status == 1)
    #expect(wrong.error.contains("provider.json:3:3: error: unknown key 'nam'"), "\(wrong.error)")
    #expect(wrong.error.split(separator: "\n").count > 1)
    #expect(try Program.run(["spec", "validate", "/nonexistent"]).status == 1)
  }
}
