import ChildProcess
import Foundation
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("A process that is killed while it writes")
struct JournalKillTests {
  private static let moments = ProcessInfo.processInfo.environment["BINDERY_LONG_TESTS"] == nil ? 8 : 200

  private static let statement =
    "DELETE FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container'"
    + " AND package_name = 'web' AND id <= 1100"

  @Test("Resuming finishes what is left, and sends nothing twice that was acted on", arguments: 0..<moments)
  func killAndResume(moment: Int) async throws {
    let stage = try JournalStage(versions: 120)
    let plan = try stage.deletion(of: 1001...1100)
    let run: Int64 = 1
    // The plan of a statement, and one that is resumed: which of them is killed makes no difference afterwards.
    if moment.isMultiple(of: 2) {
      try killed(stage, after: 2, ["query", Self.statement, "--yes", "--quiet"])
      // Killed before it had begun the run.
      guard try Journal.existing(path: stage.path)?.runs().isEmpty == false else {
        #expect(stage.sent.isEmpty)
        return
      }
    } else {
      _ = try stage.begin(plan)
      try killed(stage, after: 0, ["journal", "resume", "1", "--quiet"])
    }
    let journal = try Journal(path: stage.path)
    // What the journal calls done is done; what it has no outcome of is open or was not sent.
    let acted = Set(stage.sent.filter(\.hasActed).map(\.line))
    for entry in try journal.entries(of: run) {
      #expect(entry.outcome == nil || entry.outcome == .done)
      if entry.outcome == .done { #expect(acted.contains(entry.request)) }
      if acted.contains(entry.request) { #expect(entry.intended != nil) }
    }
    #expect(try journal.entries(of: run).count(where: \.isOpen) <= 1)

    let result = try stage.run("resume", "\(run)", "--quiet", "--max-wait", "3600", "--format", "jsonl")
    #expect(result.status == 0, "\(result.error)")
    #expect(try journal.entries(of: run).allSatisfy { $0.outcome == .done })
    // Each once, in the order of the plan, and nothing else.
    let acts = stage.sent.filter(\.hasActed).map(\.line)
    #expect(acts == (try journal.entries(of: run).map(\.request)))
    #expect(acts.sorted() == plan.writes.map(\.request).sorted())
    var gone: Set<String> = []
    for request in stage.sent {
      #expect(!gone.contains(request.line), "sent again: \(request.line)")
      if request.hasActed { gone.insert(request.line) }
    }
    #expect(try journal.runs().count == 1)
  }

  /// Runs the plan in a process and kills it at a random moment between its start and its end.
  private func killed(_ stage: JournalStage, after reads: Int, _ words: [String]) throws {
    let process = ChildProcess()
    process.executableURL = Program.url
    process.arguments = words
    process.environment = stage.environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    // So many requests, and then somewhere on the way to the next one.
    let count = reads + Int.random(in: 0...99)
    while stage.sandbox.requests.count < count, process.isRunning { usleep(50) }
    usleep(.random(in: 0...3000))
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}

@Suite("Two processes at one journal")
struct JournalSharingTests {
  @Test("Two runs at once are both whole")
  func two() throws {
    let stage = try JournalStage(versions: 120)
    _ = try stage.begin(stage.deletion(of: 1001...1040))
    _ = try stage.begin(stage.deletion(of: 1041...1080))
    let processes = try ["1", "2"].map { try start(stage, run: $0) }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    let runs = try Journal(path: stage.path).runs()
    #expect(runs.map(\.done) == [40, 40])
    #expect(runs.map(\.pending) == [0, 0])
    #expect(stage.sent.count == 80)
    #expect(Set(stage.sent.filter(\.hasActed).map(\.line)).count == 80)
  }

  @Test("Of two that resume the same run one sends it, once")
  func same() throws {
    let stage = try JournalStage(versions: 120)
    let run = try stage.begin(stage.deletion(of: 1001...1040))
    let first = try start(stage, run: "\(run)")
    while stage.sandbox.requests.count < 2, first.isRunning { usleep(50) }
    let second = try stage.run("resume", "\(run)")
    first.waitUntilExit()
    #expect(first.terminationStatus == 0)
    // It came while the first was at it, or afterwards, when nothing was left.
    #expect(
      (second.status == 1 && second.error.contains("run 1 is being applied"))
        || (second.status == 0 && second.error.contains("nothing left to do")))
    #expect(stage.sent.count == 40)
  }

  private func start(_ stage: JournalStage, run: String) throws -> ChildProcess {
    let process = ChildProcess()
    process.executableURL = Program.url
    process.arguments = ["journal", "resume", run, "--quiet"]
    process.environment = stage.environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return process
  }
}
