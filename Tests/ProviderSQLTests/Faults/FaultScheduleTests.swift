import CurlTransport
import Foundation
import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Random faults")
struct FaultScheduleTests {
  private static let isLong = ProcessInfo.processInfo.environment["BINDERY_LONG_TESTS"] != nil

  /// No schedule needs as many: a list without an end would.
  private static let mostRequests = 2_000

  /// How the schedules ended.
  private struct Tally: Sendable {
    var whole = 0
    var failed = 0
    /// Schedules with what is wrong with them.
    var wrong: [String] = []

    mutating func add(_ other: Tally) {
      whole += other.whole
      failed += other.failed
      wrong += other.wrong
    }
  }

  @Test(
    "Statements over 3,000 versions end with all of them or with an error, whatever goes wrong",
    .timeLimit(.minutes(isLong ? 30 : 3)))
  func inProcess() async throws {
    let answers = try InProcessSandbox.Answers(FaultSchedule.dataset)
    let tally = try await Self.run(count: Self.isLong ? 9_800 : 300) { seed in
      let schedule = FaultSchedule(seed: seed, mayMove: false)
      let time = FaultTime()
      let client = ProviderClient(
        provider: GitHub.descriptor, transport: try InProcessSandbox(answers, rules: schedule.rules, time: time),
        token: "secret",
        configuration: ClientConfiguration(
          baseURL: InProcessSandbox.url, maximumRequests: Self.mostRequests, concurrency: schedule.concurrency),
        environment: [:], time: time.source)
      return Self.tally(schedule, try Database(clients: [client])) { Array(schedule.statement.ids) }
    }
    Self.report(tally, "in process")
  }

  @Test(
    "The same over real HTTP, with versions that come and go meanwhile",
    .timeLimit(.minutes(isLong ? 30 : 3)))
  func overHTTP() async throws {
    let tally = try await Self.run(count: Self.isLong ? 200 : 8) { seed in
      let schedule = FaultSchedule(seed: 1_000_000 + seed, mayMove: true)
      let sandbox = try GitHubSandbox.start(.init(dataset: FaultSchedule.dataset))
      defer { sandbox.stop() }
      for rule in schedule.rules { sandbox.addRule(try Rule(parsing: rule)) }
      func database(_ time: TimeSource) throws -> Database {
        let client = ProviderClient(
          provider: GitHub.descriptor, transport: CurlTransport(), token: "secret",
          configuration: ClientConfiguration(
            baseURL: sandbox.url, timeout: .seconds(5), maximumRequests: Self.mostRequests,
            concurrency: schedule.concurrency),
          environment: [:], time: time)
        return try Database(clients: [client])
      }
      return Self.tally(schedule, try database(FaultTime().source)) {
        guard schedule.rules.contains(where: { $0.contains("removed") }) else { return Array(schedule.statement.ids) }
        // Those that are there in the end were there all the time.
        sandbox.removeRules()
        return try database(.system).query(schedule.statement.sql).texts("id").compactMap { Int64($0) }
      }
    }
    Self.report(tally, "over HTTP")
  }

  /// Runs a schedule for each seed, on two threads.
  private static func run(
    count: Int, _ body: @escaping @Sendable (UInt64) throws -> Tally
  ) async throws -> Tally {
    try await withThrowingTaskGroup(of: Tally.self) { group in
      for part in 0..<2 {
        group.addTask {
          try await onThread {
            var tally = Tally()
            for seed in stride(from: part, to: count, by: 2) { tally.add(try body(UInt64(seed))) }
            return tally
          }
        }
      }
      return try await group.reduce(into: Tally()) { $0.add($1) }
    }
  }

  /// Runs a schedule and compares what comes with what must come, which may be asked for afterwards.
  private static func tally(
    _ schedule: FaultSchedule, _ database: Database, expecting expected: () throws -> [Int64]
  ) -> Tally {
    var tally = Tally()
    do {
      let rows = try database.query(schedule.statement.sql).texts("id").compactMap { Int64($0) }
      let missing = Set(try expected()).intersection(schedule.statement.ids).subtracting(rows)
      let isTwice = Set(rows).count != rows.count && !schedule.rules.contains { $0.contains("added") }
      if missing.isEmpty, !isTwice {
        tally.whole = 1
      } else {
        tally.wrong = ["\(schedule): \(rows.count) rows, \(missing.count) missing"]
      }
    } catch let error as ProviderError {
      // The other limit is that of an answer's size.
      let isEndless = error.kind == .limitReached && error.reason.contains("\(mostRequests) requests")
      if isEndless { tally.wrong = ["\(schedule): no end"] } else { tally.failed = 1 }
    } catch {
      tally.wrong = ["\(schedule): an error of no type: \(error)"]
    }
    return tally
  }

  private static func report(_ tally: Tally, _ place: String) {
    #expect(tally.wrong.isEmpty, "\(tally.wrong.prefix(5).joined(separator: "\n"))")
    // Else the schedules would show nothing.
    #expect(tally.whole > tally.failed / 10 && tally.failed > tally.whole / 10)
    if isLong {
      print("random faults \(place): \(tally.whole) whole, \(tally.failed) failed, \(tally.wrong.count) wrong")
    }
  }
}
