import Foundation
import GitHubSandbox
import Testing

@Suite("Damaged answers", .timeLimit(.minutes(5)))
struct DamageTests {
  static let list = "/orgs/acme/packages/container/monorepo/versions"

  /// The answer to a request under a fault, beside the right one.
  func answers(_ fault: String, _ path: String = list) throws -> (right: HTTPClient.Answer, spoilt: HTTPClient.Answer) {
    try withSandbox { sandbox, client throws in
      let right = try client.get(path)
      sandbox.addRule(try Rule(parsing: "GET:*:\(fault)"))
      return (right, try client.get(path))
    }
  }

  /// What is on the wire until the server ends the connection, parted behind the headers.
  func bytes(_ fault: String) throws -> (head: String, body: String) {
    try withSandbox { sandbox, client throws in
      sandbox.addRule(try Rule(parsing: "GET:*:\(fault)"))
      try client.send("GET", Self.list, headers: ["Connection": "close"])
      let parts = client.receiveAll().split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
    }
  }

  @Test("another Content-Type, with the right body")
  func contentType() throws {
    let (right, spoilt) = try answers("type=text/html")
    #expect(spoilt.headers["content-type"] == "text/html")
    #expect(spoilt.body == right.body)
  }

  @Test("a body that is no JSON, in an answer that is whole")
  func invalid() throws {
    let (right, spoilt) = try answers("invalid")
    #expect(spoilt.body.count == right.body.count / 2)
    #expect(spoilt.headers["content-length"] == String(spoilt.body.count))
    #expect(spoilt.json == nil)
  }

