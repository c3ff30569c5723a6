import Foundation

/// Writes accounts, packages and versions as the API shows them.
struct Renderer: Sendable {
  /// Scheme and authority of the API's own URLs: those under which the client reached the sandbox, so that they can be followed.
  var api: String

  private static let site = "https://github.com"

  // MARK: Packages

  func packages(_ packages: some Collection<PackageView>) -> [UInt8] {
    var writer = JSONWriter(capacity: 2 + packages.count * 1500)
    writer.array { writer in
      for package in packages { write(package, to: &writer) }
    }
    return writer.bytes
  }

  func package(_ package: PackageView) -> [UInt8] {
    var writer = JSONWriter()
    write(package, to: &writer)
    return writer.bytes
  }

  private func write(_ package: PackageView, to writer: inout JSONWriter) {
    let facts = package.facts
    writer.object { writer in
      writer.member("id", facts.id)
      writer.member("name", facts.name)
      writer.member("package_type", facts.type.rawValue)
      writer.key("owner")
      if facts.showsOwner { write(package.owner, to: &writer) } else { writer.null() }
      writer.member("version_count", Int64(package.versionCount))
      writer.member("visibility", facts.visibility.rawValue)
      writer.member("url", apiURL(package))
      writer.key("created_at")
      writer.string(plain: Timestamp.bytes(facts.createdAt))
      writer.key("updated_at")
      writer.string(plain: Timestamp.bytes(facts.updatedAt))
      writer.key("repository")
      if let repository = facts.repository {
        RepositoryRenderer(api: api, fullName: repository, package: package).write(to: &writer) { owner, writer in
          write(owner, to: &writer)
        }
      } else {
        writer.null()
      }
      writer.member("html_url", htmlURL(package))
    }
  }

  // MARK: Versions

  func versions(_ versions: [VersionFacts], of package: PackageView) -> [UInt8] {
    var writer = JSONWriter(capacity: 2 + versions.count * 700)
    let urls = VersionURLs(self, package)
    writer.array { writer in
      for version in versions { write(version, of: package, urls, to: &writer) }
    }
    return writer.bytes
  }

  func version(_ version: VersionFacts, of package: PackageView) -> [UInt8] {
    var writer = JSONWriter()
    write(version, of: package, VersionURLs(self, package), to: &writer)
    return writer.bytes
  }

  /// The parts of a version's URLs that are the same for all of a package's versions. They need no escaping.
  private struct VersionURLs {
    let api: [UInt8]
    let package: [UInt8]
    let html: [UInt8]
    /// Whether the page of a version is found by name or by id.
    let endsInName: Bool

    init(_ renderer: Renderer, _ view: PackageView) {
      let page = renderer.htmlURL(view)
      api = Array("\(renderer.apiURL(view))/versions/".utf8)
      package = Array(page.utf8)
      endsInName = !view.facts.isOwnedByAccount
      html = Array((endsInName ? "\(page)?version=" : "\(renderer.htmlBase(view))/").utf8)
    }
  }

  private func write(
    _ version: VersionFacts, of package: PackageView, _ urls: VersionURLs, to writer: inout JSONWriter
  ) {
    let id = Array(String(version.id).utf8)
    writer.object { writer in
      writer.member("id", version.id)
      writer.member("name", version.name)
      writer.key("url")
      writer.string(plain: urls.api, id)
      writer.key("package_html_url")
      writer.string(plain: urls.package)
      if let license = version.license { writer.member("license", license) }
      if let description = version.description { writer.member("description", description) }
      writer.key("created_at")
      writer.string(plain: Timestamp.bytes(version.createdAt))
      writer.key("updated_at")
      writer.string(plain: Timestamp.bytes(version.updatedAt))
      if let deletedAt = version.deletedAt {
        writer.key("deleted_at")
        writer.string(plain: Timestamp.bytes(deletedAt))
      }
      writer.key("html_url")
      writer.string(plain: urls.html, urls.endsInName ? Array(PercentEncoding.encode(version.name).utf8) : id)
      writer.key("metadata")
      writer.object { writer in metadata(version, package.facts, to: &writer) }
    }
  }

  private func metadata(_ version: VersionFacts, _ package: PackageFacts, to writer: inout JSONWriter) {
    writer.member("package_type", package.type.rawValue)
    switch package.type {
    case .container:
      writer.key("container")
      writer.object { writer in
        writer.key("tags")
        tags(version, to: &writer)
      }
    case .docker:
      writer.key("docker")
      writer.object { writer in
        writer.key(package.dockerTagsKey == .tag ? "tag" : "tags")
        tags(version, to: &writer)
      }
    case .npm, .maven, .rubygems, .nuget: break
    }
  }

