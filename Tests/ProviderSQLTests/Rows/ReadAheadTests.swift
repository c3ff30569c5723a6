import CurlTransport
import Foundation
import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Reading ahead")
struct ReadAheadTests {
  /// A statement whose requests are the same in whatever order they are sent.
  struct Shape: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let sql: String
    /// What prepares the database, once.
    var preparation = ""

    init(_ description: String, _ sql: String, preparation: String = "") {
      testDescription = description
      self.sql = sql
      self.preparation = preparation
    }
  }

  private static let packages = "github.packages.packages"
  private static let versions = "github.packages.package_versions"
  private static let joined = "v.org = p.org AND v.package_type = p.package_type AND v.package_name = p.name"
  private static let few = "p.org = 'acme' AND p.package_type = 'container' AND p.name <> 'monorepo'"

  static let shapes: [Shape] = [
    Shape("a join", "SELECT p.name, v.id FROM \(packages) p JOIN \(versions) v ON \(joined) WHERE \(few)"),
    Shape("a left join", "SELECT p.name, v.id FROM \(packages) p LEFT JOIN \(versions) v ON \(joined) WHERE \(few)"),
    Shape(
      "a join that is grouped and ordered",
      """
      SELECT p.name, count(*), max(v.id) FROM \(packages) p JOIN \(versions) v ON \(joined) WHERE \(few)
      GROUP BY p.name HAVING count(*) > 2 ORDER BY 2 DESC, 1
      """),
    Shape(
      "a join with tags, filtered on both sides",
      """
      SELECT p.name, t.value FROM \(packages) p JOIN \(versions) v ON \(joined),
      json_each(v.metadata, '$.container.tags') t
      WHERE \(few) AND length(p.name) % 2 = 0 AND t.value LIKE 'v%' ORDER BY 1, 2
      """),
    Shape(
      "a join of all types",
      "SELECT p.name, p.package_type, v.id FROM \(packages) p JOIN \(versions) v ON \(joined) WHERE p.org = 'globex'"),
    Shape(
      "three tables",
      """
      SELECT p.name, v.id, w.name FROM \(packages) p JOIN \(versions) v ON \(joined)
      JOIN \(versions) w ON w.org = p.org AND w.package_type = p.package_type AND w.package_name = p.name
        AND w.package_version_id = v.id
      WHERE p.org = 'globex' AND p.package_type = 'container'
      """),
    Shape(
      "a value for each row",
      "SELECT p.name, (SELECT count(*) FROM \(versions) v WHERE \(joined)) FROM \(packages) p WHERE \(few)"),
    Shape(
      "a second value where the first is none",
      """
      SELECT p.name, coalesce(
        (SELECT max(v.id) FROM \(versions) v WHERE \(joined) AND v.id % 2 = 0),
        (SELECT min(v.id) FROM \(versions) v WHERE \(joined) AND v.state = 'deleted'), 0)
      FROM \(packages) p WHERE \(few)
      """),
    Shape(
      "no rows that match",
      "SELECT p.name FROM \(packages) p WHERE \(few) AND NOT EXISTS (SELECT 1 FROM \(versions) v WHERE \(joined))"),
    Shape(
      "an anti-join before another table",
      """
      SELECT p.name, w.id FROM \(packages) p CROSS JOIN \(versions) w
      WHERE \(few) AND NOT EXISTS (SELECT 1 FROM \(versions) v WHERE \(joined) AND v.id % 5 = 0)
      AND w.org = 'acme' AND w.package_type = p.package_type AND w.package_name = p.name
      """),
    Shape(
      "what a materialised join yields",
      """
      WITH newest AS MATERIALIZED (
        SELECT p.name AS package, max(v.id) AS id FROM \(packages) p JOIN \(versions) v ON \(joined) WHERE \(few)
        GROUP BY p.name)
      SELECT n.package, v.name FROM newest n JOIN \(versions) v
      ON v.org = 'acme' AND v.package_type = 'container' AND v.package_name = n.package AND v.package_version_id = n.id
      """),
    Shape(
      "two joins, one after the other",
      """
      SELECT p.name, v.id FROM \(packages) p JOIN \(versions) v ON \(joined) WHERE \(few)
      UNION ALL
      SELECT p.name, v.id FROM \(packages) p JOIN \(versions) v ON \(joined)
      WHERE p.org = 'globex' AND p.package_type = 'container'
      """),
    Shape(
      "keys from a local table",
      """
      SELECT w.name, count(*) FROM wanted w JOIN \(versions) v
      ON v.org = 'acme' AND v.package_type = 'container' AND v.package_name = w.name GROUP BY w.rowid
      """,
      preparation: """
        CREATE TABLE wanted(name TEXT);
        INSERT INTO wanted VALUES ('web'), ('api'), ('web'), ('hello'), ('tools/builder'), ('api')
        """),
    Shape(
      "keys from a temporary table",
      """
      SELECT w.name, count(*) FROM temp.wanted w JOIN \(versions) v
      ON v.org = 'acme' AND v.package_type = 'container' AND v.package_name = w.name GROUP BY w.rowid
      """,
      preparation: "CREATE TEMP TABLE wanted(name TEXT); INSERT INTO wanted VALUES ('web'), ('api'), ('web')"),
    Shape(
      "a view",
      "SELECT name, id FROM inventory",
      preparation: """
        CREATE VIEW inventory AS
        SELECT p.name, v.id FROM \(packages) p JOIN \(versions) v ON \(joined) WHERE \(few)
        """),
    Shape(
      "lists of values",
      """
      SELECT package_name, state, count(*) FROM \(versions) WHERE org = 'acme' AND package_type = 'container'
      AND package_name IN ('web', 'api', 'hello', 'web') AND state IN ('active', 'deleted') GROUP BY 1, 2
      """),
    Shape(
      "many ids",
      """
      WITH RECURSIVE n(i) AS (SELECT 3000001001 UNION ALL SELECT i + 1 FROM n WHERE i < 3000001060)
      SELECT id FROM \(versions) WHERE org = 'acme' AND package_type = 'container' AND package_name = 'web'
      AND package_version_id IN (SELECT i FROM n)
      """),
    Shape(
      "long lists within a join",
      """
      SELECT p.name, count(*), count(DISTINCT v.id) FROM \(packages) p JOIN \(versions) v ON \(joined)
      WHERE p.org = 'acme' AND p.package_type = 'container' GROUP BY p.name
      """),
  ]

  @Test("sends no request that reading in sequence does not send, and gives the same rows", arguments: shapes)
  func exactness(_ shape: Shape) async throws {
    try await Sandboxed.run(.init(latency: .milliseconds(2))) { run in
      func read(concurrency: Int) throws -> (rows: [[SQLValue]], requests: [String]) {
        let database = try run.database(concurrency: concurrency)
        _ = try database.results(shape.preparation)
        _ = run.takeRequests()
        let rows = try database.query(shape.sql).rows
        return (rows, run.takeRequests())
      }
      let sequence = try read(concurrency: 1)
      #expect(!sequence.rows.isEmpty || shape.testDescription.hasPrefix("no rows"))
      #expect(sequence.requests.count > 1)
      for concurrency in [2, 8, 100] {
        let together = try read(concurrency: concurrency)
        #expect(together.rows == sequence.rows)
        #expect(together.requests.sorted() == sequence.requests.sorted())
      }
    }
  }

  static let early: [Shape] = [
    Shape("LIMIT", "SELECT p.name, v.id FROM \(packages) p JOIN \(versions) v ON \(joined) WHERE \(few) LIMIT 30"),
    Shape(
      "LIMIT of another order", "SELECT v.id FROM \(packages) p JOIN \(versions) v ON \(joined) WHERE \(few) LIMIT 1"),
    Shape(
      "EXISTS around a join",
      """
      SELECT EXISTS (SELECT 1 FROM \(packages) p JOIN \(versions) v ON \(joined) WHERE \(few) AND v.id % 7 = 0)
      """),
    Shape(
      "EXISTS for each row",
      """
      SELECT p.name FROM \(packages) p WHERE p.org = 'acme' AND p.package_type = 'container'
      AND EXISTS (SELECT 1 FROM \(versions) v WHERE \(joined) AND v.id % 3 = 0)
      """),
    Shape(
      "LIMIT within each row",
      """
      SELECT p.name, (SELECT v.id FROM \(versions) v WHERE \(joined) AND v.id % 2 = 0 LIMIT 1) FROM \(packages) p
      WHERE p.org = 'acme' AND p.package_type = 'container'
      """),
    Shape(
      "an IN list and a LIMIT",
      """
      SELECT id FROM \(versions) WHERE org = 'acme' AND package_type = 'container'
      AND package_name IN ('web', 'api', 'hello', 'tools/builder', 'monorepo') AND id > 0 LIMIT 14
      """),
    Shape(
      "random choice",
      "SELECT p.name, v.id FROM \(packages) p JOIN \(versions) v ON \(joined) WHERE \(few) AND random() % 2"),
  ]

  @Test("wastes at most as many requests as a statement that stops early has used", arguments: early)
  func stoppingEarly(_ shape: Shape) async throws {
    try await Sandboxed.run(.init(latency: .milliseconds(2))) { run in
      let sequence = try run.database(concurrency: 1)
      _ = run.takeRequests()
      let rows = try sequence.query(shape.sql).rows
      let used = run.takeRequests().count
      // A request that was given up may reach the server a little later.
      var sent = 0
      for _ in 0..<5 {
        let together = try run.database(concurrency: 8).query(shape.sql).rows
        #expect(together == rows || shape.testDescription == "random choice")
        sent += run.takeRequests().count
      }
      #expect(sent <= 5 * 2 * used || shape.testDescription == "random choice", "\(sent) where \(used) are used")
    }
  }

  private static let shops = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)"
  private static let books = "library.catalog.books"

  static let repeating: [Shape] = [
    Shape("a join", "\(shops) SELECT count(*) FROM n JOIN \(books) b ON b.shop = 's' || n.i"),
    Shape("a left join", "\(shops) SELECT count(b.id) FROM n LEFT JOIN \(books) b ON b.shop = 's' || n.i"),
    Shape("a value", "\(shops) SELECT sum((SELECT count(*) FROM \(books) b WHERE b.shop = 's' || n.i)) FROM n"),
    Shape("a list of values", "\(shops) SELECT count(*) FROM \(books) WHERE shop IN (SELECT 's' || i FROM n)"),
    Shape(
      "a local table", "SELECT count(*) FROM keys JOIN \(books) b ON b.shop = keys.name",
      preparation: "CREATE TABLE keys AS \(shops) SELECT 's' || i AS name FROM n"),
    Shape(
      "a view", "SELECT count(*) FROM stock",
      preparation: "CREATE VIEW stock AS \(shops) SELECT b.id FROM n JOIN \(books) b ON b.shop = 's' || n.i"),
    Shape(
      "the second of three tables",
      """
      \(shops) SELECT count(*) FROM n JOIN \(books) b ON b.shop = 's' || n.i
      JOIN \(books) c ON c.shop = b.shop AND c.id >= b.id
      """),
  ]

  @Test("has as many requests under way as the client may", arguments: repeating)
  func concurrency(_ shape: Shape) async throws {
    // From the twentieth on, answers are held back until eight requests wait.
    let meeting = Meeting(of: 8, after: 20)
    try await Library.withDatabase(answer: { _ in
      await meeting.join()
      return .json(#"[{"id": 1}]"#)
    }) { database, server in
      _ = try database.results(shape.preparation)
      #expect(try database.query(shape.sql).rows == [[.integer(60)]])
      #expect(server.requests.count == 60)
      #expect(Set(server.requests).count == 60)
    }
    #expect(await meeting.most == 8)
  }

  @Test("joins two hundred packages with their versions in as many requests, though their lists are long")
  func manyPackages() async throws {
    let dataset = try Dataset.packages(200) { $0 % 10 == 0 ? 250 : 3 }
    try await Sandboxed.run(.init(dataset: dataset)) { run in
      let (result, requests) = try run.run(
        """
        SELECT count(*), count(DISTINCT v.id) FROM \(Self.packages) p JOIN \(Self.versions) v ON \(Self.joined)
        WHERE p.org = 'many' AND p.package_type = 'container'
        """)
      #expect(result.rows == [[.integer(5_540), .integer(5_540)]])
      // Two pages of packages, one of versions for each package, and two more for each of the long lists.
      #expect(requests.count == 242)
      #expect(Set(requests).count == requests.count)
    }
  }

  @Test("ends with the error of the request that fails, and sends no more than are under way behind it")
  func failure() async throws {
    let dataset = try Dataset.packages(100) { _ in 3 }
    try await Sandboxed.run(.init(dataset: dataset)) { run in
      run.sandbox.addRule(
        Rule(method: "GET", pathPattern: "*/package-010/versions", action: .respond(status: 404, body: "{}")))
      let error = #expect(throws: ProviderError.self) {
        try run.run(
          """
          SELECT count(*) FROM \(Self.packages) p JOIN \(Self.versions) v ON \(Self.joined)
          WHERE p.org = 'many' AND p.package_type = 'container'
          """)
      }
      #expect(error?.kind == .notFound)
      #expect(error?.requestLine?.contains("package-010") == true)
      #expect(run.takeRequests().count <= 23)
    }
  }

  @Test("within a transaction, and of what it has not committed, is read in sequence")
  func transaction() async throws {
    try await Sandboxed.run { run in
      let result = try run.database.query(
        """
        BEGIN; CREATE TABLE wanted(name TEXT); INSERT INTO wanted VALUES ('web'), ('api');
        SELECT w.name, count(*) FROM wanted w JOIN \(Self.versions) v
        ON v.org = 'acme' AND v.package_type = 'container' AND v.package_name = w.name GROUP BY 1;
        """)
      #expect(result.rows == [[.text("api"), .integer(6)], [.text("web"), .integer(12)]])
      _ = try run.database.results("ROLLBACK")
    }
  }
}

