import ProviderRuntime
import ProviderSQL

/// A made-up provider with all verbs: tasks of projects, variables whose name is key and content, secrets, and papers
/// that have no rows.
enum Workshop {
  static let state = EnumDescriptor(name: "state", values: ["open", "closed"])

  static let provider = ProviderDescriptor(
    name: "shop", title: "Shop", summary: "Work.", server: ServerDescriptor(url: "https://shop.example"),
    services: [
      ServiceDescriptor(
        name: "work", title: "Work", summary: "What is done.", models: models,
        resources: [tasks, variables, secrets, papers])
    ])

  private static let models = [
    ModelDescriptor(
      name: "task", title: "Task", summary: "A task.",
      fields: [
        field("id", .integer(), isRequired: true), field("title", .string()),
        field("note", .string(), isNullable: true),
        field("done", .boolean), field("priority", .integer()), field("weight", .number()),
        field("labels", .array(.string())), field("settings", .model("settings")), field("state", .enumeration(state)),
        field("url", .string()),
      ]),
    ModelDescriptor(
      name: "settings", title: "Settings", summary: "Settings.",
      fields: [field("color", .string()), field("pin", .string(format: "password"))]),
    ModelDescriptor(
      name: "farewell", title: "Farewell", summary: "Last words.",
      fields: [field("message", .string(), isRequired: true)]),
    ModelDescriptor(
      name: "new_task", title: "New task", summary: "A new task.",
      fields: [
        field("title", .string(), isRequired: true), field("note", .string(), isNullable: true),
        field("done", .boolean),
        field("priority", .integer()), field("weight", .number()), field("labels", .array(.string())),
        field("settings", .model("settings")), field("extra", .object), field("assignee", .string()),
      ]),
    ModelDescriptor(
      name: "task_changes", title: "Changes", summary: "What is changed.",
      fields: [
        field("title", .string()), field("note", .string(), isNullable: true), field("done", .boolean),
        field("priority", .integer()), field("weight", .number()), field("labels", .array(.string())),
        field("settings", .model("settings")), field("state", .enumeration(state)),
      ]),
    ModelDescriptor(
      name: "variable", title: "Variable", summary: "A variable.",
      fields: [field("name", .string(), isRequired: true), field("value", .string())]),
    ModelDescriptor(
      name: "new_variable", title: "New variable", summary: "A new variable.",
      fields: [field("name", .string(), isRequired: true), field("value", .string(), isRequired: true)]),
    ModelDescriptor(
      name: "variable_changes", title: "Changes", summary: "What is changed.",
      fields: [field("name", .string()), field("value", .string())]),
    ModelDescriptor(
      name: "new_secret", title: "New secret", summary: "A new secret.",
      fields: [
        field("value", .string(format: "password"), isRequired: true), field("config", .object),
        field("policy", .string(), isRequired: true, isNullable: true),
      ]),
  ]

  private static let project = path("project")
  private static let task = [path("project"), path("task_id", .integer())]

  private static let tasks = ResourceDescriptor(
    name: "tasks", title: "Tasks", summary: "Tasks.", model: "task",
    identity: [IdentityDescriptor(parameter: "task_id", field: "id")],
    methods: [
      method(
        "list_tasks", "GET", "/projects/{project}/tasks", [project, query("state", .enumeration(state))],
        response: ResponseDescriptor(status: 200, shape: .list, type: .model("task"))),
      method(
        "get_task", "GET", "/projects/{project}/tasks/{task_id}", task,
        response: ResponseDescriptor(status: 200, shape: .object, type: .model("task"))),
      method("create_task", "POST", "/projects/{project}/tasks", [project], body: .model("new_task"), inverse: nil),
      method("create_own_task", "POST", "/me/tasks", [], body: .model("new_task")),
      method(
        "update_task", "PATCH", "/projects/{project}/tasks/{task_id}",
        task + [query("notify", .boolean), header("If-Match")], body: .model("task_changes")),
      method("replace_task", "PUT", "/projects/{project}/tasks/{task_id}", task, body: .model("new_task")),
      method("delete_task", "DELETE", "/projects/{project}/tasks/{task_id}", task),
    ],
    verbs: [
      VerbDescriptor(verb: .select, methods: ["get_task", "list_tasks"]),
      VerbDescriptor(verb: .insert, methods: ["create_task", "create_own_task"]),
      VerbDescriptor(verb: .update, methods: ["update_task"]),
      VerbDescriptor(verb: .replace, methods: ["replace_task"]),
      VerbDescriptor(verb: .delete, methods: ["delete_task"]),
    ])

