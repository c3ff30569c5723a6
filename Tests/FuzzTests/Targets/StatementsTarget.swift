import CSQLite
import GitHubProvider
@testable import ProviderRuntime
@testable import ProviderSQL

extension FuzzTarget {
  /// SQL text and, behind it, the answers of the server: the whole way of a statement.
  static let statements = FuzzTarget("statements", maximumLength: 4_096, mutations: 400, dictionary: sqlWords) {
    bytes in
    let parts = parts(of: bytes)
    let sql = text(parts[0])
    // These change the whole process, and with it the inputs that come behind.
    if ["heap_limit", "store_directory"].contains(where: sql.lowercased().contains) { return }
    let server = ScriptedServer(Array(parts.dropFirst()))
    let clients = [
      ProviderClient.scripted(GitHub.descriptor, server, requests: 24),
      ProviderClient.scripted(Depot.provider, server, requests: 24),
    ]
    let database = try Database(clients: clients)
    limit(database.connection)
    var plans = 0
    database.writeHandler = { plan in
      plans += plan.writes.count
      for write in plan.writes { try checkPlanned(write) }
      return plan.writes.map { WriteResult(write: $0, outcome: .planned) }
    }
    var receiver = Reader()
    do {
      try database.execute(sql, into: &receiver)
    } catch let violation as Violation {
      throw violation
    } catch {
      _ = "\(error)"
      try require(
        error is SQLError || error is ProviderError || error is TooMany, "an error of no known type: \(error)")
    }
    for request in server.requests {
      try require(request.url.hasPrefix("https://api.example.com/"), "a request goes elsewhere: \(request.url)")
      // Nothing is sent before somebody has said yes, which nobody here does.
      try require(request.method == "GET", "a write was sent: \(request)")
    }
  }

  private static func checkPlanned(_ write: PlannedWrite) throws {
    try require(write.method.httpMethod != "GET", "a read is planned as a write")
    try require(write.request.hasPrefix(write.method.httpMethod + " /"), "no request line: \(write.request)")
  }

  /// SQLite's own limits: a statement that never ends, or fills the memory or the disk, is its author's wish.
  private static func limit(_ connection: OpaquePointer) {
    sqlite3_limit(connection, SQLITE_LIMIT_ATTACHED, 0)
    sqlite3_limit(connection, SQLITE_LIMIT_LENGTH, 1_000_000)
    // The handler is called once for so many steps, and ends the statement with its first call.
    sqlite3_progress_handler(connection, 200_000, { _ in 1 }, nil)
  }

  private struct TooMany: Error {}

  /// Reads every value in every way.
  private struct Reader: RowReceiver {
    var rows = 0
    var width = 0

    mutating func begin(columns: [Column]) { width = columns.count }

    mutating func row(_ row: Row) throws {
      rows += 1
      if rows > 300 { throw TooMany() }
      try require(row.count == width, "a row of \(row.count) values under \(width) columns")
      for column in 0..<row.count {
        let kind = row.kind(column)
        let count = row.withUTF8(column) { $0.count }
        switch row[column] {
        case .null: try require(kind == .null && count == 0, "NULL is something")
        case .text(let text): try require(kind == .text, "text is no text: \(text)")
        case .json(let text): try require(kind == .json && !text.isEmpty, "JSON is empty")
        case .blob(let bytes): try require(kind == .blob && bytes.count == count, "a blob has another length")
        case .integer(let number): try require(row.integer(column) == number, "a number is another")
        case .boolean(let truth): try require(row.integer(column) == (truth ? 1 : 0), "a truth is another")
        case .real: try require(kind == .real, "a real is none")
        }
      }
    }

    mutating func end() {}
  }
}
