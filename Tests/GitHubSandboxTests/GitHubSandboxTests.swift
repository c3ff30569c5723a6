import Foundation
import GitHubSandbox
import Testing

@Suite("Starting, stopping and looking on")
struct GitHubSandboxTests {
  @Test("a sandbox listens on a free port, and a port that is taken is named in the error")
  func portInUse() throws {
    try withSandbox { sandbox, _ throws in
      #expect(sandbox.url == "http://127.0.0.1:\(sandbox.port)")
      let error = SandboxError.portInUse(host: "127.0.0.1", port: sandbox.port)
      #expect(throws: error) { try GitHubSandbox.start(.init(port: sandbox.port)) }
      #expect(
        "\(error)" == "port \(sandbox.port) on 127.0.0.1 is in use; choose another one, or 0 for any that is free")
    }
  }

  @Test("an address that is not this machine's, and a log that can't be written, are described")
  func otherErrors() {
    #expect(throws: SandboxError.self) { try GitHubSandbox.start(.init(host: "192.0.2.1")) }
    #expect(throws: SandboxError.cannotLog(path: "/does/not/exist", reason: "No such file or directory")) {
      try GitHubSandbox.start(.init(logFile: "/does/not/exist"))
    }
  }

  @Test("after stop, which may be called twice, the port is free; letting go of a sandbox stops it too")
  func stopping() throws {
    let first = try GitHubSandbox.start()
    let port = first.port
    first.stop()
    first.stop()
    #expect(throws: (any Error).self) { try HTTPClient(port: port) }
    do { _ = try GitHubSandbox.start(.init(port: port)) }
    try GitHubSandbox.start(.init(port: port)).stop()
  }

  @Test("stop does not wait for answers that are being held back")
  func stopWithSleepers() throws {
    let sandbox = try GitHubSandbox.start(.init(latency: .seconds(3600)))
    let client = try HTTPClient(port: sandbox.port)
    try client.send("GET", "/user/packages?package_type=npm")
    while sandbox.requests.isEmpty { usleep(100) }
    sandbox.stop()
    #expect(throws: (any Error).self) { while true { _ = try client.receive() } }
  }

  @Test("requests are recorded as they were sent, with the status of their answer")
  func records() throws {
    try withSandbox { sandbox, client throws in
      _ = try client.get("/orgs/acme/packages/container/tools%2Fbuilder", headers: ["Authorization": "Bearer abc"])
      _ = try client.get("/user/packages?package_type=np%6D&page=2")
      _ = try client.request("DELETE", "/nothing")
      #expect(
        sandbox.requests.map { "\($0.line) \($0.status ?? 0)" } == [
          "GET /orgs/acme/packages/container/tools%2Fbuilder 200", "GET /user/packages?package_type=np%6D&page=2 200",
          "DELETE /nothing 404",
        ])
      #expect(sandbox.requests[0].headers["authorization"] == "Bearer abc")
      #expect(sandbox.requests[1].query == "package_type=np%6D&page=2")
      sandbox.resetRequests()
      #expect(sandbox.requests.isEmpty)
      _ = try client.get("/user")
      #expect(sandbox.requests.map(\.status) == [200])
    }
  }

  @Test("the log has a line for each request, without the token")
  func log() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: path) }
    try withSandbox(.init(logFile: path)) { sandbox, client throws in
      sandbox.addRule(Rule(pathContains: "globex", action: .closeConnection))
      _ = try client.get("/user/packages?package_type=npm", headers: ["Authorization": "Bearer secret"])
      _ = try client.get("/nothing")
      #expect(throws: HTTPClient.Closed.self) { try client.get("/orgs/globex") }
    }
    #expect(
      try String(contentsOfFile: path, encoding: .utf8)
        == "GET /user/packages?package_type=npm 200\nGET /nothing 404\nGET /orgs/globex closed\n")
  }

  @Test("a hundred requests can be in work at once, and a slow one holds up none of the others")
  func concurrency() throws {
    try withSandbox(.init(latency: .milliseconds(20))) { sandbox, client throws in
      sandbox.addRule(Rule(pathContains: "globex", action: .delay(.seconds(3600))))
      try client.send("GET", "/orgs/globex")
      while sandbox.requests.isEmpty { usleep(100) }
      let clients = try (0..<100).map { _ in try HTTPClient(port: sandbox.port) }
      for client in clients { try client.send("GET", "/user") }
      for client in clients { #expect(try client.receive().status == 200) }
      for client in clients { try client.send("GET", "/user") }
      for client in clients { #expect(try client.receive().status == 200) }
      #expect(sandbox.requests.map(\.status) == [nil] + Array(repeating: 200, count: 200))
    }
  }
}
