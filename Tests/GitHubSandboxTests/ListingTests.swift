import Foundation
import GitHubSandbox
import Testing

@Suite("Listing in pages")
struct ListingTests {
  @Test(
    "the parameters of a package list are checked and applied",
    arguments: [
      ("", 400, nil), ("?package_type=", 400, nil), ("?package_type=pip", 400, nil),
      ("?package_type=NPM", 400, nil), ("?package_type=npm", 200, ["@acme/ui", "left-pad"]),
      ("?package_type=npm&visibility=public", 200, ["left-pad"]),
      ("?package_type=npm&visibility=internal", 200, []), ("?package_type=npm&visibility=secret", 400, nil),
      ("?package_type=maven&visibility=internal", 200, ["com.acme.core"]),
      ("?package_type=npm&per_page=1", 200, ["@acme/ui"]), ("?package_type=npm&per_page=1&page=2", 200, ["left-pad"]),
      ("?package_type=npm&page=2", 200, []), ("?package_type=npm&page=0", 200, ["@acme/ui", "left-pad"]),
      ("?package_type=npm&page=x&per_page=-1", 200, ["@acme/ui", "left-pad"]),
      ("?package_type=npm&page=100&per_page=100", 200, []), ("?package_type=npm&page=101&per_page=100", 400, nil),
      ("?package_type=npm&page=101&per_page=1000", 400, nil), ("?package_type=npm&page=334", 400, nil),
      ("?package_type=npm&page=99999999999999999999", 200, ["@acme/ui", "left-pad"]),
      ("?package_type=npm&unknown=1&", 200, ["@acme/ui", "left-pad"]),
    ] as [(String, Int, [String]?)])
  func packageParameters(_ query: String, _ status: Int, _ names: [String]?) throws {
    try withSandbox { _, client throws in
      let answer = try client.get("/orgs/acme/packages\(query)")
      #expect(answer.status == status)
      if let names { #expect(answer.names == names) }
    }
  }

  @Test(
    "a version list has active or deleted versions, newest first",
    arguments: [
      ("", 200, 12), ("?state=active", 200, 12), ("?state=deleted", 200, 2), ("?state=gone", 400, 0),
      ("?per_page=5", 200, 5), ("?per_page=5&page=3", 200, 2), ("?per_page=5&page=4", 200, 0),
    ])
  func versionParameters(_ query: String, _ status: Int, _ count: Int) throws {
    try withSandbox { _, client throws in
      let answer = try client.get("/orgs/acme/packages/container/web/versions\(query)")
      #expect(answer.status == status)
      #expect(answer.list.count == count)
      let created = answer.list.compactMap { $0["created_at"] as? String }
      #expect(created == created.sorted(by: >))
      #expect(answer.list.allSatisfy { ($0["deleted_at"] != nil) == query.contains("deleted") })
    }
  }

  @Test("a page has 30 items unless asked otherwise, and never more than 100")
  func sizes() throws {
    try withSandbox { _, client throws in
      let path = "/orgs/acme/packages/container/monorepo/versions"
      for (query, count) in [("", 30), ("?per_page=100", 100), ("?per_page=101", 100), ("?per_page=99999", 100)] {
        #expect(try client.get(path + query).list.count == count)
      }
      // Only package lists are limited to the first 10,000.
      #expect(try client.get("\(path)?per_page=100&page=101").status == 200)
    }
  }

  @Test(
    "links name the other pages, keep the query, and are absent when there is only one page",
    arguments: [
      ("?per_page=2", "next=2 last=3"), ("?per_page=2&page=2", "prev=1 next=3 last=3 first=1"),
      ("?per_page=2&page=3", "prev=2 first=1"), ("?per_page=2&page=9", "prev=3 first=1"), ("?per_page=5", ""),
      ("?page=1", ""), ("?per_page=4&state=active", "next=2 last=2"),
    ])
  func links(_ query: String, _ expected: String) throws {
    let package = Dataset.Package("a/b", type: .container, versions: .generated(count: 5))
    try withPackages([package]) { sandbox, client throws in
      let link = try client.get("/orgs/Acme/packages/container/a%2Fb/versions\(query)").headers["link"]
      let links = (link ?? "").matches(of: /<([^>]*)[?&]page=([0-9]+)>; rel="([a-z]+)"/)
      #expect(links.map { "\($0.3)=\($0.2)" }.joined(separator: " ") == expected)
      #expect((link == nil) == expected.isEmpty)
      let rest = query.split(separator: "&").filter { !$0.contains("page=") || $0.contains("per_page") }.joined(
        separator: "&")
      for match in links {
        #expect(match.1 == "\(sandbox.url)/orgs/Acme/packages/container/a%2Fb/versions\(rest)")
      }
    }
  }

  @Test("links lead through every version once, under the host that the client used")
  func following() throws {
    try withSandbox { sandbox, client throws in
      var ids: [Int] = []
      var next: String? = "/orgs/acme/packages/container/monorepo/versions?per_page=100"
      let host = "localhost:\(sandbox.port)"
      while let path = next {
        let answer = try client.get(path, headers: ["Host": host])
        ids += answer.ids
        next = answer.headers["link"]?.firstMatch(of: /<([^>]*)>; rel="next"/).map {
          #expect($0.1.hasPrefix("http://\(host)/"))
          return String($0.1.dropFirst("http://\(host)".count))
        }
      }
      #expect(ids == Array((3_100_000_001...3_100_010_000).reversed()))
      #expect(sandbox.requests.count == 100)
    }
  }

  @Test(
    "links may name the owner by number, except where a path names none",
    arguments: [
      ("/orgs/Acme", "/organizations/1001"), ("/organizations/1001", "/organizations/1001"),
      ("/users/octocat", "/user/7"), ("/user/7", "/user/7"), ("/user", "/user"),
    ])
  func numericLinks(_ owner: String, _ linked: String) throws {
    let packages = [
      Dataset.Package("a/b", type: .npm, versions: .generated(count: 3)), Dataset.Package("c", type: .npm),
    ]
    let dataset = Dataset(
      organizations: [.init("acme", id: 1001, packages: packages)],
      users: [.init("octocat", id: 7, packages: packages)])
    try withSandbox(.init(dataset: dataset, numericLinks: true)) { sandbox, client throws in
      for list in ["/packages?package_type=npm&per_page=1", "/packages/npm/a%2Fb/versions?per_page=1"] {
        let link = try #require(try client.get(owner + list).headers["link"])
        #expect(link.hasPrefix("<\(sandbox.url)\(linked)\(list)&page=2>; rel=\"next\""))
        let next = try #require(link.firstMatch(of: /<([^>]*)>/)?.1)
        #expect(try client.get(String(next)).list.count == 1)
      }
    }
  }

  @Test("a package of a million generated versions is served from any end")
  func million() throws {
    let versions = Dataset.GeneratedVersions(
      count: 1_000_000, firstID: 5_000_000_001, newest: try date("2025-06-30T12:00:00Z"))
    try withPackages([.init("huge", type: .container, versions: .generated(versions))]) { _, client throws in
      let path = "/orgs/acme/packages/container/huge"
      #expect(try client.get(path).object["version_count"] as? Int == 1_000_000)
      let last = try client.get("\(path)/versions?per_page=100&page=10000")
      #expect(last.ids.last == 5_000_000_001)
      #expect(last.headers["link"]?.contains("page=9999>; rel=\"prev\"") == true)
      #expect(try client.request("DELETE", "\(path)/versions/5000500000").status == 204)
      #expect(try client.request("DELETE", "\(path)/versions/5000499990").status == 204)
      #expect(try client.get("\(path)/versions?per_page=20&page=25001").ids.first == 5_000_499_999)
      #expect(try client.get("\(path)/versions?per_page=20&page=25001").ids.contains(5_000_499_990) == false)
      #expect(try client.get("\(path)/versions?per_page=100&page=10000").ids.count == 98)
      #expect(try client.get("\(path)/versions?state=deleted").ids == [5_000_500_000, 5_000_499_990])
      #expect(try client.get("\(path)/versions/5000499991").status == 200)
      #expect(try client.get(path).object["version_count"] as? Int == 999_998)
    }
  }

  @Test("after any deletions and restorations, the pages together are the versions that exist")
  func deletionsAndPages() throws {
    let versions = Dataset.GeneratedVersions(count: 200, firstID: 1)
    try withPackages([.init("p", type: .npm, versions: .generated(versions))]) { _, client throws in
      let path = "/orgs/acme/packages/npm/p/versions"
      var random = UInt64(42)
      var deleted: Set<Int> = []
      for round in 0..<6 {
        for _ in 0..<40 {
          random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          let id = Int(random >> 33) % 200 + 1
          if deleted.contains(id) {
            #expect(try client.request("POST", "\(path)/\(id)/restore").status == 204)
            deleted.remove(id)
          } else {
            #expect(try client.request("DELETE", "\(path)/\(id)").status == 204)
            deleted.insert(id)
          }
        }
        for (state, expected) in [("active", Set(1...200).subtracting(deleted)), ("deleted", deleted)] {
          var ids: [Int] = []
          for page in 1...(200 / 7 + 1) {
            ids += try client.get("\(path)?state=\(state)&per_page=7&page=\(page)").ids
          }
          #expect(ids == expected.sorted(by: >), "round \(round), \(state)")
        }
      }
    }
  }
}
