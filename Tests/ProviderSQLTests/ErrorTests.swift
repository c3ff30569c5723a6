import CurlTransport
import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("Errors of statements")
struct StatementErrorTests {
  static let messages: [(sql: String, kind: SQLError.Kind, phrase: String)] = [
    (
      "SELECT * FROM github.packages.package_version", .noSuchTable,
      "no such table: github.packages.package_version. Did you mean 'github.packages.package_versions'?"
    ),
    ("SELECT * FROM package_versions", .noSuchTable, "Did you mean 'github.packages.package_versions'?"),
    ("SELECT * FROM github.packages", .noSuchTable, "A table's name has three parts: github.packages."),
    ("SELECT * FROM github.package.packages", .noSuchTable, "Did you mean 'github.packages'?"),
    ("SELECT * FROM github.packages.licenses", .noSuchTable, "no such table: github.packages.licenses. The tables are"),
    (
      "SELECT owner.login FROM github.packages.packages WHERE org = 'acme'", .noSuchColumn,
      "owner holds JSON, whose part this is: write owner ->> '$.login'"
    ),
    (
      "SELECT id FROM github.packages.packages p WHERE p.owner.login = 'acme'", .noSuchColumn,
      "write p.owner ->> '$.login'"
    ),
    (
      """
      SELECT id FROM github.packages.package_versions WHERE org = 'acme'
        AND (package_type = 'npm' AND package_name = 'a' OR package_type = 'container' AND package_name = 'b')
      """, .missingParameters, "package_name is named, but not for every row: beside OR each branch has to give all"
    ),
    ("SELECT * FROM \"github.packages.orgversions\"", .noSuchTable, "Did you mean 'github.packages.org_versions'?"),
    (
      "SELECT nam FROM github.packages.packages WHERE org = 'acme'", .noSuchColumn,
      "no such column: nam. Did you mean 'name'? github.packages.packages has id, name, package_type"
    ),
    ("SELECT p.nmae FROM github.packages.packages p", .noSuchColumn, "no such column: p.nmae. Did you mean 'name'?"),
    (
      "SELECT * FROM github.packages.package_versions WHERE org = 'acme'", .missingParameters,
      "get_all_package_versions_for_package_owned_by_org needs package_name"
    ),
    (
      """
      SELECT * FROM github.packages.package_versions
      WHERE org = 'a' AND username = 'b' AND package_type = 'npm' AND package_name = 'c'
      """, .parameterNotTaken, "takes org together with username"
    ),
    (
      """
      SELECT * FROM github.packages.package_versions
      WHERE username = 'b' AND package_type = 'npm' AND package_name = 'c' AND state = 'active'
      """, .parameterNotTaken,
      "state is taken by get_all_package_versions_for_package_owned_by_org, "
        + "get_all_package_versions_for_package_owned_by_authenticated_user"
    ),
    (
      "SELECT * FROM github.packages.packages WHERE org <> 'x'", .parameterComparison,
      "org <> … does not say which org to ask github.packages.packages for; only org = …, org IN (…) or a join can give it"
    ),
    ("SELECT * FROM github.packages.packages WHERE org LIKE 'ac%'", .parameterComparison, "org LIKE …"),
    ("SELECT * FROM github.packages.packages WHERE org IS NOT NULL", .parameterComparison, "org IS NOT NULL"),
    ("SELECT * FROM github.packages.packages WHERE org = 'A' COLLATE NOCASE", .parameterComparison, "COLLATE NOCASE"),
    (
      "SELECT * FROM github.packages.packages WHERE org = 'acme' AND package_type = 'nmp'", .badValue,
      "package_type = 'nmp' is none of its values, which are npm, maven, rubygems, docker, nuget, container. Did you mean 'npm'?"
    ),
    (
      """
      SELECT * FROM github.packages.package_versions
      WHERE org = 'a' AND package_type = 'npm' AND package_name = 'b' AND package_version_id = 'x1'
      """, .badValue, "package_version_id = 'x1' is not a whole number"
    ),
    ("SELECT * FROM github.packages.packages WHERE page = 0", .badValue, "page = 0 is less than its minimum, 1"),
    ("SELECT * FROM github.packages.packages WHERE per_page = 101", .badValue, "more than its maximum, 100"),
    ("SELECT * FROM github.packages.packages WHERE org = ''", .badValue, "org is empty"),
    ("SELECT * FROM github.packages.packages WHERE org = x'00'", .badValue, "is not a text"),
    (
      "SELECT * FROM github.packages.packages a JOIN github.packages.packages b ON a.org = b.org", .missingParameters,
      "wait for each other"
    ),
    ("UPDATE github.packages.packages SET name = 'x'", .readOnly, "UPDATE does not work on github.packages.packages"),
    (
      "INSERT INTO github.packages.packages(name) VALUES ('x')", .readOnly,
      "restore_package_for_authenticated_user, by DELETE or EXEC"
    ),
    (
      "INSERT INTO github.packages.packages(name) VALUES ('x') ON CONFLICT DO NOTHING", .readOnly,
      "INSERT and REPLACE do not work"
    ),
    ("REPLACE INTO github.packages.packages(name) VALUES ('x')", .readOnly, "INSERT and REPLACE do not work"),
    ("UPDATE github.packages.packages SET name = 'x' RETURNING name", .readOnly, "UPDATE does not work"),
    (
      "DELETE FROM github.packages.docker_migration_packages WHERE org = 'acme'", .readOnly,
      "nothing can be deleted from github.packages.docker_migration_packages: the provider has no method"
    ),
    (
      "DELETE FROM github.packages.packages WHERE org = 'acme' RETURNING name", .notSupported,
      "leave RETURNING out, a DELETE gives a row for each request"
    ),
    (
      "DELETE FROM github.packages.package_versions WHERE org = 'acme' ORDER BY id LIMIT 3", .notSupported,
      "package_version_id IN (SELECT id FROM github.packages.package_versions WHERE … ORDER BY … LIMIT …)"
    ),
    (
      "WITH x AS (SELECT 1) DELETE FROM main.\"github.packages.packages\" WHERE org = 'acme' LIMIT 1", .notSupported,
      "LIMIT does not work on github.packages.packages"
    ),
    ("DELETE FROM github.packages.packages WHERE org <> 'acme'", .parameterComparison, "org <> …"),
    ("DELETE FROM github.packages.packages WHERE NOT (org = 'acme')", .parameterComparison, "reads org"),
    ("DELETE FROM github.packages.packages WHERE lower(org) = 'acme'", .parameterComparison, "reads org without"),
    ("DELETE FROM github.packages.package_versions WHERE package_version_id = 1", .missingParameters, "needs"),
    ("DELETE FROM github.packages.packages WHERE nam = 1", .noSuchColumn, "Did you mean 'name'?"),
    ("DELETE FROM bindery_plan", .readOnly, "ROLLBACK TO a savepoint"),
    ("CREATE TABLE bindery_plan(a)", .shadowsTable, "would hide it"),
    ("CREATE TABLE \"github.packages.packages\"(a)", .shadowsTable, "would hide it"),
    ("CREATE TABLE github.packages.packages(a)", .shadowsTable, "would hide it"),
    ("CREATE TEMP VIEW \"GitHub.Packages.PACKAGES\" AS SELECT 1", .shadowsTable, "would hide it"),
    ("CREATE TABLE t(a); ALTER TABLE t RENAME TO \"github.packages.packages\"", .shadowsTable, "would hide it"),
    ("SHOW TABLES", .syntax, "SHOW is followed by"),
    ("SHOW METHODS IN github.packages", .syntax, "provider.service.resource is expected here"),
    ("SHOW SERVICES IN gitub", .noSuchTable, "Did you mean 'github'?"),
    ("DESCRIBE github.packages.package", .noSuchTable, "Did you mean 'github.packages.packages'?"),
    ("DESCRIBE METHOD github.packages.packages.list", .noSuchMethod, "The methods are get_package_for_organization"),
    ("EXPLAIN SHOW PROVIDERS", .syntax, "EXPLAIN is for"),
    (
      "EXEC github.packages.packages.delete_package_for_org @org='a', @typ='npm', @package_type='nmp'",
      .parameterNotTaken,
      "takes no @typ. Its parameters are org, package_type, package_name; package_type = 'nmp' is none of its values, "
        + "which are npm, maven, rubygems, docker, nuget, container. Did you mean 'npm'?; "
        + "delete_package_for_org needs @package_name"
    ),
    (
      "EXEC github.packages.packages.delete_package_for_org @org=NULL @package_type='npm' @package_name='x'", .badValue,
      "@org = NULL is no value"
    ),
    (
      "EXEC github.packages.packages.delete_package_for_org @org='a' FOR EACH (SELECT 'x' AS name)", .parameterNotTaken,
      "the query has a column name, which delete_package_for_org does not take. Did you mean name AS package_name?"
    ),
    (
      "EXEC github.packages.packages.delete_package_for_org @org='a' FOR EACH (SELECT 'x' AS org)", .syntax,
      "org is given twice"
    ),
    ("EXEC github.packages.packages.delete_package_for_org @org='a' FOR EACH SELECT 1", .syntax, "in parentheses"),
    ("EXEC github.packages.packages.delete_package_for_org @org='a' FOR (SELECT 1)", .syntax, "followed by EACH"),
    (
      "EXEC github.packages.packages.delete_package_for_org @org='a' FOR EACH (DELETE FROM github.packages.packages)",
      .syntax, "followed by a query"
    ),
    (
      """
      EXEC github.packages.packages.delete_package_for_org @org='a', @package_type='npm'
      FOR EACH (SELECT NULL AS package_name)
      """, .badValue, "package_name is NULL in row 1 of the query"
    ),
    (
      "EXEC github.packages.packages.list_packages_for_organization @org='a' FOR EACH (SELECT 'npm' AS package_type)",
      .notSupported, "join it"
    ),
    ("EXPLAIN BEGIN", .syntax, "EXPLAIN is for"),
    ("EXPLAIN ATTACH ':memory:' AS a", .syntax, "EXPLAIN is for"),
    ("EXPLAIN PRAGMA foreign_keys = 1", .syntax, "EXPLAIN is for"),
    ("SELECT * FROM githb.packages.packages", .noSuchTable, "no such provider: githb. Did you mean 'github'?"),
    ("SELECT * FROM (VALUES (1)) JOIN a.b.c", .noSuchTable, "The providers are github"),
    ("SELECT * FROM github.packages.packages WHERE org = $ORG", .notSupported, "nothing gives $ORG a value"),
    (
      "EXEC github.packages.packages.list_packages_for_organization @org=NULL, @package_type='npm'", .badValue,
      "@org = NULL is no value"
    ),
    (
      "SELECT * FROM github.packages.package_versions WHERE package_name = 'a' AND package_version_id = '0x1'",
      .badValue, "package_version_id = '0x1' is not a whole number"
    ),
    ("EXEC github.packages.packages.list_packages_for_organization @organ='a'", .parameterNotTaken, "'org'"),
    ("EXEC github.packages.packages.list_packages_for_organization @org='a'", .missingParameters, "@package_type"),
    ("EXEC github.packages.packages.list_packages_for_organization @org=", .syntax, "a value is expected"),
    ("EXPLAIN SELECT * FROM github.packages.package_versions", .missingParameters, "needs org, package_name"),
    (
      "EXPLAIN SELECT * FROM github.packages.packages p, github.packages.package_versions v WHERE p.org = 'acme'",
      .missingParameters, "github.packages.package_versions needs"
    ),
  ]

