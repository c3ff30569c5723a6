import ProviderRuntime
import ProviderSQL
import Testing

@Suite("A method that says only whether something is there")
struct PresenceTests {
  private static let provider: ProviderDescriptor = {
    func method(
      _ name: String, _ line: String, _ parameters: [ParameterDescriptor], _ response: ResponseDescriptor
    ) -> MethodDescriptor {
      let words = line.split(separator: " ").map(String.init)
      return MethodDescriptor(
        name: name, action: name, httpMethod: words[0], path: words[1], parameters: parameters, response: response,
        summary: "")
    }
    let none = ResponseDescriptor(status: 204, shape: .none)
    return ProviderDescriptor(
      name: "club", title: "Club", summary: "", server: ServerDescriptor(url: "https://club.example"),
      services: [
        ServiceDescriptor(
          name: "teams", title: "Teams", summary: "",
          models: [
            ModelDescriptor(
              name: "member", title: "Member", summary: "",
              fields: ["login", "city"].map { FieldDescriptor(name: $0, type: .string()) }),
            ModelDescriptor(
              name: "envelope", title: "Envelope", summary: "",
              fields: [
                FieldDescriptor(name: "status", type: .string()),
                FieldDescriptor(name: "friend", type: .model("member")),
              ]),
          ],
          resources: [
            ResourceDescriptor(
              name: "members", title: "Members", summary: "", model: "member",
              identity: [IdentityDescriptor(parameter: "username", field: "login")],
              methods: [
                method("check", "GET /teams/{team}/members/{username}", [.path("team"), .path("username")], none),
                method(
                  "list", "GET /teams/{team}/members", [.path("team")],
                  ResponseDescriptor(status: 200, shape: .list, type: .model("member"))),
                method("remove", "DELETE /teams/{team}/members/{username}", [.path("team"), .path("username")], none),
              ],
              verbs: [
                VerbDescriptor(verb: .select, methods: ["check", "list"]),
                VerbDescriptor(verb: .delete, methods: ["remove"]),
              ]),
            // What answers one of them puts it into an envelope.
            ResourceDescriptor(
              name: "friends", title: "Friends", summary: "", model: "member",
              identity: [IdentityDescriptor(parameter: "username", field: "login")],
              methods: [
                method(
                  "get", "GET /friends/{username}", [.path("username")],
                  ResponseDescriptor(status: 200, shape: .object, type: .model("envelope"))),
                method(
                  "list", "GET /friends", [], ResponseDescriptor(status: 200, shape: .list, type: .model("member"))),
              ], verbs: [VerbDescriptor(verb: .select, methods: ["get", "list"])]),
            // Who is a guest of which team only its check takes.
            ResourceDescriptor(
              name: "guests", title: "Guests", summary: "", model: "member",
              methods: [
                method("check", "GET /teams/{team}/members/{username}", [.path("team"), .path("username")], none),
                method(
                  "list", "GET /guests", [], ResponseDescriptor(status: 200, shape: .list, type: .model("member"))),
              ], verbs: [VerbDescriptor(verb: .select, methods: ["check", "list"])]),
          ])
      ])
  }()

  /// Runs a body over a club in which ann and bob are members of a.
  private func run(_ body: @escaping @Sendable (Database, FakeServer) throws -> Void) async throws {
    let server = FakeServer { request in
      switch request.url.replacing("https://club.example", with: "") {
      case "/teams/a/members":
        return .json(#"[{"login":"ann","city":"Ulm"},{"login":"bob","city":"Rom"}]"#)
      case "/teams/a/members/ann", "/teams/a/members/bob": return HTTPResponse(status: 204, headers: [:], body: [])
      case "/friends": return .json(#"[{"login":"ann","city":"Ulm"},{"login":"bob","city":"Rom"}]"#)
      case "/friends/ann": return .json(#"{"status":"ok","friend":{"login":"ann","city":"Ulm"}}"#)
      case "/teams/odd/members/ann": return .json("{}", status: 200)
      default: return .json(#"{"message":"Not Found"}"#, status: 404)
      }
    }
    let client = ProviderClient(provider: Self.provider, transport: server, token: nil, environment: [:])
    try await onThread { try body(Database(clients: [client]), server) }
  }

  @Test("is asked where nothing is looked at but what is given; a 404 is no row, and other failures are errors")
  func asked() async throws {
    try await run { database, server in
      let statements: [(condition: String, columns: String, rows: [[String]], requests: Int)] = [
        ("team = 'a' AND login = 'ann'", "login", [["ann"]], 1),
        ("team = 'a' AND username = 'ann'", "username, team", [["ann", "a"]], 1),
        ("team = 'a' AND login = 'eve'", "count(*)", [["0"]], 1),
        ("team = 'a' AND login IN ('ann', 'bob', 'eve')", "login", [["ann"], ["bob"]], 3),
      ]
      for (condition, columns, rows, count) in statements {
        let before = server.requests.count
        let found = try database.query("SELECT \(columns) FROM club.teams.members WHERE \(condition)")
        #expect(found.rows.map { $0.map(\.shown) } == rows, "\(condition)")
        let requests = server.requests.dropFirst(before)
        #expect(requests.count == count)
        #expect(requests.allSatisfy { $0.hasPrefix("GET /teams/a/members/") })
      }
      let odd = database.message("SELECT login FROM club.teams.members WHERE team = 'odd' AND login = 'ann'")
      #expect(odd.contains("200"), "\(odd)")
    }
  }

  @Test("is not asked for fields that it does not tell where nothing else could be")
  func nobodyTells() async throws {
    try await run { database, server in
      let guests = "FROM club.teams.guests WHERE team = 'a' AND username = 'ann'"
      let message = database.message("SELECT city \(guests)")
      #expect(message.contains("check tells only that what is given is there, and not its city"), "\(message)")
      #expect(server.requests.isEmpty)
      let count = try database.query("SELECT count(*) AS n \(guests)")
      #expect(count.texts("n") == ["1"])
    }
  }

  @Test("is passed over where a statement looks at what it does not tell")
  func passedOver() async throws {
    try await run { database, server in
      let list = "GET /teams/a/members"
      for (sql, row) in [
        ("SELECT * FROM club.teams.members WHERE team = 'a' AND login = 'ann'", ["ann", "Ulm"]),
        ("SELECT login FROM club.teams.members WHERE team = 'a' AND login = 'ann' AND city = 'Ulm'", ["ann"]),
      ] {
        let rows = try database.query(sql).rows.map { $0.map(\.shown) }
        #expect(rows == [row])
        #expect(server.requests.last == list)
      }
    }
  }

  @Test("of an answer that has none of the fields is not taken for one of them")
  func envelopes() async throws {
    try await run { database, server in
      #expect(try database.query("SELECT city FROM club.teams.friends WHERE login = 'ann'").texts("city") == ["Ulm"])
      #expect(server.requests == ["GET /friends"])
      let envelope = try database.query(
        "SELECT status, friend ->> '$.city' AS city FROM club.teams.friends WHERE login = 'ann'")
      #expect(envelope.texts("status") == ["ok"] && envelope.texts("city") == ["Ulm"])
      let keyed = try database.query("SELECT city FROM club.teams.friends WHERE username = 'ann'")
      #expect(keyed.texts("city") == ["Ulm"])
    }
  }
}
