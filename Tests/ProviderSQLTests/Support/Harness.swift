import Foundation
import ProviderRuntime
import ProviderSQL

/// The result of one statement.
struct ResultSet: Sendable, Equatable {
  var columns: [Column]
  var rows: [[SQLValue]]

  var names: [String] { columns.map(\.name) }

  /// The values of a column.
  func values(_ name: String) -> [SQLValue] {
    guard let index = names.firstIndex(of: name) else { return [] }
    return rows.map { $0[index] }
  }

  /// The values of a column, as texts.
  func texts(_ name: String) -> [String] { values(name).map(\.shown) }
}

extension SQLValue {
  /// The value as a test reads it.
  var shown: String {
    switch self {
    case .null: "NULL"
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text), .json(let text): text
    case .blob(let bytes): String(describing: bytes)
    case .boolean(let truth): String(truth)
    }
  }
}

/// Keeps everything it is handed.
struct Collector: RowReceiver {
  var results: [ResultSet] = []
  /// Called with the number of each row.
  var onRow: (Int) throws -> Void = { _ in }

  mutating func begin(columns: [Column]) { results.append(ResultSet(columns: columns, rows: [])) }
  mutating func row(_ row: Row) throws {
    results[results.count - 1].rows.append((0..<row.count).map { row[$0] })
    try onRow(results[results.count - 1].rows.count)
  }
  mutating func end() {}
}

extension Database {
  /// The results of a text's statements.
  func results(_ sql: String) throws -> [ResultSet] {
    var collector = Collector()
    try execute(sql, into: &collector)
    return collector.results
  }

  /// The result of the last statement that has one.
  func query(_ sql: String) throws -> ResultSet {
    try results(sql).last ?? ResultSet(columns: [], rows: [])
  }

  /// What a statement fails with; nil where it does not.
  func failure(_ sql: String) -> (any Error)? {
    do {
      _ = try results(sql)
      return nil
    } catch {
      return error
    }
  }

  /// The message of the `SQLError` that a statement fails with, empty where it does not.
  func message(_ sql: String) -> String {
    failure(sql).map { ($0 as? SQLError)?.message ?? "\($0)" } ?? ""
  }
}

/// Runs a body on a thread of its own: a database blocks its thread, which must not be one of Swift's concurrency threads.
func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    let thread = Thread { continuation.resume(with: Result(catching: body)) }
    thread.stackSize = 4 << 20
    thread.start()
  }
}

/// A server that is a function, and the requests that reached it.
final class FakeServer: HTTPTransport {
  private let answer: @Sendable (HTTPRequest) async throws -> HTTPResponse
  private let log = Locked<[String]>([])

  init(_ answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse) {
    self.answer = answer
  }

  /// The method, path and query of each request, in order.
  var requests: [String] { log.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    let path = request.url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).last.map(String.init)
    log.withLock { $0.append("\(request.method) /\(path ?? "")") }
    return try await answer(request)
  }
}

extension HTTPResponse {
  static func json(_ text: String, status: Int = 200, headers: HTTPHeaders = [:]) -> HTTPResponse {
    HTTPResponse(status: status, headers: headers, body: Array(text.utf8))
  }
}

extension ParameterDescriptor {
  /// A text in the path.
  static func path(_ name: String) -> ParameterDescriptor {
    ParameterDescriptor(name: name, location: .path, isRequired: true, type: .string(), summary: "")
  }
}
