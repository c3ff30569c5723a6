import ProviderRuntime
import Testing

@Suite("Planning writes")
struct PlanTests {
  let transport = FakeTransport(always: HTTPResponse(status: 204))

  @Test("A plan names each request, its resource and its reason, and sends nothing")
  func plan() throws {
    let client = WriteFixture.client(transport)
    let plan = try client.plan(WriteFixture.delete, WriteFixture.arguments("web", "a/b"))
    #expect(plan.statement == "delete_thing")
    #expect(plan.provider == "example")
    #expect(plan.writes.map(\.request) == ["DELETE /orgs/acme/things/web", "DELETE /orgs/acme/things/a%2Fb"])
    #expect(plan.writes.map(\.resource) == ["example.shop.things", "example.shop.things"])
    #expect(plan.writes.map(\.reason) == ["given by the caller", "given by the caller"])
    let other = try client.plan(
      WriteFixture.delete, WriteFixture.arguments("web"), resource: "example.shop.narrow", statement: "DELETE …",
      width: .wide, reason: "row matched")
    #expect(other.statement == "DELETE …")
    #expect(other.width == .wide)
    #expect(other.writes.map(\.resource) == ["example.shop.narrow"])
    #expect(other.writes.map(\.reason) == ["row matched"])
    #expect(transport.requests.isEmpty)
  }

  @Test("One object of a named owner needs no yes; several, and the token's own, do")
  func width() throws {
    let client = WriteFixture.client(transport)
    let one = try client.plan(WriteFixture.delete, WriteFixture.arguments("web"))
    #expect(one.width == .oneObject)
    #expect(!one.needsConfirmation)
    let own = try client.plan(WriteFixture.deleteOwn, [["name": "web"]])
    #expect(own.width == .ownAccount)
    #expect(own.needsConfirmation)
    let two = try client.plan(WriteFixture.delete, WriteFixture.arguments("web", "api"))
    #expect(two.width == .wide)
    #expect(two.needsConfirmation)
    let none = try client.plan(WriteFixture.delete, [])
    #expect(!none.needsConfirmation)
    #expect(try client.plan(WriteFixture.polish, WriteFixture.arguments("web")).width == .oneObject)
  }

  @Test("What can't be planned is an error that names what is missing")
  func errors() async throws {
    let client = WriteFixture.client(transport)
    let reading = await providerError { _ = try client.plan(Fixture.get, WriteFixture.arguments("web")) }
    #expect(reading.kind == .invalidArgument("method"))
    let body = await providerError { _ = try client.plan(Fixture.update, WriteFixture.arguments("web")) }
    #expect(body.kind == .missingArgument("body"))
    let missing = await providerError { _ = try client.plan(WriteFixture.delete, [["org": "acme"]]) }
    #expect(missing.kind == .missingArgument("name"))
    #expect(transport.requests.isEmpty)
  }

  @Test("A plan whose request is another than its method makes, or that is another provider's, is not applied")
  func foreignPlan() async throws {
    let client = WriteFixture.client(transport)
    var plan = try client.plan(WriteFixture.delete, WriteFixture.arguments("web", "api"))
    plan.writes[1].arguments["name"] = "other"
    let error = await providerError { _ = try await client.apply(plan) }
    #expect(error.kind == .invalidArgument("request"))
    plan = try client.plan(WriteFixture.delete, WriteFixture.arguments("web"))
    plan.provider = "elsewhere"
    #expect(await providerError { _ = try await client.apply(plan) }.kind == .invalidConfiguration)
    #expect(transport.requests.isEmpty)
  }

  @Test(
    "The token's own account is what a path means that begins with it, where another one begins with an owner",
    arguments: [
      ("/user/things/{name}", "/orgs/{org}/things/{name}", true), ("/user/things", "/orgs/{org}/things", true),
      ("/orgs/{org}", "/orgs/{org}/hooks/{hook_id}", false), ("/orgs/{org}", "/teams/{team}/orgs/{org}", false),
      ("/orgs/{org}/things/{name}", "/user/things/{name}", false), ("/things/{name}", "/boxes/{name}", false),
      ("/orders/{id}", "/shops/{shop}/orders/{id}", false), ("/orders", "/shops/{shop}/orders", false),
      ("/orgs/{org}/secrets/{name}", "/repos/{owner}/{repo}/secrets/{name}", false),
      ("/v1/me/orders/{id}", "/v1/shops/{shop}/orders/{id}", true), ("/me", "/users/{id}", false),
      ("/users/@me/orders", "/users/{id}/orders", true), ("/user/{name}/orders", "/shops/{shop}/{x}/orders", false),
      ("/api/v2.1/account/keys", "/api/v2.1/accounts/{id}/keys", true),
      ("/accounts/keys", "/accounts/{id}/keys", false), ("/user/{name}.json", "/orgs/{org}/user/{name}.json", false),
    ])
  func ownAccount(path: String, sibling: String, isOwn: Bool) {
    let methods = [path, sibling].enumerated().map { number, path in
      MethodDescriptor(
        name: "delete_\(number)", action: "delete", httpMethod: "DELETE", path: path, parameters: [],
        response: ResponseDescriptor(status: 204, shape: .none), summary: "")
    }
    let resource = ResourceDescriptor(name: "r", title: "", summary: "", methods: methods, verbs: [])
    let service = ServiceDescriptor(name: "s", title: "", summary: "", models: [], resources: [resource])
    let provider = ProviderDescriptor(
      name: "p", title: "", summary: "", server: ServerDescriptor(url: "https://p.example"), services: [service])
    #expect(provider.actsOnOwnAccount(methods[0]) == isOwn)
  }