  @Test("say what is wrong, where, and what would be right; no request is sent", arguments: messages.indices)
  func message(index: Int) async throws {
    let (sql, kind, phrase) = Self.messages[index]
    try await Sandboxed.run { run in
      let error = try #require(run.database.failure(sql) as? SQLError, "\(sql)")
      #expect(error.kind == kind, "\(error)")
      #expect(error.message.contains(phrase), "\(error)")
      #expect(error.place != nil, "\(error)")
      #expect(run.takeRequests().isEmpty)
    }
  }

  @Test("point at the place, in the text as it was written")
  func place() async throws {
    try await Sandboxed.run { run in
      let error = try #require(
        run.database.failure(
          "SELECT 1;\n-- ü\nSELECT id,\n  github.packages.packages.nam\nFROM github.packages.packages")
          as? SQLError)
      #expect(error.place?.line == 4)
      #expect("\(error)".contains("\n    github.packages.packages.nam\n    ^"), "\(error)")
      let syntax = try #require(
        run.database.failure("SELECT * FROM github.packages.packages WHEN org = 'x'") as? SQLError)
      #expect(syntax.place?.column == 40)
      #expect(syntax.kind == .sqlite(code: 1))
    }
  }
}

@Suite("Errors of the remote")
struct RemoteErrorTests {
  static let list = "SELECT * FROM github.packages.packages WHERE org = 'acme' AND package_type = 'npm'"
  static let object =
    "SELECT * FROM github.packages.packages WHERE org = 'acme' AND package_type = 'npm' AND package_name = 'left-pad'"

