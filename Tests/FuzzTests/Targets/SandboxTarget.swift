import Foundation
@testable import GitHubSandbox

extension FuzzTarget {
  private static let words = [
    "GET:", "DELETE:*", "/versions/*", ":status=500", ":nth=1,2", ":first=3", ":after=2", ":close", ":reset", ":acted",
    ":delay=5",
    ":retry-after=1", ":message=", ":query=", "GET /orgs/acme/packages?package_type=container", "&page=", "&per_page=",
    "%2F",
    "DELETE /orgs/acme/packages/container/web/versions/3000001001", "POST ", "/restore", "/user/packages",
    "/users/octocat",
    "9223372036854775807", "-1", "state=deleted", "http://host/", "*", ":", "=", ",",
  ]

  /// A rule in the first line, requests in the others.
  static let sandbox = FuzzTarget("sandbox", maximumLength: 2_048, mutations: 2_500, dictionary: words) { bytes in
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { text($0) }
    var rules = RuleBook()
    do throws(RuleSyntaxError) {
      rules.add(try Rule(parsing: lines[0]))
    } catch {
      try require(!error.reason.isEmpty && error.text == lines[0], "a mistake without a word: \(error)")
    }
    var service = Self.service
    for line in lines.dropFirst().prefix(8) {
      let method = line.prefix { $0 != " " }
      var request = Request(method: String(method), target: String(line.dropFirst(method.count + 1)))
      request.headers["user-agent"] = "fuzz"
      if request.origin.isEmpty { request.origin = "http://localhost" }
      for rule in [try? Rule(parsing: lines[0])].compactMap(\.self) { _ = rule.matches(request) }
      let response = service.answer(request, now: 1_750_000_000)
      try require((200..<500).contains(response.status), "\(line) is answered \(response.status)")
      guard response.status != 204 else {
        try require(response.body.isEmpty, "\(line) has a body with 204")
        continue
      }
      let body = try? JSONSerialization.jsonObject(with: Data(response.body))
      try require(body != nil || method == "HEAD", "\(line) is answered by what is no JSON: \(text(response.body))")
      let link = response.header("Link") ?? ""
      try require(!link.utf8.contains { $0 < 0x20 || $0 > 0x7E }, "a link that no header can hold: \(link)")
    }
  }

  private static let service = Service(.demo, token: nil, scopes: [], numericLinks: false, now: 1_750_000_000)
}

/// How the sandbox reads a request.
enum SandboxReading {
  /// The organisation, the package and the state that a request for versions names; nil where it is none.
  static func names(path: String, query: String) -> [String]? {
    guard let route = Route(path: path), case .organization(let organization) = route.owner,
      case .version(let key, id: 42) = route.resource, key.type == .npm
    else { return nil }
    return [organization, key.name, Query(query)["state"] ?? ""]
  }
}
