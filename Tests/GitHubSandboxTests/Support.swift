import Foundation
import GitHubSandbox

/// Starts a sandbox, hands over a connection to it, and stops it.
func withSandbox<Result>(
  _ options: GitHubSandbox.Options = .init(), _ body: (GitHubSandbox, HTTPClient) throws -> Result
) throws -> Result {
  let sandbox = try GitHubSandbox.start(options)
  defer { sandbox.stop() }
  return try body(sandbox, try HTTPClient(port: sandbox.port))
}

/// The same with a dataset of one organisation, `acme`, and one user, `octocat`.
func withPackages<Result>(
  _ packages: [Dataset.Package], users: [Dataset.Package] = [], now: Date? = nil,
  _ body: (GitHubSandbox, HTTPClient) throws -> Result
) throws -> Result {
  let dataset = Dataset(
    organizations: [.init("acme", packages: packages)], users: [.init("octocat", packages: users)], now: now)
  return try withSandbox(.init(dataset: dataset), body)
}

/// The moment that a date as the API writes it stands for.
func date(_ text: String) throws -> Date { try Date(text, strategy: .iso8601) }

/// The tags of a container's version in an answer.
func containerTags(_ version: [String: Any]) -> [String]? {
  ((version["metadata"] as? [String: Any])?["container"] as? [String: [String]])?["tags"]
}
