import Foundation
import GitHubSandbox
import Testing

@Suite("Errors of query")
struct QueryErrorTests {
  static let versions = "SELECT id FROM github.packages.package_versions WHERE "
  static let web = "org = 'acme' AND package_type = 'container' AND package_name = 'web'"

  @Test(
    "A statement that says something wrong is exit status 1, and no request is sent",
    arguments: [
      (
        "SELECT * FROM github.packages.package_version",
        ["no such table", "Did you mean 'github.packages.package_versions'?"]
      ),
      ("SELECT nam FROM github.packages.packages WHERE org = 'acme'", ["no such column", "Did you mean 'name'?"]),
      ("SELEC 1", ["syntax error"]),
      (
        "SELECT * FROM github.packages.package_versions",
        [
          "get_all_package_versions_for_package_owned_by_org", "needs org, package_name",
          "get_package_version_for_user",
        ]
      ),
      (versions + web + " AND visibility = 'public'", ["no such column", "visibility"]),
      (
        "SELECT * FROM github.packages.packages WHERE org = 'acme' AND username = 'hubber' AND package_type = 'npm'",
        ["org", "username"]
      ),
      (versions + "org <> 'acme' AND package_type = 'npm' AND package_name = 'left-pad'", ["org", "=", "IN", "join"]),
      (
        "SELECT * FROM github.packages.packages WHERE org = 'acme' AND package_type = 'contaner'",
        ["contaner", "npm, maven, rubygems, docker, nuget, container", "Did you mean 'container'?"]
      ),
      (versions + web + " AND package_version_id = 'twelve'", ["package_version_id", "twelve"]),
    ])
  func statement(sql: String, parts: [String]) throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let result = try Program.query(sql, at: sandbox)
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    for part in parts { #expect(result.error.contains(part), "\(result.error)") }
    #expect(sandbox.requests.isEmpty)
  }

  @Test(
    "A failure of the server is exit status 2, with what was asked and what came back",
    arguments: [
      (401, #"{"message":"Bad credentials","documentation_url":"https://docs.example/auth"}"#, "Bad credentials"),
      (403, #"{"message":"Resource not accessible by integration"}"#, "Resource not accessible by integration"),
      (404, #"{"message":"Not Found"}"#, "Not Found"),
      (500, #"{"message":"Server Error"}"#, "Server Error"),
      (200, "{\"id\": 1}", "array"),
      (200, "[1, 2]", "object"),
      (200, "[{\"id\": ", "JSON"),
      (200, "", "empty"),
      (200, "<!DOCTYPE html><title>Oops</title>", "JSON"),
    ])
  func failure(status: Int, body: String, part: String) throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    sandbox.addRule(
      Rule(pathSuffix: "/versions", action: .respond(status: status, headers: ["X-OAuth-Scopes": "repo"], body: body)))
    for format in ["table", "json", "csv"] {
      let result = try Program.query("--format", format, Self.versions + Self.web, at: sandbox)
      #expect(result.status == 2)
      #expect(result.error.contains("GET /orgs/acme/packages/container/web/versions"), "\(result.error)")
      #expect(result.error.lowercased().contains(part.lowercased()), "\(result.error)")
      #expect(!result.error.contains("secret-token"))
      if (401...404).contains(status) { #expect(result.error.contains("read:packages"), "\(result.error)") }
    }
  }

  @Test("A rate limit that asks for a longer wait than allowed is an error that says how long")
  func rateLimit() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    sandbox.addRule(
      Rule(
        action: .respond(
          status: 429, headers: ["Retry-After": "90"], body: #"{"message":"You have exceeded a secondary rate limit"}"#)
      ))
    let result = try Program.query("--max-wait", "5", Self.versions + Self.web, at: sandbox)
    #expect(result.status == 2)
    #expect(result.error.contains("90"), "\(result.error)")
    #expect(result.output.isEmpty)
    #expect(sandbox.requests.count == 1)
  }

  @Test("The 404 of an object asked for by its key is no row, the 404 of a list an error")
  func notFound() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let object = try Program.query("--format", "json", Self.versions + Self.web + " AND id = 1", at: sandbox)
    #expect(object.status == 0)
    #expect(object.output == "[]\n")
    let list = try Program.query(
      Self.versions + "org = 'acme' AND package_type = 'container' AND package_name = 'no-such'", at: sandbox)
    #expect(list.status == 2)
    #expect(list.error.contains("Package not found."), "\(list.error)")
  }

  @Test("A failure in the middle of a list ends it with an error, whatever was read before")
  func middle() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    sandbox.addRule(Rule(queryContains: "page=7&", action: .respond(status: 404, body: #"{"message":"Not Found"}"#)))
    sandbox.addRule(Rule(pathSuffix: "/versions", queryContains: "page=7", action: .respond(status: 404, body: "{}")))
    let sql = "SELECT count(*) FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container'"
    let result = try Program.query(sql + " AND package_name = 'monorepo'", at: sandbox)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
  }

  @Test("A server that is not there, or does not speak TLS, is exit status 2")
  func connection() throws {
    let sandbox = try GitHubSandbox.start()
    let words = ["query", Self.versions + Self.web, "--base-url"]
    let tls = try Program.run(words + ["https://127.0.0.1:\(sandbox.port)"])
    #expect(tls.status == 2)
    #expect(tls.error.contains("TLS"), "\(tls.error)")
    sandbox.stop()
    let refused = try Program.run(words + [sandbox.url])
    #expect(refused.status == 2)
    #expect(refused.error.contains("refused"), "\(refused.error)")
  }

  @Test("A base URL that is none is exit status 1")
  func baseURL() throws {
    let result = try Program.run(["query", Self.versions + Self.web, "--base-url", "example.com"])
    #expect(result.status == 1)
    #expect(result.error.contains("base URL"), "\(result.error)")
    #expect(result.error.contains("https://"), "\(result.error)")
  }

  @Test("A cap on requests ends the statement before it is exceeded")
  func maximumRequests() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let sql = "SELECT count(*) FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container'"
    let result = try Program.query("--max-requests", "5", sql + " AND package_name = 'monorepo'", at: sandbox)
    #expect(result.status == 2)
    #expect(result.error.contains("5"), "\(result.error)")
    #expect(result.output.isEmpty)
    #expect(sandbox.requests.count <= 5)
  }

  @Test("A file that should take the rows keeps what it held when the statement fails")
  func output() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let file = try folder.file("rows.csv", "before")
    sandbox.addRule(Rule(action: .respond(status: 404)))
    let failed = try Program.query(Self.versions + Self.web, "--output", file.path, at: sandbox)
    #expect(failed.status == 2)
    #expect(try String(contentsOf: file, encoding: .utf8) == "before")
    sandbox.removeRules()
    let done = try Program.query(Self.versions + Self.web, "--output", file.path, "--format", "csv", at: sandbox)
    #expect(done.status == 0)
    #expect(try String(contentsOf: file, encoding: .utf8).hasPrefix("id\r\n"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["rows.csv"])
    let nowhere = try Program.query("SELECT 1", "--output", "/nonexistent/rows.csv", at: sandbox)
    #expect(nowhere.status == 1)
    #expect(nowhere.error.contains("cannot write /nonexistent/rows.csv: No such file or directory"))
  }
}
