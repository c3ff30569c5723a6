import ProviderRuntime
import Testing

@Suite("Bodies of planned writes")
struct BodyTests {
  private static let key: Arguments = ["org": "acme", "name": "web"]

  private static func write(
    _ method: MethodDescriptor, _ body: String?, _ arguments: Arguments = key, by client: ProviderClient
  ) throws -> WritePlan {
    let write = try client.plannedWrite(method, arguments, body: body, reason: "given")
    return WritePlan(statement: "", provider: "example", width: .oneObject, writes: [write])
  }

  @Test("A body is part of the plan, and travels as it is, with its media type")
  func sent() async throws {
    let transport = FakeTransport(always: .json(#"{"id":1}"#))
    let client = WriteFixture.client(transport)
    let body = #"{"id": 7, "label": "a\u0041/é", "owner": null}"#
    let plan = try Self.write(Fixture.update, body, by: client)
    #expect(plan.writes[0].body == body)
    #expect(plan.writes[0].request == "PATCH /orgs/acme/things/web")
    #expect(transport.requests.isEmpty)
    #expect(try await client.apply(plan)[0].outcome == .done)
    #expect(transport.requests[0].body == Array(body.utf8))
    #expect(transport.requests[0].headers["Content-Type"] == "application/json")
    let text = try Self.write(WriteFixture.print, "no JSON at all", by: client)
    #expect(try await client.apply(text)[0].outcome == .done)
    #expect(transport.requests[1].body == Array("no JSON at all".utf8))
    #expect(transport.requests[1].headers["Content-Type"] == "text/plain")
  }

  @Test(
    "A body that the method can't send is an error before anything is sent",
    arguments: [
      (Fixture.update, nil, .missingArgument("body"), "needs a body"),
      (Fixture.update, "", .invalidArgument("body"), "it is no JSON"),
      (Fixture.update, "[1]", .invalidArgument("body"), "it is no JSON object but an array"),
      (Fixture.update, #"{"id":1} x"#, .invalidArgument("body"), "it is no JSON"),
      (WriteFixture.print, nil, .missingArgument("body"), "needs a body"),
      (WriteFixture.delete, "{}", .invalidArgument("body"), "carries no body"),
    ] as [(MethodDescriptor, String?, ProviderError.Kind, String)])
  func refused(method: MethodDescriptor, body: String?, kind: ProviderError.Kind, text: String) async throws {
    let transport = FakeTransport(always: .json("{}"))
    let client = WriteFixture.client(transport)
    let error = await providerError { _ = try Self.write(method, body, by: client) }
    #expect(error.kind == kind)
    #expect(error.description.contains(text), "\(error)")
    // The same where a plan was changed after it was made.
    var plan = try Self.write(WriteFixture.replace, "{}", by: client)
    plan.writes[0].method = method
    plan.writes[0].body = body
    plan.writes[0].request = try client.requestLine(method, Self.key)
    #expect(await providerError { _ = try await client.apply(plan) }.kind == kind)
    #expect(transport.requests.isEmpty)
  }

  @Test("A success is one whatever its status and its answer")
  func statuses() async throws {
    for status in [200, 201, 202, 204] {
      let client = WriteFixture.client(FakeTransport(always: HTTPResponse(status: status)))
      let result = try await client.apply(Self.write(WriteFixture.create, "{}", ["org": "acme"], by: client))[0]
      #expect(result.outcome == .done)
      #expect(result.status == status)
    }
  }

  @Test("No journal keeps a body that holds the token")
  func secrecy() async throws {
    let transport = FakeTransport(always: .json("{}"))
    let client = WriteFixture.client(transport)
    let plan = try Self.write(Fixture.update, #"{"note":"my secret"}"#, by: client)
    let journal = RecordingJournal()
    let error = await providerError { _ = try await client.apply(plan, journal: journal) }
    #expect(error.kind == .invalidArgument("body"))
    #expect(!error.description.contains("my secret"))
    #expect(journal.entries.isEmpty)
    #expect(transport.requests.isEmpty)
    #expect(try await client.apply(plan)[0].outcome == .done)
  }

  struct Lost: Sendable, CustomTestStringConvertible {
    var name: String
    var method: MethodDescriptor
    var body: String? = #"{"id":1,"owner":{"login":"a"},"tags":["x"],"note":null}"#
    var script: [OutcomeTests.Answer]
    var outcome: WriteOutcome
    var message: String?
    var sent: String

    var testDescription: String { name }
  }

  private static let lost = OutcomeTests.lost
  private static let gone = OutcomeTests.gone
  private static func found(_ text: String) -> OutcomeTests.Answer { .success(.json(text)) }
  private static let same = found(#"{"id":1,"owner":{"login":"a","id":9},"tags":["x"],"size":3}"#)
  private static let other = found(#"{"id":1,"owner":{"login":"b"},"tags":["x","y"]}"#)
  private static let hidden = found(#"{"size":3}"#)
  private static let done = found(#"{"id":1}"#)

  static let losses: [Lost] = [
    Lost(
      name: "what is created is not sent again", method: WriteFixture.create, script: [lost], outcome: .unknown,
      message: "nothing that can be read", sent: "POST"),
    Lost(
      name: "a change that is there", method: Fixture.update, script: [lost, same], outcome: .done, sent: "PATCH GET"),
    Lost(
      name: "a change that is not there, or was changed further", method: Fixture.update, script: [lost, other],
      outcome: .unknown, message: "shows another value of owner, tags", sent: "PATCH GET"),
    Lost(
      name: "a change of what can't be seen", method: Fixture.update, script: [lost, hidden], outcome: .unknown,
      message: "shows nothing of what was sent", sent: "PATCH GET"),
    Lost(
      name: "a change of what is not there", method: Fixture.update, script: [lost, gone], outcome: .failed,
      message: "was not done", sent: "PATCH GET"),
    Lost(
      name: "a change of the name itself, by which nothing is found any more", method: Fixture.update,
      body: #"{"name":"other"}"#, script: [lost, gone], outcome: .unknown, message: "gives it another name",
      sent: "PATCH GET"),
    Lost(
      name: "a replacement that may have gone to another name", method: WriteFixture.replace,
      body: #"{"name":"other"}"#, script: [lost, gone], outcome: .unknown, message: "gives it another name",
      sent: "PUT GET"),
    Lost(
      name: "a replacement that is there", method: WriteFixture.replace, script: [lost, same], outcome: .done,
      sent: "PUT GET"),
    Lost(
      name: "a replacement that is not there is sent again", method: WriteFixture.replace, script: [lost, other, done],
      outcome: .done, sent: "PUT GET PUT"),
    Lost(
      name: "a replacement of what is not there is sent again", method: WriteFixture.replace,
      script: [lost, gone, done], outcome: .done, sent: "PUT GET PUT"),
    Lost(
      name: "a replacement of what can't be seen is not", method: WriteFixture.replace, script: [lost, hidden],
      outcome: .unknown, sent: "PUT GET"),
    Lost(
      name: "a replacement that comes late makes the second one be refused", method: WriteFixture.replace,
      script: [lost, other, OutcomeTests.status(409), same], outcome: .done, sent: "PUT GET PUT GET"),
    Lost(
      name: "a replacement that is refused the second time", method: WriteFixture.replace,
      script: [lost, other, OutcomeTests.status(409), other], outcome: .refused, sent: "PUT GET PUT GET"),
    Lost(
      name: "the thing around an alert says nothing about it", method: WriteFixture.alert, body: nil,
      script: [lost], outcome: .unknown, message: "no method reads it back", sent: "PUT"),
    Lost(
      name: "nor about one that was taken away", method: WriteFixture.deleteAlert, body: nil, script: [lost],
      outcome: .unknown, message: "no method reads it back", sent: "DELETE"),
  ]

  @Test("Where the answer is lost, the object tells what was done, as far as it can", arguments: losses)
  func lostAnswers(_ test: Lost) async throws {
    let transport = FakeTransport(script: test.script)
    let client = WriteFixture.client(transport)
    let key: Arguments = test.method.name == "create_thing" ? ["org": "acme"] : Self.key
    let result = try await client.apply(Self.write(test.method, test.body, key, by: client))[0]
    #expect(result.outcome == test.outcome)
    if let message = test.message { #expect(result.message?.contains(message) == true, "\(result.message ?? "nil")") }
    #expect(transport.lines.map { $0.prefix { $0 != " " } }.joined(separator: " ") == test.sent)
    let bodies = transport.requests.filter { $0.method != "GET" }.map(\.body)
    #expect(bodies.allSatisfy { $0 == test.body.map { Array($0.utf8) } })
  }
}
