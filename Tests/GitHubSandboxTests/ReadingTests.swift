import Foundation
import GitHubSandbox
import Testing

@Suite("Reading packages and versions")
struct ReadingTests {
  /// A path's owner, and a package of its own that has a second, untagged version and a deleted one.
  static let owners = ["/orgs/acme", "/user", "/users/octocat"]

  @Test("each of the 27 operations is there", arguments: owners)
  func operations(_ owner: String) throws {
    let package = Dataset.Package(
      "web", type: .container,
      versions: .list([.init(id: 3, tags: ["v1"]), .init(id: 2), .init(id: 1, deletedAt: Date())]))
    try withPackages([package], users: [package]) { sandbox, client throws in
      let path = "\(owner)/packages/container/web"
      #expect(try client.get("\(owner)/packages?package_type=container").names == ["web"])
      #expect(try client.get(path).object["name"] as? String == "web")
      #expect(try client.get("\(path)/versions").ids == [3, 2])
      #expect(try client.get("\(path)/versions?state=deleted").ids == [1])
      #expect(try client.get("\(path)/versions/3").object["id"] as? Int == 3)
      #expect(try client.get("\(owner)/docker/conflicts").list.isEmpty)
      #expect(try client.request("DELETE", "\(path)/versions/2").status == 204)
      #expect(try client.get("\(path)/versions/2").status == 404)
      #expect(try client.request("POST", "\(path)/versions/2/restore").status == 204)
      #expect(try client.get("\(path)/versions/2").status == 200)
      #expect(try client.request("DELETE", path).status == 204)
      #expect(try client.get(path).status == 404)
      #expect(try client.request("POST", "\(path)/restore").status == 204)
      #expect(try client.get("\(path)/versions").ids == [3, 2])
    }
  }

  @Test("a package shows what the API's schema requires, and its owner and repository unless they are null")
  func packageShape() throws {
    try withSandbox { sandbox, client throws in
      let web = try client.get("/orgs/acme/packages/container/web").object
      #expect(web["id"] as? Int == 2_000_001)
      #expect(web["package_type"] as? String == "container")
      #expect(web["visibility"] as? String == "private")
      #expect(web["version_count"] as? Int == 12)
      #expect(web["url"] as? String == "\(sandbox.url)/orgs/acme/packages/container/web")
      #expect(web["html_url"] as? String == "https://github.com/orgs/acme/packages/container/package/web")
      #expect(web["created_at"] as? String == "2024-09-03T12:00:00Z")
      #expect(web["updated_at"] as? String == "2025-06-29T12:00:00Z")
      let owner = try #require(web["owner"] as? [String: Any])
      #expect(owner["login"] as? String == "acme")
      #expect(owner["type"] as? String == "Organization")
      #expect(owner.count == 18)
      let repository = try #require(web["repository"] as? [String: Any])
      #expect(repository["full_name"] as? String == "acme/web")
      #expect(repository["private"] as? Bool == true)
      #expect(repository["tags_url"] as? String == "\(sandbox.url)/repos/acme/web/tags")
      #expect(repository.count == 46)

      let user = try client.get("/user/packages/npm/%40octocat%2Fhello").object
      #expect(user["url"] as? String == "\(sandbox.url)/users/octocat/packages/npm/%40octocat%2Fhello")
      #expect(user["html_url"] as? String == "https://github.com/octocat/hello/packages/2000051")
      #expect(try client.get("/orgs/acme/packages/container/svc-auth").object["repository"] is NSNull)
      #expect(try client.get("/orgs/acme/packages/docker/legacy-api").object["owner"] is NSNull)
    }
  }

