import Foundation
import ProviderRuntime
import Testing

@Suite("Answers that are no plain JSON object, and bodies that are no model")
struct AnswerTests {
  private static let key: Arguments = ["org": "acme", "name": "web"]

  private static func method(
    _ type: TypeDescriptor, member: [String] = [], mediaType: String? = nil, httpMethod: String = "GET",
    body: BodyDescriptor? = nil
  ) -> MethodDescriptor {
    MethodDescriptor(
      name: "read_paper", action: "read", httpMethod: httpMethod, path: "/papers", parameters: [], body: body,
      response: ResponseDescriptor(status: 200, shape: .object, type: type, member: member, mediaType: mediaType),
      summary: "")
  }

  @Test("A text is asked for by its media type and read as it is, also an empty one")
  func texts() async throws {
    for text in ["{ \"no\": json", "é\n", ""] {
      let transport = FakeTransport(always: .json(text, headers: ["Content-Type": "Text/Plain; charset=utf-8"]))
      let paper: String = try await Fixture.client(transport)
        .object(Self.method(.string(), mediaType: "text/plain"), [:])
      #expect(paper == text)
      #expect(transport.requests[0].headers["Accept"] == "text/plain")
    }
  }

  @Test("A text of another media type, or of no encoding, is an error")
  func wrongTexts() async {
    let page = FakeTransport(always: .json("<html>", headers: ["Content-Type": "text/html"]))
    let plain = Self.method(.string(), mediaType: "text/plain")
    let error = await providerError { let _: String = try await Fixture.client(page).object(plain, [:]) }
    #expect(error.kind == .invalidResponse)
    #expect(error.description.contains("not text/plain but text/html"))
    let bytes = FakeTransport(always: HTTPResponse(status: 200, body: [0xFF, 0xFE]))
    let odd = await providerError { let _: String = try await Fixture.client(bytes).object(plain, [:]) }
    #expect(odd.description.contains("no UTF-8"))
  }

