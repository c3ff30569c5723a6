import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Lists that move", .timeLimit(.minutes(5)))
struct MovingListTests {
  private static let books = "SELECT id FROM library.catalog.books WHERE shop = 'x'"

  /// A server that answers the n-th page with the n-th list of ids, and links each page but the last to the next.
  private static func run(_ pages: [[Int]], _ sql: String = books) async throws -> [String] {
    try await Library.withDatabase { request in
      let parameter = request.url.split(separator: "&").compactMap { $0.wholeMatch(of: /page=(\d+)/) }.first
      let number = parameter.flatMap { Int($0.1) } ?? 1
      let page = number <= pages.count ? pages[number - 1] : []
      let body = "[" + page.map { "{\"id\":\($0),\"title\":\"t\"}" }.joined(separator: ",") + "]"
      let link = "</shops/x/books?per_page=4&page=\(number + 1)>; rel=next"
      return .json(body, headers: number < pages.count ? ["Link": link] : [:])
    } _: { database, _ in
      try database.query(sql).texts("id")
    }
  }

  @Test(
    "Rows that come again at the head of the next page are left out",
    arguments: [
      ([[1, 2, 3, 4], [4, 5, 6, 7], [8]], 1...8), ([[1, 2, 3, 4], [3, 4, 5, 6], [5, 6, 7, 8], [8]], 1...8),
      ([[1, 2, 3, 4], [1, 2, 3, 4], [5, 6, 7, 8]], 1...8), ([[1, 2, 3, 4], [4]], 1...4),
      ([[1, 2, 3, 4], [2, 3, 4]], 1...4),
    ])
  func overlap(_ pages: [[Int]], _ expected: ClosedRange<Int>) async throws {
    #expect(try await Self.run(pages) == expected.map { String($0) })
    #expect(try await Self.run(pages, "SELECT count(*) AS id FROM (\(Self.books))") == [String(expected.count)])
  }

  @Test("What only looks like an overlap is left alone: no row is lost")
  func noOverlap() async throws {
    let pages = [[1, 2, 3, 4], [2, 5, 6, 7], [6, 8, 9, 10]]
    #expect(try await Self.run(pages) == pages.flatMap { $0 }.map { String($0) })
  }

  @Test("Versions that are added while a list is read change no count")
  func added() async throws {
    let dataset = Dataset(
      organizations: [
        .init("acme", packages: [.init("big", type: .container, versions: .generated(.init(count: 1_000)))])
      ], users: [.init("octocat")])
    try await Sandboxed.run(.init(dataset: dataset), configuration: .init(concurrency: 1)) { it in
      it.sandbox.addRule(try Rule(parsing: "GET:*/versions:after=2:added=7"))
      let result = try it.database.query(
        """
        SELECT count(*) AS n, count(DISTINCT id) AS d FROM github.packages.package_versions
        WHERE org = 'acme' AND package_type = 'container' AND package_name = 'big'
        """)
      #expect(result.texts("n") == ["1000"])
      #expect(result.texts("d") == ["1000"])
    }
  }

  @Test(
    "An item without what tells it from others is an error that names the field",
    arguments: [
      (#"[{"id": 1}, {"title": "x"}]"#, "SELECT count(*) FROM library.catalog.books WHERE shop = 'x'", " of item 2"),
      (#"{"message": "Hello"}"#, "SELECT id FROM library.catalog.books WHERE shop = 'x' AND id = 7", ""),
      (#"{"id": null}"#, "SELECT title FROM library.catalog.books WHERE shop = 'x' AND id = 7", ""),
    ])
  func identity(_ body: String, _ sql: String, _ place: String) async throws {
    let error = try await Library.withAnswer(body) { database, _ in database.failure(sql) } as? ProviderError
    #expect(error?.kind == .missingField("id"))
    #expect(error?.description.contains("the field 'id'\(place) is missing") == true, "\(error?.description ?? "")")
  }
}
