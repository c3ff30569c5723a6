import ProviderRuntime
import ProviderSQL
import Testing

/// What a statement compares fields with is looked at before SQLite sees the rows: its answers have to be those that SQLite
/// gives where it is offered nothing, because the comparison stands within an expression.
@Suite("Conditions on fields")
struct ConditionTests {
  private static let texts = [
    #""a""#, #""ab""#, #""A""#, #""B""#, #""""#, #""12""#, #""012""#, #""9""#, #""é""#, #""a\u00e9""#, #""a\u0000b""#,
    #""😀""#, #""\uffff""#, #""2024-01-02T03:04:05Z""#, #""2024-01-02""#, "null", "7", "1.5", "true",
  ]
  private static let integers = [
    "0", "1", "-1", "12", "9007199254740993", "-9223372036854775808", "9223372036854775807", "9223372036854775808",
    "1.5",
    "12.0", "null", #""12""#, #""a""#, "true", "false",
  ]
  private static let constants = [
    "'a'", "'ab'", "'A'", "''", "'12'", "'9'", "'é'", "'aé'", "'a' || char(0) || 'b'", "'2024-01-02'",
    "'2024-01-02T03:04:05Z'",
    "0", "1", "-1", "12", "12.0", "1.5", "9007199254740992", "9007199254740993", "9223372036854775807", "NULL", "x'61'",
    "CAST('12' AS INTEGER)", "CAST(12 AS TEXT)", "1e400", "-1e400",
  ]

  /// Every text and every whole number, four on a page, some members left out.
  private static let items = (0..<60).map { number in
    var members = ["\"id\":\(number)"]
    if number % 7 != 3 { members.append("\"title\":\(texts[number % texts.count])") }
    if number % 11 != 5 { members.append("\"order\":\(integers[number * 4 % integers.count])") }
    if number % 3 == 1 { members.append("\"genre\":\(texts[number * 5 % texts.count])") }
    return "{\(members.joined(separator: ","))}"
  }

  private static func withBooks(_ setup: String = "", _ body: @escaping @Sendable (Database) throws -> Void)
    async throws
  {
    try await Library.withDatabase(answer: { request in
      let parameters = request.url.split(separator: "?").last?.split(separator: "&") ?? []
      let page = parameters.compactMap { $0.hasPrefix("page=") ? Int($0.dropFirst(5)) : nil }.first ?? 1
      let start = min(4 * (page - 1), items.count)
      return .json("[\(items[start..<min(start + 4, items.count)].joined(separator: ","))]")
    }) { database, _ in
      _ = try database.results(setup)
      #expect(
        try database.query("SELECT count(*) FROM library.catalog.books WHERE shop = 's'").rows == [[.integer(60)]])
      try body(database)
    }
  }

  /// Compares the ids that each condition leaves with those for which SQLite finds it true; returns how many.
  private static func compare(_ conditions: [String], in database: Database) throws -> Int {
    let table = "FROM library.catalog.books b WHERE b.shop = 's'"
    let truths = conditions.map { "(\($0)) IS TRUE" }.joined(separator: ", ")
    let wanted = try database.query("SELECT b.id, \(truths) \(table) ORDER BY 1").rows
    var found = 0
    for (index, condition) in conditions.enumerated() {
      let ids = wanted.filter { $0[index + 1] == .integer(1) }.map { $0[0].shown }
      #expect(
        try database.query("SELECT b.id \(table) AND (\(condition)) ORDER BY 1").texts("id") == ids, "\(condition)")
      found += ids.count
    }
    return found
  }

  @Test("leave the rows for which they are true", arguments: ["", "PRAGMA encoding = 'UTF-16le';"])
  func comparisons(setup: String) async throws {
    try await Self.withBooks(setup) { database in
      let operators = setup.isEmpty ? ["=", "<", "<=", ">", ">=", "<>", "IS", "IS NOT"] : ["=", "<", ">="]
      var found = 0
      for column in ["title", "\"order\""] {
        // A number is not compared with a text that is none.
        let constants = Self.constants.filter {
          column == "title" || !$0.hasPrefix("'") || ["'12'", "'9'"].contains($0)
        }
        for comparison in operators {
          found += try Self.compare(constants.map { "\(column) \(comparison) \($0)" }, in: database)
        }
      }
      #expect(found > 1_000)
    }
  }

  @Test("are several at once, of other kinds, and within OR")
  func combinations() async throws {
    try await Self.withBooks { database in
      let conditions = [
        "title BETWEEN 'a' AND 'b'", "title > 'a' AND title < 'b' AND \"order\" >= 0", "title IN ('a', 'B', '12')",
        "title = 'a' OR \"order\" = 12", "title LIKE 'a%'", "title GLOB 'a*'", "title GLOB '2024-*'",
        "title < 'b' COLLATE NOCASE", "title = 'a' COLLATE NOCASE", "NOT title < 'b'",
        "NOT (title >= 'a' AND id > 100)",
        "title < genre", "genre > 'a' AND title <= '2024-01-02'", "title > 'a' AND title > 'ab'",
        "title = 'a' AND title = 'A'", "'b' > title", "12 < \"order\"", "+title < 'b'", "title || '' < 'b'",
        "coalesce(title, 'a') = 'a'", "title >= (SELECT 'a')", "title < CAST('b' AS BLOB)",
        "length(title) > 1 AND title < 'b'",
        "title IS NOT NULL AND \"order\" BETWEEN -5 AND 12", "title < 'b' AND \"order\" > 0 OR genre = 'ab'",
      ]
      #expect(try Self.compare(conditions, in: database) > 300)
      let books = "library.catalog.books"
      for join in ["c.title < 'b' AND c.title >= b.title", "c.title = 'ab'", "c.\"order\" < 12 AND c.title > 'a'"] {
        for kind in ["JOIN", "LEFT JOIN"] {
          func pairs(_ condition: String) throws -> [[SQLValue]] {
            try database.query(
              "SELECT b.id, c.id FROM \(books) b \(kind) \(books) c ON c.shop = 's' AND \(condition)"
                + " WHERE b.shop = 's' AND b.id < 8 ORDER BY 1, 2"
            ).rows
          }
          let wanted = try pairs("(\(join)) IS TRUE")
          #expect(try pairs(join) == wanted, "\(kind) \(join)")
        }
      }
    }
  }

  @Test("and what the statement gives: LIMIT, the parameter's own value and NULL")
  func limits() async throws {
    try await Self.withBooks { database in
      let rows = try database.query(
        "SELECT shop FROM library.catalog.books WHERE shop = 's' AND title = 'a' LIMIT 2 OFFSET 1")
      #expect(rows.rows == [[.text("s")], [.text("s")]])
      #expect(try database.query("SELECT id FROM library.catalog.books WHERE shop = NULL AND id > 1").rows.isEmpty)
      let two = try database.query(
        "SELECT shop, count(*) FROM library.catalog.books WHERE shop IN ('s', 't') AND title = 'a' GROUP BY 1")
      #expect(two.texts("shop") == ["s", "t"])
      #expect(try database.query("SELECT id FROM library.catalog.books WHERE shop = 's' AND shop = 't'").rows.isEmpty)
    }
  }
}
