import Foundation
import GitHubSandbox

/// What goes wrong during one statement: made up from a seed, always the same.
struct FaultSchedule: Sendable, CustomStringConvertible {
  /// A statement that reads 3,000 versions.
  enum Statement: CaseIterable, Sendable {
    /// The thirty pages of one package.
    case scan
    /// Ten packages of 300 versions as an IN list, and as the inner side of a join.
    case list, join
    /// Thirty packages of a page each.
    case wideJoin

    var sql: String {
      let versions = "SELECT id FROM github.packages.package_versions WHERE org = 'acme' AND package_type ="
      func join(_ type: String) -> String {
        """
        SELECT v.id FROM github.packages.packages p
        JOIN github.packages.package_versions v ON v.package_name = p.name AND v.package_type = p.package_type
        WHERE p.org = 'acme' AND v.org = 'acme' AND p.package_type = '\(type)'
        """
      }
      return switch self {
      case .scan: "\(versions) 'container' AND package_name = 'big'"
      case .list:
        "\(versions) 'npm' AND package_name IN (\((0..<10).map { "'p\($0)'" }.joined(separator: ", ")))"
      case .join: join("npm")
      case .wideJoin: join("maven")
      }
    }

    /// The ids that it gives.
    var ids: Range<Int64> {
      switch self {
      case .scan: 100_000..<103_000
      case .list, .join: 200_000..<203_000
      case .wideJoin: 300_000..<303_000
      }
    }
  }

  static let dataset = Dataset(
    organizations: [
      .init(
        "acme",
        packages: [package("big", .container, 3_000, 100_000)]
          + (0..<10).map { package("p\($0)", .npm, 300, 200_000 + Int64($0) * 300) }
          + (0..<30).map { package("p\($0)", .maven, 100, 300_000 + Int64($0) * 100) })
    ],
    users: [.init("octocat")], now: Date(timeIntervalSince1970: 1_750_000_000))

  private static func package(
    _ name: String, _ type: Dataset.PackageType, _ count: Int, _ first: Int64
  ) -> Dataset.Package {
    .init(name, type: type, versions: .generated(.init(count: count, firstID: first)))
  }

  let seed: UInt64
  let statement: Statement
  let concurrency: Int
  /// The sandbox's rules.
  let rules: [String]

  var description: String { "seed \(seed): \(statement), concurrency \(concurrency), \(rules)" }

  /// Makes up a schedule; only where a list may move do others add and delete versions meanwhile.
  init(seed: UInt64, mayMove: Bool) {
    var random = SeededGenerator(seed: seed)
    self.seed = seed
    statement = Statement.allCases.randomElement(using: &random) ?? .scan
    concurrency = [1, 2, 8, 100].randomElement(using: &random) ?? 1
    var rules: [String] = []
    // Most have one rule: what goes wrong behind an error changes nothing.
    if mayMove {
      // Not every time: a list that grows by a page for each that is read has no end. Fewer deletions than a page holds
      // can't be seen (docs/faults.md).
      let first = Int.random(in: 1...30, using: &random)
      let move = Bool.random(using: &random) ? "added" : "removed"
      rules.append("GET:*/versions:nth=\(first),\(first + 1):\(move)=\(Int.random(in: 100...200, using: &random))")
    }
    for _ in 0..<([1, 1, 1, 2, 2, 4].randomElement(using: &random) ?? 1) {
      rules.append(Self.requests(statement, &random) + Self.fault(&random))
    }
    self.rules = rules
  }

  /// Which requests meet a fault: those for one page or package, or some by number, once or every time.
  private static func requests(_ statement: Statement, _ random: inout SeededGenerator) -> String {
    func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }
    let package = statement == .scan ? "big" : "p\(number(0...9))"
    let page = number(2...(statement == .scan ? 30 : 3))
    let target = [
      "GET:*/\(package)/versions:query=&page=\(page):", "GET:*/\(package)/versions:", "GET:*/versions:", "*:*:",
    ].randomElement(using: &random)
    switch number(0...3) {
    case 0: return (target ?? "") + ["", "after=\(number(1...30)):"][number(0...1)]
    case 1: return (target ?? "") + "first=\(number(1...4)):"
    default: return (target ?? "") + "nth=\(number(1...3)),\(number(1...30)):"
    }
  }

  private static func fault(_ random: inout SeededGenerator) -> String {
    let number = Int.random(in: 0...3_000, using: &random)
    let seconds = [1, 2, 30, 120].randomElement(using: &random) ?? 1
    return [
      "close", "reset", "reset:acted", "cut=\(number)", "chunked:cut=\(number)", "cut=1000000000", "chunked",
      "slow=1", "slow=50000000", "delay=1", "delay=600000", "length=+\(number + 1)", "length=-\(number + 1)",
      "type=text/html", "invalid", "status=200:html", "status=502:html", "status=500", "status=500", "status=503",
      "status=503:retry-after=\(seconds)", "status=408", "status=501", "status=404",
      "status=401:message=Bad credentials",
      "status=403", "status=422", "status=200:message=Hello", "status=204", "status=304", "status=302", "link=none",
      "link=none", "link=loop", "link=foreign", "link=none:invalid", "quota=\(number % 40)/\(seconds)",
      "quota=0/\(seconds):status=429", "points=\(number % 40)/\(seconds)", "points=0/\(seconds):retry-after=\(seconds)",
      "points=0:status=429:retry-after=1", "size=200", "size=200:chunked",
    ].randomElement(using: &random) ?? "close"
  }
}

/// SplitMix64: the same numbers for the same seed, everywhere.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ bits >> 30) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ bits >> 27) &* 0x94D0_49BB_1331_11EB
    return bits ^ bits >> 31
  }
}
