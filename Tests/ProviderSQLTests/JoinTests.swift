import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Joins and conditions")
struct JoinTests {
  @Test("of packages and versions give the same rows as each package read by itself")
  func packagesAndVersions() async throws {
    try await Sandboxed.run { run in
      let (joined, requests) = try run.run(
        """
        SELECT p.name, v.id, v.name FROM github.packages.packages p
        JOIN github.packages.package_versions v ON v.package_name = p.name AND v.package_type = p.package_type
        WHERE p.org = 'acme' AND v.org = 'acme' AND p.package_type = 'container'
        """)
      let names = try run.database.query(
        "SELECT name FROM github.packages.packages WHERE org = 'acme' AND package_type = 'container'"
      ).texts("name")
      // One list of packages; one of versions for each package, but for the one that has a hundred pages.
      #expect(requests.count == 1 + names.count - 1 + 100)
      var expected: [[SQLValue]] = []
      for name in names {
        let versions = try run.database.query(
          """
          SELECT '\(name)', id, name FROM github.packages.package_versions
          WHERE org = 'acme' AND package_type = 'container' AND package_name = '\(name)'
          """)
        expected += versions.rows
      }
      #expect(joined.rows == expected)
      #expect(expected.count > 10_060)
    }
  }

  @Test("send the same requests in either order of the tables")
  func order() async throws {
    try await Sandboxed.run { run in
      let (result, requests) = try run.run(
        """
        SELECT count(*) FROM github.packages.package_versions v, github.packages.packages p
        WHERE v.org = p.owner ->> 'login' AND v.package_name = p.name AND v.package_type = p.package_type
        AND p.org = 'acme' AND p.package_type = 'npm'
        """)
      #expect(result.rows == [[.integer(6)]])
      #expect(requests.count == 3)
    }
  }

  @Test("take keys from local tables")
  func localTable() async throws {
    try await Sandboxed.run { run in
      _ = try run.database.results(
        "CREATE TABLE wanted(name TEXT); INSERT INTO wanted VALUES ('web'), ('api'), ('web')")
      let (result, requests) = try run.run(
        """
        SELECT w.name, count(*) AS n FROM wanted w JOIN github.packages.package_versions v ON v.package_name = w.name
        WHERE v.org = 'acme' AND v.package_type = 'container' GROUP BY w.name
        """)
      #expect(result.rows == [[.text("api"), .integer(6)], [.text("web"), .integer(24)]])
      #expect(requests.count == 2)
    }
  }

