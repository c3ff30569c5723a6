import Foundation
import GitHubSandbox
import Testing

@Suite("The extension in Python", .enabled(if: Python.whyNot == nil, Comment(rawValue: Python.whyNot ?? "")))
struct ExtensionTests {
  private static let web = "/orgs/acme/packages/container/web/versions"

  /// Runs a script against a sandbox and returns what it prints and the requests that it sends.
  private func run(
    _ script: String, _ options: GitHubSandbox.Options = .init(), rules: [Rule] = []
  ) throws -> (lines: [String], requests: [String]) {
    let sandbox = try GitHubSandbox.start(options)
    defer { sandbox.stop() }
    for rule in rules { sandbox.addRule(rule) }
    let result = try Python.run(script, at: sandbox)
    #expect(result.error == "")
    #expect(result.status == 0)
    #expect(!result.lines.contains { $0.contains("secret-token") })
    return (result.lines, sandbox.requests.map(\.line))
  }

  @Test("A select reads a provider's table like any other, and joins it with a local one")
  func select() throws {
    let (lines, requests) = try run(
      """
      do("CREATE TABLE wanted(id)")
      do("INSERT INTO wanted VALUES (3000001001), (3000001003), (1)")
      do(f"SELECT id FROM {versions} JOIN wanted USING (id) WHERE {web} ORDER BY id")
      do(f"SELECT DISTINCT request FROM bindery_methods WHERE resource = {versions!r} AND verb = 'delete' LIMIT 1")
      """.replacing("{versions!r}", with: "'github.packages.package_versions'"))
    #expect(lines.prefix(2) == ["3000001001", "3000001003"])
    #expect(
      lines.last == "DELETE /orgs/{org}/packages/{package_type}/{package_name}/versions/{package_version_id}")
    #expect(requests.allSatisfy { $0.hasPrefix("GET \(Self.web)") })
  }

  @Test("The entry point has the name of the file and its own; loading twice does nothing")
  func load() throws {
    let (lines, _) = try run(
      """
      connection.execute("SELECT load_extension(?, 'sqlite3_bindery_init')", (os.environ["EXTENSION"],)).fetchall()
      other = sqlite3.connect(":memory:")
      other.enable_load_extension(True)
      other.execute("SELECT load_extension(?, 'sqlite3_bindery_init')", (os.environ["EXTENSION"],)).fetchall()
      other.close()
      do("SELECT count(*) FROM bindery_plan")
      """)
    #expect(lines == ["0"])
  }

  @Test("Connections of one process share the provider's limits; those of another server do not")
  func sharedLimits() throws {
    let usedUp = Rule(
      occurrences: .first(1),
      action: .respond(
        status: 200, headers: ["X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "4102444800"], body: "[]"))
    let (lines, requests) = try run(
      """
      do(f"SELECT count(*) FROM {versions} WHERE {web}")
      connection = connect()
      do(f"SELECT count(*) FROM {versions} WHERE {web}")
      os.environ["GITHUB_TOKEN"] = "another-token"
      connection = connect()
      do(f"SELECT count(*) > 0 FROM {versions} WHERE {web}")
      """, rules: [usedUp])
    #expect(lines.count == 3)
    #expect(lines.first == "0")
    #expect(lines[1].contains("not sent, because the quota of GitHub is used up"), "\(lines)")
    #expect(lines.last == "1")
    #expect(requests.count == 2)
  }

  @Test("A statement whose rows are being read gives all of them, whatever other statements run meanwhile")
  func statementsWithin() throws {
    let dataset = try Dataset(
      json: Data(
        """
        {"authenticated_user": "octocat", "users": [{"login": "octocat"}], "organizations": [{"login": "acme", "packages": [
          {"name": "web", "package_type": "container", "versions": {"count": 450}}]}]}
        """.utf8))
    let (lines, requests) = try run(
      """
      do("BEGIN")
      rows = []
      for (id,) in connection.execute(f"SELECT id FROM {versions} WHERE {web}"):
          rows.append(id)
          if len(rows) in (5, 150):
              do(f"DELETE FROM {versions} WHERE {web} AND package_version_id = {id}")
              do(f"SELECT count(*) FROM {versions} WHERE {web} AND package_version_id = {id}")
      do("ROLLBACK")
      print(len(rows), len(set(rows)))
      """, .init(dataset: dataset))
    #expect(lines == ["1", "1", "450 450"])
    #expect(requests.allSatisfy { $0.hasPrefix("GET") })
  }

  @Test("A wide deletion outside a transaction is refused, and nothing is sent")
  func refusedWideDeletion() throws {
    let (lines, requests) = try run(
      """
      do(f"DELETE FROM {versions} WHERE {web} AND id < 3000001004")
      do(f"DELETE FROM {versions} WHERE {web} AND id = (SELECT min(id) FROM {versions} WHERE {web})")
      do(f"SELECT count(*) FROM {versions} WHERE {web} AND id < 3000001004")
      """)
    #expect(lines.count == 3)
    #expect(lines[0].hasPrefix("error: the plan is wider than one object named in full: 3 requests. Nothing was sent."))
    #expect(lines[1].hasPrefix("error: the plan is wider than one object named in full: 1 request. Nothing was sent."))
    #expect(lines[2] == "3")
    #expect(requests.allSatisfy { $0.hasPrefix("GET ") })
  }

  @Test("A deletion on the token's own account is refused outside a transaction, whatever its key")
  func ownAccount() throws {
    let (lines, requests) = try run(
      """
      do('SELECT bindery_exec("EXEC github.packages.package_versions.delete_package_version_for_authenticated_user '
         '@package_type = \\'container\\', @package_name = \\'web\\', @package_version_id = 3000001001")')
      """)
    #expect(lines.count == 1)
    #expect(lines[0].hasPrefix("error: the plan acts on the token's own account"))
    #expect(requests.isEmpty)
  }

  @Test("A deletion that names one object in full runs at once, with values that are bound, too")
  func keyedDeletion() throws {
    let (lines, requests) = try run(
      """
      do(f"DELETE FROM {versions} WHERE {web} AND package_version_id = ?", 3000001001)
      do(f"DELETE FROM {versions} WHERE {web} AND package_version_id = 3000001002 AND name = 'another'")
      do("SELECT run, outcome, status FROM bindery_journal")
      """)
    #expect(lines == ["1|done|204"])
    #expect(requests.filter { !$0.hasPrefix("GET ") } == ["DELETE \(Self.web)/3000001001"])
  }

  @Test("COMMIT sends the plan that bindery_plan shows, and journals it")
  func committedPlan() throws {
    let (lines, requests) = try run(
      """
      do("BEGIN")
      do(f"DELETE FROM {versions} WHERE {web} AND id < 3000001004")
      do("SAVEPOINT later")
      do(f"DELETE FROM {versions} WHERE {web} AND id = 3000001006")
      do("ROLLBACK TO later")
      do("SELECT request, outcome FROM bindery_plan")
      do(f"SELECT count(*) FROM {versions} WHERE {web} AND id < 3000001004")
      do("COMMIT")
      do(f"SELECT count(*) FROM {versions} WHERE {web} AND id < 3000001004")
      do("SELECT run, request, outcome FROM bindery_journal")
      """)
    let deletions = [3_000_001_003, 3_000_001_002, 3_000_001_001].map { "DELETE \(Self.web)/\($0)" }
    #expect(requests.filter { !$0.hasPrefix("GET ") } == deletions)
    #expect(lines == deletions.map { "\($0)|planned" } + ["3", "0"] + deletions.map { "1|\($0)|done" })
  }

  @Test("ROLLBACK drops the plan")
  func rollback() throws {
    let (lines, requests) = try run(
      """
      do("BEGIN")
      do(f"DELETE FROM {versions} WHERE {web}")
      do("ROLLBACK")
      do("SELECT count(*) FROM bindery_plan")
      do("BEGIN")
      do("COMMIT")
      connection.execute("BEGIN")
      connection.execute(f"DELETE FROM {versions} WHERE {web}")
      connection.close()
      """)
    #expect(lines == ["0"])
    #expect(requests.allSatisfy { $0.hasPrefix("GET ") })
  }

  @Test("What the server refuses is the error of the COMMIT; the rest of the plan goes on, and local changes go back")
  func refusedWrite() throws {
    let (lines, requests) = try run(
      """
      do("CREATE TABLE log(text)")
      do("BEGIN")
      do("INSERT INTO log VALUES ('deleted')")
      do(f"DELETE FROM {versions} WHERE {web} AND id < 3000001004")
      do("COMMIT")
      do("SELECT count(*) FROM log")
      do("SELECT outcome FROM bindery_journal")
      print(connection.in_transaction)
      """, rules: [try Rule(parsing: "DELETE:*/versions/3000001002:status=403")])
    #expect(lines.count == 6)
    #expect(
      lines[0].hasPrefix("error: not everything was written: 2 done, 1 refused DELETE \(Self.web)/3000001002: refused"))
    #expect(Array(lines[1...]) == ["0", "done", "refused", "done", "False"])
    #expect(requests.count { $0.hasPrefix("DELETE ") } == 3)
  }

  @Test("bindery_exec that may be called several times is refused outside a transaction, and sends once in one")
  func execOfManyRows() throws {
    let (lines, requests) = try run(
      """
      do("CREATE TABLE old(id)")
      do("INSERT INTO old VALUES (3000001001), (3000001003)")
      method = ("EXEC github.packages.package_versions.delete_package_version_for_org @org='acme', "
          "@package_type='container', @package_name='web', @package_version_id=")
      for statement in [
          "SELECT bindery_exec(? || id) FROM old", "SELECT r FROM (SELECT bindery_exec(? || '3000001001') r) WHERE r <> ''",
          "INSERT INTO old SELECT bindery_exec(? || '3000001001')", "VALUES (bindery_exec(? || '3000001001'))",
      ]:
          do(statement, method)
      do("BEGIN")
      do("SELECT r FROM (SELECT bindery_exec(? || id) r FROM old) WHERE r <> '' AND r NOT NULL", method)
      do("COMMIT")
      """)
    #expect(lines.count == 6)
    #expect(lines.prefix(4).allSatisfy { $0.hasPrefix("error: outside a transaction bindery_exec stands alone") })
    #expect(requests == ["DELETE \(Self.web)/3000001001", "DELETE \(Self.web)/3000001003"])
  }

  @Test("bindery_exec runs a method at once, or stages it within a transaction")
  func exec() throws {
    let (lines, requests) = try run(
      """
      method = "EXEC github.packages.package_versions.{}_package_version_for_org @org = 'acme', @package_type = 'container', @package_name = 'web'"
      do("SELECT bindery_exec(?)", method.format("delete") + ", @package_version_id = 3000001001")
      do("BEGIN")
      do("SELECT bindery_exec(?)", method.format("delete") + f" FOR EACH (SELECT id AS package_version_id FROM {versions} WHERE {web} AND id < 3000001004)")
      do("COMMIT")
      do("SELECT bindery_exec(?)", method.format("restore") + ", @package_version_id = 3000001001")
      do("SELECT bindery_exec('EXEC github.packages.package_versions.remove @a = 1')")
      do("CREATE VIEW hidden AS SELECT bindery_exec('EXEC x') AS x")
      do("SELECT * FROM hidden")
      """)
    #expect(
      requests.filter { !$0.hasPrefix("GET ") } == [
        "DELETE \(Self.web)/3000001001", "DELETE \(Self.web)/3000001003", "DELETE \(Self.web)/3000001002",
        "POST \(Self.web)/3000001001/restore",
      ])
    #expect(
      lines.prefix(4) == [
        "DELETE \(Self.web)/3000001001: done", "DELETE \(Self.web)/3000001003: planned",
        "DELETE \(Self.web)/3000001002: planned", "POST \(Self.web)/3000001001/restore: done",
      ])
    #expect(lines.dropFirst(4).first?.hasPrefix("error: no such method") == true)
    #expect(lines.last == "error: unsafe use of bindery_exec()")
  }

  @Test("An interrupt ends a statement that waits for the server")
  func interrupt() throws {
    let (lines, _) = try run(
      """
      import socket
      server = socket.create_server(("127.0.0.1", 0))
      os.environ["GITHUB_API_URL"] = f"http://127.0.0.1:{server.getsockname()[1]}"
      connection = connect()
      accepted = []
      def interrupt():
          accepted.append(server.accept())
          connection.interrupt()
      thread = threading.Thread(target=interrupt)
      thread.start()
      do(f"SELECT count(*) FROM {versions} WHERE {web}")
      thread.join()
      do("SELECT 1")
      """)
    #expect(lines == ["error: interrupted", "1"])
  }

  @Test("An interrupt ends a plan between its requests, and the journal knows what is left")
  func interruptedPlan() throws {
    let (lines, requests) = try run(
      """
      other = connect()
      def interrupt():
          while other.execute("SELECT count(*) FROM bindery_journal WHERE outcome = 'done'").fetchone() == (0,):
              pass
          connection.interrupt()
      thread = threading.Thread(target=interrupt)
      do("BEGIN")
      do(f"DELETE FROM {versions} WHERE {web}")
      thread.start()
      do("COMMIT")
      thread.join()
      do("SELECT outcome IS NULL, count(*) > 0 FROM bindery_journal GROUP BY 1")
      """, rules: [try Rule(parsing: "DELETE:*:after=1:delay=500")])
    #expect(lines.first?.hasPrefix("error: not everything was written: ") == true)
    #expect(lines.first?.contains(" not sent") == true)
    #expect(lines.dropFirst() == ["0|1", "1|1"])
    #expect((1..<12).contains(requests.count { $0.hasPrefix("DELETE ") }))
  }

  @Test("Python's own transactions begin before a DELETE, and their commit is the yes")
  func pythonsTransactions() throws {
    let (lines, requests) = try run(
      """
      connection.isolation_level = ""
      do(f"DELETE FROM {versions} WHERE {web} AND id < 3000001003")
      connection.rollback()
      do(f"DELETE FROM {versions} WHERE {web} AND id = 3000001002")
      do("SELECT request FROM bindery_plan")
      connection.commit()
      """)
    #expect(lines == ["DELETE \(Self.web)/3000001002"])
    #expect(requests.filter { !$0.hasPrefix("GET ") } == ["DELETE \(Self.web)/3000001002"])
  }
}
