import ProviderRuntime
import ProviderSQL

/// A made-up provider whose tables are written by other parameters than they are read by: repositories that are listed by
/// their owners and deleted by owner and name, with a method that reads one of them and without; access lists of which a
/// body says what is taken away.
enum Repositories {
  static let provider = ProviderDescriptor(
    name: "depot", title: "Depot", summary: "Repositories.", server: ServerDescriptor(url: "https://shop.example"),
    services: [
      ServiceDescriptor(
        name: "code", title: "Code", summary: "What is kept.", models: models,
        resources: [
          repositories("repos", reading: []), repositories("projects", reading: ["get_repo"]), files, access, marks,
          issues,
        ])
    ])

  private static let models = [
    ModelDescriptor(
      name: "repo", title: "Repository", summary: "A repository.",
      fields: [
        field("id", .integer(), isRequired: true), field("name", .string(), isRequired: true),
        field("owner", .object), field("archived", .boolean), field("description", .string()),
      ]),
    ModelDescriptor(
      name: "changes", title: "Changes", summary: "What is changed.", fields: [field("description", .string())]),
    ModelDescriptor(
      name: "file", title: "File", summary: "A file.",
      fields: [field("path", .string(), isRequired: true), field("sha", .string()), field("size", .integer())]),
    ModelDescriptor(
      name: "removal", title: "Removal", summary: "Why a file is removed.",
      fields: [
        field("message", .string(), isRequired: true), field("sha", .string(), isRequired: true),
        field("force", .boolean), field("author", .object), field("token", .string(format: "password")),
      ]),
    ModelDescriptor(
      name: "team", title: "Team", summary: "A team.", fields: [field("id", .integer()), field("slug", .string())]),
    ModelDescriptor(
      name: "teams", title: "Teams", summary: "Names of teams.",
      fields: [field("teams", .array(.string()), isRequired: true)]),
    ModelDescriptor(
      name: "issue", title: "Issue", summary: "An issue.",
      fields: [
        field("state", .enumeration(state), isRequired: true), field("id", .integer(), isRequired: true),
        field("title", .string()), field("phase", .enumeration(state)),
      ]),
    ModelDescriptor(name: "mark_text", title: "Mark", summary: "A mark.", fields: [field("text", .string())]),
    ModelDescriptor(
      name: "mark", title: "Mark", summary: "A mark.",
      fields: [field("id", .integer(), isRequired: true), field("text", .string()), field("done", .boolean)]),
  ]

  static let state = EnumDescriptor(name: "state", values: ["open", "closed", "merged"])
  static let wanted = EnumDescriptor(name: "wanted", values: ["open", "closed", "merged", "all"])

  private static let key = [path("owner"), path("repo")]
  private static let list = ResponseDescriptor(status: 200, shape: .list, type: .model("repo"))

  private static func repositories(_ name: String, reading: [String]) -> ResourceDescriptor {
    let get = method(
      "get_repo", "GET", "/repos/{owner}/{repo}", key,
      response: ResponseDescriptor(status: 200, shape: .object, type: .model("repo")))
    return ResourceDescriptor(
      name: name, title: "Repositories", summary: "Repositories.", model: "repo",
      methods: [
        method("list_for_org", "GET", "/orgs/{org}/repos", [path("org")], response: list),
        method("list_for_user", "GET", "/users/{username}/repos", [path("username")], response: list),
        method("list_public", "GET", "/repos", [], response: list),
        method("update_repo", "PATCH", "/repos/{owner}/{repo}", key, body: .model("changes")),
        method("put_repo", "PUT", "/repos/{owner}/{repo}", key, body: .model("changes")),
        method("start_repo", "POST", "/repos/{owner}/{repo}/start", key),
        method("delete_repo", "DELETE", "/repos/{owner}/{repo}", key + [query("reason", .string())]),
      ] + (reading.isEmpty ? [] : [get]),
      verbs: [
        VerbDescriptor(verb: .select, methods: ["list_for_org", "list_for_user", "list_public"] + reading),
        VerbDescriptor(verb: .update, methods: ["update_repo"]),
        VerbDescriptor(verb: .replace, methods: ["put_repo"]),
        VerbDescriptor(verb: .delete, methods: ["delete_repo"]),
      ])
  }