  @Test("with OR between full keys give each row once")
  func disjunction() async throws {
    try await Sandboxed.run { run in
      let (result, requests) = try run.run(
        """
        SELECT org, username, name FROM github.packages.packages
        WHERE package_type = 'npm' AND (org = 'globex' OR username = 'hubber')
        """)
      #expect(
        result.rows == [
          [.text("globex"), .null, .text("@globex/charts")], [.null, .text("hubber"), .text("tiny")],
        ])
      #expect(requests.count == 2)
      let (once, _) = try run.run(
        """
        SELECT id FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container'
        AND package_name = 'web' AND (id = 3000001014 OR name LIKE 'sha256:%' OR id = 3000001013)
        """)
      #expect(Set(once.rows).count == once.rows.count)
      #expect(once.rows.count == 12)
      let (either, _) = try run.run(
        """
        SELECT id FROM github.packages.package_versions WHERE package_type = 'container' AND package_name = 'web'
        AND ((org = 'acme' AND id = 3000001014) OR (org = 'acme' AND state = 'active'))
        """)
      #expect(either.rows.contains([.integer(3_000_001_014)]))
    }
  }

  @Test("on response fields filter, and never widen or narrow what is asked for")
  func filters() async throws {
    try await Sandboxed.run { run in
      let (result, requests) = try run.run(
        """
        SELECT name FROM github.packages.packages WHERE org = 'acme' AND package_type = 'container'
        AND visibility = 'public' AND name LIKE '%/%' AND version_count BETWEEN 1 AND 10
        """)
      #expect(result.texts("name") == ["tools/builder"])
      #expect(requests == ["GET /orgs/acme/packages?package_type=container&visibility=public&per_page=100"])
      let (several, lists) = try run.run(
        """
        SELECT name, visibility FROM github.packages.packages WHERE org = 'acme' AND package_type = 'npm'
        AND visibility IN ('public', 'private') ORDER BY name
        """)
      #expect(several.texts("name") == ["@acme/ui", "left-pad"])
      #expect(lists.count == 1)
      let (none, _) = try run.run(
        "SELECT * FROM github.packages.packages WHERE org = 'acme' AND package_type = 'npm' AND id = 5")
      #expect(none.rows.isEmpty)
      let (twice, _) = try run.run(
        "SELECT * FROM github.packages.packages WHERE org = 'acme' AND org = 'globex' AND package_type = 'npm'")
      #expect(twice.rows.isEmpty)
    }
  }

  @Test("show given parameters, read those that a field carries, and leave the others NULL")
  func parameterColumns() async throws {
    try await Sandboxed.run { run in
      let (result, _) = try run.run(
        """
        SELECT org, username, package_type, package_name, package_version_id = id AS same, state, per_page
        FROM github.packages.package_versions
        WHERE org = 'acme' AND package_type = 'npm' AND package_name = 'left-pad' AND per_page = '2' LIMIT 1
        """)
      #expect(
        result.rows == [
          [.text("acme"), .null, .text("npm"), .text("left-pad"), .integer(1), .null, .integer(2)]
        ])
      let (own, _) = try run.run(
        "SELECT package_name, org FROM github.packages.packages WHERE package_type = 'rubygems' AND org IS NULL")
      #expect(own.rows == [[.text("hello-octo"), .null]])
    }
  }

  @Test(
    "that read an owner without giving one are refused, since the token's own account is not what they ask for",
    arguments: [
      "lower(org) = 'acme' AND package_type = 'npm'", "NOT (org = 'x') AND package_type = 'npm'",
      "org = 'acme' OR username = 'hubber' OR (org IS NULL AND username IS NULL)",
    ])
  func unnamedOwner(condition: String) async throws {
    try await Sandboxed.run { run in
      let error = #expect(throws: SQLError.self) {
        try run.run("SELECT name FROM github.packages.packages WHERE \(condition)")
      }
      #expect(error?.kind == .parameterComparison)
      #expect(error?.message.contains("org") == true)
      #expect(run.sandbox.requests.isEmpty)
    }
  }

  @Test("in subqueries, EXISTS, CTEs, UNION and windows work as with any table")
  func wholeLanguage() async throws {
    try await Sandboxed.run { run in
      let tagged = try run.database.query(
        """
        WITH v AS MATERIALIZED (
          SELECT * FROM github.packages.package_versions
          WHERE org = 'acme' AND package_type = 'container' AND package_name = 'web')
        SELECT count(*) AS n FROM v WHERE EXISTS (
          SELECT 1 FROM json_each(v.metadata -> '$.container.tags') t WHERE t.value GLOB 'v2*')
        """)
      #expect(tagged.rows == [[.integer(5)]])
      let union = try run.database.query(
        """
        SELECT name FROM github.packages.packages WHERE org = 'acme' AND package_type = 'npm'
        UNION SELECT name FROM github.packages.packages WHERE org = 'globex' AND package_type = 'npm' ORDER BY 1
        """)
      #expect(union.texts("name") == ["@acme/ui", "@globex/charts", "left-pad"])
      let newest = try run.database.query(
        """
        SELECT name FROM (
          SELECT name, row_number() OVER (ORDER BY created_at DESC) AS place FROM github.packages.package_versions
          WHERE org = 'acme' AND package_type = 'npm' AND package_name = '@acme/ui')
        WHERE place = 1
        """)
      #expect(newest.texts("name") == ["3.1.0"])
      let scalar = try run.database.query(
        """
        SELECT p.name, (SELECT count(*) FROM github.packages.package_versions v WHERE v.org = p.org
          AND v.package_type = p.package_type AND v.package_name = p.name) AS n
        FROM github.packages.packages p WHERE p.org = 'globex' AND p.package_type = 'container' ORDER BY p.name
        """)
      #expect(
        scalar.rows == [
          [.text("data/etl"), .integer(2)], [.text("portal"), .integer(4)], [.text("shared"), .integer(2)],
        ])
      let left = try run.database.query(
        """
        SELECT n.name, v.id FROM (SELECT 3000001014 AS id, 'a' AS name UNION ALL SELECT 1, 'b') n
        LEFT JOIN github.packages.package_versions v ON v.org = 'acme' AND v.package_type = 'container'
          AND v.package_name = 'web' AND v.package_version_id = n.id ORDER BY n.name
        """)
      #expect(left.rows == [[.text("a"), .integer(3_000_001_014)], [.text("b"), .null]])
    }
  }
}