  @Test("a container's version is named by its digest and shows its tags, of which there may be none")
  func containerVersion() throws {
    try withSandbox { sandbox, client throws in
      let path = "/orgs/acme/packages/container/tools%2Fbuilder/versions"
      let versions = try client.get(path).list
      #expect(versions.map { $0["id"] as? Int } == [3_000_003_004, 3_000_003_003, 3_000_003_002, 3_000_003_001])
      let names = versions.compactMap { $0["name"] as? String }
      #expect(names.allSatisfy { $0.wholeMatch(of: /sha256:[0-9a-f]{64}/) != nil })
      #expect(Set(names).count == 4)
      #expect(versions.map(containerTags) == [["2025.06", "latest"], [], ["2025.05"], ["2025.04"]])
      let first = try #require(versions.first)
      #expect(Set(first.keys).isDisjoint(with: ["license", "description", "deleted_at"]))
      #expect(first["url"] as? String == "\(sandbox.url)\(path)/3000003004")
      #expect(
        first["package_html_url"] as? String
          == "https://github.com/orgs/acme/packages/container/package/tools%2Fbuilder")
      #expect(
        first["html_url"] as? String
          == "https://github.com/orgs/acme/packages/container/tools%2Fbuilder/3000003004")
      #expect(first["created_at"] as? String == "2025-06-23T12:00:00Z")
      let single = try client.get("\(path)/3000003004")
      #expect(single.object["name"] as? String == first["name"] as? String)
    }
  }

  @Test("other types name a version by its version string; Docker spells its tags in two ways")
  func otherVersions() throws {
    try withSandbox { _, client throws in
      let npm = try client.get("/orgs/acme/packages/npm/%40acme%2Fui/versions").list
      #expect(npm.map { $0["name"] as? String } == ["3.1.0", "3.0.0", "2.8.4"])
      #expect(npm.map { $0["license"] as? String } == ["MIT", "MIT", nil])
      #expect(npm[0]["description"] as? String == "Buttons, forms and tables")
      #expect(npm[0]["metadata"] as? [String: String] == ["package_type": "npm"])
      #expect(npm[0]["html_url"] as? String == "https://github.com/acme/ui/packages/2000020?version=3.1.0")
      for (name, key) in [("legacy-web", "tag"), ("legacy-api", "tags")] {
        let version = try client.get("/orgs/acme/packages/docker/\(name)/versions").list[0]
        let metadata = try #require(version["metadata"] as? [String: Any])
        let docker = try #require(metadata["docker"] as? [String: [String]])
        #expect(Array(docker.keys) == [key])
      }
    }
  }

  @Test(
    "a name is one segment of the path, and may contain the words that the path itself uses",
    arguments: [
      ("/orgs/acme/packages/container/tools%2Fbuilder", 200), ("/orgs/acme/packages/container/tools/builder", 404),
      ("/orgs/acme/packages/container/%74ools%2fbuilder", 200), ("/orgs/acme/packages/npm/%40acme%2Fui", 200),
      ("/orgs/acme/packages/npm/@acme%2Fui", 200), ("/orgs/acme/packages/container/versions", 200),
      ("/orgs/acme/packages/container/versions/versions", 200),
      ("/orgs/acme/packages/container/versions/versions/3000009001", 200),
      ("/orgs/acme/packages/container/restore/versions", 200), ("/orgs/acme/packages/container/restore", 200),
      ("/orgs/acme/packages/container/WEB", 404), ("/orgs/ACME/packages/container/web", 200),
      ("/users/OctoCat/packages/npm/%40octocat%2Fhello", 200), ("/organizations/1001/packages/container/web", 200),
      ("/user/583231/packages/npm/%40octocat%2Fhello", 200), ("/orgs/octocat/packages/npm/%40octocat%2Fhello", 404),
      ("/users/acme/packages/container/web", 404), ("/orgs/acme/packages/pip/web", 404),
      ("/orgs/acme/packages/container/web/versions/", 404), ("/orgs/acme//packages/container/web", 404),
      ("/orgs/acme/packages/container/web/versions/x", 404),
      ("/orgs/acme/packages/container/web/versions/-9223372036854775808", 404),
      ("/orgs/acme/packages/container/web/versions/99999999999999999999", 404),
      ("/orgs/acme/packages/container/monorepo/versions/3100000000", 404),
      ("/orgs/acme/packages/container/monorepo/versions/3100000001", 200),
      ("/orgs/acme/packages/container/monorepo/versions/3100010000", 200),
      ("/orgs/acme/packages/container/monorepo/versions/3100010001", 404), ("/orgs/acme/packages/container/%zz", 404),
      ("/orgs/acme/packages/container/%ff", 404), ("/", 404), ("/packages", 404), ("/orgs", 404), ("/orgs/acme", 200),
      ("/user", 200), ("/users/hubber", 200), ("/users/nobody", 404),
      ("http://api.github.com/orgs/acme/packages/container/web", 200),
    ])
  func paths(_ path: String, _ status: Int) throws {
    try withSandbox { _, client throws in #expect(try client.get(path).status == status) }
  }

  @Test("an organisation that is asked for has addresses of its own; as an owner it has those of a user")
  func organization() throws {
    try withSandbox { sandbox, client throws in
      let account = try client.get("/orgs/acme").object
      #expect(account["url"] as? String == "\(sandbox.url)/orgs/acme")
      #expect(account["repos_url"] as? String == "\(sandbox.url)/orgs/acme/repos")
      let owner = try client.get("/orgs/acme/packages/container/web").object["owner"] as? [String: Any]
      #expect(owner?["url"] as? String == "\(sandbox.url)/users/acme")
      #expect(owner?["id"] as? Int == account["id"] as? Int)
    }
  }

  @Test("HEAD answers as GET does, without a body")
  func head() throws {
    try withSandbox { _, client throws in
      let path = "/orgs/acme/packages/container/web/versions?per_page=2"
      let get = try client.get(path)
      let head = try client.request("HEAD", path)
      #expect(head.status == 200)
      for name in ["content-length", "etag", "link", "content-type"] {
        #expect(head.headers[name] == get.headers[name])
      }
      #expect(try client.get("/user").status == 200)
    }
  }

  @Test("conflicts of the Docker migration are those packages that have one")
  func conflicts() throws {
    try withSandbox { _, client throws in
      #expect(try client.get("/orgs/acme/docker/conflicts").names == ["legacy-web", "legacy-api"])
      #expect(try client.get("/orgs/globex/docker/conflicts").names == [])
      #expect(try client.get("/user/docker/conflicts").names == ["old-blog"])
      #expect(try client.get("/users/hubber/docker/conflicts").names == [])
      #expect(try client.get("/users/nobody/docker/conflicts").status == 404)
    }
  }

  @Test("what the token may not see is absent, not forbidden; what it may only read can't be changed")
  func access() throws {
    try withSandbox { _, client throws in
      #expect(try client.get("/users/hubber/packages?package_type=container").names == ["playground"])
      for path in ["", "/versions", "/versions/3000062001"] {
        let answer = try client.get("/users/hubber/packages/container/diary\(path)")
        #expect(answer.status == 404)
        #expect(answer.message == "Package not found.")
      }
      #expect(try client.request("DELETE", "/users/hubber/packages/container/diary").status == 404)
      #expect(try client.get("/orgs/globex/packages/container/shared").status == 200)
      #expect(try client.request("DELETE", "/orgs/globex/packages/container/shared").status == 403)
      #expect(try client.request("DELETE", "/orgs/globex/packages/container/shared/versions/3000042001").status == 403)
    }
  }

  @Test("text in names, tags and descriptions is escaped as JSON and as a path needs it")
  func escaping() throws {
    let odd = "a\"b\\c\n\t\u{1}é🦊/%&?#"
    let package = Dataset.Package(
      odd, type: .container, versions: .list([.init(name: odd, tags: [odd], license: odd, description: odd)]))
    try withPackages([package]) { sandbox, client throws in
      let listed = try client.get("/orgs/acme/packages?package_type=container").list[0]
      #expect(listed["name"] as? String == odd)
      let url = try #require(listed["url"] as? String)
      let version = try client.get(String(url.dropFirst(sandbox.url.count)) + "/versions").list[0]
      for key in ["name", "license", "description"] { #expect(version[key] as? String == odd) }
      #expect(containerTags(version) == [odd])
    }
  }
}
