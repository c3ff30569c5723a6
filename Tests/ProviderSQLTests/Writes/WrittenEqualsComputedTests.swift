import ProviderRuntime
import ProviderSQL
import Testing

/// What is sent is what SQLite itself writes into a local table of the same rows.
@Suite("What is sent is what SQLite computes")
struct WrittenEqualsComputedTests {
  private typealias Random = DeletedEqualsSelectedTests.Random

  private static let columns = ["title", "note", "done", "priority", "weight", "state"]

  /// A local copy of the tasks: it has the keys that the provider's table has.
  private static let copy = """
    DROP TABLE IF EXISTS copy;
    CREATE TABLE copy(project TEXT, id INTEGER, title TEXT, note TEXT, done BOOLEAN, priority INTEGER, weight REAL,
      labels TEXT, settings TEXT, state TEXT, url TEXT, task_id INTEGER);
    INSERT INTO copy SELECT project, id, title, note, done, priority, weight, labels, settings, state, url, id
      FROM shop.work.tasks WHERE project = 'a';
    CREATE TABLE IF NOT EXISTS local(k INTEGER, t TEXT);
    DELETE FROM local;
    INSERT INTO local VALUES (1, 'p'), (3, 'q'), (3, 'q'), (9, NULL);
    """

  private static func assignment(_ column: String, _ random: inout Random) -> String {
    let expressions: [String: [String]] = [
      "title": ["'x'", "title || '!'", "upper(title)", "coalesce(note, 'none')", "'it''s'", "id", "state || priority"],
      "note": [
        "NULL", "'n'", "title", "nullif(note, 'n')", "(SELECT max(t) FROM local)", "CASE WHEN done THEN 'd' END",
      ],
      "done": ["1", "0", "NOT done", "'true'", "priority > 1", "id = 1 OR note IS NULL"],
      "priority": ["priority + 1", "'7'", "length(title)", "(SELECT count(*) FROM local WHERE k = id)", "-1", "2.0"],
      "weight": ["0.25", "priority * 1.5", "3", "coalesce(weight, 0) + 1"],
      "state": ["'open'", "'closed'", "CASE state WHEN 'open' THEN 'closed' ELSE 'open' END", "lower('OPEN')"],
    ]
    return "\(column) = \(random.pick(expressions[column] ?? []))"
  }

  private static func condition(_ random: inout Random) -> String {
    let atoms = [
      "id = 1", "task_id = 2", "id IN (1, 3)", "done", "NOT done", "note IS NULL", "priority > 1", "title LIKE 't%'",
      "state = 'open'", "id IN (SELECT k FROM local)", "weight IS NOT NULL", "json_array_length(labels) > 0", "1",
      "labels LIKE '%x%'", "id <> 2", "EXISTS (SELECT 1 FROM local WHERE k = id)", "id = 3 OR title = 'one'", "0",
    ]
    let parts = (0..<Int.random(in: 1...2, using: &random)).map { _ in "(\(random.pick(atoms)))" }
    return (["project = 'a'"] + parts).shuffled(using: &random).joined(separator: " AND ")
  }

  /// A value of the local table as a body holds it.
  private static func json(_ value: SQLValue, _ column: String) -> String {
    switch (column, value) {
    case (_, .null): "null"
    case ("done", .integer(let number)): number == 0 ? "false" : "true"
    case ("done", .boolean(let truth)): truth ? "true" : "false"
    case ("done", _): "true"
    case ("weight", .integer(let number)): "\(number).0"
    case (_, .integer(let number)): "\(number)"
    case (_, .real(let number)): "\(number)"
    default: "\"\(value.shown)\""
    }
  }

  @Test("by UPDATE: the same rows, what is set and nothing else", arguments: 0..<2)
  func update(seed: UInt64) async throws {
    try await Bench.run { run in
      run.applies = false
      var random = Random(state: seed)
      var (written, keyed) = (0, 0)
      for _ in 0..<250 {
        _ = try run.database.results(Self.copy)
        let columns = Self.columns.shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
        let set = columns.map { Self.assignment($0, &random) }.joined(separator: ", ")
        let condition = Self.condition(&random)
        let statement = "SET \(set) WHERE \(condition)"
        let plans = try run.database.plan("UPDATE shop.work.tasks \(statement)")
        let changed = try run.database.query(
          """
          CREATE TEMP TABLE IF NOT EXISTS changed(id INTEGER PRIMARY KEY); DELETE FROM changed;
          INSERT INTO changed SELECT id FROM copy WHERE \(condition);
          UPDATE copy \(statement);
          SELECT * FROM copy WHERE id IN (SELECT id FROM changed) ORDER BY id
          """)
        let expected = changed.rows.map { row -> String in
          let members = Self.columns.filter(columns.contains).map { column in
            let value = row[changed.names.firstIndex(of: column) ?? 0]
            return "\"\(column)\":\(Self.json(value, column))"
          }
          return "PATCH /projects/a/tasks/\(row[1].shown) {\(members.joined(separator: ","))}"
        }
        let sent = plans.flatMap(\.writes).sorted { $0.request < $1.request }.map { "\($0.request) \($0.body ?? "")" }
        #expect(sent == expected, "UPDATE \(statement)")
        written += sent.count
        keyed += plans.count { $0.width == .oneObject }
      }
      #expect(written > 150 && keyed > 5, "\(written) written, \(keyed) by their key")
    }
  }

  @Test("by INSERT: the same rows, in their order", arguments: 0..<2)
  func insert(seed: UInt64) async throws {
    try await Bench.run { run in
      run.applies = false
      var random = Random(state: seed &+ 100)
      var written = 0
      for _ in 0..<150 {
        _ = try run.database.results(Self.copy)
        let columns = (["title"] + ["note", "done", "priority", "weight"].filter { _ in random.chance(50) })
          .shuffled(using: &random)
        let table = random.chance(50) ? "copy" : "shop.work.tasks"
        let query =
          "SELECT id, "
          + columns.map { Self.assignment($0, &random).split(separator: "=", maxSplits: 1)[1] + " AS c_\($0)" }
          .joined(separator: ", ") + " FROM \(table) WHERE \(Self.condition(&random)) ORDER BY id"
        let rows = try run.database.query(
          """
          CREATE TEMP TABLE IF NOT EXISTS made(title TEXT, note TEXT, done BOOLEAN, priority INTEGER, weight REAL);
          DELETE FROM made;
          INSERT INTO made(\(columns.joined(separator: ", "))) SELECT \(columns.map { "c_\($0)" }.joined(separator: ", "))
            FROM (\(query));
          SELECT * FROM made ORDER BY rowid
          """)
        let plans = try run.database.plan(
          """
          INSERT INTO shop.work.tasks (project, \(columns.joined(separator: ", ")))
          SELECT 'b', \(columns.map { "c_\($0)" }.joined(separator: ", ")) FROM (\(query))
          """)
        let expected = rows.rows.map { row -> String in
          let members = zip(rows.names, row).filter { columns.contains($0.0) }.map { name, value in
            "\"\(name)\":\(Self.json(value, name))"
          }
          return "{\(members.joined(separator: ","))}"
        }
        let sent = plans.flatMap(\.writes).map { $0.body ?? "" }
        #expect(sent == expected, "\(query)")
        written += sent.count
      }
      #expect(written > 100)
    }
  }
}