/// Lets those who come wait for each other.
private actor Meeting {
  private let size: Int
  private let free: Int
  private var arrived = 0
  private var present = 0
  private(set) var most = 0
  private var waiting: [CheckedContinuation<Void, Never>] = []

  /// The first `after` may pass; then all wait until `of` of them are there at once, and from then on nobody does.
  init(of size: Int, after free: Int) {
    self.size = size
    self.free = free
  }

  func join() async {
    arrived += 1
    present += 1
    most = max(most, present)
    if present >= size || arrived > 60 - size {
      waiting.forEach { $0.resume() }
      waiting = []
    } else if arrived > free, most < size {
      await withCheckedContinuation { waiting.append($0) }
    }
    present -= 1
  }
}

extension Sandboxed {
  /// Another database over the same sandbox.
  fileprivate func database(concurrency: Int) throws -> Database {
    let client = ProviderClient(
      provider: GitHub.descriptor, transport: CurlTransport(), token: "",
      configuration: ClientConfiguration(baseURL: sandbox.url, concurrency: concurrency), environment: [:])
    return try Database(clients: [client])
  }
}

extension Dataset {
  /// One organisation, `many`, with packages `package-000`, `package-001`, … of so many versions each.
  static func packages(_ count: Int, versions: (Int) -> Int) throws -> Dataset {
    let packages = (0..<count).map { number in
      let name = "package-" + String(String(1_000 + number).dropFirst())
      return """
        {"name": "\(name)", "package_type": "container",
         "versions": {"count": \(versions(number)), "first_id": \(4_000_000_000 + number * 1_000)}}
        """
    }
    let text = """
      {"authenticated_user": "octocat", "organizations": [{"login": "many", "packages": [\(packages.joined(separator: ","))]}],
       "users": [{"login": "octocat", "packages": []}]}
      """
    return try Dataset(json: Data(text.utf8))
  }
}
