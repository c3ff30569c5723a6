import Bundled
import Foundation
import ProviderRuntime
import ProviderSQL

/// SQL over a provider's table against SQL over the same rows in a plain table, with the network left aside: answers come
/// from memory. Reading them, the table and SQLite are what is measured.
///
///     virtual-table FOLDER RUNS STATEMENT…    {table} and {where} stand for what differs; prints seconds as JSON
@main
struct VirtualTable {
  static func main() throws {
    let words = CommandLine.arguments
    let pages = try MemoryTransport(folder: words[1])
    let database = try Database(clients: [ProviderClient(provider: GitHub.descriptor, transport: pages, token: "bench")]
    )
    let table = "github.packages.package_versions"
    let condition = "v.org = 'acme' AND v.package_type = 'container' AND v.package_name = 'monorepo'"
    var rows = Rows()
    try database.execute("CREATE TEMP TABLE plain AS SELECT * FROM \(table) v WHERE \(condition)", into: &rows)

    var results: [[String: [Double]]] = []
    for statement in words.dropFirst(3) {
      let virtual = statement.replacing("{table}", with: table).replacing("{where}", with: condition)
      let plain = statement.replacing("{table}", with: "plain").replacing("{where}", with: "true")
      var samples: [String: [Double]] = ["virtual": [], "plain": []]
      // The first run of each warms up; what they answer must be the same.
      guard try answer(of: virtual, in: database) == answer(of: plain, in: database) else {
        throw Difference(statement: statement)
      }
      for _ in 0..<(Int(words[2]) ?? 1) {
        samples["virtual"]?.append(try seconds(of: virtual, in: database))
        samples["plain"]?.append(try seconds(of: plain, in: database))
      }
      results.append(samples)
    }
    FileHandle.standardOutput.write(try JSONSerialization.data(withJSONObject: results))
  }

  private static func seconds(of statement: String, in database: Database) throws -> Double {
    var rows = Rows()
    let time = try ContinuousClock().measure { try database.execute(statement, into: &rows) }
    return time / .seconds(1)
  }

  private static func answer(of statement: String, in database: Database) throws -> [[SQLValue]] {
    var rows = Rows()
    rows.isKept = true
    try database.execute(statement, into: &rows)
    return rows.kept
  }
}

/// Thrown where the two tables do not answer the same.
struct Difference: Error {
  var statement: String
}

/// Reads every value of every row; keeps them where it is told to.
struct Rows: RowReceiver {
  var isKept = false
  var kept: [[SQLValue]] = []

  mutating func begin(columns: [Column]) {}
  mutating func row(_ row: Row) {
    let values = (0..<row.count).map { row[$0] }
    if isKept { kept.append(values) }
  }
  mutating func end() {}
}

/// A server that is a folder of pages, read before anything is measured. Answering costs next to nothing: it stands for what is
/// left aside.
struct MemoryTransport: HTTPTransport {
  private static let path = "/orgs/acme/packages/container/monorepo/versions"
  private let answers: [HTTPResponse]

  init(folder: String) throws {
    let count = try FileManager.default.contentsOfDirectory(atPath: folder).compactMap { Int($0.dropLast(5)) }.count
    let address = "https://api.github.com\(Self.path)"
    answers = try (1...count).map { number in
      // As GitHub's: the last page names the first, too.
      let links = [("first", 1), ("next", number + 1), ("last", count)].filter { $0.1 <= count }
        .map { "<\(address)?per_page=100&page=\($0.1)>; rel=\"\($0.0)\"" }
      return HTTPResponse(
        status: 200, headers: ["Link": links.joined(separator: ", ")],
        body: [UInt8](try Data(contentsOf: URL(filePath: "\(folder)/\(number).json"))))
    }
  }

  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    // The page's number comes last; the first page has none.
    let url = request.url.utf8
    guard let equals = url.lastIndex(of: UInt8(ascii: "=")), url[..<equals].suffix(5).elementsEqual("&page".utf8),
      let number = Int(Substring(url[equals...].dropFirst())), answers.indices.contains(number - 1)
    else { return answers[0] }
    return answers[number - 1]
  }
}
