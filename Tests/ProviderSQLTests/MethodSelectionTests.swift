import ProviderRuntime
import ProviderSQL
import Testing

/// One row of the table: what is given, the method that is chosen, the request that is sent.
struct Selection: Sendable, CustomTestStringConvertible {
  var table: String
  var given: String
  var method: String
  var requests: [String]

  init(_ table: String, _ given: String, _ method: String, _ requests: String...) {
    self.table = table
    self.given = given
    self.method = method
    self.requests = requests
  }

  var testDescription: String { "\(table) with \(given.isEmpty ? "nothing" : given)" }
}

@Suite("Method selection")
struct MethodSelectionTests {
  static let all: [Selection] =
    versions("package_versions", org: true, user: true, own: true)
    + versions("org_versions", org: true, user: false, own: false)
    + versions("user_versions", org: false, user: true, own: false) + packages + conflicts

  /// Lists and single versions by organization, user and token's account, as far as a table has them.
  static func versions(_ table: String, org: Bool, user: Bool, own: Bool) -> [Selection] {
    var rows: [Selection] = []
    if org {
      rows += [
        Selection(
          table, "org = 'acme' AND package_type = 'container' AND package_name = 'web'",
          "get_all_package_versions_for_package_owned_by_org",
          "GET /orgs/acme/packages/container/web/versions?per_page=100"),
        Selection(
          table, "org = 'acme' AND package_type = 'container' AND package_name = 'web' AND state = 'deleted'",
          "get_all_package_versions_for_package_owned_by_org",
          "GET /orgs/acme/packages/container/web/versions?state=deleted&per_page=100"),
        Selection(
          table,
          "org = 'acme' AND package_type = 'container' AND package_name = 'web' AND page = '2' AND per_page = '3'",
          "get_all_package_versions_for_package_owned_by_org",
          "GET /orgs/acme/packages/container/web/versions?page=2&per_page=3"),
        Selection(
          table, "org = 'acme' AND package_type = 'container' AND package_name = 'tools/builder' AND page = 1",
          "get_all_package_versions_for_package_owned_by_org",
          "GET /orgs/acme/packages/container/tools%2Fbuilder/versions?page=1&per_page=100"),
        Selection(
          table,
          "org = 'acme' AND package_type = 'container' AND package_name = 'web' AND package_version_id = '3000001014'",
          "get_package_version_for_organization", "GET /orgs/acme/packages/container/web/versions/3000001014"),
        Selection(
          table, "org = 'acme' AND package_type = 'container' AND package_name = 'web' AND id = 3000001014",
          "get_package_version_for_organization", "GET /orgs/acme/packages/container/web/versions/3000001014"),
        Selection(
          table,
          "org = 'acme' AND package_type = 'container' AND package_name = 'web' AND id = 3000001014 AND state = 'active'",
          "get_all_package_versions_for_package_owned_by_org",
          "GET /orgs/acme/packages/container/web/versions?state=active&per_page=100"),
      ]
    }
    if user {
      rows += [
        Selection(
          table, "username = 'hubber' AND package_type = 'container' AND package_name = 'playground'",
          "get_all_package_versions_for_package_owned_by_user",
          "GET /users/hubber/packages/container/playground/versions?per_page=100"),
        Selection(
          table, "username = 'hubber' AND package_type = 'npm' AND package_name = 'tiny' AND page = 1 AND per_page = 1",
          "get_all_package_versions_for_package_owned_by_user",
          "GET /users/hubber/packages/npm/tiny/versions?page=1&per_page=1"),
        Selection(
          table,
          "username = 'hubber' AND package_type = 'container' AND package_name = 'playground' AND package_version_id = 3000060002",
          "get_package_version_for_user", "GET /users/hubber/packages/container/playground/versions/3000060002"),
      ]
    }
    if own {
      rows += [
        Selection(
          table, "package_type = 'container' AND package_name = 'dotfiles'",
          "get_all_package_versions_for_package_owned_by_authenticated_user",
          "GET /user/packages/container/dotfiles/versions?per_page=100"),
        Selection(
          table,
          "package_type = 'container' AND package_name = 'dotfiles' AND state = 'deleted' AND page = 1 AND per_page = 5",
          "get_all_package_versions_for_package_owned_by_authenticated_user",
          "GET /user/packages/container/dotfiles/versions?state=deleted&page=1&per_page=5"),
        Selection(
          table, "package_type = 'container' AND package_name = 'dotfiles' AND package_version_id = 3000050003",
          "get_package_version_for_authenticated_user", "GET /user/packages/container/dotfiles/versions/3000050003"),
      ]
    }
    return rows
  }

