import Foundation
import GitHubSandbox
import Testing

/// Clients that nobody here wrote list, read, delete and restore. All take the same steps, so the sandbox has to see the same
/// requests, and they have to report what it holds.
///
/// Links name the organisation by number here, so that a client that rebuilds them gets lost.
@Suite("Other people's clients")
struct ClientTests {
  private static let token = "secret-token"
  private static let versionID = 3_021_001_100

  /// What a client reports, ids and statuses.
  private struct Report: Decodable, Equatable {
    var packages: [Int]
    var versions: [Int]
    var package: Int
    var version: Int
    var statuses: [Int]
    var deleted: [Int]
    /// The status and message of what was deleted, and of what never was.
    var gone: Refusal
    var missing: Refusal

    struct Refusal: Decodable, Equatable {
      var status: Int
      var message: String

      init(_ status: Int, _ message: String) {
        self.status = status
        self.message = message
      }

      init(from decoder: any Decoder) throws {
        var list = try decoder.unkeyedContainer()
        status = try list.decode(Int.self)
        message = try list.decode(String.self)
      }
    }
  }

  /// What the data set holds.
  private static let expected = Report(
    packages: [2_100_010, 2_100_011, 2_100_031], versions: (3_021_001_000...3_021_001_249).reversed(),
    package: 2_100_003, version: versionID, statuses: [204, 204, 204, 204], deleted: [versionID],
    gone: .init(404, "Package version not found."), missing: .init(404, "Package not found."))

  /// The requests of the steps. The order of a query's parameters is the client's own.
  private static let requests: [String] = {
    let many = "/packages/container/many/versions"
    return [
      "GET /orgs/acme/packages?package_type=container&per_page=2&visibility=private 200",
      "GET /organizations/1001/packages?package_type=container&page=2&per_page=2&visibility=private 200",
      "GET /orgs/acme\(many)?per_page=100 200", "GET /organizations/1001\(many)?page=2&per_page=100 200",
      "GET /organizations/1001\(many)?page=3&per_page=100 200", "GET /orgs/acme/packages/npm/%40scope%2Flib 200",
      "GET /orgs/acme\(many)/\(versionID) 200", "DELETE /orgs/acme\(many)/\(versionID) 204",
      "GET /orgs/acme\(many)?per_page=100&state=deleted 200", "GET /orgs/acme\(many)/\(versionID) 404",
      "POST /orgs/acme\(many)/\(versionID)/restore 204", "DELETE /orgs/acme/packages/container/doomed-1 204",
      "POST /orgs/acme/packages/container/doomed-1/restore 204", "GET /orgs/acme/packages/npm/nix 404",
    ]
  }()

  private func withClientSandbox(_ body: (GitHubSandbox) async throws -> Void) async throws {
    let sandbox = try GitHubSandbox.start(
      .init(
        dataset: try Dataset(contentsOf: Program.file("dataset.json")), token: Self.token, numericLinks: true))
    defer { sandbox.stop() }
    try await body(sandbox)
  }

  private func check(_ report: Report, _ requests: [RequestRecord]) {
    #expect(report == Self.expected)
    let lines = requests.map { request in
      let query = request.query.split(separator: "&").sorted().joined(separator: "&")
      return "\(request.method) \(request.path)\(query.isEmpty ? "" : "?\(query)") \(request.status ?? 0)"
    }
    #expect(lines == Self.requests)
  }

  @Test(
    "PyGithub",
    .enabled(if: Program.pyGithub != nil, "needs PyGithub; scripts/bootstrap --tests installs it"))
  func pyGithub() async throws {
    try await withClientSandbox { sandbox async throws in
      let report = try await reported(by: "pygithub_client.py", sandbox)
      // It asks for the organisation, and builds on the address that the answer gives.
      #expect(sandbox.requests.first?.line == "GET /orgs/acme")
      check(report, Array(sandbox.requests.dropFirst()))
    }
  }

  @Test(
    "githubkit", .enabled(if: Program.githubkit != nil, "needs githubkit; scripts/bootstrap --tests installs it"))
  func githubkit() async throws {
    try await withClientSandbox { sandbox async throws in
      check(try await reported(by: "githubkit_client.py", sandbox), sandbox.requests)
    }
  }