  private func tags(_ version: VersionFacts, to writer: inout JSONWriter) {
    writer.array { writer in
      for tag in version.tags { writer.string(tag) }
    }
  }

  // MARK: Accounts

  /// An account asked for by itself: an organisation has addresses of its own then, on which clients build others.
  func account(_ account: AccountFacts) -> [UInt8] {
    var writer = JSONWriter()
    if account.isOrganization { organization(account, to: &writer) } else { write(account, to: &writer) }
    return writer.bytes
  }

  private func organization(_ account: AccountFacts, to writer: inout JSONWriter) {
    let login = PercentEncoding.encode(account.login)
    let url = "\(api)/orgs/\(login)"
    writer.object { writer in
      writer.member("login", account.login)
      writer.member("id", account.id)
      writer.member("node_id", NodeID.make("Organization", account.id))
      writer.member("url", url)
      writer.member("repos_url", "\(url)/repos")
      writer.member("events_url", "\(url)/events")
      writer.member("hooks_url", "\(url)/hooks")
      writer.member("issues_url", "\(url)/issues")
      writer.member("members_url", "\(url)/members{/member}")
      writer.member("public_members_url", "\(url)/public_members{/member}")
      writer.member("avatar_url", "https://avatars.githubusercontent.com/u/\(account.id)?v=4")
      writer.key("description")
      writer.null()
      writer.member("html_url", "\(Self.site)/\(login)")
      writer.member("type", "Organization")
    }
  }

  /// An account as the owner of something: whatever its kind, its addresses are those of a user.
  private func write(_ account: AccountFacts, to writer: inout JSONWriter) {
    let login = PercentEncoding.encode(account.login)
    let url = "\(api)/users/\(login)"
    writer.object { writer in
      writer.member("login", account.login)
      writer.member("id", account.id)
      let kind = account.isOrganization ? "Organization" : "User"
      writer.member("node_id", NodeID.make(kind, account.id))
      writer.member("avatar_url", "https://avatars.githubusercontent.com/u/\(account.id)?v=4")
      writer.member("gravatar_id", "")
      writer.member("url", url)
      writer.member("html_url", "\(Self.site)/\(login)")
      writer.member("followers_url", "\(url)/followers")
      writer.member("following_url", "\(url)/following{/other_user}")
      writer.member("gists_url", "\(url)/gists{/gist_id}")
      writer.member("starred_url", "\(url)/starred{/owner}{/repo}")
      writer.member("subscriptions_url", "\(url)/subscriptions")
      writer.member("organizations_url", "\(url)/orgs")
      writer.member("repos_url", "\(url)/repos")
      writer.member("events_url", "\(url)/events{/privacy}")
      writer.member("received_events_url", "\(url)/received_events")
      writer.member("type", kind)
      writer.member("site_admin", false)
    }
  }

  // MARK: URLs

  private func apiURL(_ package: PackageView) -> String {
    let login = PercentEncoding.encode(package.owner.login)
    let name = PercentEncoding.encode(package.facts.name)
    let kind = package.owner.isOrganization ? "orgs" : "users"
    return "\(api)/\(kind)/\(login)/packages/\(package.facts.type.rawValue)/\(name)"
  }

  private func htmlURL(_ package: PackageView) -> String {
    guard package.facts.isOwnedByAccount else {
      return "\(Self.site)/\(package.facts.repository ?? "")/packages/\(package.facts.id)"
    }
    let login = PercentEncoding.encode(package.owner.login)
    let name = PercentEncoding.encode(package.facts.name)
    let kind = package.owner.isOrganization ? "orgs" : "users"
    return "\(Self.site)/\(kind)/\(login)/packages/\(package.facts.type.rawValue)/package/\(name)"
  }

  private func htmlBase(_ package: PackageView) -> String {
    let login = PercentEncoding.encode(package.owner.login)
    let kind = package.owner.isOrganization ? "orgs" : "users"
    let name = PercentEncoding.encode(package.facts.name)
    return "\(Self.site)/\(kind)/\(login)/packages/\(package.facts.type.rawValue)/\(name)"
  }
}

extension PackageFacts {
  /// Containers, and whatever is not linked to a repository, have their pages under the account, others under the repository.
  fileprivate var isOwnedByAccount: Bool { type == .container || repository == nil }
}

/// GitHub's opaque global ids, in their older form.
enum NodeID {
  static func make(_ kind: String, _ id: Int64) -> String {
    Data("0\(kind.utf8.count):\(kind)\(id)".utf8).base64EncodedString()
  }
}
