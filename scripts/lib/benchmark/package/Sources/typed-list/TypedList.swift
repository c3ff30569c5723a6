import Bundled
import CurlTransport

/// Reads all versions of a package with the typed client and looks at two fields of each: the case "typed client".
@main
struct TypedList {
  static func main() async throws {
    let github = GitHub(transport: CurlTransport())
    var count = 0
    var tags = 0
    for try await version in github.packages.packageVersions.list(
      org: "acme", packageType: .container, packageName: "monorepo")
    {
      count += 1
      tags += version.metadata?.container?.tags.count ?? 0
    }
    print(count, tags)
  }
}
