import Foundation
import GitHubSandbox
import Testing

@Suite("Datasets")
struct DatasetTests {
  @Test(
    "the demo has every type of package in acme, a type without packages in globex, and 10,000 versions in one package")
  func demo() throws {
    try withSandbox { _, client throws in
      for type in Dataset.PackageType.allCases {
        #expect(try client.get("/orgs/acme/packages?package_type=\(type)").list.isEmpty == false)
      }
      let containers = try client.get("/orgs/acme/packages?package_type=container").list
      #expect(Set(containers.compactMap { $0["visibility"] as? String }) == ["private", "public", "internal"])
      let monorepo = try #require(containers.first { $0["name"] as? String == "monorepo" })
      #expect(monorepo["version_count"] as? Int == 10_000)
      #expect(try client.get("/orgs/globex/packages?package_type=rubygems").list.isEmpty)
      #expect(try client.get("/user/packages?package_type=npm").names == ["@octocat/hello"])
      #expect(try client.get("/users/hubber/packages?package_type=npm").names == ["tiny"])
    }
  }

  @Test("two sandboxes with the same dataset answer the same")
  func deterministic() throws {
    let path = "/orgs/acme/packages/container/svc-auth/versions"
    let bodies = try (0..<2).map { _ in
      try withSandbox { _, client throws in try client.get(path, headers: ["Host": "h"]).body }
    }
    #expect(bodies[0] == bodies[1])
  }

