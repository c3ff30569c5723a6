import Foundation
import GitHubSandbox
import ProviderSQL
import Testing

@Suite("Ctrl-C in each phase")
struct InterruptTests {
  static let table = "github.packages.package_versions"
  static let web = "org = 'acme' AND package_type = 'container' AND package_name = 'web'"
  static let list = "SELECT id FROM \(table) WHERE \(web)"
  static let delete = "DELETE FROM \(table) WHERE \(web) AND id <= 1100"

  private static func start(_ stage: JournalStage, _ words: String...) throws -> RunningProgram {
    try RunningProgram(words, environment: stage.environment)
  }

  private static func slowDown(_ stage: JournalStage, method: String) {
    stage.sandbox.addRule(
      Rule(method: method, action: .respond(status: 429, headers: ["Retry-After": "50"], body: "{}")))
  }

  @Test("Before the first answer: the query ends, with what was not run")
  func beforeTheFirstAnswer() throws {
    let stage = try JournalStage()
    stage.sandbox.addRule(Rule(action: .delay(.seconds(100))))
    let program = try Self.start(stage, "query", "\(Self.list); \(Self.delete);\nSELECT 2", "--yes")
    program.wait { !stage.sandbox.requests.isEmpty }
    program.interrupt()
    let result = program.finish()
    #expect(result.status == 130)
    #expect(result.error == "bindery: interrupted\nnot run: \(Self.delete)\nnot run: SELECT 2\n")
    #expect(stage.sandbox.requests.count == 1)
  }

  @Test("In the middle of paging: the rows that were read are there, whole; a file of rows keeps what it held")
  func paging() throws {
    let stage = try JournalStage(versions: 3_000)
    stage.sandbox.addRule(Rule(queryContains: "page=9", action: .delay(.seconds(100))))
    let program = try Self.start(stage, "query", Self.list, "--format", "jsonl")
    program.wait { stage.sandbox.requests.contains { $0.query.contains("page=9") } }
    program.interrupt()
    let result = program.finish()
    #expect(result.status == 130)
    #expect(result.error == "bindery: interrupted\n")
    let lines = result.output.split(separator: "\n")
    #expect(lines.count < 3_000)
    let ids = lines.map { $0.wholeMatch(of: /\{"id":(\d+)\}/).flatMap { Int($0.1) } }
    #expect(!ids.contains(nil))
    // Wherever in a page the signal came: none is left out before the last one.
    #expect(zip(ids, ids.dropFirst()).allSatisfy { ($0 ?? 0) - ($1 ?? 0) == 1 })

    let file = stage.folder.appending(path: "rows")
    try Data("before".utf8).write(to: file)
    stage.sandbox.resetRequests()
    let other = try Self.start(stage, "query", Self.list, "--output", file.path)
    other.wait { stage.sandbox.requests.contains { $0.query.contains("page=9") } }
    other.interrupt()
    #expect(other.finish().status == 130)
    #expect(try String(contentsOf: file, encoding: .utf8) == "before")
    #expect(try FileManager.default.contentsOfDirectory(atPath: stage.folder.path) == ["rows"])
  }

  @Test("In the middle of a join, with requests under way at once")
  func join() throws {
    let stage = try JournalStage()
    stage.sandbox.addRule(Rule(pathSuffix: "/versions", action: .delay(.seconds(100))))
    let join =
      "SELECT count(*) FROM github.packages.packages p JOIN \(Self.table) v ON v.package_name = p.name"
      + " WHERE p.org = 'acme' AND v.org = 'acme' AND p.package_type = 'container' AND v.package_type = 'container'"
    let program = try Self.start(stage, "query", join)
    program.wait { stage.sandbox.requests.contains { $0.path.hasSuffix("/versions") } }
    program.interrupt()
    let result = program.finish()
    #expect(result.status == 130)
    #expect(result.error == "bindery: interrupted\n")
    #expect(result.output.isEmpty)
  }

  @Test("While it waits for a limit: at once")
  func waiting() throws {
    let stage = try JournalStage()
    Self.slowDown(stage, method: "GET")
    let program = try Self.start(stage, "query", Self.list)
    program.wait { program.error.contains("waiting 50 s") }
    program.interrupt()
    let result = program.finish()
    #expect(result.status == 130)
    #expect(result.error.hasSuffix("bindery: interrupted\n"))
    #expect(stage.sandbox.requests.count == 1)
  }