  static let packages: [Selection] = [
    Selection(
      "packages", "org = 'acme' AND package_type = 'npm'", "list_packages_for_organization",
      "GET /orgs/acme/packages?package_type=npm&per_page=100"),
    Selection(
      "packages", "org = 'acme' AND package_type = 'npm' AND visibility = 'public'", "list_packages_for_organization",
      "GET /orgs/acme/packages?package_type=npm&visibility=public&per_page=100"),
    Selection(
      "packages", "org = 'acme' AND package_type = 'container' AND page = 2 AND per_page = 4",
      "list_packages_for_organization", "GET /orgs/acme/packages?package_type=container&page=2&per_page=4"),
    Selection(
      "packages", "org = 'acme' AND package_type = 'container' AND package_name = 'web'",
      "get_package_for_organization", "GET /orgs/acme/packages/container/web"),
    Selection(
      "packages", "org = 'acme' AND package_type = 'npm' AND name = '@acme/ui'", "get_package_for_organization",
      "GET /orgs/acme/packages/npm/%40acme%2Fui"),
    Selection(
      "packages",
      "org = 'acme' AND package_type = 'container' AND package_name = 'tools/builder' AND visibility = 'public'",
      "get_package_for_organization", "GET /orgs/acme/packages/container/tools%2Fbuilder"),
    Selection(
      "packages", "username = 'hubber' AND package_type = 'npm'", "list_packages_for_user",
      "GET /users/hubber/packages?package_type=npm&per_page=100"),
    Selection(
      "packages", "username = 'hubber' AND package_type = 'npm' AND package_name = 'tiny'", "get_package_for_user",
      "GET /users/hubber/packages/npm/tiny"),
    Selection(
      "packages", "package_type = 'npm'", "list_packages_for_authenticated_user",
      "GET /user/packages?package_type=npm&per_page=100"),
    Selection(
      "packages", "package_type = 'npm' AND visibility = 'public' AND page = 1", "list_packages_for_authenticated_user",
      "GET /user/packages?package_type=npm&visibility=public&page=1&per_page=100"),
    Selection(
      "packages", "package_type = 'npm' AND package_name = '@octocat/hello'", "get_package_for_authenticated_user",
      "GET /user/packages/npm/%40octocat%2Fhello"),
    Selection(
      "packages", "package_type IN ('npm', 'container', NULL, 'npm')", "list_packages_for_authenticated_user",
      "GET /user/packages?package_type=container&per_page=100", "GET /user/packages?package_type=npm&per_page=100"),
    Selection(
      "packages", "", "list_packages_for_authenticated_user", "GET /user/packages?package_type=npm&per_page=100",
      "GET /user/packages?package_type=maven&per_page=100", "GET /user/packages?package_type=rubygems&per_page=100",
      "GET /user/packages?package_type=docker&per_page=100", "GET /user/packages?package_type=nuget&per_page=100",
      "GET /user/packages?package_type=container&per_page=100"),
  ]

  static let conflicts: [Selection] = [
    Selection(
      "docker_migration_packages", "org = 'acme'", "list_docker_migration_conflicting_packages_for_organization",
      "GET /orgs/acme/docker/conflicts"),
    Selection(
      "docker_migration_packages", "username = 'octocat'", "list_docker_migration_conflicting_packages_for_user",
      "GET /users/octocat/docker/conflicts"),
    Selection(
      "docker_migration_packages", "", "list_docker_migration_conflicting_packages_for_authenticated_user",
      "GET /user/docker/conflicts"),
  ]

  @Test("goes by what is given, and sends exactly the request that this means", arguments: all)
  func selection(_ selection: Selection) async throws {
    let filter = selection.given.isEmpty ? "" : " WHERE \(selection.given)"
    let select = "SELECT * FROM github.packages.\(selection.table)\(filter)"
    try await Sandboxed.run { run in
      let (result, requests) = try run.run(select)
      // Those of several values are sent together.
      #expect(requests.sorted() == selection.requests.sorted())
      #expect(!result.rows.isEmpty || selection.given.contains("state ="), "no rows")
      // EXPLAIN says the same and sends nothing.
      let (plan, none) = try run.run("EXPLAIN \(select)")
      #expect(none.isEmpty)
      #expect(plan.names == ["resource", "method", "request", "requests_at_most"])
      #expect(plan.texts("request") == selection.requests)
      #expect(Set(plan.texts("method")) == [selection.method])
      #expect(Set(plan.texts("resource")) == ["github.packages.\(selection.table)"])
    }
  }

  @Test("has a row of this table for every select method of every resource")
  func isComplete() async throws {
    try await Sandboxed.run { run in
      for resource in try run.database.query("SHOW RESOURCES IN github.packages").texts("name") {
        let methods = try run.database.query("SHOW METHODS IN github.packages.\(resource)")
        for (name, verb) in zip(methods.texts("name"), methods.texts("verb")) where verb == "select" {
          #expect(Self.all.contains { $0.table == resource && $0.method == name }, "\(resource).\(name)")
        }
      }
    }
  }
}
