import CurlTransport
import GitHubProvider
import GitHubSandbox
import ProviderRuntime
import Testing

/// Plans over real connections, on a server that misbehaves.
@Suite("A hundred deletions and one fault")
struct ServerFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var action: Rule.Action
    var outcome = WriteOutcome.done
    var status: Int? = 204
    var reason: String?
    /// How often the 40th deletion is sent, and its object read.
    var deletions = 1
    var reads = 0
    /// How often the versions are listed.
    var lists = 0
    /// Whether the 40th version is gone in the end.
    var isDeleted = true
    var slept: [Duration] = []

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "the server refuses",
      action: .respond(status: 400, body: #"{"message":"You cannot delete the last tagged version of a package."}"#),
      outcome: .refused, status: 400, reason: "last_tagged_version", isDeleted: false),
    Case(
      name: "the server forbids", action: .respond(status: 403, body: #"{"message":"No"}"#), outcome: .refused,
      status: 403, reason: "forbidden", isDeleted: false),
    Case(name: "500 after acting", action: .respondAfterActing(status: 500), status: 500, reads: 1, lists: 1),
    Case(
      name: "500 before acting", action: .respond(status: 500), deletions: 2, reads: 1, slept: [.milliseconds(200)]),
    Case(
      name: "502 after acting", action: .respondAfterActing(status: 502, body: "<html>"), status: 502, reads: 1,
      lists: 1),
    Case(
      name: "the connection closes before acting", action: .closeConnection, deletions: 2, reads: 1,
      slept: [.milliseconds(200)]),
    Case(
      name: "the connection closes after acting", action: .closeConnectionAfterActing, status: nil, reads: 1, lists: 1),
    Case(
      name: "the connection is reset before acting", action: .resetConnection, deletions: 2, reads: 1,
      slept: [.milliseconds(200)]),
    Case(
      name: "the connection is reset after acting", action: .resetConnectionAfterActing, status: nil, reads: 1, lists: 1
    ),
    Case(
      name: "429 with Retry-After", action: .respond(status: 429, headers: ["Retry-After": "2"]), deletions: 2,
      slept: [.seconds(2)]),
    Case(
      name: "a secondary limit with Retry-After",
      action: .respond(
        status: 403, headers: ["Retry-After": "3"], body: #"{"message":"You have exceeded a secondary rate limit"}"#),
      deletions: 2, slept: [.seconds(3)]),
    Case(
      name: "404, because somebody else was faster", action: .respondAfterActing(status: 404), outcome: .alreadyGone,
      status: 404, reads: 1, lists: 1),
    Case(
      name: "404, because the token may not delete it", action: .respond(status: 404), outcome: .refused, status: 404,
      reason: "not_found", reads: 1, isDeleted: false),
  ]

  static let dataset = Dataset(
    organizations: [
      .init(
        "acme",
        packages: [
          .init("web", type: .container, versions: .generated(.init(count: 120, firstID: 1_000, taggedEvery: 0)))
        ])
    ], users: [])

  static func versions(_ ids: Range<Int64>) -> [Arguments] {
    ids.map {
      ["org": "acme", "package_type": "container", "package_name": "web", "package_version_id": .integer($0)]
    }
  }

  static func client(_ sandbox: GitHubSandbox, time: FakeTime = FakeTime()) -> ProviderClient {
    ProviderClient(
      provider: GitHub.descriptor, transport: CurlTransport(), token: "",
      configuration: .init(baseURL: sandbox.url), environment: [:], time: time.source)
  }

  @Test("The outcome of the 40th is right, the others are done, nothing acted on is sent twice", arguments: cases)
  func fortieth(_ test: Case) async throws {
    let sandbox = try GitHubSandbox.start(.init(dataset: Self.dataset))
    defer { sandbox.stop() }
    sandbox.addRule(Rule(method: "DELETE", occurrences: .only([40]), action: test.action))
    let time = FakeTime()
    let client = Self.client(sandbox, time: time)
    let plan = try client.plan(
      GitHub.PackagesService.Methods.deletePackageVersionForOrg, Self.versions(1_000..<1_100))
    let results = try await client.apply(plan)

    #expect(results[39].outcome == test.outcome, "\(results[39].message ?? "")")
    #expect(results[39].status == test.status)
    #expect(results[39].reason == test.reason)
    let others = results.enumerated().filter { $0.offset != 39 }.map(\.element)
    #expect(others.allSatisfy { $0.outcome == .done && $0.status == 204 && $0.message == nil })
    #expect(time.slept == test.slept)

    let requests = sandbox.requests
    let own = requests.filter { $0.path.hasSuffix("/1039") }
    #expect(own.filter { $0.method == "DELETE" }.count == test.deletions)
    #expect(own.filter { $0.method == "GET" }.count == test.reads)
    #expect(requests.count == 99 + test.deletions + test.reads + test.lists)
    var acted: Set<String> = []
    for request in requests where request.method == "DELETE" {
      #expect(!acted.contains(request.path), "\(request.line) was sent again")
      if request.ownStatus == 204 { acted.insert(request.path) }
    }
    #expect(acted.count == (test.isDeleted ? 100 : 99))
  }

  @Test("A server that goes away ends the plan, and what was not sent stays planned")
  func stoppedServer() async throws {
    let sandbox = try GitHubSandbox.start(.init(dataset: Self.dataset))
    defer { sandbox.stop() }
    let client = Self.client(sandbox)
    let plan = try client.plan(
      GitHub.PackagesService.Methods.deletePackageVersionForOrg, Self.versions(1_000..<1_020))
    let count = Locked(0)
    let results = try await client.apply(
      plan,
      onResult: { _ in
        let told = count.withLock { count in
          count += 1
          return count
        }
        if told == 5 { sandbox.stop() }
      })
    let outcomes = results.map(\.outcome)
    #expect(outcomes.prefix(5) == [.done, .done, .done, .done, .done])
    #expect(outcomes.dropFirst(6) == Array(repeating: .planned, count: 14)[...])
    #expect([.failed, .unknown].contains(outcomes[5]), "\(results[5])")
  }

  @Test("What a plan deleted, its undoing restores")
  func undo() async throws {
    let sandbox = try GitHubSandbox.start(.init(dataset: Self.dataset))
    defer { sandbox.stop() }
    let client = Self.client(sandbox)
    let methods = GitHub.PackagesService.Methods.self
    let results = try await client.apply(
      client.plan(methods.deletePackageVersionForOrg, Self.versions(1_000..<1_010)))
    var restored: [Int] = []
    let undo = try client.undo(results)
    #expect(undo.width == .wide)
    #expect(try await client.apply(undo).allSatisfy { $0.outcome == .done })
    for request in sandbox.requests where request.method == "POST" {
      let segments = request.path.split(separator: "/")
      #expect(segments.last == "restore")
      restored.append(Int(segments[segments.count - 2]) ?? 0)
    }
    #expect(restored == (1_000..<1_010).reversed())
    let key: Arguments = ["org": "acme", "package_type": "container", "package_name": "web"]
    let package = try await client.apply(client.plan(methods.deletePackageForOrg, [key]))
    #expect(try await client.apply(client.undo(package)).map(\.outcome) == [.done])
    _ = try await client.response(methods.getPackageForOrganization, key)
  }
}
