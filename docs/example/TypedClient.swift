import CurlTransport
import GitHubProvider
import ProviderRuntime

@main
struct TypedClient {
  static func main() async throws {
    // The token comes from GITHUB_TOKEN or GH_TOKEN.
    let github = GitHub(transport: CurlTransport())
    let versions = github.packages.packageVersions

    var untagged = 0
    for try await version in versions.list(org: "acme", packageType: .container, packageName: "web") {
      let tags = version.metadata?.container?.tags ?? []
      if tags.isEmpty { untagged += 1 } else { print(version.id, tags.joined(separator: ", ")) }
    }
    print("\(untagged) versions carry no tag")

    do {
      _ = try await versions.get(org: "acme", packageType: .container, packageName: "web", packageVersionID: 1)
    } catch let error as ProviderError where error.kind == .notFound {
      print("version 1 is not there")
    }
  }
}
