import CurlTransport
import ProviderRuntime
import RawServer
import Testing

@Suite("Requests", .timeLimit(.minutes(5)))
struct RequestTests {
  /// What a request looks like to the server: its first line, its headers in lower case, its body.
  func seen(_ request: HTTPRequest) async throws -> (line: String, headers: [String], body: String) {
    let text = Locked("")
    let server = try RawServer { connection in
      guard let request = connection.request() else { return }
      text.withLock { $0 = request }
      connection.write("HTTP/1.1 204 No Content\r\n\r\n")
    }
    defer { server.stop() }
    var request = request
    request.url = server.url + request.url
    _ = try await CurlTransport().send(request)
    let seen = text.withLock { $0 }
    let parts = seen.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    let lines = parts[0].split(separator: "\r\n").map(String.init)
    let ignored = ["host:", "accept-encoding:", "accept: */*"]
    let headers = lines.dropFirst().map { $0.lowercased() }.filter { line in !ignored.contains { line.hasPrefix($0) } }
    return (lines[0], headers, String(parts[1]))
  }

  @Test(
    "A request goes out as it is described",
    arguments: [
      (HTTPRequest(method: "GET", url: "/a%2Fb?c=%20"), "GET /a%2Fb?c=%20 HTTP/1.1", [], ""),
      (HTTPRequest(method: "HEAD", url: "/"), "HEAD / HTTP/1.1", [], ""),
      (HTTPRequest(method: "DELETE", url: "/x"), "DELETE /x HTTP/1.1", [], ""),
      (HTTPRequest(method: "POST", url: "/x"), "POST /x HTTP/1.1", ["content-length: 0"], ""),
      (HTTPRequest(method: "PUT", url: "/x"), "PUT /x HTTP/1.1", ["content-length: 0"], ""),
      (
        HTTPRequest(method: "PATCH", url: "/x", headers: ["Content-Type": "application/json"], body: Array("{}".utf8)),
        "PATCH /x HTTP/1.1", ["content-type: application/json", "content-length: 2"], "{}"
      ),
      (HTTPRequest(method: "GET", url: "/a/../b/./c"), "GET /a/../b/./c HTTP/1.1", [], ""),
      (
        HTTPRequest(method: "GET", url: "/", headers: ["User-Agent": "tests/1", "X-Empty": "", "X-Two": "a: b"]),
        "GET / HTTP/1.1", ["user-agent: tests/1", "x-empty:", "x-two: a: b"], ""
      ),
    ] as [(HTTPRequest, String, [String], String)])
  func request(request: HTTPRequest, line: String, headers: [String], body: String) async throws {
    let seen = try await seen(request)
    #expect(seen.line == line)
    #expect(seen.headers == headers)
    #expect(seen.body == body)
  }

  @Test("A body of 300 kB goes out whole, without waiting to be asked for it")
  func largeBody() async throws {
    let body = [UInt8](repeating: UInt8(ascii: "x"), count: 300_000)
    let seen = try await seen(HTTPRequest(method: "POST", url: "/", body: body))
    #expect(seen.body.utf8.count == 300_000)
    #expect(!seen.headers.contains { $0.hasPrefix("expect") })
  }

  @Test(
    "What can't be sent is refused",
    arguments: [
      HTTPRequest(method: "GET", url: "ftp://127.0.0.1/"), HTTPRequest(method: "GET", url: "file:///etc/passwd"),
      HTTPRequest(method: "GET", url: "http://127.0.0.1:1/\r\nX: y"), HTTPRequest(method: "GET", url: "not a url"),
      HTTPRequest(method: "GET X", url: "http://127.0.0.1:1/"), HTTPRequest(method: "", url: "http://127.0.0.1:1/"),
      HTTPRequest(method: "GET", url: "http://127.0.0.1:1/", headers: ["X": "a\r\nY: b"]),
      HTTPRequest(method: "GET", url: "http://127.0.0.1:1/", headers: ["X: y\r\nZ": "a"]),
      HTTPRequest(method: "GET", url: "http://127.0.0.1:1/\0"),
    ])
  func refused(request: HTTPRequest) async throws {
    let transport = CurlTransport()
    let error = await #expect(throws: TransportError.self) { try await transport.send(request) }
    guard case .invalidRequest = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(transport.liveHandles == 0)
  }
}
