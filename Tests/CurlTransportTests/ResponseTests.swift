import CurlTransport
import ProviderRuntime
import RawServer
import Testing

@Suite("Responses", .timeLimit(.minutes(5)))
struct ResponseTests {
  func send(_ request: HTTPRequest) async throws -> HTTPResponse {
    try await CurlTransport().send(request)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var method = "GET"
    var answer: String
    var status = 200
    var headers: [String] = []
    var body = ""

    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(
      name: "a length", answer: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A:  b c \r\nx-a: d\r\n\r\nhello",
      headers: ["Content-Length: 5", "X-A: b c", "x-a: d"], body: "hello"),
    Case(
      name: "chunks and trailers",
      answer:
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4;x=y\r\ndefg\r\n0\r\nX-Trailer: 1\r\n\r\n",
      headers: ["Transfer-Encoding: chunked"], body: "abcdefg"),
    Case(name: "no body", answer: "HTTP/1.1 204 No Content\r\n\r\n", status: 204),
    Case(
      name: "HEAD", method: "HEAD", answer: "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n",
      headers: ["Content-Length: 500"]),
    Case(
      name: "interim answers",
      answer:
        "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=next\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok",
      status: 201, headers: ["Content-Length: 2"], body: "ok"),
    Case(
      name: "a status that nobody knows", answer: "HTTP/1.1 599 Odd\r\nContent-Length: 0\r\n\r\n", status: 599,
      headers: ["Content-Length: 0"]),
    Case(
      name: "a redirection, which is not followed",
      answer: "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n", status: 302,
      headers: ["Location: http://127.0.0.1:1/", "Content-Length: 0"]),
    Case(
      name: "a header over two lines, an empty one, bytes beyond ASCII",
      answer: "HTTP/1.1 200 OK\r\nX-Long: a\r\n\tb\r\nX-Empty:\r\nX-Name: é\r\nContent-Length: 0\r\n\r\n",
      headers: ["X-Long: a b", "X-Empty: ", "X-Name: é", "Content-Length: 0"]),
  ]

  @Test("A response arrives as it was sent", arguments: cases)
  func response(_ test: Case) async throws {
    let server = try RawServer(always: test.answer)
    defer { server.stop() }
    let response = try await send(HTTPRequest(method: test.method, url: server.url + "/x"))
    #expect(response.status == test.status)
    #expect(response.headers.fields.map { "\($0.name): \($0.value)" } == test.headers)
    #expect(String(decoding: response.body, as: UTF8.self) == test.body)
  }

  @Test("A body that ends with its connection is whole")
  func untilClose() async throws {
    let server = try RawServer { connection in
      _ = connection.request()
      connection.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello")
    }
    defer { server.stop() }
    let response = try await send(HTTPRequest(method: "GET", url: server.url))
    #expect(response.body == Array("hello".utf8))
  }

  @Test("A compressed body is asked for and decompressed")
  func gzip() async throws {
    // "compressed " 40 times, by gzip.
    let body: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 255, 75, 206, 207, 45, 40, 74, 45, 46, 78, 77, 81, 72, 30, 101, 14, 29, 38, 0, 141,
      128, 191, 206, 184, 1, 0, 0,
    ]
    let asked = Locked("")
    let server = try RawServer { connection in
      guard let request = connection.request() else { return }
      asked.withLock { $0 = request }
      connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n")
      connection.write(body)
    }
    defer { server.stop() }
    let response = try await send(HTTPRequest(method: "GET", url: server.url))
    #expect(asked.withLock { $0 }.lowercased().contains("accept-encoding: deflate, gzip"))
    #expect(String(decoding: response.body, as: UTF8.self) == String(repeating: "compressed ", count: 40))
  }

  @Test("A large body that comes in drops is whole")
  func drops() async throws {
    let server = try RawServer { connection in
      _ = connection.request()
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 200000\r\n\r\n")
      for _ in 0..<200 { connection.write(String(repeating: "x", count: 1_000)) }
    }
    defer { server.stop() }
    let response = try await send(HTTPRequest(method: "GET", url: server.url))
    #expect(response.body == [UInt8](repeating: UInt8(ascii: "x"), count: 200_000))
  }
}
