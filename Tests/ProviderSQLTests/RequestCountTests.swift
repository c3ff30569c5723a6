import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Requests sent")
struct RequestCountTests {
  static let monorepo = "org = 'acme' AND package_type = 'container' AND package_name = 'monorepo'"

  @Test("are one for a version by its full key, and one for a LIMIT that a page covers")
  func single() async throws {
    try await Sandboxed.run { run in
      let one = try run.run(
        "SELECT id, name FROM github.packages.package_versions WHERE \(Self.monorepo) AND id = 3100000001")
      #expect(one.requests.count == 1)
      #expect(one.result.rows.count == 1)
      let limited = try run.run("SELECT * FROM github.packages.package_versions WHERE \(Self.monorepo) LIMIT 10")
      #expect(limited.requests == ["GET /orgs/acme/packages/container/monorepo/versions?per_page=10"])
      #expect(limited.result.rows.count == 10)
      let offset = try run.run(
        "SELECT id FROM github.packages.package_versions WHERE \(Self.monorepo) LIMIT 10 OFFSET 20")
      #expect(offset.requests == ["GET /orgs/acme/packages/container/monorepo/versions?per_page=30"])
      #expect(offset.result.rows.count == 10)
    }
  }

  @Test("are as many as there are pages for a whole list, in the order of the server")
  func scan() async throws {
    try await Sandboxed.run { run in
      let (count, requests) = try run.run(
        "SELECT count(*) AS n, count(DISTINCT id) AS ids FROM github.packages.package_versions WHERE \(Self.monorepo)")
      #expect(count.rows == [[.integer(10_000), .integer(10_000)]])
      #expect(requests.count == 100)
      #expect(Set(requests).count == 100)
      let (bare, again) = try run.run(
        "SELECT count(*) FROM github.packages.package_versions WHERE \(Self.monorepo)")
      #expect(bare.rows == [[.integer(10_000)]])
      #expect(again.count == 100)
    }
  }

  @Test("are at most twice what a reader that stops has used")
  func readAhead() async throws {
    try await Sandboxed.run { run in
      let (_, requests) = try run.run(
        "SELECT count(*) FROM (SELECT id + 0 AS i FROM github.packages.package_versions WHERE \(Self.monorepo) AND abs(id) > 0 LIMIT 450)"
      )
      #expect(requests.count >= 5 && requests.count <= 10, "\(requests.count)")
    }
  }

  @Test("of many keys are told to be more than a list may have, which a plus before the column reads")
  func manyKeys() async throws {
    try await Library.withDatabase(
      answer: { request in
        .json(request.url.contains("/books?") ? #"[{"id": 1}, {"id": 500}]"# : #"{"id": 1}"#)
      },
      { database, server in
        var notes: [String] = []
        database.noteHandler = { notes.append($0) }
        func count(_ column: String, _ count: Int) throws -> [String] {
          let ids = (1...count).map(String.init).joined(separator: ",")
          return try database.query(
            "SELECT count(*) AS n FROM library.catalog.books WHERE shop = 's' AND \(column) IN (\(ids))"
          ).texts("n")
        }
        _ = try count("id", 100)
        #expect(notes.isEmpty)
        _ = try count("id", 101)
        #expect(
          notes == [
            "library.catalog.books: 101 requests, one for each id; +id IN (…) reads the list in their place, of which "
              + "SQLite keeps what is named"
          ])
        let before = server.requests.count
        #expect(try count("+id", 101) == ["1"])
        #expect(server.requests.count == before + 1)
        #expect(notes.count == 1)
      })
  }

