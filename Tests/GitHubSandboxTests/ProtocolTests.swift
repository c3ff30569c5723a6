import Foundation
import GitHubSandbox
import Testing

@Suite("Errors, credentials and headers")
struct ProtocolTests {
  @Test(
    "errors are JSON with a message, a page of the documentation and the status as text",
    arguments: [
      ("GET", "/nothing", 404, "Not Found", "https://docs.github.com/rest"),
      ("PUT", "/user/packages", 404, "Not Found", "https://docs.github.com/rest"),
      ("POST", "/orgs/acme/packages/npm/left-pad", 404, "Not Found", "https://docs.github.com/rest"),
      ("DELETE", "/orgs/acme/packages", 404, "Not Found", "https://docs.github.com/rest"),
      ("GET", "/orgs/nobody/packages?package_type=npm", 404, "Not Found", "#list-packages-for-an-organization"),
      ("GET", "/orgs/acme/packages", 400, "Invalid argument.", "#list-packages-for-an-organization"),
      ("GET", "/orgs/acme/packages/npm/x", 404, "Package not found.", "#get-a-package-for-an-organization"),
      (
        "GET", "/users/octocat/packages/npm/x/versions", 404, "Package not found.",
        "#list-package-versions-for-a-package-owned-by-a-user"
      ),
      (
        "DELETE", "/orgs/acme/packages/npm/left-pad/versions/1", 404, "Package version not found.",
        "#delete-package-version-for-an-organization"
      ),
      (
        "DELETE", "/user/packages/npm/x/versions/1", 404, "Package not found.",
        "#delete-a-package-version-for-the-authenticated-user"
      ),
      (
        "POST", "/user/packages/npm/x/restore", 404, "Package not found.",
        "#restore-a-package-for-the-authenticated-user"
      ),
    ])
  func errors(_ method: String, _ path: String, _ status: Int, _ message: String, _ page: String) throws {
    try withSandbox { _, client throws in
      let answer = try client.request(method, path)
      #expect(answer.status == status)
      #expect(answer.headers["content-type"] == "application/json; charset=utf-8")
      let url = page.hasPrefix("#") ? "https://docs.github.com/rest/packages/packages\(page)" : page
      #expect(
        answer.object as? [String: String] == ["message": message, "documentation_url": url, "status": "\(status)"])
    }
  }

  @Test(
    "a sandbox that has a token accepts only that one",
    arguments: [
      (nil, 401, "Requires authentication"), ("Bearer right", 200, nil), ("bearer right", 200, nil),
      ("token right", 200, nil), ("Bearer wrong", 401, "Bad credentials"), ("right", 401, "Bad credentials"),
      ("Basic right", 401, "Bad credentials"),
    ] as [(String?, Int, String?)])
  func token(_ authorization: String?, _ status: Int, _ message: String?) throws {
    try withSandbox(.init(token: "right")) { _, client throws in
      let headers = authorization.map { ["Authorization": $0] } ?? [:]
      let answer = try client.get("/user/packages?package_type=npm", headers: headers)
      #expect(answer.status == status)
      #expect(answer.message == message)
    }
  }

  @Test("a sandbox without a token takes any, and none")
  func anyToken() throws {
    try withSandbox { _, client throws in
      #expect(try client.get("/user").object["login"] as? String == "octocat")
      #expect(try client.get("/user", headers: ["Authorization": "Bearer x"]).object["login"] as? String == "octocat")
    }
  }

  @Test("an operation whose scope the token lacks is refused; the headers say which it has and which are needed")
  func scopes() throws {
    try withSandbox(.init(scopes: ["read:packages"])) { _, client throws in
      let path = "/user/packages/rubygems/hello-octo"
      let read = try client.get(path)
      #expect(read.status == 200)
      #expect(read.headers["x-oauth-scopes"] == "read:packages")
      #expect(read.headers["x-accepted-oauth-scopes"] == "read:packages")
      let delete = try client.request("DELETE", path)
      #expect(delete.status == 403)
      #expect(delete.message?.contains("delete:packages") == true)
      #expect(delete.headers["x-accepted-oauth-scopes"] == "delete:packages, read:packages")
      #expect(try client.request("POST", "\(path)/restore").message?.contains("write:packages") == true)
    }
  }

  @Test(
    "the version of the API is checked, and so is that the client names itself",
    arguments: [
      (["X-GitHub-Api-Version": "2022-11-28"], 200), (["X-GitHub-Api-Version": "2019-01-01"], 400),
      (["User-Agent": ""], 403), ([:], 200),
    ])
  func requestHeaders(_ headers: [String: String], _ status: Int) throws {
    try withSandbox { _, client throws in
      let answer = try client.get("/user/packages?package_type=npm", headers: headers)
      #expect(answer.status == status)
      #expect((answer.message == nil) == (status == 200))
    }
  }

  @Test("an answer carries the headers that GitHub's do")
  func responseHeaders() throws {
    try withSandbox { _, client throws in
      let first = try client.get("/user/packages?package_type=npm").headers
      let second = try client.get("/user/packages?package_type=npm").headers
      #expect(first["content-type"] == "application/json; charset=utf-8")
      #expect(first["cache-control"] == "private, max-age=60, s-maxage=60")
      #expect(first["x-github-media-type"] == "github.v3; format=json")
      #expect(first["x-github-api-version-selected"] == "2022-11-28")
      #expect(first["x-ratelimit-limit"] == "5000")
      #expect(first["x-ratelimit-resource"] == "core")
      #expect([first, second].map { $0["x-ratelimit-used"] } == ["1", "2"])
      #expect([first, second].map { $0["x-ratelimit-remaining"] } == ["4999", "4998"])
      #expect(Double(first["x-ratelimit-reset"] ?? "") ?? 0 > Date().timeIntervalSince1970)
      #expect(first["x-github-request-id"] != second["x-github-request-id"])
    }
  }

  @Test("an answer that the client has already is a 304, which costs none of the quota")
  func entityTags() throws {
    try withSandbox { _, client throws in
      let path = "/orgs/acme/packages/container/web/versions"
      let first = try client.get(path)
      let tag = try #require(first.headers["etag"])
      #expect(tag.hasPrefix("W/\""))
      for known in [tag, "\"x\", \(tag)", String(tag.dropFirst(2)), "*"] {
        let answer = try client.get(path, headers: ["If-None-Match": known])
        #expect(answer.status == 304, "\(known)")
        #expect(answer.headers["etag"] == tag)
        #expect(answer.headers["x-ratelimit-used"] == "1")
      }
      #expect(try client.get("\(path)?per_page=1", headers: ["If-None-Match": tag]).status == 200)
      #expect(try client.request("DELETE", "\(path)/3000001001").status == 204)
      #expect(try client.get(path, headers: ["If-None-Match": tag]).status == 200)
    }
  }

  @Test("one connection serves many requests, also when they are sent ahead")
  func keepAlive() throws {
    try withSandbox { _, client throws in
      for _ in 0..<50 { try client.send("GET", "/user") }
      for _ in 0..<50 { #expect(try client.receive().status == 200) }
    }
  }
}
