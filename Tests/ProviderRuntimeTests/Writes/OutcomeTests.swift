import ProviderRuntime
import Testing

@Suite("What becomes of a write")
struct OutcomeTests {
  typealias Answer = Result<HTTPResponse, any Error>

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var method = WriteFixture.delete
    /// What the server answers, in order; then 204 for ever.
    var script: [Answer]
    var outcome: WriteOutcome
    var status: Int?
    var reason: String?
    var message: String?
    /// The methods of the requests for this write.
    var sent: String
    var slept: [Duration] = []
    /// Whether the plan ends there.
    var endsPlan = false

    var testDescription: String { name }
  }

  static let found = Answer.success(.json(#"{"id":1}"#))
  static let gone = status(404, message: "Not there")
  static let lost = Answer.failure(TransportError.connectionLost("reset"))

  static func status(_ status: Int, _ headers: HTTPHeaders = [:], message: String = "no") -> Answer {
    .success(.json("{\"message\":\"\(message)\"}", status: status, headers: headers))
  }

  static let answers: [Case] = [
    Case(name: "204", script: [status(204)], outcome: .done, status: 204, sent: "DELETE"),
    Case(name: "410 of a delete", script: [status(410)], outcome: .alreadyGone, status: 410, sent: "DELETE"),
    Case(
      name: "404 of another method", method: WriteFixture.restore, script: [gone], outcome: .refused, status: 404,
      reason: "not_found", message: "Not there", sent: "POST"),
    Case(
      name: "a refusal that the spec knows", script: [status(400, message: "the last tagged version")],
      outcome: .refused, status: 400, reason: "last_tagged_version", message: "the last tagged version",
      sent: "DELETE"),
    Case(
      name: "a scope that is missing", script: [status(403, message: "You need at least so")], outcome: .refused,
      status: 403, reason: "insufficient_scope", sent: "DELETE"),
    Case(name: "403", script: [status(403)], outcome: .refused, status: 403, reason: "forbidden", sent: "DELETE"),
    Case(name: "422", script: [status(422)], outcome: .refused, status: 422, reason: "rejected", sent: "DELETE"),
    Case(name: "a redirection", script: [status(307)], outcome: .failed, status: 307, sent: "DELETE"),
    Case(
      name: "401", script: [status(401, message: "Bad")], outcome: .failed, status: 401,
      message: "Bad. Check that", sent: "DELETE", endsPlan: true),
    Case(
      name: "429 with Retry-After", script: [status(429, ["Retry-After": "2"])], outcome: .done, status: 204,
      sent: "DELETE DELETE", slept: [.seconds(2)]),
    Case(
      name: "a limit that holds for too long", script: [status(429, ["Retry-After": "61"])], outcome: .failed,
      status: 429, message: "lifted in 61 s", sent: "DELETE", endsPlan: true),
    Case(
      name: "nobody listens", script: Array(repeating: .failure(TransportError.connectionRefused("port 1")), count: 4),
      outcome: .failed, message: "the connection was refused: port 1", sent: "DELETE DELETE DELETE DELETE",
      slept: RetryTests.backoff, endsPlan: true),
  ]

  static let absences: [Case] = [
    Case(
      name: "404 of a delete, whose object is not found where others are", script: [gone, gone, found],
      outcome: .alreadyGone, status: 404, message: "Not there", sent: "DELETE GET GET"),
    Case(
      name: "404 of a delete, whose object is there", script: [gone, found], outcome: .refused, status: 404,
      reason: "not_found", message: "Not there; it is there, as GET /orgs/acme/things/web shows", sent: "DELETE GET"),
    Case(
      name: "404 of a delete, and of what would hold its object", script: [gone, gone, gone], outcome: .refused,
      status: 404, reason: "not_found", message: "GET /orgs/acme/things is not found either", sent: "DELETE GET GET"),
    Case(
      name: "404 of a delete, and nobody may look", script: [gone, status(403)], outcome: .refused, status: 404,
      reason: "not_found", message: "GET /orgs/acme/things/web failed: no", sent: "DELETE GET"),
    Case(
      name: "404 of a delete, and the token is not taken any more", script: [gone, gone, status(401)],
      outcome: .failed, status: 404, message: "looking whether it is gone failed", sent: "DELETE GET GET",
      endsPlan: true),
    Case(
      name: "404 of a delete of a part, whose whole is there", method: WriteFixture.deleteAlert, script: [gone, found],
      outcome: .alreadyGone, status: 404, sent: "DELETE GET"),
    Case(
      name: "404 of a delete of what only a list shows", method: WriteFixture.deleteLabel, script: [gone],
      outcome: .refused, status: 404, reason: "not_found", message: "look for it in GET /orgs/acme/labels",
      sent: "DELETE"),
    Case(
      name: "404 of a delete of a part, whose whole is not there", method: WriteFixture.deleteAlert,
      script: [gone, gone], outcome: .refused, status: 404, reason: "not_found", sent: "DELETE GET"),
  ]

  static let page = Answer.success(
    HTTPResponse(status: 200, headers: ["Content-Type": "text/html; charset=utf-8"], body: Array("<html>".utf8)))

  static let pages: [Case] = [
    Case(
      name: "a page in place of an answer", script: [page, page], outcome: .unknown, status: 200,
      message: "the answer is not JSON but text/html", sent: "DELETE GET", endsPlan: true),
    Case(
      name: "a page after acting", script: [page, gone, found], outcome: .done, status: 200,
      message: "reading it back shows that it was done", sent: "DELETE GET GET"),
    Case(
      name: "a page without acting", script: [page, found], outcome: .failed, status: 200,
      message: "reading it back shows that it was not done", sent: "DELETE GET"),
    Case(
      name: "a page of which nothing tells", method: WriteFixture.polish, script: [page], outcome: .unknown,
      status: 200,
      message: "not a proxy or a login page", sent: "POST", endsPlan: true),
    Case(
      name: "a word where no answer was due",
      script: [.success(HTTPResponse(status: 200, headers: ["Content-Type": "text/plain"], body: Array("OK".utf8)))],
      outcome: .done, status: 200, sent: "DELETE"),
  ]

  static let readings: [Case] = [
    Case(
      name: "500 after acting", script: [status(500, message: "Oops"), gone, found], outcome: .done, status: 500,
      message: "Oops; reading it back shows that it was done", sent: "DELETE GET GET"),
    Case(
      name: "500, and what would hold the object is not there", script: [status(500, message: "Oops"), gone, gone],
      outcome: .unknown, status: 500, message: "Oops; it is not found, but GET /orgs/acme/things is not found either",
      sent: "DELETE GET GET"),
    Case(
      name: "500 without acting", script: [status(500), found], outcome: .done, status: 204, sent: "DELETE GET DELETE",
      slept: [.milliseconds(200)]),
    Case(
      name: "500 and acting late", script: [status(500), found, gone], outcome: .done, status: 404,
      sent: "DELETE GET DELETE", slept: [.milliseconds(200)]),
    Case(
      name: "500 for ever", script: [status(500), found, status(500), found, status(500), found, status(500), found],
      outcome: .failed, status: 500, message: "no; reading it back shows that it was not done",
      sent: "DELETE GET DELETE GET DELETE GET DELETE GET", slept: RetryTests.backoff),
    Case(name: "501 will not pass", script: [status(501), found], outcome: .failed, status: 501, sent: "DELETE GET"),
    Case(
      name: "503 says when to come back", script: [status(503, ["Retry-After": "7"]), found], outcome: .done,
      status: 204, sent: "DELETE GET DELETE", slept: [.seconds(7)]),
    Case(
      name: "503 says to come back too late", script: [status(503, ["Retry-After": "61"]), found], outcome: .failed,
      status: 503, sent: "DELETE GET"),
    Case(
      name: "408 after acting", script: [status(408), gone, found], outcome: .done, status: 408,
      sent: "DELETE GET GET"),
    Case(
      name: "an answer lost after acting", script: [lost, gone, found], outcome: .done,
      message: "the connection was lost before an answer came: reset; reading it back shows that it was done",
      sent: "DELETE GET GET"),
    Case(
      name: "an answer lost without acting", script: [lost, found], outcome: .done, status: 204,
      sent: "DELETE GET DELETE", slept: [.milliseconds(200)]),
    Case(
      name: "a timeout after acting", script: [.failure(TransportError.timeout), gone, found], outcome: .done,
      sent: "DELETE GET GET"),
    Case(
      name: "an answer lost, then a refusal", script: [lost, found, status(403)], outcome: .refused, status: 403,
      reason: "forbidden", sent: "DELETE GET DELETE", slept: [.milliseconds(200)]),
    Case(
      name: "reading back meets a fault that passes", script: [lost, status(500), gone, found], outcome: .done,
      sent: "DELETE GET GET GET", slept: [.milliseconds(200)]),
    Case(
      name: "reading back fails", script: [lost, status(500), status(500), status(500), status(500)],
      outcome: .unknown, message: "reading it back failed: no", sent: "DELETE GET GET GET GET",
      slept: RetryTests.backoff),
    Case(
      name: "reading back is not allowed any more", script: [lost, status(401)], outcome: .unknown,
      message: "reading it back failed", sent: "DELETE GET", endsPlan: true),
    Case(
      name: "a restore that 500 followed", method: WriteFixture.restore, script: [status(500), found], outcome: .done,
      status: 500, sent: "POST GET"),
    Case(
      name: "a restore that was lost is not sent again", method: WriteFixture.restore, script: [lost, gone],
      outcome: .failed, sent: "POST GET"),
    Case(
      name: "a method of which nothing can be read", method: WriteFixture.polish, script: [lost], outcome: .unknown,
      message: "nothing that can be read tells whether it was done", sent: "POST"),
  ]

  @Test(
    "The outcome is what the server did, and the rest goes on where it can",
    arguments: answers + absences + pages + readings)
  func outcomes(_ test: Case) async throws {
    let transport = FakeTransport(script: test.script + [Self.status(204)])
    let time = FakeTime()
    let client = WriteFixture.client(transport, time: time)
    let plan = try client.plan(test.method, WriteFixture.arguments("web", "next"))
    let told = Locked<[WriteResult]>([])
    let results = try await client.apply(plan, onResult: { result in told.withLock { $0.append(result) } })
    let first = try #require(results.first)
    #expect(first.outcome == test.outcome)
    #expect(first.status == test.status)
    #expect(first.reason == test.reason)
    if let message = test.message { #expect(first.message?.contains(message) == true, "\(first.message ?? "nil")") }
    #expect(time.slept == test.slept)
    let sent = transport.lines.filter { !$0.contains("/next") }.map { $0.prefix { $0 != " " } }.joined(separator: " ")
    #expect(sent == test.sent)
    #expect(results.map(\.write) == plan.writes)
    #expect(results[1].outcome == (test.endsPlan ? .planned : .done))
    #expect(transport.lines.contains { $0.contains("/next") } != test.endsPlan)
    #expect(told.withLock { $0 } == (test.endsPlan ? [first] : results))
  }

  @Test("What holds the objects of a plan is asked for once")
  func holder() async throws {
    let transport = FakeTransport { request in
      if request.method == "GET", request.url.hasSuffix("/things") { return .json("[]") }
      return .json("{}", status: 404)
    }
    let client = WriteFixture.client(transport)
    let results = try await client.apply(client.plan(WriteFixture.delete, WriteFixture.arguments("a", "b", "c")))
    #expect(results.map(\.outcome) == [.alreadyGone, .alreadyGone, .alreadyGone])
    #expect(transport.lines.count { $0 == "GET /orgs/acme/things" } == 1)
    #expect(transport.lines.count == 7)
  }

  @Test("Where nothing can be read, a 404 is no proof; where the row was read and no object can be, neither")
  func nothingReadable() async throws {
    var provider = WriteFixture.provider
    provider.services[0].resources[0].methods.removeAll { $0.httpMethod == "GET" }
    var client = WriteFixture.client(FakeTransport(script: [Self.gone]), provider: provider)
    let unread = try await client.apply(client.plan(WriteFixture.delete, WriteFixture.arguments("web")))
    #expect(unread[0].outcome == .refused)
    #expect(unread[0].message?.contains("no method reads what would hold it") == true)

    provider.services[0].resources[0].methods.append(WriteFixture.list)
    let transport = FakeTransport(script: [Self.gone])
    client = WriteFixture.client(transport, provider: provider)
    var plan = try client.plan(WriteFixture.delete, WriteFixture.arguments("web"))
    plan.writes[0].row = #"{"name":"web"}"#
    let read = try await client.apply(plan)
    #expect(read[0].outcome == .refused)
    #expect(read[0].message?.contains("its row was read before") == true)
    #expect(transport.lines == ["DELETE /orgs/acme/things/web"])
  }

  @Test("No text of a result holds the token")
  func secrecy() async throws {
    let transport = FakeTransport(script: [Self.status(400, message: "you sent secret"), Self.status(204)])
    let client = WriteFixture.client(transport)
    let results = try await client.apply(client.plan(WriteFixture.delete, WriteFixture.arguments("web")))
    #expect(results[0].outcome == .refused)
    #expect(!"\(results)".contains("secret"))
  }

  @Test("Reading back says whether a write of an earlier time was done, and sends reads only")
  func readBack() async throws {
    func answer(_ method: MethodDescriptor, _ answer: Answer, holder: Answer? = nil) async throws -> ReadBack {
      let transport = FakeTransport(script: [answer] + (holder.map { [$0] } ?? []))
      let client = WriteFixture.client(transport)
      let write = try client.plan(method, WriteFixture.arguments("web")).writes[0]
      let result = try await client.readBack(write)
      #expect(transport.lines.prefix(1).allSatisfy { $0 == "GET /orgs/acme/things/web" })
      #expect(transport.lines.dropFirst() == (holder == nil ? [] : ["GET /orgs/acme/things"]))
      return result
    }
    #expect(try await answer(WriteFixture.delete, Self.gone, holder: Self.found) == .acted)
    #expect(try await answer(WriteFixture.delete, Self.found) == .notActed)
    #expect(try await answer(WriteFixture.restore, Self.found) == .acted)
    #expect(try await answer(WriteFixture.restore, Self.gone) == .notActed)
    guard case .unclear = try await answer(WriteFixture.delete, Self.gone, holder: Self.gone) else {
      Issue.record("where nothing is, nothing was deleted")
      return
    }
    guard case .unclear = try await answer(WriteFixture.delete, Self.status(403)) else {
      Issue.record("a refusal to read is no answer")
      return
    }
    guard case .unclear = try await answer(WriteFixture.polish, Self.found) else {
      Issue.record("a thing that is there says nothing about its polish")
      return
    }
  }
}
