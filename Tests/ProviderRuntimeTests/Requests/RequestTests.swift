import ProviderRuntime
import Testing

@Suite("Building requests")
struct RequestTests {
  @Test(
    "Arguments become a request line",
    arguments: [
      (Fixture.get, ["org": "acme", "name": "web"], "GET /orgs/acme/things/web"),
      (Fixture.get, ["org": "acme", "name": "a/b"], "GET /orgs/acme/things/a%2Fb"),
      (Fixture.get, ["org": "acme", "name": "../b"], "GET /orgs/acme/things/..%2Fb"),
      (Fixture.get, ["org": "acme", "name": "@a/b c?d#e%2F"], "GET /orgs/acme/things/%40a%2Fb%20c%3Fd%23e%252F"),
      (Fixture.get, ["org": "a-._~Z9", "name": "é+&="], "GET /orgs/a-._~Z9/things/%C3%A9%2B%26%3D"),
      (Fixture.get, ["org": "acme", "name": "..."], "GET /orgs/acme/things/..."),
      (Fixture.get, ["org": "acme", "name": 5_000_000_000], "GET /orgs/acme/things/5000000000"),
      (Fixture.list, ["org": "acme", "kind": "npm"], "GET /orgs/acme/things?kind=npm&per_page=100"),
      (
        Fixture.list, ["deep": true, "per_page": 7, "page": 2, "kind": "a&b", "org": "o"],
        "GET /orgs/o/things?kind=a%26b&per_page=7&page=2&deep=true"
      ),
      (Fixture.list, ["org": "o", "kind": 1.5, "deep": false], "GET /orgs/o/things?kind=1.5&per_page=100&deep=false"),
      (Fixture.list, ["org": "o", "kind": 2.0], "GET /orgs/o/things?kind=2&per_page=100"),
      (Fixture.delete, ["org": "acme", "name": "web"], "DELETE /orgs/acme/things/web"),
      (
        Fixture.restore, ["org": "acme", "name": "web", "token": "hidden"],
        "POST /orgs/acme/things/web/restore?token=***"
      ),
    ] as [(MethodDescriptor, Arguments, String)])
  func line(method: MethodDescriptor, arguments: Arguments, line: String) throws {
    let client = Fixture.client(FakeTransport(always: .json("{}")))
    #expect(try client.requestLine(method, arguments) == line)
  }

  @Test(
    "An argument that can't travel is an error that names it, and nothing is sent",
    arguments: [
      (Fixture.get, ["org": "acme"], .missingArgument("name")),
      (Fixture.list, ["org": "acme"], .missingArgument("kind")),
      (Fixture.get, ["org": "", "name": "web"], .invalidArgument("org")),
      (Fixture.delete, ["org": "acme", "name": ".."], .invalidArgument("name")),
      (Fixture.delete, ["org": "acme", "name": "."], .invalidArgument("name")),
      (Fixture.get, ["org": "acme", "name": "web", "page": 2], .invalidArgument("page")),
      (Fixture.list, ["org": "acme", "kind": .number(.infinity)], .invalidArgument("kind")),
    ] as [(MethodDescriptor, Arguments, ProviderError.Kind)])
  func invalid(method: MethodDescriptor, arguments: Arguments, kind: ProviderError.Kind) async {
    let transport = FakeTransport(always: .json("{}"))
    let error = await providerError { try await Fixture.client(transport).perform(method, arguments) }
    #expect(error.kind == kind)
    #expect(transport.requests.isEmpty)
  }

  @Test("The message of a missing argument says which method needs it")
  func missingMessage() async {
    let error = await providerError {
      _ = try Fixture.client(FakeTransport(always: .json("{}"))).requestLine(Fixture.get, ["org": "acme"])
    }
    #expect(error.description == "get_thing (GET /orgs/{org}/things/{name}) needs the parameter 'name'")
  }

