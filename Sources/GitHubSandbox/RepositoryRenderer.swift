/// Writes the repository that a package is linked to: the fields that GitHub's schema requires of it.
struct RepositoryRenderer {
  var api: String
  /// `owner/name`.
  var fullName: String
  var package: PackageView

  /// The URLs below the repository's own, by field: what follows the repository's URL.
  private static let urls: [(field: StaticString, suffix: String)] = [
    ("archive_url", "/{archive_format}{/ref}"), ("assignees_url", "/assignees{/user}"),
    ("blobs_url", "/git/blobs{/sha}"), ("branches_url", "/branches{/branch}"),
    ("collaborators_url", "/collaborators{/collaborator}"), ("comments_url", "/comments{/number}"),
    ("commits_url", "/commits{/sha}"), ("compare_url", "/compare/{base}...{head}"),
    ("contents_url", "/contents/{+path}"), ("contributors_url", "/contributors"),
    ("deployments_url", "/deployments"), ("downloads_url", "/downloads"), ("events_url", "/events"),
    ("forks_url", "/forks"), ("git_commits_url", "/git/commits{/sha}"), ("git_refs_url", "/git/refs{/sha}"),
    ("git_tags_url", "/git/tags{/sha}"), ("hooks_url", "/hooks"),
    ("issue_comment_url", "/issues/comments{/number}"), ("issue_events_url", "/issues/events{/number}"),
    ("issues_url", "/issues{/number}"), ("keys_url", "/keys{/key_id}"), ("labels_url", "/labels{/name}"),
    ("languages_url", "/languages"), ("merges_url", "/merges"), ("milestones_url", "/milestones{/number}"),
    ("notifications_url", "/notifications{?since,all,participating}"), ("pulls_url", "/pulls{/number}"),
    ("releases_url", "/releases{/id}"), ("stargazers_url", "/stargazers"), ("statuses_url", "/statuses/{sha}"),
    ("subscribers_url", "/subscribers"), ("subscription_url", "/subscription"), ("tags_url", "/tags"),
    ("teams_url", "/teams"), ("trees_url", "/git/trees{/sha}"),
  ]

  /// The repository's owner is written as the package's own: the sandbox links packages to repositories of their account only.
  func write(to writer: inout JSONWriter, owner: (AccountFacts, inout JSONWriter) -> Void) {
    // Repositories are no part of a dataset; their ids only have to be the same every time.
    let id = Int64(Hash.fnv1a(Array(fullName.utf8)) % 900_000_000) + 100_000_000
    let url = "\(api)/repos/\(fullName)"
    writer.object { writer in
      writer.member("id", id)
      writer.member("node_id", NodeID.make("Repository", id))
      writer.member("name", fullName.split(separator: "/").last.map(String.init) ?? fullName)
      writer.member("full_name", fullName)
      writer.member("private", package.facts.visibility != .public)
      writer.key("owner")
      owner(package.owner, &writer)
      writer.member("html_url", "https://github.com/\(fullName)")
      writer.key("description")
      writer.null()
      writer.member("fork", false)
      writer.member("url", url)
      for (field, suffix) in Self.urls { writer.member(field, url + suffix) }
    }
  }
}