  private static let variables = ResourceDescriptor(
    name: "variables", title: "Variables", summary: "Variables.", model: "variable",
    methods: [
      method(
        "list_variables", "GET", "/projects/{project}/variables", [project],
        response: ResponseDescriptor(
          status: 200, shape: .list, type: .model("variable"), member: ["data", "variables"])),
      method("create_variable", "POST", "/projects/{project}/variables", [project], body: .model("new_variable")),
      method(
        "update_variable", "PATCH", "/projects/{project}/variables/{name}", [project, path("name")],
        body: .model("variable_changes")),
      method(
        "replace_variable", "PUT", "/projects/{project}/variables/{name}", [project, path("name")],
        body: .model("new_variable")),
    ],
    verbs: [
      VerbDescriptor(verb: .select, methods: ["list_variables"]),
      VerbDescriptor(verb: .insert, methods: ["create_variable"]),
      VerbDescriptor(verb: .update, methods: ["update_variable"]),
      VerbDescriptor(verb: .replace, methods: ["replace_variable"]),
    ])

  private static let secrets = ResourceDescriptor(
    name: "secrets", title: "Secrets", summary: "Secrets.",
    methods: [
      method(
        "set_secret", "PUT", "/projects/{project}/secrets/{name}", [project, path("name")], body: .model("new_secret"),
        inverse: "remove_secret"),
      method("remove_secret", "DELETE", "/projects/{project}/secrets/{name}", [project, path("name")]),
    ],
    verbs: [
      VerbDescriptor(verb: .replace, methods: ["set_secret"]),
      VerbDescriptor(verb: .delete, methods: ["remove_secret"]),
    ])

  private static let papers = ResourceDescriptor(
    name: "papers", title: "Papers", summary: "Papers.",
    methods: [
      method(
        "read_paper", "GET", "/papers/{paper}.txt", [path("paper")],
        response: ResponseDescriptor(status: 200, shape: .object, type: .string(), mediaType: "text/plain")),
      method(
        "list_papers", "GET", "/papers", [query("kind", .array(.integer())), header("X-Mark")],
        response: ResponseDescriptor(status: 200, shape: .list, type: .object, member: ["papers"])),
      method(
        "print_paper", "POST", "/papers/{paper}/print", [path("paper")],
        body: .value(.string(), mediaType: "text/plain")),
      method(
        "delete_paper", "DELETE", "/papers/{paper}", [path("paper")], body: .model("farewell")),
      method(
        "shred_paper", "DELETE", "/shelves/{shelf}/{paper}", [path("shelf"), path("paper")], body: .model("settings")),
      method("tag_paper", "PUT", "/papers/{paper}/tags", [path("paper")], body: .value(.array(.string()))),
    ],
    verbs: [
      VerbDescriptor(verb: .select, methods: ["read_paper", "list_papers"]),
      VerbDescriptor(verb: .replace, methods: ["tag_paper"]), VerbDescriptor(verb: .exec, methods: ["print_paper"]),
      VerbDescriptor(verb: .delete, methods: ["delete_paper", "shred_paper"]),
    ])

  private static func field(
    _ name: String, _ type: TypeDescriptor, isRequired: Bool = false, isNullable: Bool = false
  ) -> FieldDescriptor {
    FieldDescriptor(name: name, type: type, isRequired: isRequired, isNullable: isNullable, summary: "The \(name).")
  }

  private static func path(_ name: String, _ type: TypeDescriptor = .string()) -> ParameterDescriptor {
    ParameterDescriptor(name: name, location: .path, isRequired: true, type: type, summary: "The \(name).")
  }

  private static func query(_ name: String, _ type: TypeDescriptor) -> ParameterDescriptor {
    ParameterDescriptor(name: name, location: .query, isRequired: false, type: type, summary: "The \(name).")
  }

  private static func header(_ name: String) -> ParameterDescriptor {
    ParameterDescriptor(name: name, location: .header, isRequired: false, type: .string(), summary: "The \(name).")
  }

