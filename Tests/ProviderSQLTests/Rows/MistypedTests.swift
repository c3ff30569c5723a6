import ProviderSQL
import Testing

@Suite("Texts that no value of a field is") struct MistypedTests {
  @Test(
    "are an error under every comparison that would take all rows or none",
    arguments: [
      ("created_at < '30.06.2024'", "is none: write '2024-06-30'"), ("created_at >= 'last year'", "is none"),
      ("created_at <> '30 days ago'", "is none"), ("id < 'five'", "every number comes before a text such as 'five'"),
      ("id <> '12x'", "every number comes before"),
    ])
  func mistakes(_ condition: String, message: String) async throws {
    try await Sandboxed.run { run in
      let rows = """
        github.packages.package_versions WHERE org = 'acme' AND package_type = 'container' AND package_name = 'web'
        AND \(condition)
        """
      for statement in ["SELECT id", "DELETE"] {
        let error = run.database.message("\(statement) FROM \(rows)")
        #expect(error.contains(message), "\(error)")
      }
      #expect(run.takeRequests().isEmpty)
    }
  }

  @Test("that are nearly a known value are an error where all others would be taken")
  func nearlyKnown() async throws {
    try await Sandboxed.run { run in
      let packages = "github.packages.packages WHERE org = 'acme' AND package_type = 'npm'"
      let message = run.database.message("SELECT name FROM \(packages) AND visibility <> 'pubilc'")
      #expect(message.contains("visibility is never 'pubilc'. Did you mean 'public'?"))
      // A value that nobody knows yet may come.
      _ = try run.run("SELECT name FROM \(packages) AND visibility <> 'embargoed'")
    }
  }

  @Test("that are the beginning of a date are dates")
  func beginnings() async throws {
    try await Sandboxed.run { run in
      let rows =
        "github.packages.package_versions WHERE org = 'acme' AND package_type = 'container' AND package_name = 'web'"
      for condition in [
        "created_at > '2020'", "created_at >= '2020-01'", "created_at < '2099-01-01 00:00'", "created_at > ''",
        "created_at LIKE '2%'", "created_at LIKE '202%-%'", "created_at GLOB '20*'", "created_at < date('now')",
      ] {
        let result = try run.run("SELECT id FROM \(rows) AND \(condition)").result
        #expect(result.rows.count == 12, "\(condition)")
      }
    }
  }
}
