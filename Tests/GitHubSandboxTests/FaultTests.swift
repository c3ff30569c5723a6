import GitHubSandbox
import Testing

@Suite("Faults around acting")
struct FaultTests {
  static let package = "/user/packages/rubygems/hello-octo"

  @Test(
    "a request is carried out or not, as its rule says, whatever its client is told",
    arguments: [
      (Rule.Action.respond(status: 500), 500, false), (.respondAfterActing(status: 500, body: "oops"), 500, true),
      (.closeConnection, nil, false), (.closeConnectionAfterActing, nil, true), (.resetConnection, nil, false),
      (.resetConnectionAfterActing, nil, true),
    ] as [(Rule.Action, Int?, Bool)])
  func acting(_ action: Rule.Action, _ status: Int?, _ acts: Bool) throws {
    try withSandbox { sandbox, client throws in
      sandbox.addRule(Rule(method: "DELETE", action: action))
      let answer = try? client.request("DELETE", Self.package)
      #expect(answer?.status == status)
      #expect(try HTTPClient(port: sandbox.port).get(Self.package).status == (acts ? 404 : 200))
      let record = sandbox.requests[0]
      #expect(record.status == status)
      #expect(record.ownStatus == (acts ? 204 : nil))
      #expect(sandbox.requests[1].ownStatus == (acts ? 404 : 200))
    }
  }

  @Test("a reset is no orderly end")
  func reset() throws {
    try withSandbox { sandbox, client throws in
      sandbox.addRule(Rule(occurrences: .only([1]), action: .closeConnection))
      sandbox.addRule(Rule(occurrences: .only([2]), action: .resetConnection))
      #expect(throws: HTTPClient.Closed(isReset: false)) { try client.get("/user") }
      #expect(throws: HTTPClient.Closed(isReset: true)) { try HTTPClient(port: sandbox.port).get("/user") }
      #expect(try HTTPClient(port: sandbox.port).get("/user").status == 200)
    }
  }

  @Test(
    "a path's pattern describes the whole path",
    arguments: [
      ("/user", true), ("*", true), ("/us*", true), ("*er", true), ("/u*e*r", true), ("*/*s*e*", true),
      ("/user*", true),
      ("/use", false), ("user", false), ("/user/*", false), ("/u*x*r", false), ("*user*user", false), ("", false),
    ])
  func patterns(_ pattern: String, _ matches: Bool) throws {
    try withSandbox { sandbox, client throws in
      sandbox.addRule(Rule(pathPattern: pattern, action: .respond(status: 500)))
      #expect(try client.get("/user").status == (matches ? 500 : 200))
    }
  }

  @Test("a fault that is written as text does what it says")
  func text() throws {
    try withSandbox { sandbox, client throws in
      let texts = [
        "GET:/user:query=a=1:nth=2,3:status=429:retry-after=7:message=slow: down", "GET:/user:query=b:first=1:close",
        "*:/user:query=c:after=1:delay=1", "DELETE:*/packages/*:acted:status=502", "POST:*:reset",
      ]
      for text in texts { sandbox.addRule(try Rule(parsing: text)) }
      #expect(try client.get("/user?a=1").status == 200)
      let refused = try client.get("/user?a=1")
      #expect(refused.status == 429)
      #expect(refused.headers["retry-after"] == "7")
      #expect(refused.message == "slow: down")
      #expect(try client.get("/user?a=1").status == 429)
      #expect(try client.get("/user?a=1").status == 200)
      #expect(try client.request("DELETE", Self.package).message == "Injected fault")
      #expect(try client.get(Self.package).status == 404)
      #expect(try client.get("/user?c").status == 200)
      #expect(try client.get("/user?c").status == 200)
      #expect(throws: HTTPClient.Closed(isReset: false)) { try client.get("/user?b") }
      #expect(throws: HTTPClient.Closed(isReset: true)) {
        try HTTPClient(port: sandbox.port).request("POST", "\(Self.package)/restore")
      }
      #expect(try HTTPClient(port: sandbox.port).get("/user?b").status == 200)
    }
  }

  @Test(
    "a text that is no fault says what would be right",
    arguments: [
      ("", "it needs a method, a path and what is to happen"),
      ("DELETE:*", "it needs a method, a path and what is to happen"),
      ("delete:*:close", "'delete' is no method; write it in capitals"),
      ("DELETE:versions:close", "the path 'versions' begins neither with / nor with *"),
      ("DELETE:*:", "there is no ''; known are"), ("DELETE:*:sttus=500", "there is no 'sttus=500'; known are"),
      ("DELETE:*:nth=40", "it does not say what happens, such as status=500, close or link=none"),
      ("DELETE:*:nth=0:close", "'nth' takes a whole number of at least 1, not '0'"),
      ("DELETE:*:nth=1,x:close", "'nth' takes a whole number of at least 1, not 'x'"),
      ("DELETE:*:status=99", "'status' takes a whole number from 200 to 599, not '99'"),
      ("DELETE:*:status", "'status' needs a value"), ("DELETE:*:close=1", "'close' takes no value"),
      ("DELETE:*:close:reset", "'close' and 'reset' do not go together"),
      ("DELETE:*:nth=1:first=2:close", "of nth, first and after only one"),
      ("DELETE:*:close:retry-after=1", "'retry-after' goes with status=CODE or points=N only, not with close"),
      ("DELETE:*:close:message=x", "'message' goes with status=CODE only, not with close"),
      ("DELETE:*:delay=5:acted", "'acted' goes with status=CODE, close and reset only, not with delay"),
      ("GET:*:html:close", "'html' goes with status=CODE only, not with close"),
      ("GET:*:link=none:status=500", "'link' and 'status' do not go together"),
      ("GET:*:cut=1:cut=2", "'cut' is given twice"),
      ("GET:*:link=loops", "'link' takes none, loop or foreign, not 'loops'"),
      ("GET:*:link", "'link' needs a value, as in link=none"),
      ("GET:*:type=", "'type' needs a value, as in type=text/html"),
      ("GET:*:length=10", "'length' takes a number with its sign"),
      ("GET:*:length=+x", "'length' takes a whole number from 1 to 1000000000, not 'x'"),
      ("GET:*:length=+10:chunked", "'length' does not go with size, chunked, slow and cut"),
      ("GET:*:size=0", "'size' takes a whole number from 1 to 100000, not '0'"),
      ("GET:*:slow=0", "'slow' takes a whole number from 1"),
      ("GET:*:cut=-1", "'cut' takes a whole number of at least 0"),
      ("GET:*:added=0", "'added' takes a whole number from 1"),
      ("GET:*:stale=101", "'stale' takes a whole number from 1 to 100"),
      ("GET:*:added=1:stale=1", "'added' and 'stale' do not go together"),
      ("GET:*:quota=5/0", "'quota' takes a whole number from 1 to 1000000, not '0'"),
      ("GET:*:quota=5:points=5", "'quota' and 'points' do not go together"),
      ("GET:*:quota=5:status=500", "the status of a limit is 403 or 429, not 500"),
      ("GET:*:quota=5:retry-after=5", "'retry-after' goes with status=CODE or points=N only, not with quota"),
      ("GET:*:points=5:status=429:message=x", "'message' does not go with points"),
    ])
  func errors(_ text: String, _ reason: String) {
    let error = #expect(throws: RuleSyntaxError.self) { try Rule(parsing: text) }
    #expect(error?.description.hasPrefix("the fault '\(text)' can't be understood: ") == true)
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "")")
  }
}
