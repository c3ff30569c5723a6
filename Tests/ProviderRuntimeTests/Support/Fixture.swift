import ProviderRuntime

/// A made-up provider with one method of each kind.
enum Fixture {
  static func path(_ name: String, _ type: TypeDescriptor = .string()) -> ParameterDescriptor {
    ParameterDescriptor(name: name, location: .path, isRequired: true, type: type, summary: "")
  }

  static func query(
    _ name: String, _ type: TypeDescriptor = .string(), isRequired: Bool = false, maximum: Int? = nil
  ) -> ParameterDescriptor {
    ParameterDescriptor(
      name: name, location: .query, isRequired: isRequired, type: type, maximum: maximum, summary: "")
  }

  static let page = query("page", .integer())
  static let pageSize = query("per_page", .integer(), maximum: 100)

  static let list = MethodDescriptor(
    name: "list_things", action: "list", httpMethod: "GET", path: "/orgs/{org}/things",
    parameters: [path("org"), query("kind", isRequired: true), pageSize, page, query("deep", .boolean)],
    response: ResponseDescriptor(status: 200, shape: .list, type: .model("thing")), scopes: ["read:things"], summary: ""
  )

  static let listUnnumbered = MethodDescriptor(
    name: "list_events", action: "list", httpMethod: "GET", path: "/events", parameters: [],
    response: ResponseDescriptor(status: 200, shape: .list, type: .model("thing")), summary: "")

  static let listWrapped = MethodDescriptor(
    name: "list_wrapped", action: "list", httpMethod: "GET", path: "/wrapped", parameters: [pageSize, page],
    response: ResponseDescriptor(status: 200, shape: .list, type: .model("thing"), member: ["items"]), summary: "")

  static let get = MethodDescriptor(
    name: "get_thing", action: "get", httpMethod: "GET", path: "/orgs/{org}/things/{name}",
    parameters: [path("org"), path("name")],
    response: ResponseDescriptor(status: 200, shape: .object, type: .model("thing")), scopes: ["read:things"],
    summary: "",
    documentation: "https://docs.example.com/get")

  static let delete = MethodDescriptor(
    name: "delete_thing", action: "delete", httpMethod: "DELETE", path: "/orgs/{org}/things/{name}",
    parameters: [path("org"), path("name")], response: ResponseDescriptor(status: 204, shape: .none),
    scopes: ["read:things", "delete:things"], summary: "")

  static let restore = MethodDescriptor(
    name: "restore_thing", action: "restore", httpMethod: "POST", path: "/orgs/{org}/things/{name}/restore",
    parameters: [path("org"), path("name"), query("token")],
    response: ResponseDescriptor(status: 204, shape: .none), summary: "")

  static let update = MethodDescriptor(
    name: "update_thing", action: "update", httpMethod: "PATCH", path: "/orgs/{org}/things/{name}",
    parameters: [path("org"), path("name")], body: .model("thing"),
    response: ResponseDescriptor(status: 200, shape: .object, type: .model("thing")), summary: "")

  static let provider = ProviderDescriptor(
    name: "example", title: "Example", summary: "",
    server: ServerDescriptor(url: "https://api.example.com", environment: "EXAMPLE_URL"),
    headers: [HeaderDescriptor(name: "Accept", value: "application/vnd.example+json")],
    authentication: AuthenticationDescriptor(
      scheme: "Bearer", environment: ["EXAMPLE_TOKEN", "EX_TOKEN"], scopesHeader: "x-scopes"),
    pagination: PaginationDescriptor(
      style: .link, pageParameter: "page", pageSizeParameter: "per_page", maximumPageSize: 100),
    rateLimit: RateLimitDescriptor(
      limitHeader: "x-limit", remainingHeader: "x-remaining", resetHeader: "x-reset", maximumConcurrency: 16,
      defaultConcurrency: 8),
    errors: ErrorDescriptor(
      messageMember: ["message"], documentationMember: ["documentation_url"],
      refusals: [
        RefusalDescriptor(status: 400, messageContains: "last tagged", reason: "last_tagged_version"),
        RefusalDescriptor(status: 403, messageContains: "rate limit", reason: "rate_limited"),
        RefusalDescriptor(status: 403, messageContains: "need at least", reason: "insufficient_scope"),
      ]),
    services: [])

  static func client(
    _ transport: any HTTPTransport, token: String? = nil, configuration: ClientConfiguration = .init(),
    environment: [String: String] = [:], time: FakeTime = FakeTime(), provider: ProviderDescriptor = provider
  ) -> ProviderClient {
    ProviderClient(
      provider: provider, transport: transport, token: token, configuration: configuration, environment: environment,
      time: time.source)
  }
}

/// An object of the made-up provider.
struct Thing: GeneratedModel, Equatable {
  struct Owner: GeneratedModel, Equatable {
    var login: String { fieldValues.string(0) }
    let fieldValues: FieldValues

    init(fieldValues: FieldValues) { self.fieldValues = fieldValues }

    init(login: String) {
      var values = FieldValues(of: Self.self)
      values.set(0, login)
      fieldValues = values
    }

    static var descriptor: ModelDescriptor {
      ModelDescriptor(
        name: "owner", title: "Owner", summary: "",
        fields: [FieldDescriptor(name: "login", type: .string(), isRequired: true)])
    }
  }

  var id: Int { fieldValues.integer(0) }
  var owner: Owner? { fieldValues.optionalValue(1) }
  let fieldValues: FieldValues

  init(fieldValues: FieldValues) { self.fieldValues = fieldValues }

  init(id: Int, owner: Owner? = nil) {
    var values = FieldValues(of: Self.self)
    values.set(0, id)
    values.set(1, owner)
    fieldValues = values
  }

  static var models: [any GeneratedModel.Type] { [Owner.self] }

  static var descriptor: ModelDescriptor {
    ModelDescriptor(
      name: "thing", title: "Thing", summary: "",
      fields: [
        FieldDescriptor(name: "id", type: .integer(), isRequired: true),
        FieldDescriptor(name: "owner", type: .model("owner"), isNullable: true),
      ])
  }
}

/// The error that a call ends with; records an issue where it ends well.
func providerError(
  _ body: () async throws -> Void
) async -> ProviderError {
  do {
    try await body()
  } catch let error as ProviderError {
    return error
  } catch {
    return ProviderError(kind: .network, reason: "not a ProviderError: \(error)")
  }
  return ProviderError(kind: .network, reason: "no error at all")
}
