import GitHubSandbox
import Testing

@Suite("Starting and stopping")
struct StartTests {
  @Test("a sandbox listens on a free port, and a port that is taken is named in the error")
  func portInUse() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    #expect(sandbox.url == "http://127.0.0.1:\(sandbox.port)")
    #expect(throws: SandboxError.portInUse(host: "127.0.0.1", port: sandbox.port)) {
      try GitHubSandbox.start(.init(port: sandbox.port))
    }
  }
}
