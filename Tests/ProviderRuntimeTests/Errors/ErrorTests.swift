import ProviderRuntime
import Testing

@Suite("Errors")
struct ErrorTests {
  static let target: Arguments = ["org": "acme", "name": "web"]

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var method = Fixture.get
    var answer: HTTPResponse
    var token: String? = "tok-12345"
    var kind: ProviderError.Kind
    var description: String

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "404 with scopes that suffice",
      answer: .json(
        #"{"message":"Package not found.","documentation_url":"https://docs.example.com/404","status":"404"}"#,
        status: 404, headers: ["X-Scopes": "read:things, repo"]),
      kind: .notFound,
      description: """
        GET /orgs/acme/things/web: the server answered 404 Not Found: Package not found.
        It does not exist, or the token may not see it. Check the names given.
        The method needs the scope read:things; the token has read:things, repo.
        See https://docs.example.com/404
        """),
    Case(
      name: "404 of a token without the scopes",
      answer: .json(#"{"message":"Package not found."}"#, status: 404, headers: ["X-Scopes": ""]), kind: .notFound,
      description: """
        GET /orgs/acme/things/web: the server answered 404 Not Found: Package not found.
        It does not exist, or the token may not see it. Check the names given.
        If it does exist: the method needs the scope read:things; the token has none.
        See https://docs.example.com/get
        """),
    Case(
      name: "403 with scopes that lack one", method: Fixture.delete,
      answer: .json(
        #"{"message":"You need at least delete:things scope."}"#, status: 403, headers: ["X-Scopes": "read:things"]),
      kind: .forbidden,
      description: """
        DELETE /orgs/acme/things/web: the server answered 403 Forbidden: You need at least delete:things scope.
        The method needs the scopes read:things, delete:things; the token has read:things.
        Use a token with the missing scope delete:things.
        """),
    Case(
      name: "403 of a token without scopes", method: Fixture.delete,
      answer: .json(#"{"message":"No"}"#, status: 403, headers: ["X-Scopes": ""]), kind: .forbidden,
      description: """
        DELETE /orgs/acme/things/web: the server answered 403 Forbidden: No
        The method needs the scopes read:things, delete:things; the token has none.
        Use a token with the missing scopes read:things, delete:things.
        """),
    Case(
      name: "401 of a token", answer: .json(#"{"message":"Bad credentials"}"#, status: 401), kind: .unauthorized,
      description: """
        GET /orgs/acme/things/web: the server answered 401 Unauthorized: Bad credentials
        The method needs the scope read:things.
        Check that the token given is valid and has not expired.
        See https://docs.example.com/get
        """),
    Case(
      name: "401 without a token", answer: .json(#"{"message":"Requires authentication"}"#, status: 401), token: "",
      kind: .unauthorized,
      description: """
        GET /orgs/acme/things/web: the server answered 401 Unauthorized: Requires authentication
        The method needs the scope read:things.
        No token was sent. Set EXAMPLE_TOKEN or EX_TOKEN.
        See https://docs.example.com/get
        """),
    Case(
      name: "a refusal that the spec knows", method: Fixture.delete,
      answer: .json(#"{"message":"You cannot delete the Last Tagged version of a package."}"#, status: 400),
      kind: .refused(reason: "last_tagged_version"),
      description: """
        DELETE /orgs/acme/things/web: the server answered 400 Bad Request: You cannot delete the Last Tagged version of \
        a package.
        """),
    Case(
      name: "a 400 that it does not know", method: Fixture.delete, answer: .json(#"{"message":"Odd"}"#, status: 400),
      kind: .rejected, description: "DELETE /orgs/acme/things/web: the server answered 400 Bad Request: Odd"),
    Case(
      name: "a proxy's page", method: Fixture.delete,
      answer: HTTPResponse(
        status: 502, headers: ["Content-Type": "text/html"], body: Array("<html><h1>Bad gateway</h1></html>".utf8)),
      kind: .server,
      description: """
        DELETE /orgs/acme/things/web: the server answered 502 Bad Gateway
        The server may have acted on the request all the same.
        """),
    Case(
      name: "a message that plays tricks with the terminal", method: Fixture.delete,
      answer: .json(#"{"message":"a\u001b[31m\r\n  b\u0000c"}"#, status: 422), kind: .rejected,
      description: "DELETE /orgs/acme/things/web: the server answered 422 Unprocessable Content: a [31m b c"),
    Case(
      name: "a message that quotes the token", method: Fixture.delete,
      answer: .json(#"{"message":"Bearer tok-12345 is wrong"}"#, status: 422), kind: .rejected,
      description: "DELETE /orgs/acme/things/web: the server answered 422 Unprocessable Content: Bearer *** is wrong"),
    Case(
      name: "a message that is no text", method: Fixture.delete,
      answer: .json(#"{"message":{"a":1},"documentation_url":null}"#, status: 422), kind: .rejected,
      description: "DELETE /orgs/acme/things/web: the server answered 422 Unprocessable Content"),
    Case(
      name: "a status that nobody knows", method: Fixture.delete, answer: HTTPResponse(status: 499), kind: .rejected,
      description: "DELETE /orgs/acme/things/web: the server answered 499"),
    Case(
      name: "a status that makes no sense here", answer: HTTPResponse(status: 304), kind: .redirected,
      description: """
        GET /orgs/acme/things/web: the server answered 304 Not Modified
        See https://docs.example.com/get
        """),
  ]

  @Test("An error says what was asked, what came back and what to do", arguments: cases)
  func descriptions(_ test: Case) async {
    let client = Fixture.client(FakeTransport(always: test.answer), token: test.token)
    let error = await providerError { try await client.perform(test.method, Self.target) }
    #expect(error.kind == test.kind)
    #expect(error.description == test.description)
    #expect(error.status == test.answer.status)
    #expect(error.method == test.method.name)
  }

  @Test("The spec's name of a refusal is there whatever the kind")
  func refusals() async {
    let answer = HTTPResponse.json(#"{"message":"You need at least admin"}"#, status: 403)
    let error = await providerError {
      try await Fixture.client(FakeTransport(always: answer)).perform(Fixture.delete, Self.target)
    }
    #expect(error.kind == .forbidden)
    #expect(error.refusal == "insufficient_scope")
  }

  @Test(
    "Failures of the network say where and what to check",
    arguments: [
      (TransportError.connectionRefused("port 443 after 0 ms"), ProviderError.Kind.connectionRefused, "EXAMPLE_URL"),
      (.nameNotResolved("api.example.com"), .nameNotResolved, "https://api.example.com"),
      (.tls("self-signed certificate"), .tls, "SSL_CERT_FILE"),
      (.timeout, .timeout, "in time"),
      (.truncatedBody, .network, "in the middle"),
      (.bodyTooLarge(limit: 64), .limitReached, "64 bytes"),
    ])
  func network(failure: TransportError, kind: ProviderError.Kind, text: String) async {
    let client = Fixture.client(FakeTransport(script: [.failure(failure)]))
    let error = await providerError { try await client.perform(Fixture.get, Self.target) }
    #expect(error.kind == kind)
    #expect(error.description.contains(text))
    #expect(error.description.hasPrefix("GET /orgs/acme/things/web: "))
  }

  @Test(
    "An answer that claims success and can't be used is an error",
    arguments: [
      (.json("not json"), .invalidResponse, "the answer is not valid JSON"),
      (.json("{\"id\":1"), .invalidResponse, "the answer is not valid JSON"),
      (.json(""), .invalidResponse, "the answer is empty"),
      (.json("[]"), .invalidResponse, "the whole of the answer is not an object"),
      (.json("null"), .invalidResponse, "the answer"),
      (.json("{}"), .missingField("id"), "the field 'id' is missing"),
      (.json(#"{"id":null}"#), .missingField("id"), "the field 'id' is null"),
      (.json(#"{"id":1,"owner":{}}"#), .missingField("owner.login"), "the field 'owner.login' is missing"),
      (.json(#"{"id":"1"}"#), .invalidResponse, "the field 'id' of the answer is not a whole number"),
      (
        .json(#"{"id":1,"owner":{"login":7}}"#), .invalidResponse,
        "the field 'owner.login' of the answer is not a string"
      ),
      (
        .json("<html>Sign in</html>", headers: ["Content-Type": "text/html; charset=utf-8"]), .invalidResponse,
        "the answer is not JSON but text/html"
      ),
      (.json(#"{"id":1}"#, status: 201), .invalidResponse, "201 Created where 200 OK was due"),
      (.json(#"{"id":1}"#, status: 202), .notReady, "the server is still preparing the answer (202 Accepted)"),
      (HTTPResponse(status: 204), .invalidResponse, "204 No Content where 200 OK was due"),
    ] as [(HTTPResponse, ProviderError.Kind, String)])
  func unusable(answer: HTTPResponse, kind: ProviderError.Kind, reason: String) async {
    let client = Fixture.client(FakeTransport(always: answer))
    let error = await providerError { let _: Thing = try await client.object(Fixture.get, Self.target) }
    #expect(error.kind == kind)
    #expect(error.description.contains(reason))
    #expect(error.description.hasPrefix("GET /orgs/acme/things/web: "))
  }

  @Test(
    "The same holds for lists, where the item is named",
    arguments: [
      (.json("{}"), .invalidResponse, "the whole of the answer is not an array"),
      (.json(#"{"message":"none"}"#), .invalidResponse, "the whole of the answer is not an array"),
      (.json(#"[{"id":1},{}]"#), .missingField("id"), "the field 'id' of item 2 is missing"),
      (.json(#"[{"id":1},3]"#), .invalidResponse, "item 2 of the answer is not an object"),
      (.json("[{\"id\":1}"), .invalidResponse, "the answer is not valid JSON"),
      (.json(""), .invalidResponse, "the answer is empty"),
    ] as [(HTTPResponse, ProviderError.Kind, String)])
  func unusableLists(answer: HTTPResponse, kind: ProviderError.Kind, reason: String) async {
    let things: PagedSequence<Thing> = Fixture.client(FakeTransport(always: answer))
      .list(Fixture.list, PagingTests.arguments)
    let error = await providerError { for try await _ in things {} }
    #expect(error.kind == kind)
    #expect(error.description.contains(reason))
  }

  @Test("What a reader of pages throws becomes an error of the request")
  func parsers() async {
    struct Odd: Error, CustomStringConvertible { var description: String { "item 3 is odd" } }
    let pages = Fixture.client(FakeTransport(always: .json("[]")))
      .pages(Fixture.list, PagingTests.arguments) { _ -> ParsedPage<Int> in throw Odd() }
    let error = await providerError { for try await _ in pages {} }
    #expect(error.kind == .invalidResponse)
    #expect(error.description.contains("item 3 is odd"))
    #expect(error.requestLine == "GET /orgs/acme/things?kind=x&per_page=10")
  }

  @Test("A success without a body, and one whose type is not said, are fine")
  func successes() async throws {
    try await Fixture.client(FakeTransport(always: HTTPResponse(status: 204))).perform(Fixture.delete, Self.target)
    let thing: Thing = try await Fixture.client(
      FakeTransport(always: HTTPResponse(status: 200, body: Array(#"{"id":1,"new":[]}"#.utf8)))
    ).object(Fixture.get, Self.target)
    #expect(thing == Thing(id: 1))
  }
}
