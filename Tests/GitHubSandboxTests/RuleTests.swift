import GitHubSandbox
import Testing

@Suite("Rules")
struct RuleTests {
  @Test("a rule answers in the sandbox's place, for the requests that it matches, as often as it says")
  func respond() throws {
    try withSandbox { sandbox, client throws in
      sandbox.addRule(
        Rule(
          method: "GET", pathContains: "/versions", queryContains: "page=2", occurrences: .only([2]),
          action: .respond(status: 502, headers: ["X-Test": "yes"], body: "<html>")))
      let path = "/orgs/acme/packages/container/monorepo/versions"
      #expect(try client.get(path).status == 200)
      #expect(try client.get("\(path)?page=2").status == 200)
      let answer = try client.get("\(path)?page=2")
      #expect(answer.status == 502)
      #expect(answer.headers["x-test"] == "yes")
      #expect(String(decoding: answer.body, as: UTF8.self) == "<html>")
      #expect(answer.headers["x-ratelimit-limit"] == nil)
      #expect(try client.get("\(path)?page=2").status == 200)
      #expect(sandbox.requests.map(\.status) == [200, 200, 502, 200])
    }
  }

  @Test(
    "occurrences are counted from the moment the rule was added",
    arguments: [
      (Rule.Occurrences.all, [500, 500, 500, 500]), (.first(2), [500, 500, 200, 200]),
      (.after(1), [200, 500, 500, 500]),
      (.only([1, 3]), [500, 200, 500, 200]),
    ])
  func occurrences(_ occurrences: Rule.Occurrences, _ expected: [Int]) throws {
    try withSandbox { sandbox, client throws in
      #expect(try client.get("/user").status == 200)
      sandbox.addRule(Rule(pathSuffix: "user", occurrences: occurrences, action: .respond(status: 500)))
      let statuses = try (0..<4).map { _ in try client.get("/user").status }
      #expect(statuses == expected)
      sandbox.removeRules()
      #expect(try client.get("/user").status == 200)
    }
  }

  @Test("a rule that answers or closes the connection keeps the request from being carried out; a delay does not")
  func effects() throws {
    try withSandbox { sandbox, client throws in
      let path = "/user/packages/rubygems/hello-octo"
      sandbox.addRule(Rule(method: "DELETE", occurrences: .only([1]), action: .respond(status: 500)))
      sandbox.addRule(Rule(method: "DELETE", occurrences: .only([2]), action: .closeConnection))
      sandbox.addRule(Rule(method: "DELETE", action: .delay(.milliseconds(1))))
      #expect(try client.request("DELETE", path).status == 500)
      #expect(try client.get(path).status == 200)
      #expect(throws: HTTPClient.Closed.self) { try client.request("DELETE", path) }
      let second = try HTTPClient(port: sandbox.port)
      #expect(try second.get(path).status == 200)
      #expect(try second.request("DELETE", path).status == 204)
      #expect(try second.get(path).status == 404)
      #expect(sandbox.requests.map(\.status) == [500, 200, nil, 200, 204, 404])
    }
  }
}