  /// A file is deleted with a message, and with the sum that it has.
  private static let files = ResourceDescriptor(
    name: "files", title: "Files", summary: "Files.", model: "file",
    methods: [
      method(
        "list_files", "GET", "/repos/{owner}/{repo}/files", key,
        response: ResponseDescriptor(status: 200, shape: .list, type: .model("file"))),
      method(
        "get_file", "GET", "/repos/{owner}/{repo}/files/{path}", key + [path("path")],
        response: ResponseDescriptor(status: 200, shape: .object, type: .model("file"))),
      method(
        "delete_file", "DELETE", "/repos/{owner}/{repo}/files/{path}", key + [path("path")], body: .model("removal")),
    ],
    verbs: [
      VerbDescriptor(verb: .select, methods: ["get_file", "list_files"]),
      VerbDescriptor(verb: .delete, methods: ["delete_file"]),
    ])

  /// The whole list has one path, and the body says which teams lose their access.
  private static let access = ResourceDescriptor(
    name: "access", title: "Access", summary: "Teams with access.", model: "team",
    methods: [
      method(
        "list_access", "GET", "/repos/{owner}/{repo}/teams", key,
        response: ResponseDescriptor(status: 200, shape: .list, type: .model("team"))),
      method("remove_access", "DELETE", "/repos/{owner}/{repo}/teams", key, body: .model("teams")),
    ],
    verbs: [
      VerbDescriptor(verb: .select, methods: ["list_access"]),
      VerbDescriptor(verb: .delete, methods: ["remove_access"]),
    ])

  /// Listed for all, deleted by number.
  private static let marks = ResourceDescriptor(
    name: "marks", title: "Marks", summary: "Marks.", model: "mark",
    identity: [IdentityDescriptor(parameter: "mark_id", field: "id")],
    methods: [
      method(
        "list_marks", "GET", "/marks", [],
        response: ResponseDescriptor(status: 200, shape: .list, type: .model("mark"))),
      method("delete_mark", "DELETE", "/marks/{mark_id}", [path("mark_id", .integer())]),
      method(
        "create_mark", "POST", "/marks", [], body: .model("mark_text"),
        response: ResponseDescriptor(status: 201, shape: .object, type: .model("mark"))),
    ],
    verbs: [
      VerbDescriptor(verb: .select, methods: ["list_marks"]), VerbDescriptor(verb: .insert, methods: ["create_mark"]),
      VerbDescriptor(verb: .delete, methods: ["delete_mark"]),
    ])

  /// The open ones, unless a state or `all` is asked for; of phases, which rows may leave out, it is the same.
  private static let issues = ResourceDescriptor(
    name: "issues", title: "Issues", summary: "Issues.", model: "issue",
    identity: [IdentityDescriptor(parameter: "issue_id", field: "id")],
    methods: [
      method(
        "list_issues", "GET", "/issues",
        ["state", "phase"].map { name in
          ParameterDescriptor(
            name: name, location: .query, isRequired: false, type: .enumeration(wanted), defaultValue: "open",
            wildcard: "all", summary: "The \(name).")
        } + [query("since", .string())], response: ResponseDescriptor(status: 200, shape: .list, type: .model("issue"))),
      method(
        "get_issue", "GET", "/issues/{issue_id}", [path("issue_id", .integer())],
        response: ResponseDescriptor(status: 200, shape: .object, type: .model("issue"))),
      method("delete_issue", "DELETE", "/issues/{issue_id}", [path("issue_id", .integer())]),
    ],
    verbs: [
      VerbDescriptor(verb: .select, methods: ["get_issue", "list_issues"]),
      VerbDescriptor(verb: .delete, methods: ["delete_issue"]),
    ])

