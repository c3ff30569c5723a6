import Foundation
import GitHubSandbox

/// Where in a statement's requests something goes wrong.
enum FaultPlace: String, CaseIterable, Sendable {
  case first = "first page"
  case middle = "middle page"
  case last = "last page"
  case object = "single object"
  case inner = "inner side of a join"

  /// 100 versions in five pages, and three packages of 20 versions to join.
  static let dataset = Dataset(
    organizations: [
      .init(
        "acme",
        packages: [.init("big", type: .container, versions: .generated(.init(count: 100, firstID: 1_000)))]
          + [("a", 10_000), ("b", 20_000), ("c", 30_000)].map {
            .init($0.0, type: .npm, versions: .generated(.init(count: 20, firstID: $0.1)))
          })
    ],
    users: [.init("octocat")], now: Date(timeIntervalSince1970: 1_750_000_000))

  /// The statement, whose first column is a version's id.
  var sql: String {
    let versions = "SELECT id FROM github.packages.package_versions WHERE org = 'acme'"
    let big = "package_type = 'container' AND package_name = 'big'"
    return switch self {
    case .first, .middle, .last: "\(versions) AND \(big) AND per_page = 20"
    case .object: "\(versions) AND \(big) AND id = 1042"
    case .inner:
      """
      SELECT v.id FROM github.packages.packages p
      JOIN github.packages.package_versions v ON v.package_name = p.name AND v.package_type = p.package_type
      WHERE p.org = 'acme' AND v.org = 'acme' AND p.package_type = 'npm'
      """
    }
  }

  /// The rules that let a fault happen here and nowhere else.
  func rules(_ fault: Fault) throws -> [String] {
    switch self {
    case .first: ["GET:*:query=&page=:delay=0", "GET:*/big/versions:\(fault.settings)"]
    case .middle: ["GET:*/big/versions:query=&page=3:\(fault.settings)"]
    case .last: ["GET:*/big/versions:query=&page=5:\(fault.settings)"]
    case .object: ["GET:*/big/versions/1042:\(fault.settings)"]
    case .inner: ["GET:*/npm/b/versions:\(fault.settings)"]
    }
  }
}