  @Test("An object inside of others is unwrapped, and named where it is missing")
  func members() async throws {
    let method = Self.method(.model("thing"), member: ["data", "thing"])
    let thing: Thing = try await Fixture.client(FakeTransport(always: .json(#"{"data":{"thing":{"id":3}}}"#)))
      .object(method, [:])
    #expect(thing.id == 3)
    for (body, kind) in [
      (#"{"data":{}}"#, ProviderError.Kind.missingField("data.thing")), (#"{"data":null}"#, .missingField("data")),
      (#"{"data":{"thing":{}}}"#, .missingField("data.thing.id")), (#"{"data":[]}"#, .invalidResponse),
    ] {
      let error = await providerError {
        let _: Thing = try await Fixture.client(FakeTransport(always: .json(body))).object(method, [:])
      }
      #expect(error.kind == kind, "\(body)")
    }
  }

  @Test("An answer that is being prepared is asked for again, and told where it takes too long")
  func preparing() async throws {
    let time = FakeTime()
    let transport = FakeTransport(script: [
      .success(.json("{}", status: 202)), .success(.json("{}", status: 202, headers: ["Retry-After": "3"])),
      .success(.json(#"{"id":1}"#)),
    ])
    let thing: Thing = try await Fixture.client(transport, time: time).object(Fixture.get, Self.key)
    #expect(thing.id == 1)
    #expect(time.slept == [.milliseconds(200), .seconds(3)])
    let never = FakeTransport(always: .json("{}", status: 202))
    let error = await providerError { let _: Thing = try await Fixture.client(never).object(Fixture.get, Self.key) }
    #expect(error.kind == .notReady)
    #expect(error.advice == "Ask again in a while.")
    #expect(never.requests.count == 4)
    let empty = FakeTransport(always: HTTPResponse(status: 202))
    let things: PagedSequence<Thing> = Fixture.client(empty).list(Fixture.list, PagingTests.arguments)
    #expect(await providerError { for try await _ in things {} }.kind == .notReady)
  }

  @Test("A write whose answer has another status of success is read; one without an answer is done, and says so")
  func otherSuccesses() async throws {
    let created = FakeTransport(always: .json(#"{"id":1}"#, status: 201))
    let thing: Thing = try await Fixture.client(created).object(Fixture.update, Self.key, body: Thing(id: 1))
    #expect(thing.id == 1)
    let empty = FakeTransport(always: HTTPResponse(status: 204))
    let error = await providerError {
      let _: Thing = try await Fixture.client(empty).object(Fixture.update, Self.key, body: Thing(id: 1))
    }
    #expect(error.kind == .invalidResponse)
    #expect(error.mayHaveTakenEffect)
    #expect(empty.requests.count == 1)
  }

  @Test("A body is a value of any type: JSON, or text of another media type")
  func bodies() async throws {
    let date = Date(timeIntervalSince1970: 1_714_979_289)
    let cases: [(BodyDescriptor, any FieldConvertible & Sendable, String, String)] = [
      (.value(.array(.string())), ["a", "é"], #"["a","é"]"#, "application/json"),
      (.value(.integer()), 7, "7", "application/json"), (.value(.string()), "x\"", #""x\"""#, "application/json"),
      (.value(.string(format: "date-time")), date, #""2024-05-06T07:08:09Z""#, "application/json"),
      (.value(.object), ["a": [1, nil]] as JSONValue, #"{"a":[1,null]}"#, "application/json"),
      (
        .value(.object, mediaType: "application/merge-patch+json"), ["a": nil] as JSONValue, #"{"a":null}"#,
        "application/merge-patch+json"
      ),
      (.value(.string(), mediaType: "text/markdown"), "# x\n", "# x\n", "text/markdown"),
    ]
    for (descriptor, value, text, mediaType) in cases {
      let transport = FakeTransport(always: .json("{}"))
      try await Fixture.client(transport).perform(
        Self.method(.object, httpMethod: "DELETE", body: descriptor), [:], body: value)
      #expect(transport.requests[0].body.map { String(decoding: $0, as: UTF8.self) } == text)
      #expect(transport.requests[0].headers["Content-Type"] == mediaType)
    }
  }

  @Test("A body that a method can't send, or that is missing, is an error")
  func wrongBodies() async {
    let transport = FakeTransport(always: .json("{}"))
    let text = Self.method(.object, httpMethod: "POST", body: .value(.string(), mediaType: "text/plain"))
    let client = Fixture.client(transport)
    #expect(await providerError { try await client.perform(text, [:], body: 7) }.kind == .invalidArgument("body"))
    #expect(await providerError { try await client.perform(text, [:]) }.kind == .missingArgument("body"))
    #expect(
      await providerError { try await client.perform(Fixture.delete, Self.key, body: "x") }.kind
        == .invalidArgument("body"))
    #expect(transport.requests.isEmpty)
  }

  @Test("Members are sent as null where the body is JSON and not a model, whose empty properties are left away")
  func nulls() async throws {
    let transport = FakeTransport(always: .json(#"{"id":1}"#))
    let client = Fixture.client(transport)
    try await client.perform(Fixture.update, Self.key, body: Thing(id: 1, owner: nil))
    try await client.perform(Fixture.update, Self.key, body: ["owner": nil] as JSONValue)
    #expect(
      transport.requests.map { String(decoding: $0.body ?? [], as: UTF8.self) } == [#"{"id":1}"#, #"{"owner":null}"#])
  }

  @Test("Dates of a list of dates are read")
  func dates() async throws {
    var method = Fixture.listUnnumbered
    method.response.type = .string(format: "date-time")
    let dates: PagedSequence<Date> = Fixture.client(FakeTransport(always: .json(#"["2024-05-06T07:08:09Z"]"#)))
      .list(method, [:])
    for try await date in dates { #expect(date == Date(timeIntervalSince1970: 1_714_979_289)) }
  }
}