  @Test(
    "An action says whose account is meant where a path does not; what names nothing is wide where others name an owner"
  )
  func actionsAndWidths() {
    func width(_ path: String, action: String = "delete", beside sibling: String) -> WritePlan.Width {
      let methods = [(path, action), (sibling, "delete_other")].map { path, action in
        let names = path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
        return MethodDescriptor(
          name: action, action: action, httpMethod: "DELETE", path: path,
          parameters: names.map {
            ParameterDescriptor(name: $0, location: .path, isRequired: true, type: .string(), summary: "")
          },
          response: ResponseDescriptor(status: 204, shape: .none), summary: "")
      }
      let resource = ResourceDescriptor(name: "r", title: "", summary: "", methods: methods, verbs: [])
      return ProviderDescriptor(
        name: "p", title: "", summary: "", server: ServerDescriptor(url: "https://p.example"),
        services: [ServiceDescriptor(name: "s", title: "", summary: "", models: [], resources: [resource])]
      ).width(ofNamed: methods[0])
    }
    #expect(width("/orders/{id}", beside: "/shops/{shop}/orders/{id}") == .oneObject)
    #expect(
      width("/orders/{id}", action: "delete_for_authenticated_user", beside: "/shops/{shop}/orders/{id}") == .ownAccount
    )
    #expect(width("/packages/{name}", beside: "/orgs/{org}/packages/{name}") == .ownAccount)
    #expect(width("/packages/{package_name}", beside: "/orgs/{org}/packages/{package_name}") == .ownAccount)
    #expect(width("/packages/{name}", beside: "/settings/{name}") == .oneObject)
    #expect(width("/orders", beside: "/shops/{shop}/orders") == .wide)
    #expect(width("/orders", beside: "/settings") == .oneObject)
    #expect(width("/orders", beside: "/orders/{id}") == .wide)
    #expect(width("/orders/{id}/lines", beside: "/orders/{order}/lines/{line}") == .wide)
    #expect(width("/orders/{id}/lock", beside: "/orders/{id}/lines/{line}") == .oneObject)
    #expect(width("/me/orders", beside: "/shops/{shop}/orders") == .ownAccount)
  }

  @Test("Undoing runs the inverse of what was done, the newest first, and of nothing else")
  func undo() async throws {
    let client = WriteFixture.client(transport)
    let plan = try client.plan(WriteFixture.delete, WriteFixture.arguments("a", "b", "c", "d", "e", "f"))
    let results = zip(plan.writes, WriteOutcome.allCases).map { WriteResult(write: $0, outcome: $1) }
    #expect(results.count == WriteOutcome.allCases.count)
    let done = WriteResult(write: plan.writes[5], outcome: .done)
    let undo = try client.undo(results + [done], statement: "undo 7", reason: "undoes run 7")
    #expect(undo.statement == "undo 7")
    #expect(
      undo.writes.map(\.request) == ["POST /orgs/acme/things/f/restore", "POST /orgs/acme/things/b/restore"])
    #expect(undo.writes.allSatisfy { $0.reason == "undoes run 7" && $0.resource == "example.shop.things" })
    let polished = try client.plan(WriteFixture.polish, WriteFixture.arguments("web"))
    let error = await providerError {
      _ = try client.undo(polished.writes.map { WriteResult(write: $0, outcome: .done) })
    }
    #expect(error.kind == .invalidArgument("method"))
    #expect(error.description.contains("no method that undoes polish_thing"))
  }

  @Test("What undoes a write gets all that it needs of its arguments, in the query and headers, too")
  func undoWithParameters() throws {
    let realm = ParameterDescriptor(name: "X-Realm", location: .header, isRequired: true, type: .string(), summary: "")
    let parameters = [Fixture.path("org"), Fixture.path("name"), Fixture.query("zone", isRequired: true), realm]
    var provider = WriteFixture.provider
    var methods = [WriteFixture.delete, WriteFixture.restore]
    for index in methods.indices { methods[index].parameters = parameters + [Fixture.query("note")] }
    provider.services[0].resources[0].methods = methods
    let client = WriteFixture.client(transport, provider: provider)
    let write = try client.plannedWrite(
      methods[0], ["org": "acme", "name": "web", "zone": "z", "X-Realm": "r", "note": "n"], reason: "given")
    let undo = try client.undo([WriteResult(write: write, outcome: .done)])
    #expect(undo.writes[0].request == "POST /orgs/acme/things/web/restore?zone=z")
    #expect(undo.writes[0].arguments["X-Realm"] == "r")
  }
}
