import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Retention jobs, each one statement")
struct RetentionTests {
  /// A job, what it reads, and the versions that it deletes, as distances from 3,000,000,000.
  struct Job: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var condition: String
    var reads: [String]
    var deleted: [Int64]
  }

  static let list = "GET /orgs/acme/packages/container/web/versions?per_page=100"

  static let jobs = [
    Job(
      testDescription: "older than 30 days",
      condition: "\(DeleteTests.web) AND datetime(created_at) < datetime('2025-06-30 12:00', '-30 days')",
      reads: [list], deleted: [1001, 1002, 1003, 1004, 1005, 1007, 1008]),
    Job(
      testDescription: "all but the newest five",
      condition: """
        \(DeleteTests.web) AND id NOT IN
        (SELECT id FROM github.packages.package_versions WHERE \(DeleteTests.web) ORDER BY created_at DESC LIMIT 5)
        """,
      reads: [list], deleted: [1001, 1002, 1003, 1004, 1005, 1007, 1008]),
    Job(
      testDescription: "untagged",
      condition: "\(DeleteTests.web) AND json_array_length(metadata, '$.container.tags') = 0",
      reads: [list], deleted: [1002, 1004, 1007, 1012, 1013]),
    Job(
      testDescription: "with a tag that matches a pattern",
      condition: """
        \(DeleteTests.web) AND EXISTS
        (SELECT 1 FROM json_each(metadata, '$.container.tags') WHERE value GLOB 'pr-*')
        """,
      reads: [list], deleted: [1009]),
    Job(
      testDescription: "all but those tagged v…",
      condition: """
        \(DeleteTests.web) AND NOT EXISTS
        (SELECT 1 FROM json_each(metadata, '$.container.tags') WHERE value GLOB 'v*')
        """,
      reads: [list], deleted: [1002, 1004, 1007, 1009, 1012, 1013]),
    Job(
      testDescription: "of all packages svc-…, older than a date",
      condition: """
        org = 'acme' AND package_type = 'container' AND created_at < '2025-06-01' AND package_name IN
        (SELECT name FROM github.packages.packages
         WHERE org = 'acme' AND package_type = 'container' AND name GLOB 'svc-*')
        """,
      reads: ["GET /orgs/acme/packages?package_type=container&per_page=100"]
        + ["auth", "billing", "mail", "search"].map {
          "GET /orgs/acme/packages/container/svc-\($0)/versions?per_page=100"
        },
      deleted: Array(4001...4008) + Array(5001...5004) + Array(6001...6002) + Array(7001...7014)),
  ]

  @Test("delete exactly the versions that are meant", arguments: jobs)
  func job(_ job: Job) async throws {
    try await Writing.run { run in
      let delete = "DELETE FROM github.packages.package_versions WHERE \(job.condition)"
      let planned = try run.database.plan(delete)
      #expect(run.sandbox.requests.allSatisfy { $0.line.hasPrefix("GET ") })
      let (result, reads, writes) = try run.run(delete)
      let expected = Set(job.deleted.map { 3_000_000_000 + $0 })
      #expect(reads.sorted() == job.reads.sorted())
      #expect(writes.count == expected.count)
      #expect(run.plans.map(\.versionIDs) == [expected])
      #expect(planned.map(\.versionIDs) == [expected])
      #expect(run.plans[0].width == .wide)
      #expect(run.plans[0].writes.allSatisfy { $0.row != nil && $0.reason == "row matched" })
      #expect(result.texts("outcome").allSatisfy { $0 == "done" })
      #expect(result.rows.count == expected.count)
      #expect(
        try run.ids("SELECT id FROM github.packages.package_versions WHERE \(job.condition)").isDisjoint(with: expected)
      )
    }
  }

  @Test("restore everything deleted in the last hour")
  func restore() async throws {
    try await Writing.run { run in
      _ = try run.run(
        """
        DELETE FROM github.packages.package_versions
        WHERE \(DeleteTests.web) AND json_array_length(metadata, '$.container.tags') = 0
        """)
      let (result, reads, writes) = try run.run(
        """
        EXEC github.packages.package_versions.restore_package_version_for_org
        @org='acme' --required,
        @package_type='container', @package_name='web'
        FOR EACH (
          SELECT id AS package_version_id FROM github.packages.package_versions
          WHERE \(DeleteTests.web) AND state = 'deleted' AND datetime(deleted_at) > datetime('now', '-1 hour')
        );
        """)
      let expected: Set<Int64> = [3_000_001_002, 3_000_001_004, 3_000_001_007, 3_000_001_012, 3_000_001_013]
      #expect(reads == ["GET /orgs/acme/packages/container/web/versions?state=deleted&per_page=100"])
      #expect(writes.count == 5)
      #expect(writes.allSatisfy { $0.hasPrefix("POST /orgs/acme/packages/container/web/versions/") })
      #expect(run.plans.last?.versionIDs == expected)
      #expect(run.plans.last?.width == .wide)
      #expect(result.texts("outcome") == Array(repeating: "done", count: 5))
      let active = try run.ids("SELECT id FROM github.packages.package_versions WHERE \(DeleteTests.web)")
      #expect(active.isSuperset(of: expected) && active.count == 12)
    }
  }

  @Test("delete a whole package and undo it")
  func package() async throws {
    try await Writing.run { run in
      let package = "org = 'acme' AND package_type = 'container' AND package_name = 'hello'"
      let (_, reads, writes) = try run.run("DELETE FROM github.packages.packages WHERE \(package)")
      #expect(reads.isEmpty)
      #expect(writes == ["DELETE /orgs/acme/packages/container/hello"])
      #expect(run.plans.map(\.width) == [.oneObject])
      #expect(try run.database.query("SELECT name FROM github.packages.packages WHERE \(package)").rows.isEmpty)
      let done = run.plans[0].writes.map { WriteResult(write: $0, outcome: .done) }
      let undone = try run.apply(try run.client.undo(done))
      #expect(undone.map(\.outcome) == [.done])
      #expect(try run.ids("SELECT id FROM github.packages.package_versions WHERE \(package)").count == 3)
    }
  }
}
