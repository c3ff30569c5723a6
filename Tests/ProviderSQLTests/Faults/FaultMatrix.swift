import Foundation
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

/// What became of a statement under a fault.
enum FaultOutcome: Sendable, Equatable {
  /// Exactly the rows that come without the fault.
  case rightRows
  /// The 404 of an object that is asked for by its full key.
  case noRow
  /// Rows of a list that others changed: so many came twice, so many that were there all the time did not come.
  case shifted(twice: Int, missed: Int)
  case failed(ProviderError.Kind)
  /// What must never be, in words.
  case wrong(String)

  var isRight: Bool { if case .wrong = self { false } else { true } }

  /// The outcome as a cell of the table.
  var text: String {
    switch self {
    case .rightRows: "right rows"
    case .noRow: "no row"
    case .shifted(let twice, 0): "right rows, \(twice) twice"
    case .shifted(0, let missed): "\(missed) row missed"
    case .shifted(let twice, let missed): "\(twice) rows twice, \(missed) missed"
    case .failed(let kind): "error `\(kind)`"
    case .wrong(let words): "**\(words)**"
    }
  }
}

/// Every fault in every place.
enum FaultMatrix {
  /// Runs all statements, several at a time: most wait.
  static func run() async throws -> [[FaultOutcome]] {
    let places = FaultPlace.allCases
    let right = try await Sandboxed.run(GitHubSandbox.Options(dataset: FaultPlace.dataset)) { it in
      try places.map { try it.database.query($0.sql).texts("id").sorted() }
    }
    #expect(right.map(\.count) == [100, 100, 100, 1, 60])
    var rows = Fault.all.map { _ in places.map { _ in FaultOutcome.wrong("did not run") } }
    try await withThrowingTaskGroup(of: (Int, Int, FaultOutcome).self) { group in
      var cells = Fault.all.indices.flatMap { fault in places.indices.map { (fault, $0) } }[...]
      func startNext() {
        guard let (fault, place) = cells.popFirst() else { return }
        group.addTask { (fault, place, try await outcome(Fault.all[fault], at: places[place], right[place])) }
      }
      for _ in 0..<12 { startNext() }
      while let (fault, place, outcome) = try await group.next() {
        rows[fault][place] = outcome
        startNext()
      }
    }
    return rows
  }

  private static func outcome(
    _ fault: Fault, at place: FaultPlace, _ right: [String]
  ) async throws -> FaultOutcome {
    // Which page another change falls between is the same every time only where one page is read after the other.
    let configuration = ClientConfiguration(
      timeout: fault.isTimed ? .seconds(3) : .seconds(60), maximumWait: .seconds(5),
      concurrency: fault.isShift ? 1 : nil)
    return try await Sandboxed.run(
      GitHubSandbox.Options(dataset: FaultPlace.dataset), token: "secret", configuration: configuration
    ) { it in
      for rule in try place.rules(fault) { it.sandbox.addRule(try Rule(parsing: rule)) }
      do {
        let rows = try it.database.query(place.sql).texts("id").sorted()
        return judge(rows, right: right, fault, place)
      } catch let error as ProviderError {
        return judge(error)
      } catch {
        return .wrong("an error of no type: \(error)")
      }
    }
  }

  private static func judge(
    _ rows: [String], right: [String], _ fault: Fault, _ place: FaultPlace
  ) -> FaultOutcome {
    if rows == right { return .rightRows }
    if rows.isEmpty, place == .object, fault.settings.hasPrefix("status=404") { return .noRow }
    guard fault.isShift else { return .wrong("\(rows.count) rows, not \(right.count)") }
    // Ids grow with time. Those of the second package in a join are the ones that change there.
    let changing = place == .inner ? Array(right[20..<40]) : right
    let deleted = Set(changing.sorted { $0 > $1 }.prefix(fault.removed))
    let came = Set(rows)
    let missed = Set(right).subtracting(deleted).subtracting(came).count
    let twice = rows.count - came.count
    if missed == 0, twice == 0 { return .rightRows }
    return .shifted(twice: twice, missed: missed)
  }

  /// An error must be the remote's, and quote neither the token nor a page that is no answer.
  private static func judge(_ error: ProviderError) -> FaultOutcome {
    let text = error.description
    if text.contains("secret") { return .wrong("the token is shown") }
    if text.contains("<") || text.utf8.count > 2_000 { return .wrong("the error quotes a page") }
    if error.requestLine?.hasPrefix("GET /orgs/acme/packages/") != true { return .wrong("no request is named") }
    switch error.kind {
    case .invalidConfiguration, .missingArgument, .invalidArgument, .cancelled: return .wrong("error \(error.kind)")
    default: return .failed(error.kind)
    }
  }

  /// The table for docs/faults.md.
  static func table(_ rows: [[FaultOutcome]]) -> String {
    let head = ["fault", "rule"] + FaultPlace.allCases.map(\.rawValue)
    let lines = zip(Fault.all, rows).map { fault, outcomes in
      [fault.name, "`\(fault.settings)`"] + outcomes.map(\.text)
    }
    return ([head, head.map { _ in "---" }] + lines).map { "| \($0.joined(separator: " | ")) |\n" }.joined()
  }
}
