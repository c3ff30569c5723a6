import Foundation

/// What a sandbox contains when it starts: accounts, their packages, and the packages' versions.
///
/// A dataset is a plain value. ``demo`` is the one that the command line uses; tests build their own, and
/// ``init(contentsOf:)`` reads one from a JSON file.
public struct Dataset: Sendable {
  /// The organisations, in the order in which they get their ids.
  public var organizations: [Account]
  /// The users, in the order in which they get their ids.
  public var users: [Account]
  /// The login of the user whom every accepted token belongs to. Without one it is the first user.
  public var authenticatedUser: String?
  /// The moment at which the dataset was current. Deletions that are part of the dataset age up to this moment only, so that
  /// they stay restorable however old the dataset is. Nil means the moment at which the sandbox starts.
  public var now: Date?

  /// Creates a dataset.
  public init(
    organizations: [Account] = [], users: [Account] = [], authenticatedUser: String? = nil, now: Date? = nil
  ) {
    self.organizations = organizations
    self.users = users
    self.authenticatedUser = authenticatedUser
    self.now = now
  }
}

extension Dataset {
  /// An organisation or a user, depending on the list it stands in.
  public struct Account: Sendable {
    /// The name in paths; compared without regard to case.
    public var login: String
    /// The account's id; nil lets the sandbox number it.
    public var id: Int64?
    /// Its packages, in the order in which they are listed.
    public var packages: [Package]

    /// Creates an account.
    public init(_ login: String, id: Int64? = nil, packages: [Package] = []) {
      self.login = login
      self.id = id
      self.packages = packages
    }
  }

  /// The registries that GitHub keeps packages in.
  public enum PackageType: String, Sendable, CaseIterable {
    case npm, maven, rubygems, docker, nuget, container

    /// Whether the versions of such packages carry tags.
    var hasTags: Bool { self == .container || self == .docker }
  }

  /// Who may read a package.
  public enum Visibility: String, Sendable, CaseIterable {
    case `public`, `private`, `internal`
  }

  /// What the authenticated user may do with a package.
  public enum Access: String, Sendable, CaseIterable {
    /// Read, delete and restore.
    case admin
    /// Read only: writes are answered 403.
    case read
    /// The package is not listed and answers 404, as if it did not exist.
    case none
  }

  /// A package and its versions.
  public struct Package: Sendable {
    /// The name; may contain "/".
    public var name: String
    /// The registry that it belongs to.
    public var type: PackageType
    /// The package's id; nil lets the sandbox number it.
    public var id: Int64?
    /// Who may read it.
    public var visibility: Visibility
    /// The repository that it is linked to, as `owner/name`; nil is reported as null.
    public var repository: String?
    /// Whether the response names its owner; GitHub's schema allows null.
    public var showsOwner: Bool
    /// What the authenticated user may do with it.
    public var access: Access
    /// When it was created; nil takes the creation of its oldest version.
    public var createdAt: Date?
    /// When it last changed; nil takes the creation of its newest version.
    public var updatedAt: Date?
    /// When it was deleted; nil for a package that exists.
    public var deletedAt: Date?
    /// Whether the package is in the list of conflicts that stop a migration from the Docker registry.
    public var hasDockerConflict: Bool
    /// How the tags of a Docker version are spelt: both `tag` and `tags` are seen.
    public var dockerTagsKey: DockerTagsKey
    /// Its versions.
    public var versions: Versions

    /// Creates a package.
    public init(
      _ name: String, type: PackageType, id: Int64? = nil, visibility: Visibility = .private,
      repository: String? = nil, showsOwner: Bool = true, access: Access = .admin, createdAt: Date? = nil,
      updatedAt: Date? = nil, deletedAt: Date? = nil, hasDockerConflict: Bool = false,
      dockerTagsKey: DockerTagsKey = .tag, versions: Versions = .list([])
    ) {
      self.name = name
      self.type = type
      self.id = id
      self.visibility = visibility
      self.repository = repository
      self.showsOwner = showsOwner
      self.access = access
      self.createdAt = createdAt
      self.updatedAt = updatedAt
      self.deletedAt = deletedAt
      self.hasDockerConflict = hasDockerConflict
      self.dockerTagsKey = dockerTagsKey
      self.versions = versions
    }
  }

  /// The two spellings of the property that holds a Docker version's tags.
  public enum DockerTagsKey: String, Sendable, CaseIterable {
    case tag, tags
  }

  /// The versions of a package.
  public enum Versions: Sendable {
    /// Versions written out one by one, in any order: lists are sorted by creation, newest first.
    case list([Version])
    /// Versions that are computed from their number whenever they are asked for.
    case generated(GeneratedVersions)

    /// Generated versions with every setting but their number left alone.
    public static func generated(count: Int) -> Versions { .generated(GeneratedVersions(count: count)) }
  }

  /// One version of a package.
  public struct Version: Sendable {
    /// The version's id; nil lets the sandbox number it.
    public var id: Int64?
    /// The version string, or the digest for a container; nil takes a digest or `0.0.n` made from its place.
    public var name: String?
    /// Its tags; used for containers and Docker images only.
    public var tags: [String]
    /// When it was created; nil is the dataset's `now` less a day for each version before it in the list.
    public var createdAt: Date?
    /// When it last changed; nil is its creation.
    public var updatedAt: Date?
    /// When it was deleted; nil for a version that exists.
    public var deletedAt: Date?
    /// How often it was downloaded. Never reported, but a public version with more than 5,000 can't be deleted.
    public var downloads: Int
    /// Its license; left out of the response when nil.
    public var license: String?
    /// Its description; left out of the response when nil.
    public var description: String?

    /// Creates a version.
    public init(
      id: Int64? = nil, name: String? = nil, tags: [String] = [], createdAt: Date? = nil, updatedAt: Date? = nil,
      deletedAt: Date? = nil, downloads: Int = 0, license: String? = nil, description: String? = nil
    ) {
      self.id = id
      self.name = name
      self.tags = tags
      self.createdAt = createdAt
      self.updatedAt = updatedAt
      self.deletedAt = deletedAt
      self.downloads = downloads
      self.license = license
      self.description = description
    }
  }

  /// A run of versions that are computed from their number, so that a package of a million versions costs nothing to keep.
  ///
  /// The newest has the highest id; each older one's id is one less.
  public struct GeneratedVersions: Sendable {
    /// How many there are.
    public var count: Int
    /// The oldest version's id; nil lets the sandbox reserve a run of ids.
    public var firstID: Int64?
    /// When the newest was created; nil is the dataset's `now`.
    public var newest: Date?
    /// Seconds between one version and the next.
    public var interval: Int
    /// Every n-th version is tagged `v1.0.n`, counted from the oldest; the newest is also tagged `latest`. 0 tags none.
    public var taggedEvery: Int

    /// Creates a run of versions; by default one an hour, of which every tenth is tagged.
    public init(
      count: Int, firstID: Int64? = nil, newest: Date? = nil, interval: Int = 3600, taggedEvery: Int = 10
    ) {
      self.count = count
      self.firstID = firstID
      self.newest = newest
      self.interval = interval
      self.taggedEvery = taggedEvery
    }
  }
}
