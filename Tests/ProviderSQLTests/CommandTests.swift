import ProviderRuntime
import ProviderSQL
import Testing

@Suite("SHOW, DESCRIBE, EXPLAIN and EXEC")
struct CommandTests {
  @Test("list providers, services, resources and methods")
  func show() async throws {
    try await Sandboxed.run { run in
      let database = run.database
      #expect(try database.query("show providers").texts("name") == ["github"])
      #expect(try database.query("SHOW SERVICES").texts("id") == ["github.packages"])
      #expect(try database.query("SHOW SERVICES IN github;").texts("name") == ["packages"])
      #expect(
        try database.query("SHOW RESOURCES IN github.packages").texts("name") == [
          "package_versions", "packages", "org_versions", "user_versions", "docker_migration_packages",
        ])
      let methods = try database.query("SHOW METHODS IN github.packages.package_versions -- all")
      #expect(methods.names == ["name", "verb", "required", "optional", "request", "description"])
      #expect(methods.rows.count == 12)
      let list = methods.rows.first { $0[0] == .text("get_all_package_versions_for_package_owned_by_org") }
      #expect(list?[1] == .text("select"))
      #expect(list?[2] == .text("org, package_type, package_name"))
      #expect(list?[3] == .text("state, page, per_page"))
      #expect(list?[4] == .text("GET /orgs/{org}/packages/{package_type}/{package_name}/versions"))
      #expect(run.takeRequests().isEmpty)
    }
  }

  @Test("describe tables and methods")
  func describe() async throws {
    try await Sandboxed.run { run in
      let table = try run.database.query("DESCRIBE github.packages.package_versions")
      #expect(table.names == ["name", "type", "kind", "required", "description"])
      #expect(Array(table.texts("name").prefix(11)).sorted() == ResultSet.versionFields.sorted())
      #expect(
        table.texts("name").dropFirst(11).sorted() == [
          "org", "package_name", "package_type", "package_version_id", "page", "per_page", "state", "username",
        ])
      #expect(Set(table.texts("kind")) == ["field", "parameter"])
      let required = zip(table.texts("name"), table.values("required")).filter { $0.1 == .boolean(true) }.map(\.0)
      #expect(required.contains("package_name") && !required.contains("org"))
      let extended = try run.database.query("DESC EXTENDED \"github.packages.packages\"")
      #expect(extended.names.contains("values"))
      #expect(extended.texts("values").contains("npm, maven, rubygems, docker, nuget, container"))
      let method = try run.database.query(
        "DESCRIBE METHOD github.packages.package_versions.get_package_version_for_user")
      #expect(
        Array(method.texts("name").prefix(4)) == ["username", "package_type", "package_name", "package_version_id"])
    }
  }

  @Test("declare the columns so that SELECT * gives the fields")
  func star() async throws {
    try await Sandboxed.run { run in
      for (table, filter) in [
        ("package_versions", "org = 'acme' AND package_type = 'npm' AND package_name = 'left-pad'"),
        ("org_versions", "org = 'acme' AND package_type = 'npm' AND package_name = 'left-pad'"),
        ("user_versions", "username = 'hubber' AND package_type = 'npm' AND package_name = 'tiny'"),
      ] {
        let result = try run.database.query("SELECT * FROM github.packages.\(table) WHERE \(filter)")
        #expect(result.names.sorted() == ResultSet.versionFields.sorted())
        #expect(result.rows.count > 1)
        #expect(result.columns.first { $0.name == "metadata" }?.isJSON == true)
      }
    }
  }

  @Test("explain joins, IN lists and limits as they would run, and send nothing")
  func explain() async throws {
    try await Sandboxed.run { run in
      let (join, none) = try run.run(
        """
        EXPLAIN SELECT * FROM github.packages.packages p JOIN github.packages.package_versions v
        ON v.package_name = p.name AND v.package_type = p.package_type
        WHERE p.org = 'acme' AND v.org = 'acme' AND p.package_type = 'container'
        """)
      #expect(none.isEmpty)
      #expect(
        join.texts("request") == [
          "GET /orgs/acme/packages?package_type=container&per_page=100",
          "GET /orgs/acme/packages/{package_type}/{package_name}/versions?per_page=100",
        ])
      #expect(join.values("requests_at_most") == [.null, .null])
      let versions = "github.packages.package_versions WHERE org = 'acme' AND package_type = 'container'"
      let list = try run.database.query(
        "EXPLAIN SELECT id FROM \(versions) AND package_name IN ('web', 'api') AND package_version_id = 7")
      #expect(
        list.texts("request") == [
          "GET /orgs/acme/packages/container/api/versions/7", "GET /orgs/acme/packages/container/web/versions/7",
        ])
      #expect(list.values("requests_at_most") == [.integer(1), .integer(1)])
      let limit = try run.database.query("EXPLAIN SELECT id FROM \(versions) AND package_name = 'web' LIMIT 10")
      #expect(limit.texts("request") == ["GET /orgs/acme/packages/container/web/versions?per_page=10"])
      #expect(limit.values("requests_at_most") == [.integer(1)])
      let create = try run.database.query(
        "EXPLAIN CREATE TABLE c AS SELECT id FROM \(versions) AND package_name = 'web'")
      #expect(create.texts("request") == ["GET /orgs/acme/packages/container/web/versions?per_page=100"])
      #expect(run.database.failure("SELECT * FROM c") is SQLError)
      let plan = try run.database.query("EXPLAIN QUERY PLAN SELECT id FROM \(versions) AND package_name = 'web'")
      #expect(plan.texts("detail").first?.contains("get_all_package_versions_for_package_owned_by_org(") == true)
      let subquery = try run.database.query(
        """
        EXPLAIN SELECT id FROM \(versions)
        AND package_name IN (SELECT name FROM github.packages.packages WHERE org = 'acme' AND package_type = 'container')
        """)
      #expect(
        Set(subquery.texts("request")) == [
          "GET /orgs/acme/packages?package_type=container&per_page=100",
          "GET /orgs/acme/packages/container/{package_name}/versions?per_page=100",
        ])
      #expect(subquery.values("requests_at_most") == [.null, .null])
      let nothing = try run.database.query("EXPLAIN SELECT 1")
      #expect(nothing.rows.isEmpty)
      #expect(run.takeRequests().isEmpty)
    }
  }

  @Test("run a method that reads, with commas or without")
  func exec() async throws {
    try await Sandboxed.run { run in
      let (result, requests) = try run.run(
        """
        EXEC github.packages.package_versions.get_package_version_for_organization
        @package_type='container' --required,
        @package_name='web' --required,
        @org='acme', @package_version_id='3000001014' --required
        ;
        """)
      #expect(result.rows.count == 1)
      #expect(requests == ["GET /orgs/acme/packages/container/web/versions/3000001014"])
      let plan = try run.database.query(
        "EXPLAIN EXEC github.packages.packages.list_packages_for_user @username='x', @package_type='npm'")
      #expect(plan.texts("request") == ["GET /users/x/packages?package_type=npm&per_page=100"])
      // For Swift a quote with an accent is another character than a quote; for SQLite it is a quote.
      let accented = try run.database.query(
        "EXPLAIN EXEC github.packages.packages.list_packages_for_user @username='o''\u{301}k', @package_type='npm'")
      #expect(accented.texts("request") == ["GET /users/o%27%CC%81k/packages?package_type=npm&per_page=100"])
    }
  }
}
