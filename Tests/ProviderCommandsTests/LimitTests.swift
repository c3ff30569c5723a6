import Foundation
import GitHubSandbox
import Testing

@Suite("Limits of query")
struct LimitTests {
  static let web = "org = 'acme' AND package_type = 'container' AND package_name = 'web'"
  static let list = "SELECT count(*) FROM github.packages.package_versions WHERE \(web)"
  static let monorepo =
    "SELECT count(*) FROM github.packages.package_versions WHERE org = 'acme' AND package_type = 'container'"
    + " AND package_name = 'monorepo'"

  /// An answer that says that the quota is used up until so many seconds from now.
  private static func usedUp(for seconds: Int, status: Int = 403) -> Rule.Action {
    let reset = Int(Date().timeIntervalSince1970.rounded(.up)) + seconds
    return .respond(
      status: status,
      headers: ["X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "\(reset)"],
      body: status == 200 ? "[]" : #"{"message":"API rate limit exceeded"}"#)
  }

  @Test("A wait is announced with its length and reason, also where nobody is at a terminal; --quiet keeps it back")
  func announcement() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let slow = Rule(
      occurrences: .first(1),
      action: .respond(status: 429, headers: ["Retry-After": "1"], body: #"{"message":"secondary rate limit"}"#))
    sandbox.addRule(slow)
    let waited = try Program.query(Self.list, at: sandbox)
    #expect(waited.status == 0)
    #expect(waited.error == "waiting 1 s: the server asks to slow down\n")
    sandbox.removeRules()
    sandbox.addRule(slow)
    let quiet = try Program.query(Self.list, "--quiet", at: sandbox)
    #expect(quiet.status == 0)
    #expect(quiet.error.isEmpty)
  }

  @Test("Requests that are refused at the same time wait together, which is not announced for each")
  func together() throws {
    let sandbox = try GitHubSandbox.start(.init(latency: .milliseconds(20)))
    defer { sandbox.stop() }
    // Of those under way at once behind page 20.
    sandbox.addRule(
      Rule(
        occurrences: .only(Set(21...28)),
        action: .respond(status: 429, headers: ["Retry-After": "2"], body: #"{"message":"secondary rate limit"}"#)))
    let result = try Program.query(Self.monorepo, "--format", "csv", at: sandbox)
    #expect(result.output == "count(*)\r\n10000\r\n", "\(result.error)")
    #expect(sandbox.requests.count == 108)
    // Not all of the eight need to have been under way at once.
    let lines = result.error.split(separator: "\n")
    #expect((1...3).contains(lines.count), "\(result.error)")
    #expect(lines.allSatisfy { $0 == "waiting 2 s: the server asks to slow down" }, "\(result.error)")
  }

  @Test("Where the quota is used up the announcement says until when, on the clock of whoever reads it")
  func quota() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    // Long enough for the program to start on a busy machine.
    sandbox.addRule(Rule(occurrences: .first(1), action: Self.usedUp(for: 4)))
    let result = try Program.query(Self.list, "--verbose", at: sandbox)
    #expect(result.status == 0, "\(result.error)")
    let line = result.error.split(separator: "\n").first { $0.hasPrefix("waiting ") } ?? ""
    #expect(
      line.wholeMatch(of: /waiting [1-5](\.\d)? s: the quota of requests is used up until \d\d:\d\d:\d\d/) != nil,
      "\(result.error)")
  }

  @Test("A wait beyond --max-wait is refused at once, with its length, whatever asks for it")
  func maximumWait() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let cases: [(Rule.Action, length: Regex<Substring>, sent: Int)] = [
      (.respond(status: 429, headers: ["Retry-After": "90"]), /in 90 s/, 1),
      (.respond(status: 403, headers: ["Retry-After": "4000"]), /in 1 h 7 min/, 1),
      (Self.usedUp(for: 3600), /in (?:1 h|\d\d min)/, 1),
    ]
    for (action, length, sent) in cases {
      sandbox.removeRules()
      sandbox.resetRequests()
      sandbox.addRule(Rule(action: action))
      let result = try Program.query(Self.list, "--max-wait", "5", at: sandbox)
      #expect(result.status == 2)
      #expect(result.error.contains(length), "\(result.error)")
      #expect(result.error.contains("waits at most 5 s"), "\(result.error)")
      #expect(result.output.isEmpty)
      #expect(sandbox.requests.count == sent)
    }
    // The first answer is good and uses up the quota: what follows is not even sent.
    sandbox.removeRules()
    sandbox.resetRequests()
    sandbox.addRule(Rule(action: Self.usedUp(for: 600, status: 200)))
    let result = try Program.query(Self.list + "; " + Self.list + " AND id > 1", "--max-wait", "5", at: sandbox)
    #expect(result.status == 2)
    #expect(result.error.contains("not sent, because the quota of GitHub is used up"), "\(result.error)")
    #expect(sandbox.requests.count == 1)
  }

  @Test("Waits of one request add up, and the error says what was waited already")
  func sum() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    sandbox.addRule(Rule(action: .respond(status: 429, headers: ["Retry-After": "1"])))
    let result = try Program.query(Self.list, "--max-wait", "1.5", at: sandbox)
    #expect(result.status == 2)
    #expect(result.error.contains("in 1 s; the client has waited 1 s already and waits at most 2 s"), "\(result.error)")
    #expect(sandbox.requests.count == 2)
  }

  @Test("No request more than --max-requests is sent, and none fewer", arguments: [0, 1, 2, 7, 40, 101])
  func maximumRequests(count: Int) throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let result = try Program.query(Self.monorepo, "--max-requests", "\(count)", "--concurrency", "20", at: sandbox)
    // 10,000 versions are 100 pages.
    #expect(result.status == (count >= 100 ? 0 : 2), "\(result.error)")
    #expect(sandbox.requests.count == min(count, 100))
    #expect(result.output.isEmpty == (count < 100))
    if count < 100 { #expect(result.error.split(separator: "\n").count <= 2, "\(result.error)") }
  }

  @Test("Repetitions count as requests, and writes do")
  func maximumRequestsOfOthers() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    sandbox.addRule(Rule(method: "GET", action: .respond(status: 503)))
    #expect(try Program.query(Self.list, "--max-requests", "2", at: sandbox).status == 2)
    #expect(sandbox.requests.count == 2)
    sandbox.removeRules()
    sandbox.resetRequests()
    let folder = try TemporaryFolder()
    let delete = "DELETE FROM github.packages.package_versions WHERE \(Self.web) AND id < 3000001006"
    let result = try Program.query(
      delete, "--yes", "--max-requests", "3", "--journal", folder.url.appending(path: "j").path, at: sandbox)
    #expect(result.status == 4, "\(result.error)")
    #expect(sandbox.requests.count == 3)
  }

  @Test("--verbose sums up requests, bytes, repetitions, waits and what is left of the quota, until when")
  func summary() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    sandbox.addRule(Rule(occurrences: .only([1]), action: .respond(status: 503)))
    sandbox.addRule(Rule(occurrences: .only([2]), action: .respond(status: 429, headers: ["Retry-After": "1"])))
    let result = try Program.query(Self.list, "--verbose", at: sandbox)
    let last = result.error.split(separator: "\n").last ?? ""
    let form =
      /3 requests, \d+ bytes, 1 retry, 1 wait \(1 s\), 499\d of 5000 requests left until \d\d:\d\d:\d\d/
    #expect(last.wholeMatch(of: form) != nil, "\(result.error)")
    let none = try Program.run(["query", "SELECT 1", "--verbose"])
    #expect(none.error == "0 requests, 0 bytes, 0 retries, 0 waits\n")
  }