  @Test("are one for each value of a parameter's set, and one for each member of an IN list")
  func fanOut() async throws {
    try await Sandboxed.run { run in
      let grouped = try run.run(
        "SELECT package_type, count(*) AS n FROM github.packages.packages WHERE org = 'acme' GROUP BY package_type")
      #expect(grouped.requests.count == 6)
      #expect(grouped.result.texts("package_type") == ["container", "docker", "maven", "npm", "nuget", "rubygems"])
      let named = try run.run(
        """
        SELECT package_name, count(*) AS n FROM github.packages.package_versions
        WHERE org = 'acme' AND package_type = 'container' AND package_name IN ('web', 'api', 'hello', 'web', NULL)
        GROUP BY package_name
        """)
      #expect(named.requests.count == 3)
      #expect(named.result.texts("package_name") == ["api", "hello", "web"])
      let keyed = try run.run(
        """
        SELECT id FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container'
        AND package_name = 'web' AND package_version_id IN ('3000001014', 3000001013, '3000001013', 12345)
        """)
      #expect(keyed.requests.count == 3)
      #expect(keyed.result.rows.count == 2)
      let pages = try run.run(
        "SELECT page, count(*) AS n FROM github.packages.package_versions WHERE \(Self.monorepo) AND page IN (1, 3) GROUP BY page"
      )
      #expect(pages.requests.count == 2)
      #expect(pages.result.rows == [[.integer(1), .integer(100)], [.integer(3), .integer(100)]])
      let subquery = try run.run(
        """
        SELECT count(*) FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container'
        AND package_name IN (SELECT 'web' UNION ALL SELECT 'api')
        """)
      #expect(subquery.requests.count == 2)
    }
  }

  @Test("are none without what every method needs; without anything the token's own packages are listed")
  func nothing() async throws {
    try await Sandboxed.run { run in
      let message = run.database.message("SELECT * FROM github.packages.package_versions")
      #expect(run.takeRequests().isEmpty)
      for method in [
        "get_package_version_for_organization", "get_package_version_for_user",
        "get_all_package_versions_for_package_owned_by_org", "get_package_version_for_authenticated_user",
        "get_all_package_versions_for_package_owned_by_user",
        "get_all_package_versions_for_package_owned_by_authenticated_user",
      ] { #expect(message.contains(method), "\(message)") }
      #expect(message.contains("needs org, package_name, package_version_id"))
      let own = try run.run("SELECT * FROM github.packages.packages")
      #expect(own.requests.count == 6)
      #expect(own.result.rows.count == 4)
    }
  }

  @Test("are none for NULL, and none where nothing can match")
  func empty() async throws {
    try await Sandboxed.run { run in
      for filter in ["org = NULL", "org IN (NULL)", "org = 'acme' AND package_type = NULL"] {
        let (result, requests) = try run.run("SELECT * FROM github.packages.packages WHERE \(filter)")
        #expect(result.rows.isEmpty)
        #expect(requests.isEmpty)
      }
    }
  }

  @Test("stay few where a LIMIT that was offered turns out to bound nothing")
  func misleadingLimit() async throws {
    try await Sandboxed.run { run in
      let (result, requests) = try run.run(
        "SELECT id FROM github.packages.package_versions WHERE \(Self.monorepo) AND id = name LIMIT 2")
      #expect(result.rows.isEmpty)
      #expect(requests.count <= 101)
      let (sorted, pages) = try run.run(
        "SELECT id FROM github.packages.package_versions WHERE \(Self.monorepo) ORDER BY id LIMIT 1")
      #expect(sorted.rows == [[.integer(3_100_000_001)]])
      #expect(pages.count == 100)
    }
  }

  @Test("go on behind a page that is not full but has a Link, for a LIMIT too")
  func shortPage() async throws {
    try await Library.withDatabase(answer: { request in
      let isFirst = !request.url.contains("page=2")
      let next = "<https://library.example/shops/s/books?per_page=3&page=2>; rel=\"next\""
      return .json(isFirst ? #"[{"id": 1}, {"id": 2}]"# : #"[{"id": 3}]"#, headers: isFirst ? ["link": next] : [:])
    }) { database, server in
      let result = try database.query("SELECT id FROM library.catalog.books WHERE shop = 's' LIMIT 3")
      #expect(result.texts("id") == ["1", "2", "3"])
      #expect(server.requests == ["GET /shops/s/books?per_page=3", "GET /shops/s/books?per_page=3&page=2"])
    }
  }

  @Test("are not repeated within one statement")
  func cache() async throws {
    try await Sandboxed.run { run in
      let (result, requests) = try run.run(
        """
        SELECT v.id, p.id FROM github.packages.package_versions v
        JOIN github.packages.packages p ON p.package_name = v.package_name AND p.package_type = v.package_type
        WHERE v.org = 'acme' AND p.org = 'acme' AND v.package_type = 'container' AND v.package_name = 'api'
        """)
      #expect(result.rows.count == 6)
      #expect(requests.count == 2)
    }
  }
}
