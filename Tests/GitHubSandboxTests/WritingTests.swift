import Foundation
import GitHubSandbox
import Testing

@Suite("Deleting and restoring")
struct WritingTests {
  static let lastTagged = "You cannot delete the last tagged version of a package. You must delete the package instead."
  static let last = "You cannot delete the last version of a package. You must delete the package instead."
  static let downloads =
    "Publicly visible package versions with more than 5000 downloads cannot be deleted."
    + " Contact GitHub support for further assistance."

  @Test("deleting has no body in either direction")
  func bodies() throws {
    try withSandbox { _, client throws in
      for path in ["/orgs/acme/packages/container/api/versions/3000002005", "/orgs/acme/packages/container/api"] {
        #expect(try client.request("DELETE", path, body: "{}").status == 422)
        #expect(try client.get(path).status == 200)
        let answer = try client.request("DELETE", path)
        #expect(answer.status == 204)
        #expect(answer.headers["content-length"] == nil)
        #expect(answer.headers["content-type"] == nil)
      }
    }
  }

  @Test("the last tagged version of a container can't be deleted, nor the last version of another type")
  func lastVersions() throws {
    let packages: [Dataset.Package] = [
      .init(
        "c", type: .container,
        versions: .list([.init(id: 3, tags: ["a", "b"]), .init(id: 2, tags: ["c"]), .init(id: 1)])),
      .init("n", type: .npm, versions: .list([.init(id: 5), .init(id: 4)])),
      .init("g", type: .container, versions: .generated(.init(count: 20, firstID: 101))),
    ]
    try withPackages(packages) { _, client throws in
      let steps: [(String, Int, String?)] = [
        ("container/c/versions/3", 204, nil), ("container/c/versions/2", 400, Self.lastTagged),
        ("container/c/versions/1", 204, nil), ("container/c/versions/2", 400, Self.lastTagged),
        ("npm/n/versions/5", 204, nil), ("npm/n/versions/4", 400, Self.last),
        ("container/g/versions/120", 204, nil), ("container/g/versions/110", 400, Self.lastTagged),
        ("container/c", 204, nil), ("npm/n", 204, nil),
      ]
      for (path, status, message) in steps {
        let answer = try client.request("DELETE", "/orgs/acme/packages/\(path)")
        #expect(answer.status == status, "\(path)")
        #expect(answer.message == message, "\(path)")
      }
    }
  }

  @Test("a public version with more than 5,000 downloads can't be deleted, nor can its package")
  func manyDownloads() throws {
    func package(_ name: String, _ visibility: Dataset.Visibility, _ downloads: Int) -> Dataset.Package {
      .init(
        name, type: .npm, visibility: visibility, versions: .list([.init(id: 2), .init(id: 1, downloads: downloads)]))
    }
    let packages = [package("a", .public, 5001), package("b", .public, 5000), package("c", .private, 9999)]
    try withPackages(packages) { _, client throws in
      let refused = try client.request("DELETE", "/orgs/acme/packages/npm/a/versions/1")
      #expect(refused.status == 400)
      #expect(refused.message == Self.downloads)
      #expect(try client.request("DELETE", "/orgs/acme/packages/npm/a").status == 400)
      for name in ["b", "c"] {
        #expect(try client.request("DELETE", "/orgs/acme/packages/npm/\(name)/versions/1").status == 204)
        #expect(try client.request("DELETE", "/orgs/acme/packages/npm/\(name)").status == 204)
      }
    }
  }

