import CurlTransport
import ProviderRuntime
import RawServer
import Testing

@Suite("Many requests at once", .timeLimit(.minutes(5)))
struct LoadTests {
  @Test("1,000 requests, 8 at a time, share few connections")
  func concurrent() async throws {
    let server = try RawServer { connection in
      while let request = connection.request() {
        let path = request.split(separator: " ")[1]
        connection.write("HTTP/1.1 200 OK\r\nContent-Length: \(path.utf8.count)\r\n\r\n\(path)")
      }
    }
    defer { server.stop() }
    let transport = CurlTransport()
    let limiter = ConcurrencyLimiter(places: 8)
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<1_000 {
        group.addTask {
          try await limiter.enter()
          defer { limiter.leave() }
          let response = try await transport.send(HTTPRequest(method: "GET", url: "\(server.url)/\(number)"))
          return response.body == Array("/\(number)".utf8)
        }
      }
      for try await isRight in group { #expect(isRight) }
    }
    #expect(transport.liveHandles == 0)
    #expect(server.accepted <= 16)
  }

  @Test("Requests one after the other use one connection")
  func keepAlive() async throws {
    let server = try RawServer(always: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    defer { server.stop() }
    let transport = CurlTransport()
    for _ in 0..<50 { _ = try await transport.send(HTTPRequest(method: "GET", url: server.url)) }
    #expect(server.accepted == 1)
  }

  @Test("1,000 requests that are cancelled end at once and leave no handle")
  func cancelled() async throws {
    let server = try RawServer { connection in
      guard let request = connection.request() else { return }
      if request.hasPrefix("GET /last ") { connection.write("HTTP/1.1 204 No Content\r\n\r\n") }
      connection.waitForEnd()
    }
    defer { server.stop() }
    let transport = CurlTransport()
    let url = server.url
    let tasks = (0..<1_000).map { number in
      Task { try await transport.send(HTTPRequest(method: "GET", url: "\(url)/\(number)")) }
    }
    // At different moments of a request: some have not begun, some connect, some wait for their answer.
    for (number, task) in tasks.enumerated() {
      if number == 500 { while server.accepted == 0 { await Task.yield() } }
      task.cancel()
    }
    for task in tasks {
      await #expect(throws: CancellationError.self) { _ = try await task.value }
    }
    // What comes later is served, and by then the cancelled ones have been cleared away.
    let response = try await transport.send(HTTPRequest(method: "GET", url: url + "/last"))
    #expect(response.status == 204)
    #expect(transport.liveHandles == 0)
  }

  @Test("Cancelled in the middle of bodies, while others go on")
  func mixed() async throws {
    let server = try RawServer { connection in
      while let request = connection.request() {
        if request.hasPrefix("GET /stuck") {
          connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")
        } else {
          connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
        }
      }
    }
    defer { server.stop() }
    let transport = CurlTransport()
    let url = server.url
    let stuck = (0..<20).map { _ in Task { try await transport.send(HTTPRequest(method: "GET", url: url + "/stuck")) } }
    for number in 0..<200 {
      if number % 10 == 0 { stuck[number / 10].cancel() }
      let response = try await transport.send(HTTPRequest(method: "GET", url: url + "/fine"))
      #expect(response.body == Array("ok".utf8))
    }
    for task in stuck { await #expect(throws: CancellationError.self) { _ = try await task.value } }
    _ = try await transport.send(HTTPRequest(method: "GET", url: url + "/fine"))
    #expect(transport.liveHandles == 0)
  }

  @Test("A task that is cancelled already sends nothing")
  func cancelledBefore() async throws {
    let server = try RawServer(always: "HTTP/1.1 204 No Content\r\n\r\n")
    defer { server.stop() }
    let transport = CurlTransport()
    let url = server.url
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try await transport.send(HTTPRequest(method: "GET", url: url))
    }
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(server.accepted == 0)
  }

  @Test("Transports come and go without leaving their threads waiting")
  func shortLived() async throws {
    let server = try RawServer(always: "HTTP/1.1 204 No Content\r\n\r\n")
    defer { server.stop() }
    for _ in 0..<100 {
      _ = try await CurlTransport().send(HTTPRequest(method: "GET", url: server.url))
    }
    // One that was never used has nothing to end.
    _ = CurlTransport()
    #expect(server.accepted == 100)
  }
}