  @Test("ids, names and dates that are left open are filled in, unique and newest first")
  func defaults() throws {
    let packages: [Dataset.Package] = (1...3).map {
      .init("p\($0)", type: .container, versions: $0 == 2 ? .generated(count: 4) : .list([.init(), .init(), .init()]))
    }
    try withPackages(packages, now: try date("2025-01-10T00:00:00Z")) { _, client throws in
      let lists = try (1...3).map { try client.get("/orgs/acme/packages/container/p\($0)/versions").list }
      let ids = lists.flatMap { $0.compactMap { $0["id"] as? Int } }
      #expect(ids.count == 10)
      #expect(Set(ids).count == 10)
      #expect(ids.allSatisfy { $0 > 1 << 31 })
      #expect(Set(lists.flatMap { $0.compactMap { $0["name"] as? String } }).count == 10)
      #expect(
        lists[0].map { $0["created_at"] as? String }
          == ["2025-01-10T00:00:00Z", "2025-01-09T00:00:00Z", "2025-01-08T00:00:00Z"])
    }
  }

  @Test("JSON says all that Swift can say")
  func json() throws {
    let text = """
      {
        "now": "2025-06-30T12:00:00Z", "authenticated_user": "Zoe",
        "organizations": [{ "login": "acme", "id": 7, "packages": [
          { "name": "web", "package_type": "container", "id": 8, "visibility": "internal", "repository": "acme/web",
            "owner": true, "access": "admin", "created_at": "2024-01-01T00:00:00Z", "updated_at": "2024-02-29T23:59:59Z",
            "deleted_at": null, "docker_conflict": false, "docker_tags_key": "tag",
            "versions": [
              { "id": 3000000001, "name": "sha256:aa", "tags": ["latest"], "created_at": "2025-01-02T03:04:05Z",
                "updated_at": "2025-01-03T00:00:00Z", "downloads": 1, "license": "MIT", "description": "d" },
              { "name": "sha256:bb", "deleted_at": "2025-06-01T00:00:00Z" } ] },
          { "name": "hidden", "package_type": "npm", "owner": false, "access": "none" },
          { "name": "legacy", "package_type": "docker", "docker_conflict": true, "docker_tags_key": "tags",
            "versions": { "count": 3, "first_id": 100, "newest": "2000-03-01T00:00:00Z", "interval": 86400,
                          "tagged_every": 3 } } ] }],
        "users": [{ "login": "adam" }, { "login": "zoe", "packages": [] }]
      }
      """
    try withSandbox(.init(dataset: Dataset(json: Data(text.utf8)))) { _, client throws in
      #expect(try client.get("/user").object["login"] as? String == "zoe")
      let web = try client.get("/orgs/acme/packages/container/web").object
      #expect(web["id"] as? Int == 8)
      #expect(web["updated_at"] as? String == "2024-02-29T23:59:59Z")
      let versions = try client.get("/orgs/acme/packages/container/web/versions").list
      #expect(versions.map { $0["created_at"] as? String } == ["2025-01-02T03:04:05Z"])
      #expect(try client.get("/orgs/acme/packages/container/web/versions?state=deleted").names == ["sha256:bb"])
      #expect(try client.get("/orgs/acme/packages/npm/hidden").status == 404)
      #expect(try client.get("/orgs/acme/docker/conflicts").names == ["legacy"])
      let legacy = try client.get("/orgs/acme/packages/docker/legacy/versions")
      #expect(legacy.ids == [102, 101, 100])
      #expect(
        legacy.list.map { $0["created_at"] as? String }
          == ["2000-03-01T00:00:00Z", "2000-02-29T00:00:00Z", "2000-02-28T00:00:00Z"])
    }
  }

  @Test("everything that is wrong with a JSON dataset is told at once, each with its place")
  func problems() {
    let text = """
      { "organisations": [], "authenticated_user": "nobody", "users": [
        { "login": "a", "id": "1", "packages": [
          { "name": "x", "package_type": "pip", "owner": 1, "created_at": "yesterday" },
          { "package_type": "npm", "visibility": "secret", "versions": { "counts": 1 } },
          { "name": "y", "package_type": "npm", "versions": [{ "id": 0, "tags": "latest" }, 7] },
          { "name": "y", "package_type": "npm", "versions": { "count": -1 } } ] },
        { "login": "A" } ] }
      """
    #expect {
      _ = try Dataset(json: Data(text.utf8))
    } throws: { error in
      let problems = (error as? DatasetError)?.problems ?? []
      #expect(
        problems.sorted() == [
          "authenticated_user: 'nobody' is none of the users",
          "organisations: is not known; known here are authenticated_user, now, organizations, users",
          "users: 'A' is there twice", "users[0].id: must be an integer between 1 and 9007199254740992",
          "users[0].packages: the npm package 'y' is there twice",
          "users[0].packages[0].created_at: must be a date such as 2025-06-30T12:00:00Z",
          "users[0].packages[0].owner: must be true or false",
          "users[0].packages[0].package_type: must be one of npm, maven, rubygems, docker, nuget, container",
          "users[0].packages[1].name: is missing", "users[0].packages[1].versions.count: is missing",
          "users[0].packages[1].versions.counts: is not known; known here are count, first_id, interval, newest,"
            + " tagged_every",
          "users[0].packages[1].visibility: must be one of public, private, internal",
          "users[0].packages[2].versions[0].id: must be an integer between 1 and 9007199254740992",
          "users[0].packages[2].versions[0].tags: must be an array of strings",
          "users[0].packages[2].versions[1]: must be an object",
          "users[0].packages[3].versions.count: must be an integer between 0 and 100000000",
        ])
      return true
    }
  }

  @Test("a file that can't be read, and one that is not JSON, are named")
  func files() throws {
    let path = NSTemporaryDirectory() + UUID().uuidString
    #expect {
      _ = try Dataset(contentsOf: path)
    } throws: { "\($0)".hasPrefix("\(path): cannot be read: ") }
    try Data("{".utf8).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect {
      _ = try Dataset(contentsOf: path)
    } throws: { "\($0)".hasPrefix("\(path): is not JSON: ") }
    try Data("[]".utf8).write(to: URL(fileURLWithPath: path))
    #expect {
      _ = try Dataset(contentsOf: path)
    } throws: { "\($0)" == "\(path): must be an object" }
  }
}
