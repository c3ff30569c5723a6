import Foundation
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("bindery_journal")
struct JournalTableTests {
  @Test("shows what was written, so that a query can say what to restore")
  func restore() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("journal.db").path
    try await Writing.run { run in
      #expect(try run.database.query("SELECT * FROM bindery_journal").rows.isEmpty)
      run.database.journalPath = path
      #expect(try run.database.query("SELECT * FROM bindery_journal").rows.isEmpty)
      let journal = try Journal(path: path)
      run.decide = { [unowned run] plan in try run.apply(plan, journal: journal) }
      let package = "org = 'acme' AND package_type = 'container' AND package_name = 'hello'"
      _ = try run.database.query("DELETE FROM github.packages.packages WHERE \(package)")
      let rows = try run.database.query(
        "SELECT run, outcome, arguments ->> 'package_name' AS package, request FROM bindery_journal")
      #expect(
        rows.rows == [
          [.integer(1), .text("done"), .text("hello"), .text("DELETE /orgs/acme/packages/container/hello")]
        ])
      let (_, _, writes) = try run.run(
        """
        EXEC github.packages.packages.restore_package_for_org FOR EACH (
          SELECT arguments ->> 'org' AS org, arguments ->> 'package_type' AS package_type,
            arguments ->> 'package_name' AS package_name
          FROM bindery_journal WHERE method = 'delete_package_for_org' AND outcome = 'done')
        """)
      #expect(writes == ["POST /orgs/acme/packages/container/hello/restore"])
      #expect(try run.database.query("SELECT count(*) AS n FROM bindery_journal").texts("n") == ["2"])
      #expect(run.database.message("DELETE FROM bindery_journal").contains("not changed by SQL"))
    }
  }
}
