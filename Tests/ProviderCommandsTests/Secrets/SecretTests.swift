import ChildProcess
import Foundation
import GitHubSandbox
import Testing

@Suite("The token is found nowhere")
struct SecretTests {
  static let web = "org = 'acme' AND package_type = 'container' AND package_name = 'web'"
  static let list = "SELECT id, name FROM github.packages.package_versions WHERE \(web)"
  static let delete = "DELETE FROM github.packages.package_versions WHERE \(web) AND id > 0"
  static let noises = [[], ["--verbose"], ["--quiet"]]

  /// Runs the program with the token, and fails where its output or its errors hold it.
  @discardableResult
  private static func run(
    _ words: [String], at server: String, environment: [String: String] = [:]
  ) throws -> Program.Result {
    let result = try Program.run(
      words, environment: ["GITHUB_TOKEN": Secret.token, "GITHUB_API_URL": server].merging(environment) { $1 })
    #expect(Secret.found(in: result.output).isEmpty, "\(words)")
    #expect(Secret.found(in: result.error).isEmpty, "\(words): \(result.error)")
    return result
  }

  /// A body that quotes the token, also where a message of 500 characters is cut short.
  private static func echo(_ padding: Int = 0) -> String {
    let filler = String(repeating: "x", count: padding)
    return #"{"message":"\#(filler) no \#(Secret.token)","documentation_url":"https://x.example/?t=\#(Secret.token)"}"#
  }

  @Test(
    "in errors, whatever of it the server quotes",
    arguments: [
      (401, echo()), (403, echo(480)), (404, echo(490)), (409, echo(470)), (422, echo(500)), (501, echo()),
      (403, "<html>\(Secret.token)</html>"), (200, "{\"\(Secret.token)\": [\"\(Secret.token)\""),
      (200, "\(Secret.token)"),
    ])
  func errors(status: Int, body: String) throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let headers = [
      "X-OAuth-Scopes": "repo, \(Secret.token)", "Content-Type": "application/json",
      "WWW-Authenticate": "Bearer \(Secret.token)",
    ]
    sandbox.addRule(Rule(pathSuffix: "/versions", action: .respond(status: status, headers: headers, body: body)))
    for noise in Self.noises {
      for format in ["table", "json"] {
        let result = try Self.run(["query", Self.list, "--format", format] + noise, at: sandbox.url)
        #expect(result.status == 2)
        if body == Self.echo() { #expect(result.error.contains("no ***"), "\(result.error)") }
      }
    }
  }