  private static func method(
    _ name: String, _ httpMethod: String, _ path: String, _ parameters: [ParameterDescriptor],
    body: BodyDescriptor? = nil, response: ResponseDescriptor = ResponseDescriptor(status: 204, shape: .none),
    inverse: String? = nil
  ) -> MethodDescriptor {
    MethodDescriptor(
      name: name, action: name, httpMethod: httpMethod, path: path, parameters: parameters, body: body,
      response: response, inverse: inverse, summary: "Does something.")
  }

  /// What a server was asked.
  struct Sent: Sendable, Hashable {
    var line: String
    var body: String?
    var headers: [String: String]
  }
}

/// A database over a server that answers reads with fixed rows and takes every write.
final class Bench {
  let database: Database
  let client: ProviderClient
  private let log: Locked<[Workshop.Sent]>
  private(set) var plans: [WritePlan] = []
  /// Whether plans are applied; otherwise they are only noted.
  var applies = true
  /// Where what is applied is kept.
  var journal: Journal?

  private static let one = """
    {"id":1,"title":"one","note":null,"done":false,"priority":1,"weight":0.5,"labels":["x"],"settings":{"color":"red"},
    "state":"open","url":"u1"}
    """
  private static let two =
    #"{"id":2,"title":"two","note":"n","done":true,"priority":2,"labels":[],"state":"closed","url":"u2"}"#
  private static let three =
    #"{"id":3,"title":"three","note":"n","done":false,"priority":3,"labels":["x","y"],"state":"open","url":"u3"}"#

  private init(_ client: ProviderClient, _ log: Locked<[Workshop.Sent]>) throws {
    self.client = client
    self.log = log
    database = try Database(clients: [client])
    database.writeHandler = { [unowned self] plan in
      plans.append(plan)
      guard applies else { return plan.writes.map { WriteResult(write: $0, outcome: .planned) } }
      return try Writing.apply(plan, with: client, journal: journal)
    }
  }

  /// Runs a body over a database of the workshop, on a thread of its own.
  static func run<Value: Sendable>(
    _ provider: ProviderDescriptor = Workshop.provider,
    answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse? = { _ in nil },
    _ body: @escaping @Sendable (Bench) throws -> Value
  ) async throws -> Value {
    let log = Locked<[Workshop.Sent]>([])
    let server = FakeServer { request in
      let path = request.url.dropFirst("https://shop.example".count)
      let headers = request.headers.fields.map { ($0.name.lowercased(), $0.value) }
      log.withLock {
        $0.append(
          Workshop.Sent(
            line: "\(request.method) \(path)", body: request.body.map { String(decoding: $0, as: UTF8.self) },
            headers: Dictionary(headers, uniquingKeysWith: { $1 })))
      }
      if let response = try await answer(request) { return response }
      guard request.method == "GET" else { return HTTPResponse(status: 204, headers: [:], body: []) }
      return Self.answer(String(path.prefix { $0 != "?" }))
    }
    let client = ProviderClient(provider: provider, transport: server, token: "", environment: [:])
    return try await onThread { try body(Bench(client, log)) }
  }

  static func answer(_ path: String) -> HTTPResponse {
    switch path {
    case "/projects/a/tasks": .json("[\(one),\(two),\(three)]")
    case "/projects/a/tasks/1": .json(one)
    case "/projects/a/tasks/2": .json(two)
    case "/projects/a/tasks/3": .json(three)
    case "/projects/a/variables": .json(#"{"data":{"variables":[{"name":"A","value":"1"},{"name":"B","value":"2"}]}}"#)
    case "/papers": .json(#"{"papers":["text",1,{"a":[true]},null]}"#)
    case "/papers/p.txt":
      HTTPResponse(status: 200, headers: ["Content-Type": "text/plain"], body: Array("Dear all,\n\"Hi\"".utf8))
    default: .json(#"{"message":"Not Found"}"#, status: 404)
    }
  }

  /// Runs statements; returns the last result with what was sent.
  func run(_ sql: String) throws -> (result: ResultSet, reads: [String], writes: [Workshop.Sent]) {
    log.withLock { $0 = [] }
    let result = try database.query(sql)
    let all = log.withLock { $0 }
    return (
      result, all.filter { $0.line.hasPrefix("GET ") }.map(\.line), all.filter { !$0.line.hasPrefix("GET ") }
    )
  }

  /// The requests that reached the server since the last statement began.
  var sent: [Workshop.Sent] { log.withLock { $0 } }
}