  @Test(
    "githubkit's cache asks whether its answer still holds, and takes 304 for yes",
    .enabled(if: Program.githubkit != nil, "needs githubkit; scripts/bootstrap --tests installs it"))
  func revalidation() async throws {
    try await withClientSandbox { sandbox async throws in
      let script = """
        import githubkit, sys
        url, token, version = sys.argv[1:]
        with githubkit.GitHub(githubkit.TokenAuthStrategy(token), base_url=url) as github:
            packages = github.rest.packages
            many = {"org": "acme", "package_type": "container", "package_name": "many"}
            for _ in range(2):
                print(packages.get_package_for_organization(**many).parsed_data.version_count)
            packages.delete_package_version_for_org(**many, package_version_id=int(version))
            print(packages.get_package_for_organization(**many).parsed_data.version_count)
        """
      let result = try await Program.run("python3", ["-c", script, sandbox.url, Self.token, "\(Self.versionID)"])
      #expect(result.lines == ["250", "250", "249"], "\(result.error)")
      #expect(sandbox.requests.map(\.status) == [200, 304, 204, 200])
      let known = sandbox.requests.map { $0.headers["if-none-match"] }
      #expect(known[0] == nil)
      #expect(known[1] != nil)
      #expect(known[1] == known[3])
    }
  }

  private func reported(by script: String, _ sandbox: GitHubSandbox) async throws -> Report {
    let result = try await Program.run(
      "python3", [Program.file(script), sandbox.url, Self.token, "\(Self.versionID)"])
    try #require(result.status == 0, "\(result.error)")
    return try JSONDecoder().decode(Report.self, from: result.output)
  }

  /// gh speaks only TLS to a server of its own choice, so it is given whole addresses, and the sandbox as their proxy.
  @Test("gh", .enabled(if: Program.gh != nil, "needs gh; scripts/bootstrap --tests installs it"))
  func gh() async throws {
    try await withClientSandbox { sandbox async throws in
      let configuration = FileManager.default.temporaryDirectory.appending(path: "bindery-gh-\(UUID().uuidString)")
      defer { try? FileManager.default.removeItem(at: configuration) }
      let environment = [
        "HTTP_PROXY": sandbox.url, "GH_TOKEN": Self.token, "GH_CONFIG_DIR": configuration.path, "NO_COLOR": "1",
      ]
      func api(_ arguments: String...) async throws -> Program.Result {
        let address = "http://api.github.com/orgs/acme/packages\(arguments[0])"
        return try await Program.run("gh", ["api", address] + arguments.dropFirst(), environment)
      }
      func ids(_ path: String) async throws -> [Int] {
        let result = try await api(path, "--paginate", "--jq", ".[].id")
        #expect(result.status == 0, "\(result.error)")
        return result.lines.compactMap { Int($0) }
      }
      func id(_ path: String) async throws -> Int { Int(try await api(path, "--jq", ".id").lines.first ?? "") ?? 0 }
      func status(_ method: String, _ path: String) async throws -> Int {
        let result = try await api(path, "--method", method, "--include")
        #expect(result.status == 0, "\(result.error)")
        return Int(result.lines.first?.split(separator: " ").dropFirst().first ?? "") ?? 0
      }
      func refusal(_ path: String) async throws -> Report.Refusal {
        let result = try await api(path)
        #expect(result.status == 1)
        let told = try #require(result.error.firstMatch(of: /gh: (.*) \(HTTP ([0-9]+)\)/))
        return .init(Int(told.2) ?? 0, String(told.1))
      }
      let version = "/container/many/versions/\(Self.versionID)"
      var report = Report(
        packages: try await ids("?package_type=container&visibility=private&per_page=2"),
        versions: try await ids("/container/many/versions?per_page=100"), package: try await id("/npm/%40scope%2Flib"),
        version: try await id(version), statuses: [try await status("DELETE", version)],
        deleted: try await ids("/container/many/versions?state=deleted&per_page=100"), gone: try await refusal(version),
        missing: .init(0, ""))
      report.statuses += [
        try await status("POST", "\(version)/restore"), try await status("DELETE", "/container/doomed-1"),
        try await status("POST", "/container/doomed-1/restore"),
      ]
      report.missing = try await refusal("/npm/nix")
      check(report, sandbox.requests)
    }
  }
}
