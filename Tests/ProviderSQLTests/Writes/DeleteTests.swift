import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("DELETE")
struct DeleteTests {
  static let web = "org = 'acme' AND package_type = 'container' AND package_name = 'web'"
  static let versions = "github.packages.package_versions"

  @Test("by the full key sends one request and reads nothing, however the key is written")
  func fullKey() async throws {
    let keys = [
      "\(Self.web) AND package_version_id = 3000001014", "\(Self.web) AND package_version_id = '3000001014'",
      "\(Self.web) AND id = 3000001014", "(package_version_id = 3000001014 AND (\(Self.web)))",
      "\(Self.web) AND package_version_id = 3000001014 AND package_name LIKE 'w%' AND 1",
      """
      package_type = 'container' --required
      AND package_name = 'web' --required
      AND org = 'acme' --required
      AND package_version_id = '3000001014' --required
      ;
      """,
    ]
    for key in keys {
      try await Writing.run { run in
        let (result, reads, writes) = try run.run("DELETE FROM \(Self.versions) WHERE \(key)")
        #expect(reads.isEmpty, "\(key)")
        #expect(writes == ["DELETE /orgs/acme/packages/container/web/versions/3000001014"], "\(key)")
        #expect(run.plans.map(\.width) == [.oneObject])
        #expect(run.plans.first?.needsConfirmation == false)
        #expect(
          result.names == [
            "method", "request", "outcome", "status", "message", "org", "package_type", "package_name",
            "package_version_id", "username",
          ])
        #expect(result.texts("outcome") == ["done"])
        #expect(result.texts("package_version_id") == ["3000001014"])
        #expect(result.values("username") == [.null])
      }
    }
  }

  @Test("by a full key and a condition that the key does not meet sends nothing")
  func contradiction() async throws {
    try await Writing.run { run in
      for condition in [
        "id = 1", "package_version_id > 4000000000", "package_name = 'WEB'", "0", "NULL", "package_name LIKE 'x%'",
        "package_version_id <> 3000001014", "id BETWEEN 1 AND 2",
      ] {
        let (result, _, writes) = try run.run(
          "DELETE FROM \(Self.versions) WHERE \(Self.web) AND package_version_id = 3000001014 AND \(condition)")
        #expect(writes.isEmpty, "\(condition)")
        #expect(result.rows.isEmpty)
        #expect(result.names.first == "method")
      }
      #expect(run.plans.isEmpty)
    }
  }

  @Test("never drops a condition on a field of the response")
  func field() async throws {
    try await Writing.run { run in
      let (_, reads, writes) = try run.run(
        """
        DELETE FROM \(Self.versions)
        WHERE \(Self.web) AND package_version_id = 3000001014 AND name = 'does-not-match'
        """)
      #expect(reads == ["GET /orgs/acme/packages/container/web/versions/3000001014"])
      #expect(writes.isEmpty)
      let matching = try run.run(
        "DELETE FROM \(Self.versions) WHERE \(Self.web) AND package_version_id = 3000001014 AND name LIKE 'sha256:%'")
      #expect(matching.reads.count == 1)
      #expect(matching.writes.count == 1)
      #expect(run.plans.last?.width == .oneObject)
      #expect(run.plans.last?.writes.first?.row?.contains("\"id\":3000001014") == true)
    }
  }

  @Test("of several rows is wide, of the token's own account is told apart, of a subquery's key is wide")
  func width() async throws {
    try await Writing.run { run in
      run.decide = { plan in plan.writes.map { WriteResult(write: $0, outcome: .planned) } }
      let cases: [(String, WritePlan.Width, Int)] = [
        ("DELETE FROM \(Self.versions) WHERE \(Self.web) AND package_version_id IN (3000001014, 3000001013)", .wide, 2),
        ("DELETE FROM \(Self.versions) WHERE \(Self.web) AND package_version_id IN (3000001014)", .oneObject, 1),
        (
          """
          DELETE FROM \(Self.versions) WHERE \(Self.web) AND package_version_id =
          (SELECT max(id) FROM \(Self.versions) WHERE \(Self.web))
          """, .wide, 1
        ),
        ("DELETE FROM \(Self.versions) WHERE \(Self.web) AND updated_at > '2025-06-28T13:00:00Z'", .wide, 1),
        (
          "DELETE FROM github.packages.packages WHERE package_type = 'container' AND package_name = 'dotfiles'",
          .ownAccount, 1
        ),
        (
          "DELETE FROM github.packages.packages WHERE package_type = 'container' AND name = 'dotfiles' AND org IS NULL",
          .ownAccount, 1
        ),
        (
          "DELETE FROM github.packages.packages WHERE org = 'acme' AND package_type = 'npm' AND name = 'left-pad'",
          .oneObject, 1
        ),
        ("DELETE FROM github.packages.packages WHERE org = 'acme' AND name = 'left-pad'", .wide, 1),
      ]
      for (sql, width, count) in cases {
        _ = try run.database.query(sql)
        #expect(run.plans.last?.width == width, "\(sql)")
        #expect(run.plans.last?.writes.count == count, "\(sql)")
        #expect(run.plans.last?.statement == sql)
      }
      #expect(run.sandbox.requests.allSatisfy { $0.line.hasPrefix("GET ") })
    }
  }

  @Test("names packages of one name and different types apart, also through an OR")
  func types() async throws {
    var dataset = Dataset()
    dataset.organizations = [
      .init(
        "o",
        packages: [
          .init("x", type: .npm, versions: .list([.init()])), .init("x", type: .maven, versions: .list([.init()])),
        ])
    ]
    dataset.users = [.init("u")]
    try await Writing.run(dataset) { run in
      let (_, _, writes) = try run.run("DELETE FROM github.packages.packages WHERE org = 'o' AND package_name = 'x'")
      #expect(writes == ["DELETE /orgs/o/packages/npm/x", "DELETE /orgs/o/packages/maven/x"])
    }
    try await Writing.run(dataset) { run in
      let (_, reads, writes) = try run.run(
        """
        DELETE FROM github.packages.packages WHERE org = 'o' AND package_name = 'x' AND package_type = 'npm'
        OR org = 'o' AND package_name = 'x' AND package_type = 'maven' OR org = 'o' AND package_name = 'x' AND package_type = 'npm'
        """)
      #expect(Set(writes) == ["DELETE /orgs/o/packages/npm/x", "DELETE /orgs/o/packages/maven/x"])
      #expect(writes.count == 2)
      #expect(reads.isEmpty)
      #expect(run.plans.last?.width == .wide)
    }
  }

  @Test("stages one request for a row that comes up several times")
  func duplicates() async throws {
    try await Writing.run { run in
      let (_, _, writes) = try run.run(
        """
        BEGIN;
        DELETE FROM \(Self.versions) WHERE \(Self.web) AND package_version_id = 3000001014;
        DELETE FROM \(Self.versions) WHERE \(Self.web) AND id >= 3000001014;
        EXEC \(Self.versions).delete_package_version_for_org
          @org='acme' @package_type='container' @package_name='web' @package_version_id=3000001014;
        COMMIT
        """)
      #expect(writes == ["DELETE /orgs/acme/packages/container/web/versions/3000001014"])
    }
  }

  @Test("through a trigger of a local table is handed over with the local change")
  func trigger() async throws {
    try await Writing.run { run in
      let (result, reads, writes) = try run.run(
        """
        CREATE TABLE old(id INTEGER);
        INSERT INTO old VALUES (3000001014), (3000001013);
        CREATE TEMP TRIGGER gone AFTER DELETE ON main.old BEGIN
          DELETE FROM "github.packages.package_versions" WHERE \(Self.web) AND package_version_id = old.id;
        END;
        DELETE FROM old;
        """)
      #expect(writes.count == 2)
      #expect(reads.isEmpty)
      #expect(result.texts("outcome") == ["done", "done"])
      #expect(try run.database.query("SELECT count(*) AS n FROM old").texts("n") == ["0"])
    }
  }

  @Test("without a handler fails and says how to get one; a handler's error ends the statement")
  func handlers() async throws {
    try await Writing.run { run in
      let delete = "DELETE FROM \(Self.versions) WHERE \(Self.web) AND package_version_id = 3000001014"
      struct No: Error {}
      run.decide = { _ in throw No() }
      #expect(run.database.failure(delete) is No)
      run.database.writeHandler = nil
      #expect((run.database.failure(delete) as? SQLError)?.kind == .writesNotHandled)
      #expect(run.database.message(delete).contains("writeHandler"))
      #expect(run.database.message("BEGIN; \(delete); COMMIT").contains("writeHandler"))
      let plans = try run.database.plan(delete)
      #expect(plans.map(\.writes.count) == [1])
      #expect(run.sandbox.requests.isEmpty)
    }
  }

  @Test("is explained with what it reads and what it would send")
  func explain() async throws {
    try await Writing.run { run in
      let key = try run.database.query(
        "EXPLAIN DELETE FROM \(Self.versions) WHERE \(Self.web) AND package_version_id = 3000001014")
      #expect(key.texts("request") == ["DELETE /orgs/acme/packages/container/web/versions/3000001014"])
      #expect(key.values("requests_at_most") == [.integer(1)])
      let list = try run.database.query(
        "EXPLAIN DELETE FROM \(Self.versions) WHERE \(Self.web) AND created_at < '2025-01-01'")
      #expect(
        list.texts("request") == [
          "GET /orgs/acme/packages/container/web/versions?per_page=100",
          "DELETE /orgs/acme/packages/container/web/versions/{package_version_id}",
        ])
      #expect(list.values("requests_at_most") == [.null, .null])
      let exec = try run.database.query(
        """
        EXPLAIN EXEC \(Self.versions).restore_package_version_for_org @org='acme', @package_type='container',
        @package_name='web' FOR EACH
        (SELECT id AS package_version_id FROM \(Self.versions) WHERE \(Self.web) AND state = 'deleted')
        """)
      #expect(
        exec.texts("request") == [
          "GET /orgs/acme/packages/container/web/versions?state=deleted&per_page=100",
          "POST /orgs/acme/packages/container/web/versions/{package_version_id}/restore",
        ])
      #expect(run.sandbox.requests.isEmpty)
    }
  }
}