  @Test(
    "Link headers that are missing, lead back, or lead away",
    arguments: [
      ("link=none", nil), ("link=loop", #"<http://HOST\#(list)?page=2>; rel="next""#),
      ("link=foreign", #"<http://elsewhere.invalid\#(list)?page=2>; rel="next""#),
    ] as [(String, String?)])
  func links(_ fault: String, _ expected: String?) throws {
    let (right, spoilt) = try answers(fault, "\(Self.list)?page=2")
    #expect(right.headers["link"]?.contains("page=3") == true)
    let link = spoilt.headers["link"]?.replacing(/127\.0\.0\.1:\d+/, with: "HOST")
    #expect(link == expected)
    #expect(spoilt.body == right.body)
  }

  @Test("a large body is the right one and white space, with its length or in chunks")
  func large() throws {
    let (right, spoilt) = try answers("size=3")
    #expect(spoilt.body.count == 3 << 20)
    #expect(spoilt.body.starts(with: right.body))
    #expect(spoilt.ids == right.ids)
    let (head, body) = try bytes("size=3:chunked")
    #expect(!head.lowercased().contains("content-length"))
    #expect(head.lowercased().contains("transfer-encoding: chunked"))
    #expect(body.utf8.count > 3 << 20)
    #expect(body.hasSuffix("\r\n0\r\n\r\n"))
  }

  @Test("a body that is cut off, at its beginning or just before its end", arguments: [0, 1_000, 1_000_000_000])
  func cut(_ count: Int) throws {
    let right = try answers("cut=\(count):after=9").right
    let (head, body) = try bytes("cut=\(count)")
    #expect(head.lowercased().contains("content-length: \(right.body.count)"))
    #expect(body.utf8.count == min(count, right.body.count - 1))
    let chunks = try bytes("chunked:cut=\(count)")
    #expect(!chunks.body.hasSuffix("0\r\n\r\n"))
    #expect(!chunks.head.lowercased().contains("content-length"))
  }

  @Test("a Content-Length that is too large promises what never comes; the connection stays open")
  func tooLong() throws {
    try withSandbox { sandbox, client throws in
      let length = try client.get("/user").body.count
      sandbox.addRule(try Rule(parsing: "GET:*:length=+10"))
      try client.send("GET", "/user")
      try client.waitForHead()
      // What is still to come when the server stops is nothing.
      sandbox.stop()
      let parts = client.receiveAll().split(separator: "\r\n\r\n", maxSplits: 1)
      #expect(parts[0].lowercased().contains("content-length: \(length + 10)"))
      #expect(parts[1].utf8.count <= length)
    }
  }

  @Test("behind a Content-Length that is too small the rest stands where the next answer is looked for")
  func tooShort() throws {
    try withSandbox { sandbox, client throws in
      let body = try client.get("/user").body
      sandbox.addRule(try Rule(parsing: "GET:*:nth=1:length=-10"))
      let spoilt = try client.get("/user")
      #expect(spoilt.body == body.dropLast(10))
      try client.send("GET", "/user", headers: ["Connection": "close"])
      #expect(client.receiveAll().hasPrefix(String(decoding: body.suffix(10), as: UTF8.self) + "HTTP/1.1 200 OK"))
    }
  }

  @Test("a slow body comes whole in the end, and stopping does not wait for it")
  func slow() throws {
    let (right, spoilt) = try answers("slow=100000")
    #expect(spoilt.body == right.body)
    try withSandbox { sandbox, client throws in
      sandbox.addRule(try Rule(parsing: "GET:*:slow=1"))
      try client.send("GET", Self.list)
      while sandbox.requests.first?.status == nil {}
      sandbox.stop()
      #expect(client.receiveAll().utf8.count < 5_000)
    }
  }

  @Test("versions come and go between the pages of a list")
  func shift() throws {
    for package in ["monorepo", "web"] {
      try withSandbox { sandbox, client throws in
        let path = "/orgs/acme/packages/container/\(package)/versions?per_page=5&state=active"
        let before = try client.get(path).ids + client.get("\(path)&page=2").ids
        sandbox.addRule(try Rule(parsing: "GET:*:nth=1:removed=2"))
        sandbox.addRule(try Rule(parsing: "GET:*:nth=2:added=3"))
        #expect(try client.get(path).ids == Array(before[2..<7]))
        let added = try client.get(path).ids
        #expect(added.suffix(2) == before[2..<4])
        #expect(Set(added.prefix(3)).isDisjoint(with: before))
        #expect(try client.get("\(path)&page=2").ids == Array(before[4..<9]))
        #expect(try client.get("/orgs/acme/packages/container/\(package)/versions/\(before[0])").status == 404)
        #expect(try client.get("/orgs/acme/packages/container/\(package)/versions/\(added[0])").status == 200)
        #expect(try client.get("/user").status == 200)
      }
    }
  }

  @Test("a stale list shows versions that are gone")
  func stale() throws {
    try withSandbox { sandbox, client throws in
      sandbox.addRule(try Rule(parsing: "GET:*/versions:stale=2"))
      let ids = try client.get("\(Self.list)?per_page=5&page=3").ids
      #expect(try ids.map { try client.get("\(Self.list)/\($0)").status } == [404, 404, 200, 200, 200])
      #expect(try client.request("DELETE", "\(Self.list)/\(ids[0])").status == 404)
    }
  }

  @Test("a primary quota is told, used up, refused with its end, and lets other rules be", arguments: [403, 429])
  func quota(_ status: Int) throws {
    try withSandbox { sandbox, client throws in
      sandbox.addRule(try Rule(parsing: "*:*:quota=2/100:status=\(status)"))
      sandbox.addRule(try Rule(parsing: "GET:*:nth=2:status=500"))
      let begin = Int(Date().timeIntervalSince1970)
      let first = try client.get("/user")
      #expect(first.headers["x-ratelimit-limit"] == "2")
      #expect(first.headers["x-ratelimit-remaining"] == "1")
      #expect(try client.get("/user").status == 500)
      let refused = try client.get("/user")
      #expect(refused.status == status)
      #expect(refused.headers["x-ratelimit-remaining"] == "0")
      let reset = try #require(refused.headers["x-ratelimit-reset"].flatMap { Int($0) })
      #expect((begin + 100...begin + 160).contains(reset))
      #expect(refused.object["status"] as? String == String(status))
      #expect(refused.message?.contains("rate limit exceeded") == true)
      #expect(sandbox.requests.map(\.ownStatus) == [200, nil, nil])
    }
  }

  @Test("points are spent by reads and writes, and refused without a status in the body, with Retry-After or without")
  func points() throws {
    try withSandbox { sandbox, client throws in
      sandbox.addRule(try Rule(parsing: "*:*:points=7:retry-after=9"))
      #expect(try client.get("/user").status == 200)
      #expect(try client.request("DELETE", "/user/packages/npm/none").status == 404)
      #expect(try client.request("DELETE", "/user/packages/npm/none").status == 403)
      #expect(try client.get("/user").status == 200)
      let refused = try client.get("/user")
      #expect(refused.status == 403)
      #expect(refused.headers["retry-after"] == "9")
      #expect(refused.object["status"] == nil)
      #expect(refused.message?.contains("secondary rate limit") == true)
      sandbox.removeRules()
      sandbox.addRule(try Rule(parsing: "*:*:points=0:status=429"))
      let plain = try client.get("/user")
      #expect(plain.status == 429)
      #expect(plain.headers["retry-after"] == nil)
    }
  }

  @Test("a page of HTML in place of an answer")
  func html() throws {
    try withSandbox { sandbox, client throws in
      sandbox.addRule(try Rule(parsing: "GET:*:status=502:html:message=Bad: gateway"))
      let answer = try client.get("/user")
      #expect(answer.status == 502)
      #expect(answer.headers["content-type"] == "text/html")
      #expect(String(decoding: answer.body, as: UTF8.self).contains("<h1>Bad: gateway</h1>"))
    }
  }
}