  @Test(
    "are typed, name the request, and are never an empty result",
    arguments: [
      (401, #"{"message":"Bad credentials"}"#, ProviderError.Kind.unauthorized),
      (403, #"{"message":"Resource not accessible by integration"}"#, .forbidden),
      (404, #"{"message":"Not Found"}"#, .notFound), (501, #"{"message":"Server Error"}"#, .server),
      (200, "", .invalidResponse), (200, "[{]", .invalidResponse), (200, #"{"message":"?"}"#, .invalidResponse),
      (200, #"["x"]"#, .invalidResponse),
    ])
  func statuses(status: Int, body: String, kind: ProviderError.Kind) async throws {
    try await Sandboxed.run { run in
      run.sandbox.addRule(
        Rule(action: .respond(status: status, headers: ["Content-Type": "application/json"], body: body)))
      for sql in [Self.list, "SELECT count(*) FROM (\(Self.list))"] {
        let error = try #require(run.database.failure(sql) as? ProviderError)
        #expect(error.kind == kind, "\(error)")
        #expect(error.requestLine == "GET /orgs/acme/packages?package_type=npm&per_page=100")
      }
      // An object that does not exist by its whole key is the one failure that means "no row".
      if status == 404 {
        #expect(try run.database.query(Self.object).rows.isEmpty)
      } else if body.hasPrefix("{\"message\":\"?") == false {
        #expect((run.database.failure(Self.object) as? ProviderError)?.kind == kind)
      }
    }
  }

  @Test("on a page in the middle end the statement, however many rows came before")
  func middlePage() async throws {
    try await Sandboxed.run { run in
      run.sandbox.addRule(
        Rule(queryContains: "page=7", action: .respond(status: 422, body: #"{"message":"Nope"}"#)))
      let error =
        run.database.failure(
          "SELECT count(*) FROM github.packages.package_versions WHERE \(RequestCountTests.monorepo)") as? ProviderError
      #expect(error?.status == 422)
      #expect(error?.serverMessage == "Nope")
    }
  }

  @Test("on the inner side of a join end the statement")
  func join() async throws {
    try await Sandboxed.run { run in
      run.sandbox.addRule(
        Rule(pathContains: "left-pad/versions", action: .respond(status: 404, body: #"{"message":"Gone"}"#)))
      let error =
        run.database.failure(
          """
          SELECT v.id FROM github.packages.packages p JOIN github.packages.package_versions v
          ON v.org = p.org AND v.package_type = p.package_type AND v.package_name = p.name
          WHERE p.org = 'acme' AND p.package_type = 'npm'
          """) as? ProviderError
      #expect(error?.kind == .notFound)
      #expect(error?.requestLine?.contains("left-pad/versions") == true)
    }
  }

  @Test("of an owner or package that does not exist are errors on a list, with what was left open")
  func missingOwner() async throws {
    try await Sandboxed.run { run in
      for filter in ["org = 'nobody' AND package_name = 'web'", "org = 'acme' AND package_name = 'nothing'"] {
        let error = run.database.failure(
          "SELECT * FROM github.packages.package_versions WHERE \(filter) AND package_type = 'npm'"
        )
        #expect((error as? ProviderError)?.kind == .notFound)
      }
      let open =
        run.database.failure(
          "SELECT * FROM github.packages.package_versions WHERE org = 'acme' AND package_name = 'web'")
        as? ProviderError
      #expect(open?.kind == .notFound)
      #expect(open?.advice?.contains("does not give package_type") == true)
      let byKey = try run.database.query(
        "SELECT name, package_type FROM github.packages.packages WHERE org = 'acme' AND package_name = 'web'")
      #expect(byKey.rows == [[.text("web"), .text("container")]])
    }
  }

  @Test("of a server that is not there say so")
  func refused() async throws {
    let sandbox = try GitHubSandbox.start()
    let url = sandbox.url
    sandbox.stop()
    let client = ProviderClient(
      provider: GitHub.descriptor, transport: CurlTransport(), token: "",
      configuration: ClientConfiguration(baseURL: url, timeout: .milliseconds(100)), environment: [:])
    let kind = try await onThread {
      (try Database(clients: [client]).failure(Self.list) as? ProviderError)?.kind
    }
    #expect(kind == .connectionRefused)
  }

  @Test("of a table that only has methods name them")
  func nothingButMethods() async throws {
    let provider = ProviderDescriptor(
      name: "house", title: "House", summary: "", server: ServerDescriptor(url: "https://house.example"),
      services: [
        ServiceDescriptor(
          name: "doors", title: "Doors", summary: "", models: [],
          resources: [
            ResourceDescriptor(
              name: "bell", title: "Bell", summary: "",
              methods: [
                MethodDescriptor(
                  name: "ring", action: "ring", httpMethod: "POST", path: "/bell", parameters: [],
                  response: ResponseDescriptor(status: 204, shape: .none), summary: "")
              ], verbs: [VerbDescriptor(verb: .exec, methods: ["ring"])])
          ])
      ])
    let transport = FakeServer { _ in HTTPResponse(status: 204, headers: [:], body: []) }
    let client = ProviderClient(provider: provider, transport: transport, token: nil, environment: [:])
    try await onThread {
      let database = try Database(clients: [client])
      let message = database.message("SELECT * FROM house.doors.bell")
      #expect(message.contains("house.doors.bell has neither rows nor columns; what it has is called by EXEC: ring"))
    }
  }

  @Test("leave the database usable")
  func recovery() async throws {
    try await Sandboxed.run { run in
      run.sandbox.addRule(Rule(occurrences: .first(1), action: .respond(status: 401, body: "{}")))
      #expect(run.database.failure(Self.list) != nil)
      let rows = try run.database.query(Self.list).rows
      #expect(rows.count == 2)
    }
  }
}