  @Test("In the middle of a plan: the request under way is finished, the rest is not sent and can be resumed")
  func plan() throws {
    let stage = try JournalStage(versions: 120)
    stage.sandbox.addRule(Rule(method: "DELETE", occurrences: .only([3]), action: .delay(.milliseconds(400))))
    let second = "DELETE FROM \(Self.table) WHERE \(Self.web) AND package_version_id = 1110"
    let program = try Self.start(
      stage, "query", "\(Self.delete); \(second); \(Self.list)", "--yes", "--format", "csv")
    program.wait { stage.sent.count == 3 }
    program.interrupt()
    let result = program.finish()
    #expect(result.status == 4)
    #expect(result.output.components(separatedBy: ",done,204,").count == 4)
    #expect(result.output.components(separatedBy: ",planned,").count == 98)
    #expect(
      result.error == """
        97 not sent, 3 done; go on with: bindery journal resume 1
        bindery: interrupted
        not run: \(second)
        not run: \(Self.list)

        """)
    #expect(stage.sent.count == 3)
    // The plan behind it is no run.
    let runs = try Journal(path: stage.path).runs()
    #expect(runs.map(\.done) == [3])
    #expect(runs.map(\.pending) == [97])
    #expect(try stage.run("resume", "1", "--quiet").status == 0)
    #expect(stage.sent.filter(\.hasActed).count == 100)
  }

  @Test("While a plan waits for a limit: at once, and nothing is lost")
  func planWaiting() throws {
    let stage = try JournalStage(versions: 120)
    Self.slowDown(stage, method: "DELETE")
    let program = try Self.start(stage, "query", Self.delete, "--yes")
    program.wait { program.error.contains("waiting 50 s") }
    program.interrupt()
    #expect(program.finish().status == 4)
    #expect(stage.sent.count == 1)
    stage.sandbox.removeRules()
    #expect(try stage.run("resume", "1").status == 0)
    #expect(stage.sent.filter(\.hasActed).count == 100)
  }

  @Test("Twice: at once, with nothing left behind, and the journal knows what may have been sent")
  func twice() throws {
    let stage = try JournalStage(versions: 120)
    stage.sandbox.addRule(Rule(method: "DELETE", occurrences: .only([3]), action: .delay(.seconds(100))))
    let rows = stage.folder.appending(path: "rows").path
    let program = try Self.start(stage, "query", Self.delete, "--yes", "--output", rows)
    program.wait { stage.sent.count == 3 }
    program.interrupt()
    program.waitUntilInterruptIsTaken()
    program.interrupt()
    #expect(program.finish().status == 130)
    let left = try FileManager.default.contentsOfDirectory(atPath: stage.folder.path)
    #expect(left.allSatisfy { $0.hasPrefix("journal.db") }, "\(left)")
    #expect(stage.sent.count == 3)
    #expect(try stage.run("resume", "1").status == 0)
    #expect(stage.sent.filter(\.hasActed).count == 100)
    #expect(Set(stage.sent.filter(\.hasActed).map(\.line)).count == 100)
  }

  @Test("While journal reads back what may have been sent: at once, and it stays open", arguments: ["resume", "undo"])
  func readingBack(verb: String) throws {
    let stage = try JournalStage()
    let journal = try Journal(path: stage.path)
    let run = try stage.begin(stage.deletion(of: 1001...1003))
    try journal.intend(run: run, index: 0)
    Self.slowDown(stage, method: "GET")
    let program = try Self.start(stage, "journal", verb, "\(run)", "--yes")
    program.wait { program.error.contains("waiting 50 s") }
    program.interrupt()
    let result = program.finish()
    #expect(result.status == (verb == "resume" ? 4 : 130), "\(result.error)")
    #expect(stage.sent.isEmpty)
    #expect(try journal.runs().count == 1)
    #expect(try journal.entries(of: run).map(\.outcome) == [nil, nil, nil])
    #expect(try journal.entries(of: run).map(\.isOpen) == [true, false, false])
  }

  @Test("A sandbox ends well")
  func sandbox() throws {
    let program = try RunningProgram(["sandbox"], environment: [:])
    program.wait { !program.output.isEmpty }
    program.interrupt()
    #expect(program.finish().status == 0)
  }
}
