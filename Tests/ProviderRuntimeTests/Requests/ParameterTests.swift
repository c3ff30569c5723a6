import ProviderRuntime
import Testing

@Suite("Parameters in headers, and of several values")
struct ParameterTests {
  private static func header(
    _ name: String, _ type: TypeDescriptor = .string(), isRequired: Bool = false
  ) -> ParameterDescriptor {
    ParameterDescriptor(name: name, location: .header, isRequired: isRequired, type: type, summary: "")
  }

  private static func list(_ name: String, isExploded: Bool, isRequired: Bool = false) -> ParameterDescriptor {
    ParameterDescriptor(
      name: name, location: .query, isRequired: isRequired, type: .array(.string()), summary: "", isExploded: isExploded
    )
  }

  private static let method = MethodDescriptor(
    name: "find_things", action: "find", httpMethod: "GET", path: "/things",
    parameters: [
      list("state[]", isExploded: true), list("fields", isExploded: false),
      list("must", isExploded: true, isRequired: true),
      header("If-Match"), header("X-Tags", .array(.integer())), header("X-Access-Token"),
    ],
    response: ResponseDescriptor(status: 200, shape: .object, type: .object), summary: "")

  private func send(_ arguments: Arguments, _ method: MethodDescriptor = method) async throws -> HTTPRequest {
    let transport = FakeTransport(always: .json("{}"))
    var arguments = arguments
    if method == Self.method, arguments["must"] == nil { arguments["must"] = .array(["x"]) }
    _ = try await Fixture.client(transport, token: "secret").response(method, arguments)
    return transport.requests[0]
  }

  @Test(
    "An array repeats its name or stands between commas, each value encoded; an empty one is left out",
    arguments: [
      (["state[]": .array(["open", "a,b&c"])], "state%5B%5D=open&state%5B%5D=a%2Cb%26c&must=x"),
      (["fields": .array(["id", "a,b", "c d"])], "fields=id,a%2Cb,c%20d&must=x"),
      (["fields": .array([])], "must=x"), (["state[]": .array([])], "must=x"),
      (["must": .array([1, true, 2.5])], "must=1&must=true&must=2.5"), (["must": "one"], "must=one"),
    ] as [(Arguments, String)])
  func arrays(arguments: Arguments, query: String) async throws {
    #expect(try await send(arguments).url == "https://api.example.com/things?\(query)")
  }

  @Test("A header carries its value, an array between commas; the client's own headers stay")
  func headers() async throws {
    let request = try await send(["If-Match": "\"v1\" é", "X-Tags": .array([1, 2])])
    #expect(request.headers["if-match"] == "\"v1\" é")
    #expect(request.headers["X-Tags"] == "1,2")
    #expect(request.headers["Authorization"] == "Bearer secret")
    #expect(request.headers["X-Access-Token"] == nil)
    #expect(request.url == "https://api.example.com/things?must=x")
  }

  @Test("No page after the first goes out without them")
  func everyPage() async throws {
    var method = StyledServer.method(.nextURL)
    method.parameters.append(Self.header("X-Depot"))
    let transport = StyledServer(style: .nextURL, items: 25).transport
    let things: PagedSequence<Thing> = Fixture.client(transport).list(method, ["X-Depot": "north"])
    for try await _ in things {}
    #expect(transport.requests.map { $0.headers["X-Depot"] } == ["north", "north", "north"])
  }

  @Test(
    "What would be another header, or two values for one, is refused before anything is sent",
    arguments: [
      (["If-Match": "a\r\nX-Evil: 1"], .invalidArgument("If-Match")),
      (["If-Match": "a\nb"], .invalidArgument("If-Match")),
      (["If-Match": "a\u{0}"], .invalidArgument("If-Match")), (["If-Match": "a\u{7F}"], .invalidArgument("If-Match")),
      (["If-Match": "a\u{85}b"], .invalidArgument("If-Match")), (["If-Match": "\r\n"], .invalidArgument("If-Match")),
      (["X-Tags": .array(["a,b", "c"])], .invalidArgument("X-Tags")),
      (["If-Match": .array(["a", "b"])], .invalidArgument("If-Match")),
      (["must": .array([])], .invalidArgument("must")),
      (["fields": .array([.array(["a"])])], .invalidArgument("fields")),
      (["fields": .array([.number(.nan)])], .invalidArgument("fields")),
    ] as [(Arguments, ProviderError.Kind)])
  func refused(arguments: Arguments, kind: ProviderError.Kind) async {
    let error = await providerError { _ = try await send(arguments) }
    #expect(error.kind == kind)
  }

  @Test(
    "Headers that say who asks, and how the request travels, are the client's alone",
    arguments: [
      "Authorization", "authorization", "HOST", "Content-Length", "Transfer-Encoding", "Content-Type", "Cookie", "A:B",
      "", "a b",
    ])
  func reserved(name: String) async {
    var method = Fixture.get
    method.parameters.append(Self.header(name))
    let error = await providerError { _ = try await send(["org": "acme", "name": "web", name: "x"], method) }
    #expect(error.kind == .invalidArgument(name))
  }

  @Test("A header that holds a secret is never shown")
  func secrets() async throws {
    let client = Fixture.client(FakeTransport(always: .json("[]")))
    let arguments: Arguments = ["X-Access-Token": "hush", "must": .array(["x"])]
    #expect(try client.requestLine(Self.method, arguments) == "GET /things?must=x")
    let error = await providerError { let _: Thing = try await client.object(Self.method, arguments) }
    #expect(error.kind == .invalidResponse)
    #expect(!"\(error)".contains("hush"))
    #expect(Self.method.parameters.filter(\.isSecret).map(\.name) == ["X-Access-Token"])
  }

  @Test("A path takes one value")
  func path() async {
    let error = await providerError { _ = try await send(["org": .array(["a", "b"]), "name": "web"], Fixture.get) }
    #expect(error.kind == .invalidArgument("org"))
  }
}
