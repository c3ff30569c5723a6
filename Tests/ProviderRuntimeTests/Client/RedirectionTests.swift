import ProviderRuntime
import Testing

@Suite("Redirections")
struct RedirectionTests {
  static let target: Arguments = ["org": "acme", "name": "web"]

  @Test("A read is redirected within the server", arguments: [301, 302, 307, 308])
  func followed(status: Int) async throws {
    let transport = FakeTransport(script: [
      .success(HTTPResponse(status: status, headers: ["Location": "/organizations/7/things/web?a=b"])),
      .success(.json(#"{"id":1}"#)),
    ])
    let thing: Thing = try await Fixture.client(transport, token: "tok-1").object(Fixture.get, Self.target)
    #expect(thing == Thing(id: 1))
    #expect(transport.lines == ["GET /orgs/acme/things/web", "GET /organizations/7/things/web?a=b"])
    #expect(transport.requests.map { $0.headers["Authorization"] } == ["Bearer tok-1", "Bearer tok-1"])
  }

  @Test("The links of a redirected list are those of its new place")
  func relativeLinks() async throws {
    let transport = FakeTransport { request in
      if request.url.hasSuffix("/events") { return HTTPResponse(status: 301, headers: ["Location": "/new/events?a=1"]) }
      return request.url.contains("after")
        ? .json("[{\"id\":2}]") : .json("[{\"id\":1}]", headers: ["Link": "<events?after=1>; rel=next"])
    }
    let things: PagedSequence<Thing> = Fixture.client(transport).list(Fixture.listUnnumbered, [:])
    var count = 0
    for try await _ in things { count += 1 }
    #expect(count == 2)
    #expect(transport.lines.last == "GET /new/events?after=1")
  }

  @Test(
    "Another server, a write, a loop and a redirection to nowhere are refused",
    arguments: [
      (Fixture.get, "https://evil.example/", 1), (Fixture.get, "http://api.example.com/", 1),
      (Fixture.get, "//evil.example", 1), (Fixture.get, "ftp://api.example.com/", 1), (Fixture.get, nil, 1),
      (Fixture.get, "/orgs/acme/things/web", 6), (Fixture.delete, "/elsewhere", 1),
    ] as [(MethodDescriptor, String?, Int)])
  func refused(method: MethodDescriptor, location: String?, sent: Int) async {
    var headers = HTTPHeaders()
    headers["Location"] = location
    let transport = FakeTransport(always: HTTPResponse(status: 307, headers: headers))
    let error = await providerError { try await Fixture.client(transport, token: "tok-1").perform(method, Self.target) }
    #expect(error.kind == .redirected)
    #expect(transport.requests.count == sent)
    #expect(transport.requests.allSatisfy { $0.url.hasPrefix("https://api.example.com/") })
  }
}
