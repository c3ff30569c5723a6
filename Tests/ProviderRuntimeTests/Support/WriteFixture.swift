import ProviderRuntime

/// The made-up provider with things that can be deleted, restored and polished.
enum WriteFixture {
  /// What holds things; no write reads more to know that it is there.
  static let list = MethodDescriptor(
    name: "list_all_things", action: "list", httpMethod: "GET", path: "/orgs/{org}/things",
    parameters: [Fixture.path("org")], response: ResponseDescriptor(status: 200, shape: .list, type: .model("thing")),
    summary: "")

  static let delete: MethodDescriptor = {
    var method = Fixture.delete
    method.inverse = "restore_thing"
    return method
  }()

  static let restore: MethodDescriptor = {
    var method = Fixture.restore
    method.inverse = "delete_thing"
    return method
  }()

  /// Leaves nothing behind by which it could be told that it was called, and can't be undone.
  static let polish = MethodDescriptor(
    name: "polish_thing", action: "polish", httpMethod: "POST", path: "/orgs/{org}/things/{name}/polish",
    parameters: [Fixture.path("org"), Fixture.path("name")], response: ResponseDescriptor(status: 204, shape: .none),
    summary: "")

  static let create = MethodDescriptor(
    name: "create_thing", action: "create", httpMethod: "POST", path: "/orgs/{org}/things",
    parameters: [Fixture.path("org")], body: .model("thing"),
    response: ResponseDescriptor(status: 201, shape: .object, type: .model("thing")), summary: "")

  static let replace = MethodDescriptor(
    name: "replace_thing", action: "replace", httpMethod: "PUT", path: "/orgs/{org}/things/{name}",
    parameters: [Fixture.path("org"), Fixture.path("name")], body: .model("thing"),
    response: ResponseDescriptor(status: 200, shape: .object, type: .model("thing")), summary: "")

  /// What holds things; there is nothing to read it back by but its parent.
  static let alert = MethodDescriptor(
    name: "put_alert", action: "alert", httpMethod: "PUT", path: "/orgs/{org}/things/{name}/alert",
    parameters: [Fixture.path("org"), Fixture.path("name")], response: ResponseDescriptor(status: 204, shape: .none),
    inverse: "delete_alert", summary: "")

  static let deleteAlert = MethodDescriptor(
    name: "delete_alert", action: "unalert", httpMethod: "DELETE", path: "/orgs/{org}/things/{name}/alert",
    parameters: [Fixture.path("org"), Fixture.path("name")], response: ResponseDescriptor(status: 204, shape: .none),
    inverse: "put_alert", summary: "")

  static let listLabels = MethodDescriptor(
    name: "list_labels", action: "list", httpMethod: "GET", path: "/orgs/{org}/labels",
    parameters: [Fixture.path("org")],
    response: ResponseDescriptor(status: 200, shape: .list, type: .model("thing")), summary: "")

  static let deleteLabel = MethodDescriptor(
    name: "delete_label", action: "delete", httpMethod: "DELETE", path: "/orgs/{org}/labels/{name}",
    parameters: [Fixture.path("org"), Fixture.path("name")], response: ResponseDescriptor(status: 204, shape: .none),
    summary: "")

  static let print = MethodDescriptor(
    name: "print_thing", action: "print", httpMethod: "POST", path: "/orgs/{org}/things/{name}/print",
    parameters: [Fixture.path("org"), Fixture.path("name")], body: .value(.string(), mediaType: "text/plain"),
    response: ResponseDescriptor(status: 200, shape: .object, type: .string(), mediaType: "text/html"), summary: "")

  static let getOwn = MethodDescriptor(
    name: "get_own_thing", action: "get_for_authenticated_user", httpMethod: "GET", path: "/user/things/{name}",
    parameters: [Fixture.path("name")],
    response: ResponseDescriptor(status: 200, shape: .object, type: .model("thing")),
    summary: "")

  static let deleteOwn = MethodDescriptor(
    name: "delete_own_thing", action: "delete_for_authenticated_user", httpMethod: "DELETE",
    path: "/user/things/{name}", parameters: [Fixture.path("name")],
    response: ResponseDescriptor(status: 204, shape: .none), summary: "")

  static let provider: ProviderDescriptor = {
    var provider = Fixture.provider
    provider.services = [
      ServiceDescriptor(
        name: "shop", title: "", summary: "", models: [],
        resources: [
          ResourceDescriptor(
            name: "things", title: "", summary: "", model: "thing",
            methods: [
              list, Fixture.get, delete, restore, polish, Fixture.update, getOwn, deleteOwn, create, replace,
              alert,
              deleteAlert, print,
            ],
            verbs: []),
          ResourceDescriptor(
            name: "labels", title: "", summary: "", model: "thing", methods: [listLabels, deleteLabel], verbs: []),
        ])
    ]
    return provider
  }()

  /// The same with so many points a minute, of which a read costs one and a write five.
  static func provider(pointsPerMinute: Int) -> ProviderDescriptor {
    var provider = provider
    provider.rateLimit?.pointsPerMinute = pointsPerMinute
    provider.rateLimit?.readCost = 1
    provider.rateLimit?.writeCost = 5
    return provider
  }

  static func client(
    _ transport: any HTTPTransport, configuration: ClientConfiguration = .init(), time: FakeTime = FakeTime(),
    provider: ProviderDescriptor = provider
  ) -> ProviderClient {
    Fixture.client(transport, token: "secret", configuration: configuration, time: time, provider: provider)
  }

  static func arguments(_ names: String...) -> [Arguments] { names.map { ["org": "acme", "name": .string($0)] } }

  static func arguments(count: Int) -> [Arguments] {
    (0..<count).map { ["org": "acme", "name": .string("t\($0 + 1)")] }
  }
}

/// Keeps what a journal is told, and fails where it is asked to.
final class RecordingJournal: WriteJournal {
  enum Entry: Hashable {
    case begin(String, server: String)
    case intend(Int)
    case record(Int, WriteOutcome)
    case end
  }

  struct Full: Error {}

  private let log = Locked<[Entry]>([])
  private let failsAt: Entry?

  init(failsAt: Entry? = nil) { self.failsAt = failsAt }

  var entries: [Entry] { log.withLock { $0 } }

  func begin(_ plan: WritePlan, server: String) throws -> Int64 {
    try add(.begin(plan.statement, server: server))
    return 7
  }

  func intend(run: Int64, index: Int) throws { try add(.intend(index)) }

  func record(run: Int64, index: Int, _ result: WriteResult) throws { try add(.record(index, result.outcome)) }

  func end(run: Int64) throws { try add(.end) }

  private func add(_ entry: Entry) throws {
    if entry == failsAt { throw Full() }
    log.withLock { $0.append(entry) }
  }
}