  private static let allIssues = [
    (1, "open", "x"), (2, "closed", "y"), (3, "merged", "z"), (4, "closed", "x"),
  ]

  /// Rows that do not keep to what their model says.
  private static let oddIssues = [
    #"{"id":5,"state":null}"#, #"{"id":6}"#, #"{"id":7,"state":"ä"}"#, #"{"id":8,"state":-1}"#,
    #"{"id":9,"state":"merged"}"#,
  ]

  private static func issues(_ url: String) -> HTTPResponse {
    if url.contains("since=odd") { return .json("[\(oddIssues.joined(separator: ","))]") }
    let wanted = ["open", "closed", "merged", "all"].first { url.contains("state=\($0)") } ?? "open"
    let rows = allIssues.filter { wanted == "all" || $0.1 == wanted }
    let list = rows.map { #"{"id":\#($0.0),"state":"\#($0.1)","title":"\#($0.2)"}"# }
    return .json("[\(list.joined(separator: ","))]")
  }

  private static func field(_ name: String, _ type: TypeDescriptor, isRequired: Bool = false) -> FieldDescriptor {
    FieldDescriptor(name: name, type: type, isRequired: isRequired, summary: "The \(name).")
  }

  private static func path(_ name: String, _ type: TypeDescriptor = .string()) -> ParameterDescriptor {
    ParameterDescriptor(name: name, location: .path, isRequired: true, type: type, summary: "The \(name).")
  }

  private static func query(_ name: String, _ type: TypeDescriptor) -> ParameterDescriptor {
    ParameterDescriptor(name: name, location: .query, isRequired: false, type: type, summary: "The \(name).")
  }

  private static func method(
    _ name: String, _ httpMethod: String, _ path: String, _ parameters: [ParameterDescriptor],
    body: BodyDescriptor? = nil, response: ResponseDescriptor = ResponseDescriptor(status: 204, shape: .none)
  ) -> MethodDescriptor {
    MethodDescriptor(
      name: name, action: name, httpMethod: httpMethod, path: path, parameters: parameters, body: body,
      response: response, summary: "Does something.")
  }

  /// What the server holds.
  static func answer(_ request: HTTPRequest) -> HTTPResponse? {
    if request.method == "POST", request.url.hasSuffix("/marks") {
      return .json(#"{"id":9,"text":"x","secret":"s"}"#, status: 201)
    }
    guard request.method == "GET" else { return nil }
    let one = #"{"id":1,"name":"r","owner":{"login":"o"},"archived":true,"description":"d"}"#
    let two = #"{"id":2,"name":"s","owner":{"login":"p"},"archived":true,"description":"e"}"#
    switch request.url.dropFirst(provider.server.url.count) {
    case "/repos", "/orgs/o/repos", "/users/o/repos": return .json("[\(one),\(two)]")
    case "/repos/o/r": return .json(one)
    case "/repos/o/r/files": return .json(#"[{"path":"a","sha":"A","size":1},{"path":"b","sha":"B","size":2}]"#)
    case "/repos/o/r/files/a": return .json(#"{"path":"a","sha":"A","size":1}"#)
    case "/repos/o/r/teams": return .json(#"[{"id":1,"slug":"x"},{"id":2,"slug":"y"}]"#)
    case "/marks":
      return .json(#"[{"id":1,"text":"x","done":true},{"id":2,"text":"y","done":true},{"id":3,"done":false}]"#)
    case "/issues/2": return .json(#"{"id":2,"state":"closed","title":"y"}"#)
    case let path where path.hasPrefix("/issues"): return issues(String(path))
    default: return .json(#"{"message":"Not Found"}"#, status: 404)
    }
  }
}

extension Bench {
  /// Runs a body over a database of the depot.
  static func runDepot<Value: Sendable>(_ body: @escaping @Sendable (Bench) throws -> Value) async throws -> Value {
    try await run(Repositories.provider, answer: { Repositories.answer($0) }, body)
  }
}
