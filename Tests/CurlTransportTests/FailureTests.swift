import CurlTransport
import Foundation
import ProviderRuntime
import RawServer
import Testing

@Suite("Failures", .timeLimit(.minutes(5)))
struct FailureTests {
  /// The error that a request to a server ends with.
  func failure(
    _ transport: CurlTransport = CurlTransport(), method: String = "GET", url: String? = nil,
    timeout: Duration? = .seconds(30), _ handler: @escaping @Sendable (Connection) -> Void = { _ in }
  ) async throws -> TransportError? {
    let server = try RawServer(handler)
    defer { server.stop() }
    do {
      _ = try await transport.send(HTTPRequest(method: method, url: url ?? server.url, timeout: timeout))
      return nil
    } catch let error as TransportError {
      #expect(transport.liveHandles == 0)
      return error
    }
  }

  @Test("A refused connection is told apart, and was not sent")
  func refused() async throws {
    let error = try #require(try await failure(url: "http://127.0.0.1:\(RawServer.freePort())/"))
    guard case .connectionRefused = error else {
      Issue.record("\(error)")
      return
    }
    #expect(!error.requestMayHaveBeenSent)
  }

  @Test("A name without an address is told apart, and was not sent")
  func unknownName() async throws {
    let error = try #require(try await failure(url: "http://nowhere.invalid/"))
    guard case .nameNotResolved = error else {
      Issue.record("\(error)")
      return
    }
    #expect(!error.requestMayHaveBeenSent)
  }