  @Test("401, 403 and 404 name the scopes that the method needs and those that the token reports")
  func scopes() throws {
    let sandbox = try GitHubSandbox.start()
    defer { sandbox.stop() }
    let folder = try TemporaryFolder()
    let journal = folder.url.appending(path: "journal").path
    for status in [401, 403, 404] {
      for (reported, text) in [("repo, gist", "the token has repo, gist."), (",", "the token has none.")] {
        sandbox.removeRules()
        sandbox.addRule(
          Rule(action: .respond(status: status, headers: ["X-OAuth-Scopes": reported], body: #"{"message":"No."}"#)))
        let list = try Program.query(Self.list, at: sandbox)
        #expect(list.error.contains(" method needs the scope read:packages; \(text)"), "\(list.error)")
        // The 404 of a deletion says that there is nothing left to delete.
        if status == 404 { continue }
        let write = try Program.query(
          "DELETE FROM github.packages.package_versions WHERE \(Self.web) AND package_version_id = 3000001001",
          "--journal", journal, "--format", "jsonl", at: sandbox)
        #expect(write.status == 4)
        #expect(
          write.output.contains(" The method needs the scopes read:packages, delete:packages; \(text)"),
          "\(write.output)")
      }
      // A fine-grained token has no scopes to report.
      sandbox.removeRules()
      sandbox.addRule(Rule(action: .respond(status: status, body: #"{"message":"No."}"#)))
      let silent = try Program.query(Self.list, at: sandbox)
      #expect(silent.error.contains(" method needs the scope read:packages.\n"), "\(silent.error)")
    }
  }
}