  @Test("in the type of an answer, and in what a repetition says")
  func types() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    sandbox.addRule(
      Rule(occurrences: .first(1), action: .respond(status: 503, headers: ["Retry-After": "0"], body: Self.echo())))
    sandbox.addRule(Rule(action: .respond(status: 200, headers: ["Content-Type": "text/\(Secret.token)"], body: "x")))
    let result = try Self.run(["query", Self.list, "--verbose"], at: sandbox.url)
    #expect(result.status == 2)
    #expect(result.error.contains("trying again"))
  }

  @Test(
    "in the place to which the server redirects",
    arguments: [
      "/x?access_token=\(Secret.token)", "/x?access_token=\(Secret.percentEncoded)", "/\(Secret.percentEncoded)/y",
      "FOREIGN/?t=\(Secret.token)", "http://user:\(Secret.token)@127.0.0.1:1/", "http://[\(Secret.token)",
      "//\(Secret.token)/",
    ])
  func redirections(location: String) throws {
    let (sandbox, foreign) = (try GitHubSandbox.start(), try GitHubSandbox.start())
    defer {
      sandbox.stop()
      foreign.stop()
    }
    let location = location.replacing("FOREIGN", with: foreign.url)
    sandbox.addRule(
      Rule(pathSuffix: "/versions", action: .respond(status: 302, headers: ["Location": location], body: "")))
    for noise in Self.noises {
      #expect(try Self.run(["query", Self.list] + noise, at: sandbox.url).status == 2)
      // A write is not redirected at all.
      let write = try Self.run(
        ["query", "\(Self.delete)", "--yes", "--journal", "/nonexistent/x"] + noise, at: sandbox.url)
      #expect(write.status != 0)
    }
    #expect(foreign.requests.isEmpty)
  }

  @Test(
    "in the link to a next page",
    arguments: [
      "SELF/orgs/acme/packages/container/web/versions?page=2&t=\(Secret.token)",
      "SELF/x?page=2&t=\(Secret.percentEncoded)", "FOREIGN/?page=2&t=\(Secret.token)", "http://\(Secret.token)/?page=2",
      "http://x:\(Secret.token)@127.0.0.1:1/?page=2",
    ])
  func links(link: String) throws {
    let (sandbox, foreign) = (try GitHubSandbox.start(), try GitHubSandbox.start())
    defer {
      sandbox.stop()
      foreign.stop()
    }
    let link = link.replacing("FOREIGN", with: foreign.url).replacing("SELF", with: sandbox.url)
    sandbox.addRule(
      Rule(
        pathSuffix: "/versions", queryContains: "per_page=100",
        action: .respond(
          status: 200, headers: ["Link": "<\(link)>; rel=\"next\"", "Content-Type": "application/json"], body: "[]")))
    sandbox.addRule(Rule(queryContains: "t=", action: .respond(status: 403, body: Self.echo())))
    for noise in Self.noises {
      #expect(try Self.run(["query", Self.list] + noise, at: sandbox.url).status == 2)
    }
    #expect(foreign.requests.isEmpty)
  }

  @Test("at a server that cannot be reached, and in a proxy that the environment names for one on this machine")
  func connections() throws {
    let (sandbox, foreign) = (try GitHubSandbox.start(), try GitHubSandbox.start())
    defer { foreign.stop() }
    let proxied = try Self.run(
      ["query", Self.list], at: sandbox.url,
      environment: ["http_proxy": foreign.url, "https_proxy": foreign.url, "all_proxy": foreign.url])
    #expect(proxied.status == 0, "\(proxied.error)")
    #expect(foreign.requests.isEmpty)
    sandbox.stop()
    for server in [
      sandbox.url, "https://127.0.0.1:\(foreign.port)", "https://no-such-host.invalid", "http://no-such-host.invalid",
      "http://x:\(Secret.token)@127.0.0.1", "https://\(Secret.token)", "\(Secret.token)", "http://127.example.invalid",
    ] {
      for noise in Self.noises {
        let result = try Self.run(["query", Self.list] + noise, at: server)
        #expect([1, 2].contains(result.status), "\(server): \(result.error)")
      }
    }
    #expect(foreign.requests.allSatisfy { $0.headers["authorization"] == nil })
  }

  @Test("in rows of any format, in files of rows, and in what tells about statements")
  func output() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    for format in ["table", "json", "jsonl", "csv", "markdown"] {
      for noise in Self.noises {
        let file = folder.url.appending(path: "rows")
        let result = try Self.run(
          ["query", Self.list, "--format", format, "--output", file.path] + noise, at: sandbox.url)
        #expect(result.status == 0)
        let rows = try Data(contentsOf: file)
        #expect(rows.count > 100)
        #expect(Secret.found(in: rows).isEmpty)
      }
    }
    for sql in [
      Self.list, "EXPLAIN \(Self.list)", "EXPLAIN QUERY PLAN \(Self.list)", "EXPLAIN \(Self.delete)", "SHOW PROVIDERS",
      "SHOW METHODS IN github.packages.packages", "DESCRIBE EXTENDED github.packages.packages",
      "DESCRIBE METHOD github.packages.packages.list_packages_for_organization",
    ] {
      for noise in Self.noises { #expect(try Self.run(["query", sql] + noise, at: sandbox.url).status == 0) }
    }
    for noise in Self.noises {
      #expect(try Self.run(["query", Self.delete, "--dry-run"] + noise, at: sandbox.url).status == 0)
    }
  }

  @Test("in the journal, its neighbours and what tells of it, whatever user and server write")
  func journal() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let path = folder.url.appending(path: "journal.db").path
    sandbox.addRule(
      Rule(method: "DELETE", occurrences: .only([2]), action: .respond(status: 403, body: Self.echo(480))))
    sandbox.addRule(
      Rule(method: "DELETE", occurrences: .only([3]), action: .respondAfterActing(status: 500, body: Self.echo())))
    sandbox.addRule(
      Rule(
        method: "GET", pathSuffix: "/versions/3000001012", action: .respond(status: 401, body: Self.echo())))
    sandbox.addRule(
      Rule(method: "DELETE", pathSuffix: "/3000001012", action: .respond(status: 500, body: Self.echo())))
    let journal = ["--journal", path]
    let partly = try Self.run(
      ["query", "DELETE /* \(Secret.token) */ \(Self.delete.dropFirst(6))", "--yes", "--verbose"] + journal,
      at: sandbox.url)
    #expect(partly.status == 4, "\(partly.error)")
    for noise in Self.noises {
      for verb in [["resume", "1"], ["undo", "1", "--yes"]] {
        try Self.run(["journal"] + verb + noise + journal, at: sandbox.url)
      }
    }
    for words in [["list"], ["show", "1"], ["show", "2"]] {
      let result = try Self.run(["journal"] + words + ["--format", "json"] + journal, at: sandbox.url)
      #expect(result.status == 0)
      #expect(result.output.contains("***") || words == ["show", "2"])
    }
    try Self.expectClean(folder.url, files: 2)
  }

  @Test("in the words and the children of a running process, and in what it leaves when it is killed")
  func process() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    sandbox.addRule(Rule(method: "DELETE", occurrences: .only([3]), action: .delay(.seconds(60))))
    let process = ChildProcess()
    process.executableURL = Program.url
    process.arguments = ["query", Self.delete, "--yes", "--verbose"]
    process.environment = [
      "GITHUB_TOKEN": Secret.token, "GITHUB_API_URL": sandbox.url, "XDG_STATE_HOME": folder.url.path,
    ]
    process.standardOutput = try FileHandle(forWritingTo: folder.file("output", ""))
    process.standardError = try FileHandle(forWritingTo: folder.file("error", ""))
    try process.run()
    while sandbox.requests.count(where: { $0.method == "DELETE" }) < 3, process.isRunning { usleep(1_000) }
    #if os(Linux)
      let proc = "/proc/\(process.processIdentifier)"
      #expect(Secret.found(in: try Data(contentsOf: URL(filePath: "\(proc)/cmdline"))).isEmpty)
      for task in try FileManager.default.contentsOfDirectory(atPath: "\(proc)/task") {
        #expect(Secret.found(in: try Data(contentsOf: URL(filePath: "\(proc)/task/\(task)/comm"))).isEmpty)
        if let children = try? Data(contentsOf: URL(filePath: "\(proc)/task/\(task)/children")) {
          #expect(children.isEmpty, "a child would inherit the environment, and with it the token")
        }
      }
    #endif
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    sandbox.stop()
    // The journal with the files that SQLite has not merged yet.
    try Self.expectClean(folder.url, files: 5)
  }

  @Test("in the log of a sandbox")
  func log() throws {
    let folder = try TemporaryFolder()
    let log = folder.url.appending(path: "requests.log")
    let process = ChildProcess()
    process.executableURL = Program.url
    process.arguments = ["sandbox", "--log", log.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let url = String(try #require(line.wholeMatch(of: /listening on (http:\/\/127\.0\.0\.1:\d+)\n/)).1)
    #expect(try Self.run(["query", Self.list], at: url).status == 0)
    process.terminate()
    process.waitUntilExit()
    #expect(try Data(contentsOf: log).isEmpty == false)
    try Self.expectClean(folder.url, files: 1)
  }

  /// Fails where a file of the folder holds the token, or there are fewer files than were expected to be looked at.
  private static func expectClean(_ folder: URL, files: Int) throws {
    var count = 0
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let file = folder.appending(path: path)
      guard let bytes = try? Data(contentsOf: file) else { continue }
      count += 1
      #expect(Secret.found(in: bytes).isEmpty, "\(path)")
    }
    #expect(count >= files)
  }
}