  @Test("a deleted version is in the other list, without its tags, which it does not get back")
  func tagsAreDropped() throws {
    try withSandbox { _, client throws in
      let path = "/orgs/acme/packages/container/web/versions"
      let version = try client.get("\(path)/3000001014").object
      #expect(containerTags(version) == ["v2.3.0", "latest"])
      #expect(try client.request("DELETE", "\(path)/3000001014").status == 204)
      let deleted = try #require(
        try client.get("\(path)?state=deleted").list.first { $0["id"] as? Int == 3_000_001_014 })
      #expect(containerTags(deleted) == [])
      #expect(try date(#require(deleted["deleted_at"] as? String)).timeIntervalSinceNow > -60)
      #expect(try client.get("/orgs/acme/packages/container/web").object["version_count"] as? Int == 11)
      #expect(try client.request("POST", "\(path)/3000001014/restore").status == 204)
      let restored = try client.get("\(path)/3000001014").object
      #expect(containerTags(restored) == [])
      #expect(restored["deleted_at"] == nil)
      #expect(restored["name"] as? String == version["name"] as? String)
    }
  }

  @Test("a deleted package is gone with its versions, and comes back with those that it had")
  func packages() throws {
    try withSandbox { _, client throws in
      let path = "/orgs/acme/packages/container/web"
      let before = try client.get("\(path)/versions").ids
      #expect(try client.request("DELETE", path).status == 204)
      for path in [path, "\(path)/versions", "\(path)/versions/3000001014"] {
        #expect(try client.get(path).message == "Package not found.")
        #expect(try client.request("DELETE", path).status == 404)
      }
      #expect(try client.get("/orgs/acme/packages?package_type=container").names.contains("web") == false)
      #expect(try client.request("POST", "\(path)/versions/3000001010/restore").status == 404)
      #expect(try client.request("POST", "\(path)/restore?token=abc").status == 204)
      #expect(try client.get("\(path)/versions").ids == before)
      #expect(try client.get("\(path)/versions?state=deleted").list.count == 2)
    }
  }

  @Test("the demo's deleted package and versions can be restored, however old the demo is")
  func demoIsRestorable() throws {
    try withSandbox { _, client throws in
      let package = "/orgs/acme/packages/container/retired"
      #expect(try client.get(package).status == 404)
      #expect(try client.request("POST", "\(package)/restore").status == 204)
      #expect(try client.get("\(package)/versions").list.count == 2)
      let versions = "/orgs/acme/packages/container/web/versions"
      for id in try client.get("\(versions)?state=deleted").ids {
        #expect(try client.request("POST", "\(versions)/\(id)/restore").status == 204)
      }
      #expect(try client.get(versions).list.count == 14)
    }
  }

  @Test("what was deleted is restored within 30 days, and only while nothing else has its name")
  func restorable() throws {
    let now = try date("2025-06-30T12:00:00Z")
    let day = 86_400.0
    func deleted(_ days: Double) -> Date { now.addingTimeInterval(-days * day) }
    let packages: [Dataset.Package] = [
      .init(
        "p", type: .npm,
        versions: .list([
          .init(id: 4, name: "2.0.0"), .init(id: 3, name: "2.0.0", deletedAt: deleted(1)),
          .init(id: 2, name: "1.1.0", deletedAt: deleted(30)), .init(id: 1, name: "1.0.0", deletedAt: deleted(30.1)),
        ])),
      .init("old", type: .npm, deletedAt: deleted(31)), .init("twice", type: .npm, deletedAt: deleted(2)),
      .init("twice", type: .npm), .init("thrice", type: .npm, id: 7, deletedAt: deleted(3)),
      .init("thrice", type: .npm, id: 8, deletedAt: deleted(2)),
    ]
    try withPackages(packages, now: now) { _, client throws in
      let steps = [
        ("p/versions/1", 404), ("p/versions/2", 204), ("p/versions/2", 404), ("p/versions/3", 400),
        ("p/versions/4", 404), ("p/versions/5", 404), ("old", 404), ("twice", 400), ("thrice", 204), ("p", 404),
        ("nothing", 404),
      ]
      for (path, status) in steps {
        #expect(try client.request("POST", "/orgs/acme/packages/npm/\(path)/restore").status == status, "\(path)")
      }
      #expect(try client.get("/orgs/acme/packages/npm/thrice").object["id"] as? Int == 8)
    }
  }
}
