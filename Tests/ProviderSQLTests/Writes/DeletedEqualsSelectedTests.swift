import Foundation
import GitHubSandbox
import ProviderRuntime
import ProviderSQL
import Testing

@Suite("What is deleted is what the same WHERE selects")
struct DeletedEqualsSelectedTests {
  /// Random numbers that are the same in every run.
  struct Random: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }

    mutating func pick(_ texts: [String]) -> String { texts[Int.random(in: 0..<texts.count, using: &self)] }
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
  }

  static let dataset: Dataset = {
    func date(_ day: Int) -> Date { Date(timeIntervalSince1970: 1_700_000_000 + Double(day) * 86_400) }
    func package(_ name: String, _ type: Dataset.PackageType, _ first: Int64, _ count: Int) -> Dataset.Package {
      let versions = (0..<count).map { index in
        Dataset.Version(
          id: first + Int64(index), name: type == .container ? nil : "1.\(index)",
          tags: index.isMultiple(of: 3) ? ["v\(index)", "t"] : index == 1 ? ["pr-1"] : [], createdAt: date(index * 5),
          deletedAt: index == 4 ? date(60) : nil, license: index.isMultiple(of: 2) ? "MIT" : nil)
      }
      return Dataset.Package(name, type: type, versions: .list(versions))
    }
    return Dataset(
      organizations: [
        .init(
          "acme",
          packages: [package("a", .container, 1, 7), package("a", .npm, 11, 5), package("b/c", .container, 21, 6)]),
        .init("globex", packages: [package("a", .container, 31, 4)]),
      ],
      users: [
        .init("me", packages: [package("a", .container, 41, 6)]),
        .init("hubber", packages: [package("a", .container, 51, 5)]),
      ], authenticatedUser: "me", now: date(70))
  }()

  /// Writes conditions of all kinds.
  struct Clauses {
    var random: Random

    mutating func clause() -> String {
      var parts = [random.pick(["", "", ""] + owners), random.pick(types), random.pick(names)].filter { !$0.isEmpty }
      if parts.count < 3, random.chance(70) { parts.append(random.pick(owners)) }
      if random.chance(35) { parts.append(random.pick(keys)) }
      if random.chance(70) { parts.append(expression(depth: 2)) }
      if random.chance(10) {
        parts.append(random.pick(["state = 'deleted'", "state = 'active'", "per_page = 2", "page = 1"]))
      }
      parts.shuffle(using: &random)
      let clause = parts.map { random.chance(25) ? "(\($0))" : $0 }.joined(separator: " AND ")
      switch Int.random(in: 0..<12, using: &random) {
      case 0: return "(\(clause)) OR (\(self.fullKey()))"
      case 1: return "\(fullKey()) OR \(fullKey())"
      case 2: return "NOT (NOT (\(clause)))"
      case 3: return fullKey() + (random.chance(50) ? " AND \(expression(depth: 1))" : "")
      default: return clause
      }
    }

    private let owners = [
      "org = 'acme'", "org = 'acme'", "org = 'acme'", "org = 'acme'", "org IN ('acme', 'globex')", "org = 'globex'",
      "username = 'hubber'", "org IS 'acme'", "org <> 'acme'", "org LIKE 'acm%'", "(org = 'acme' OR org = 'globex')",
      "org = (SELECT 'ac' || 'me')", "org IS NULL", "org = 'acme' AND org = 'globex'", "NOT org = 'acme'",
    ]
    private let types = [
      "package_type = 'container'", "package_type = 'container'", "package_type = 'container'", "package_type = 'npm'",
      "package_type IN ('container', 'npm')", "(package_type = 'npm' OR package_type = 'container')", "",
    ]
    private let names = [
      "package_name = 'a'", "package_name = 'a'", "package_name = 'a'", "package_name = 'b/c'",
      "package_name IN ('a', 'b/c')", "package_name IN (SELECT name FROM github.packages.packages WHERE org = 'acme')",
    ]
    private let keys = [
      "package_version_id = 1", "package_version_id = '3'", "id = 2", "package_version_id IN (1, 2, 12, 99)",
      "id IN (1, 5, 33)", "package_version_id = 99", "package_version_id = 2 OR package_version_id = 4", "id = 41",
      "package_version_id = NULL", "id = 2 AND package_version_id = 3", "package_version_id = 1 + 1",
      "package_version_id = 5", "package_version_id BETWEEN 1 AND 3",
    ]

    private mutating func fullKey() -> String {
      let id = Int.random(in: 1...8, using: &random)
      var parts = [
        random.chance(85) ? "org = 'acme'" : "username = 'hubber'", "package_type = 'container'", "package_name = 'a'",
        "\(random.pick(["id", "package_version_id"])) = \(random.chance(80) ? "\(id)" : "'\(id)'")",
      ]
      parts.shuffle(using: &random)
      return parts.joined(separator: " AND ")
    }

    private mutating func expression(depth: Int) -> String {
      guard depth > 0, random.chance(60) else { return atom() }
      switch Int.random(in: 0..<6, using: &random) {
      case 0, 1: return "(\(expression(depth: depth - 1)) AND \(expression(depth: depth - 1)))"
      case 2, 3: return "(\(expression(depth: depth - 1)) OR \(expression(depth: depth - 1)))"
      case 4: return "NOT (\(expression(depth: depth - 1)))"
      default: return "CASE WHEN \(expression(depth: depth - 1)) THEN \(atom()) ELSE \(atom()) END"
      }
    }

    private mutating func atom() -> String {
      random.pick([
        "id % 2 = 0", "id > 3", "id <> 2", "abs(id - 3) < 2", "created_at < '2023-12-01'", "created_at >= '2023-11-25'",
        "name LIKE '1.%'", "name GLOB 'sha256:*'", "name = '1.2'", "license IS NULL", "license = 'MIT'",
        "license <> 'MIT'",
        "deleted_at IS NULL", "description IS NOT NULL", "1", "0", "NULL", "package_version_id < 4",
        "json_array_length(metadata, '$.container.tags') = 0",
        "EXISTS (SELECT 1 FROM json_each(metadata, '$.container.tags') WHERE value GLOB 'v*')",
        "metadata ->> '$.container.tags[0]' LIKE 'pr-%'", "coalesce(license, name) = 'MIT'", "package_name = 'a'",
        "package_type = 'container'", "package_name LIKE 'b%'", "org = 'acme'", "username IS NULL",
        "lower(org) = 'acme'",
        """
        id IN (SELECT id FROM github.packages.package_versions
        WHERE org = 'acme' AND package_type = 'container' AND package_name = 'a' ORDER BY id DESC LIMIT 3)
        """,
        """
        id NOT IN (SELECT package_version_id FROM github.packages.package_versions
        WHERE org = 'acme' AND package_type = 'container' AND package_name = 'a' AND id = 2)
        """,
        "id = (SELECT max(column1) FROM (VALUES (1), (3)))", "rowid IS NOT NULL", "typeof(id) = 'integer'",
      ])
    }
  }

  /// The version that a row of `url` means, or that a request deletes, as `owner/type/name/id`.
  static func version(_ address: String) -> String {
    let parts = address.split(separator: "/").map(String.init)
    guard let packages = parts.lastIndex(of: "packages"), packages > 0, parts.count > packages + 4 else {
      return address
    }
    let owner = parts[packages - 1] == "user" ? "me" : parts[packages - 1]
    return "\(owner)/\(parts[packages + 1])/\(parts[packages + 2])/\(parts[packages + 4])"
  }

  /// The versions that there are.
  static func everything(_ run: Writing) throws -> Set<String> {
    var all: Set<String> = []
    for filter in [
      "org = 'acme' AND package_type = 'container' AND package_name IN ('a', 'b/c')",
      "org = 'acme' AND package_type = 'npm' AND package_name = 'a'",
      "org = 'globex' AND package_type = 'container' AND package_name = 'a'",
      "username = 'hubber' AND package_type = 'container' AND package_name = 'a'",
      "package_type = 'container' AND package_name = 'a'",
    ] {
      let rows = try run.database.query("SELECT url FROM github.packages.package_versions WHERE \(filter)").texts("url")
      all.formUnion(rows.map(version))
    }
    return all
  }

  @Test("for 2,000 conditions", arguments: 0..<4)
  func property(seed: UInt64) async throws {
    try await Writing.run(Self.dataset) { run in
      let all = try Self.everything(run)
      #expect(all.count == 7 + 5 + 6 + 4 + 6 + 5 - 5)
      var clauses = Clauses(random: Random(state: seed))
      var (compared, refused, notEmpty, applied) = (0, 0, 0, 0)
      while compared < 500 {
        let clause = clauses.clause()
        let selected: Set<String>
        do {
          selected = Set(
            try run.database.query("SELECT url FROM github.packages.package_versions WHERE \(clause)")
              .texts("url").map(Self.version))
        } catch {
          // What can't be selected can't be deleted.
          let plans = try? run.database.plan("DELETE FROM github.packages.package_versions WHERE \(clause)")
          #expect(plans?.flatMap(\.writes).isEmpty ?? true, "\(clause): \(error)")
          refused += 1
          continue
        }
        let plans: [WritePlan]
        do {
          plans = try run.database.plan("DELETE FROM github.packages.package_versions WHERE \(clause)")
        } catch {
          // SQLite sees contradictions such as org = 'a' AND org = 'b' before it reads for a SELECT, not for a DELETE.
          #expect(selected.isEmpty, "\(clause) can be selected: \(error)")
          refused += 1
          continue
        }
        let deleted = Set(plans.flatMap(\.writes).map { Self.version($0.request) })
        compared += 1
        if !selected.isEmpty { notEmpty += 1 }
        #expect(deleted.isSuperset(of: selected), "\(clause): \(selected.subtracting(deleted)) would stay")
        // An object that is named by its full key is deleted without asking whether it exists.
        #expect(
          deleted.subtracting(selected).isDisjoint(with: all),
          "\(clause): \(deleted.subtracting(selected)) would be deleted, too")
        // Some are carried out, and what is left is counted. The server keeps the last version of a package.
        guard compared.isMultiple(of: 10), let plan = plans.first else { continue }
        let results = try run.apply(plan)
        let gone = results.filter { $0.outcome == .done }.map { Self.version($0.write.request) }
        #expect(results.allSatisfy { [.done, .refused, .alreadyGone].contains($0.outcome) }, "\(clause)")
        #expect(selected.isSuperset(of: gone), "\(clause)")
        let left = try Self.everything(run)
        #expect(left == all.subtracting(gone), "\(clause)")
        _ = try run.apply(try run.client.undo(results))
        let restored = try Self.everything(run)
        #expect(restored == all, "\(clause)")
        applied += 1
      }
      print("seed \(seed): \(compared) compared, \(notEmpty) of them not empty, \(refused) refused, \(applied) applied")
      #expect(notEmpty > 200 && applied > 20)
    }
  }
}