  @Test("Headers of the provider, the user agent and the token travel with a request")
  func headers() async throws {
    let transport = FakeTransport(always: .json("{\"id\":1}"))
    let configuration = ClientConfiguration(timeout: .seconds(9), userAgent: "tests/1")
    let client = Fixture.client(transport, token: "secret-1", configuration: configuration)
    let _: Thing = try await client.object(Fixture.get, ["org": "acme", "name": "web"])
    #expect(
      transport.requests == [
        HTTPRequest(
          method: "GET", url: "https://api.example.com/orgs/acme/things/web",
          headers: [
            "Accept": "application/vnd.example+json", "User-Agent": "tests/1", "Authorization": "Bearer secret-1",
          ],
          timeout: .seconds(9))
      ])
  }

  @Test(
    "The token is the one given, else that of the first variable set, and none where an empty one is given",
    arguments: [
      ("given", ["EXAMPLE_TOKEN": "first"], "Bearer given"), (nil, ["EXAMPLE_TOKEN": "first"], "Bearer first"),
      (nil, ["EX_TOKEN": "second"], "Bearer second"), (nil, ["EXAMPLE_TOKEN": "", "EX_TOKEN": "2"], "Bearer 2"),
      (nil, [:], nil), ("", ["EXAMPLE_TOKEN": "first"], nil), (" padded\n", [:], "Bearer padded"),
    ] as [(String?, [String: String], String?)])
  func token(given: String?, environment: [String: String], header: String?) async throws {
    let transport = FakeTransport(always: .json("{}"))
    let client = Fixture.client(transport, token: given, environment: environment)
    _ = try await client.response(Fixture.get, ["org": "a", "name": "b"])
    #expect(transport.requests.map { $0.headers["Authorization"] } == [header])
  }

  @Test("A token that would put another header into the request is refused, and not shown")
  func hostileToken() async {
    let transport = FakeTransport(always: .json("{}"))
    let client = Fixture.client(transport, environment: ["EXAMPLE_TOKEN": "abcd\r\nX-Evil: 1"])
    let error = await providerError { try await client.perform(Fixture.delete, ["org": "a", "name": "b"]) }
    #expect(error.kind == .invalidConfiguration)
    #expect(error.description.contains("EXAMPLE_TOKEN"))
    #expect(!error.description.contains("abcd"))
    #expect(transport.requests.isEmpty)
  }

  @Test("No description and no dump of a client or a request shows the token")
  func redaction() async throws {
    let transport = FakeTransport(always: .json("{}"))
    let client = Fixture.client(transport, token: "top-secret")
    _ = try await client.response(Fixture.get, ["org": "a", "name": "b"])
    let request = try #require(transport.requests.first)
    #expect(request.headers["Authorization"] == "Bearer top-secret")
    for value in [client, request] as [Any] {
      var text = ""
      dump(value, to: &text)
      #expect(!(text + "\(value)" + String(reflecting: value)).contains("top-secret"))
    }
  }

  @Test(
    "The server is the configured one, else that of the environment, else the provider's",
    arguments: [
      (nil, [:], "https://api.example.com/events"),
      (nil, ["EXAMPLE_URL": "http://127.0.0.1:8080"], "http://127.0.0.1:8080/events"),
      (nil, ["EXAMPLE_URL": ""], "https://api.example.com/events"),
      ("http://localhost:1/", ["EXAMPLE_URL": "http://127.0.0.1:2"], "http://localhost:1/events"),
      ("https://ghe.example.org/api/v3/", [:], "https://ghe.example.org/api/v3/events"),
      ("HTTP://[::1]:80/", [:], "http://[::1]/events"),
    ] as [(String?, [String: String], String)])
  func server(baseURL: String?, environment: [String: String], url: String) async throws {
    let transport = FakeTransport(always: .json("[]"))
    let client = Fixture.client(transport, configuration: .init(baseURL: baseURL), environment: environment)
    _ = try await client.response(Fixture.listUnnumbered, [:])
    #expect(transport.requests.map(\.url) == [url])
    #expect(try client.requestLine(Fixture.listUnnumbered, [:]) == "GET /events")
  }

  @Test(
    "An address that requests can't go to is refused with its reason",
    arguments: [
      ("api.example.com", "https:// or http://"), ("ftp://example.com", "neither https nor http"),
      ("https://", "names no host"), ("https://user:secret@example.com", "user name"),
      ("https://example.com:0", "port"), ("https://example.com:99999", "port"), ("https://example.com/?a=b", "query"),
      ("https://exa mple.com", "characters"), ("https://example.com\r\nX: y", "characters"),
      ("", "https:// or http://"),
    ])
  func badServer(baseURL: String, reason: String) async {
    let client = Fixture.client(FakeTransport(always: .json("[]")), configuration: .init(baseURL: baseURL))
    let error = await providerError { _ = try await client.response(Fixture.listUnnumbered, [:]) }
    #expect(error.kind == .invalidConfiguration)
    #expect(error.description.contains(reason))
    #expect(!error.description.contains("secret"))
  }

  @Test("A body travels as JSON with its type; a DELETE carries none")
  func bodies() async throws {
    let transport = FakeTransport(always: .json("{\"id\":1}"))
    let client = Fixture.client(transport)
    let thing = Thing(id: 1, owner: .init(login: "a/b"))
    let _: Thing = try await client.object(Fixture.update, ["org": "a", "name": "b"], body: thing)
    #expect(
      transport.requests.map { $0.body.map { String(decoding: $0, as: UTF8.self) } } == [
        #"{"id":1,"owner":{"login":"a/b"}}"#
      ])
    #expect(transport.requests.map { $0.headers["Content-Type"] } == ["application/json"])
    let error = await providerError {
      try await client.perform(Fixture.delete, ["org": "a", "name": "b"], body: thing)
    }
    #expect(error.kind == .invalidArgument("body"))
    try await client.perform(Fixture.delete, ["org": "a", "name": "b"])
    #expect(transport.requests.last?.body == nil)
    #expect(transport.requests.last?.headers["Content-Type"] == nil)
  }
}