  @Test("A server that ends the connection without an answer", arguments: [true, false], ["GET", "DELETE"])
  func noAnswer(isReset: Bool, method: String) async throws {
    let error = try #require(
      try await failure(method: method) { connection in
        _ = connection.request()
        if isReset { connection.resetAtEnd() }
      })
    guard case .connectionLost = error else {
      Issue.record("\(error)")
      return
    }
    #expect(error.requestMayHaveBeenSent)
  }

  @Test(
    "A body that ends too early is an error, not a shorter body",
    arguments: [
      "Content-Length: 100\r\n\r\nshort", "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n",
      "Transfer-Encoding: chunked\r\n\r\n64\r\nshort",
    ], [true, false])
  func truncated(rest: String, isReset: Bool) async throws {
    let error = try await failure { connection in
      _ = connection.request()
      connection.write("HTTP/1.1 200 OK\r\n\(rest)")
      if isReset { connection.resetAtEnd() }
    }
    #expect(error == .truncatedBody)
  }

  @Test("An answer that stops in the middle of its headers")
  func truncatedHeaders() async throws {
    let error = try #require(
      try await failure { connection in
        _ = connection.request()
        connection.write("HTTP/1.1 200 OK\r\nContent-Le")
      })
    #expect(error.requestMayHaveBeenSent)
  }

  @Test(
    "What is not HTTP is not taken for an answer",
    arguments: [
      "hello\r\n", "SSH-2.0-OpenSSH_9\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nplain",
      "HTTP/1.1 abc\r\n\r\n",
    ])
  func malformed(answer: String) async throws {
    let error = try #require(
      try await failure { connection in
        _ = connection.request()
        connection.write(answer)
      })
    #expect(error.requestMayHaveBeenSent)
    switch error {
    case .malformedResponse, .truncatedBody, .connectionLost: break
    default: Issue.record("\(error)")
    }
  }

  @Test("Headers without an end are refused")
  func endlessHeaders() async throws {
    let error = try await failure { connection in
      _ = connection.request()
      connection.write("HTTP/1.1 200 OK\r\n")
      while connection.write("X-More: \(String(repeating: "x", count: 1_000))\r\n") {}
    }
    guard case .malformedResponse = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test(
    "A server that says nothing runs into the timeout",
    arguments: ["", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"])
  func timeout(answer: String) async throws {
    let error = try await failure(timeout: .milliseconds(200)) { connection in
      _ = connection.request()
      connection.write(answer)
      connection.waitForEnd()
    }
    #expect(error == .timeout)
  }

  @Test("A body that comes too slowly runs into the timeout")
  func slowBody() async throws {
    let error = try await failure(timeout: .milliseconds(300)) { connection in
      _ = connection.request()
      connection.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
      while connection.write("1\r\nx\r\n") { Thread.sleep(forTimeInterval: 0.02) }
    }
    #expect(error == .timeout)
  }

  @Test(
    "A body larger than allowed is refused, whether its length is said or not",
    arguments: ["Content-Length: 5000", "Transfer-Encoding: chunked", "X: y"])
  func tooLarge(header: String) async throws {
    let transport = CurlTransport(configuration: .init(maximumBodySize: 1_000))
    let error = try await failure(transport) { connection in
      _ = connection.request()
      connection.write("HTTP/1.1 200 OK\r\n\(header)\r\n\r\n")
      let piece = String(repeating: "x", count: 500)
      for _ in 0..<10 { connection.write(header.hasPrefix("T") ? "1f4\r\n\(piece)\r\n" : piece) }
    }
    #expect(error == .bodyTooLarge(limit: 1_000))
  }

  @Test("What counts of a compressed body is its size when it is decompressed")
  func tooLargeDecompressed() async throws {
    // The letter x 5,000 times, by gzip.
    let body: [UInt8] = [
      31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 237, 193, 49, 1, 0, 0, 0, 194, 160, 218, 139, 111, 10, 63, 160, 0, 0, 0, 0, 128,
      183, 1, 38, 240, 219, 0, 136, 19, 0, 0,
    ]
    let transport = CurlTransport(configuration: .init(maximumBodySize: 4_999))
    let error = try await failure(transport) { connection in
      _ = connection.request()
      connection.write("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(body.count)\r\n\r\n")
      connection.write(body)
    }
    #expect(error == .bodyTooLarge(limit: 4_999))
  }

  @Test("A server that speaks plain text where TLS is due")
  func plainText() async throws {
    let server = try RawServer { connection in
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
      connection.waitForEnd()
    }
    defer { server.stop() }
    let error = try #require(try await failure(url: "https://127.0.0.1:\(server.port)/"))
    guard case .tls = error else {
      Issue.record("\(error)")
      return
    }
    #expect(!error.requestMayHaveBeenSent)
  }

  @Test("A TLS handshake that never ends runs into the time for connecting, and nothing was sent")
  func silentHandshake() async throws {
    let transport = CurlTransport(configuration: .init(connectTimeout: .milliseconds(200)))
    let server = try RawServer { $0.waitForEnd() }
    defer { server.stop() }
    let error = try await failure(transport, url: "https://127.0.0.1:\(server.port)/")
    #expect(error == .connectTimeout)
    #expect(error?.requestMayHaveBeenSent == false)
  }

  @Test(
    "A write on a kept connection that ends without an answer is not sent a second time; a read is",
    arguments: ["GET", "DELETE", "POST"])
  func keptConnection(method: String) async throws {
    let requests = Locked<[String]>([])
    let server = try RawServer { connection in
      // The first request of a connection is answered; with the second one it ends without a word.
      guard let first = connection.request() else { return }
      requests.withLock { $0.append(first) }
      connection.write("HTTP/1.1 204 No Content\r\n\r\n")
      guard let second = connection.request() else { return }
      requests.withLock { $0.append(second) }
    }
    defer { server.stop() }
    let transport = CurlTransport()
    _ = try await transport.send(HTTPRequest(method: "GET", url: server.url))
    let result: Result<HTTPResponse, any Error>
    do {
      result = .success(try await transport.send(HTTPRequest(method: method, url: server.url)))
    } catch {
      result = .failure(error)
    }
    switch result {
    case .success(let response):
      #expect(method == "GET")
      #expect(response.status == 204)
    case .failure(let error):
      #expect(method != "GET")
      #expect((error as? TransportError)?.requestMayHaveBeenSent == true)
    }
    #expect(requests.withLock { $0 }.filter { $0.hasPrefix(method) }.count == (method == "GET" ? 3 : 1))
  }
}
