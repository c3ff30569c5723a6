import GitHubSandbox
import Testing

@Suite("Faults and the exit status")
struct FaultStatusTests {
  private static let dataset = Dataset(
    organizations: [
      .init("acme", packages: [.init("big", type: .container, versions: .generated(.init(count: 100)))])
    ], users: [.init("octocat")])

  @Test(
    "A list that fails in its middle ends with status 2 and one error that names the request",
    arguments: [
      "reset", "chunked:cut=100", "length=-10", "type=text/html", "invalid", "status=200:html", "status=502:html",
      "status=401:message=Bad credentials", "status=404", "link=loop", "link=foreign", "quota=0", "points=0",
      "size=200", "size=200:chunked", "removed=20", "status=200:message=\u{1B}[31mHello",
    ])
  func remote(_ fault: String) throws {
    let sandbox = try GitHubSandbox.start(.init(dataset: Self.dataset))
    defer { sandbox.stop() }
    sandbox.addRule(try Rule(parsing: "GET:*/versions:query=&page=3:\(fault)"))
    let result = try Program.query(
      """
      SELECT id FROM github.packages.package_versions
      WHERE org = 'acme' AND package_type = 'container' AND package_name = 'big' AND per_page = 20
      """, "--format", "csv", "--max-wait", "1", "--quiet", at: sandbox)
    #expect(result.status == 2, "\(result.error)")
    #expect(result.error.hasPrefix("bindery: GET /orgs/acme/packages/container/big/versions?"), "\(result.error)")
    #expect(result.error.contains("page=3: "), "\(result.error)")
    #expect(!result.error.contains("<") && !result.error.contains("\u{1B}") && !result.error.contains("secret-token"))
    #expect(result.error.utf8.count < 1_000)
    #expect(result.output.utf8.split(separator: 10).count <= 61, "rows behind the failure")
  }
}
