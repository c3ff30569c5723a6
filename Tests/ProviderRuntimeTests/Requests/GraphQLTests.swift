import ProviderRuntime
import Testing

@Suite("GraphQL documents")
struct GraphQLTests {
  private static func variable(_ name: String, _ type: TypeDescriptor, isRequired: Bool = false) -> ParameterDescriptor
  {
    ParameterDescriptor(name: name, location: .variable, isRequired: isRequired, type: type, summary: "")
  }

  private static func method(_ document: String, _ name: String = "ask") -> MethodDescriptor {
    MethodDescriptor(
      name: name, action: name, httpMethod: "POST", path: "/graphql",
      parameters: [
        variable("state", .string(), isRequired: true), variable("count", .integer()),
        variable("tags", .array(.string())),
      ],
      graphQL: document,
      response: ResponseDescriptor(status: 200, shape: .object, type: .model("thing"), member: ["data", "thing"]),
      summary: "")
  }

  private static let ask = method("query ($state: String!) {\n  thing(state: $state) { id }\n}")
  private static let change = method("mutation ($state: String!) { thing(state: $state) { id } }", "change")

  private static let found = HTTPResponse.json(#"{"data":{"thing":{"id":7}}}"#)

  @Test("The document and the variables that are given travel as JSON, and the answer is read where it is")
  func sent() async throws {
    let transport = FakeTransport(always: Self.found)
    let client = Fixture.client(transport, token: "secret")
    let thing: Thing = try await client.object(Self.ask, ["state": "a\"b\n", "tags": .array(["x", "y"])])
    #expect(thing == Thing(id: 7))
    let request = transport.requests[0]
    #expect(request.method == "POST")
    #expect(request.url == "https://api.example.com/graphql")
    #expect(request.headers["Content-Type"] == "application/json")
    #expect(
      String(decoding: request.body ?? [], as: UTF8.self)
        == #"{"query":"query ($state: String!) {\n  thing(state: $state) { id }\n}","variables":{"state":"a\"b\n","tags":["x","y"]}}"#
    )
    let error = await providerError { let _: Thing = try await client.object(Self.ask, ["count": 3]) }
    #expect(error.kind == .missingArgument("state"))
  }

  @Test("Asking is a read: it is sent again where that may help, and can't be planned")
  func reads() async throws {
    let transport = FakeTransport(script: [
      .success(HTTPResponse(status: 502)), .failure(TransportError.connectionLost("reset")), .success(Self.found),
    ])
    let client = Fixture.client(transport)
    let thing: Thing = try await client.object(Self.ask, ["state": "x"])
    #expect(thing.id == 7)
    #expect(transport.requests.count == 3)
    #expect(await providerError { _ = try client.plan(Self.ask, [["state": "x"]]) }.kind == .invalidArgument("method"))
  }

  @Test("A document that changes something is a write: planned, and sent once")
  func writes() async throws {
    let lost = FakeTransport(script: [.failure(TransportError.connectionLost("reset")), .success(Self.found)])
    let client = Fixture.client(lost)
    let result = try await client.apply(client.plan(Self.change, [["state": "x"]]))[0]
    #expect(result.outcome == .unknown)
    #expect(lost.requests.count == 1)
  }

  @Test(
    "Whether a document changes something is what its operations say",
    arguments: [
      ("{ mutation }", true), ("query Mutations { a }", true), ("# mutation\nquery { a(b: \"} mutation {\") }", true),
      ("query { a(b: \"\"\"x \" mutation \"\"\") { mutation } }", true), ("query ($mutation: Int) { a }", true),
      ("fragment F on T { a }\nquery { ...F }", true), ("mutation{a}", false), (" ,\u{FEFF}\nmutation M { a }", false),
      ("query { a }\nmutation { b }", false), ("subscription { a }", false), ("query A { a }mutation B { b }", false),
    ])
  func isRead(document: String, isRead: Bool) {
    #expect(Self.method(document).isRead == isRead)
  }

  @Test(
    "Errors in an answer are an error with their messages, whatever else is in it",
    arguments: [
      (#"{"errors":[{"message":"No such state"}]}"#, "an error: No such state"),
      (#"{"data":{"thing":{"id":7}},"errors":[{"message":"a"},{"message":"b"}]}"#, "2 errors: a; b"),
      (#"{"data":null,"errors":[{}]}"#, "an error without a message"),
      (#"{"errors":["odd"],"data":{"thing":{"id":7}}}"#, "an error without a message"),
    ])
  func errors(body: String, text: String) async {
    let client = Fixture.client(FakeTransport(always: .json(body)), token: "secret")
    let error = await providerError { let _: Thing = try await client.object(Self.ask, ["state": "x"]) }
    #expect(error.kind == .rejected)
    #expect(error.description.contains(text), "\(error)")
    #expect(error.description.hasPrefix("POST /graphql: "))
  }

  @Test(
    "No errors, and none in the list, are none; a refusal that the spec knows has its reason; no text has the token")
  func otherErrors() async throws {
    for body in [#"{"errors":[],"data":{"thing":{"id":7}}}"#, #"{"errors":null,"data":{"thing":{"id":7}}}"#] {
      let thing: Thing = try await Fixture.client(FakeTransport(always: .json(body))).object(Self.ask, ["state": "x"])
      #expect(thing.id == 7)
    }
    var provider = Fixture.provider
    provider.errors.refusals.append(RefusalDescriptor(status: 200, messageContains: "locked", reason: "locked"))
    let client = Fixture.client(
      FakeTransport(always: .json(#"{"errors":[{"message":"it is locked for secret\u001b[1m"}]}"#)), token: "secret",
      provider: provider)
    let error = await providerError { let _: Thing = try await client.object(Self.ask, ["state": "x"]) }
    #expect(error.kind == .refused(reason: "locked"))
    #expect(error.serverMessage == "it is locked for *** [1m")
  }

  @Test("Where a document that changes something was carried out in part, nobody knows how much")
  func partial() async throws {
    for (data, outcome) in [("null", WriteOutcome.refused), (#"{"thing":null}"#, .refused), (#"{"a":1}"#, .unknown)] {
      let client = Fixture.client(
        FakeTransport(always: .json("{\"data\":\(data),\"errors\":[{\"message\":\"no\"}]}")))
      #expect(try await client.apply(client.plan(Self.change, [["state": "x"]]))[0].outcome == outcome)
    }
  }

  @Test("A request that is sent elsewhere keeps its document, or is not sent")
  func redirections() async throws {
    for (status, isFollowed) in [(307, true), (308, true), (301, false), (302, false)] {
      let transport = FakeTransport(script: [
        .success(HTTPResponse(status: status, headers: ["Location": "/v2/graphql"])), .success(Self.found),
      ])
      let error = await providerError {
        let _: Thing = try await Fixture.client(transport).object(Self.ask, ["state": "x"])
      }
      #expect((error.kind == .redirected) == !isFollowed)
      if isFollowed { #expect(transport.requests.map(\.body)[0] == transport.requests.map(\.body)[1]) }
    }
  }
}
