import Foundation

/// What never changes about an account.
struct AccountFacts: Sendable {
  var login: String
  var id: Int64
  var isOrganization: Bool
}

/// What never changes about a package.
struct PackageFacts: Sendable {
  var id: Int64
  var name: String
  var type: Dataset.PackageType
  var visibility: Dataset.Visibility
  var repository: String?
  var showsOwner: Bool
  var access: Dataset.Access
  var createdAt: Int
  var updatedAt: Int
  var hasDockerConflict: Bool
  var dockerTagsKey: Dataset.DockerTagsKey
}

/// A package as a response shows it.
struct PackageView: Sendable {
  var owner: AccountFacts
  var facts: PackageFacts
  var versionCount: Int
}

/// The sandbox's state: the accounts, their packages and versions, and what has been deleted.
struct Store: Sendable {
  private struct StoredPackage {
    let facts: PackageFacts
    var versions: VersionTable
    var deletion: Deletion?
  }

  private struct Account {
    let facts: AccountFacts
    var packages: [StoredPackage]
    /// The packages of a name, existing or deleted: a name can be used anew after a deletion.
    let positions: [PackageKey: [Int]]
  }

  private var accounts: [Account]
  private let organizations: [String: Int]
  private let users: [String: Int]
  private let authenticatedUser: Int?

  /// Fills the store from a dataset; `now` is the moment of the start in seconds.
  init(_ dataset: Dataset, now: Int) {
    var builder = StoreBuilder(now: dataset.now.map(Timestamp.seconds) ?? now)
    let all = dataset.organizations.map { ($0, true) } + dataset.users.map { ($0, false) }
    var accounts: [Account] = []
    var organizations: [String: Int] = [:]
    var users: [String: Int] = [:]
    for (account, isOrganization) in all {
      let facts = builder.facts(account, isOrganization: isOrganization)
      let packages = account.packages.map { package in
        let (facts, versions, deletion) = builder.package(package, of: facts)
        return StoredPackage(facts: facts, versions: versions, deletion: deletion)
      }
      let positions = Dictionary(grouping: packages.indices) { PackageKey(packages[$0].facts) }
      if isOrganization {
        organizations[account.login.lowercased()] = accounts.count
      } else {
        users[account.login.lowercased()] = accounts.count
      }
      accounts.append(Account(facts: facts, packages: packages, positions: positions))
    }
    self.accounts = accounts
    self.organizations = organizations
    self.users = users
    let login = dataset.authenticatedUser ?? dataset.users.first?.login
    authenticatedUser = login.flatMap { users[$0.lowercased()] }
  }
}

/// A package's address within its account.
struct PackageKey: Hashable, Sendable {
  var type: Dataset.PackageType
  var name: String

  init(type: Dataset.PackageType, name: String) {
    self.type = type
    self.name = name
  }

  init(_ facts: PackageFacts) { self.init(type: facts.type, name: facts.name) }
}

// MARK: - Reading

extension Store {
  /// The account's facts. Throws ``Refusal/notFound`` when there is none.
  func account(_ owner: Owner) throws(Refusal) -> AccountFacts { accounts[try index(owner)].facts }

  /// The packages of a type that the user may see, in the dataset's order.
  func packages(
    _ owner: Owner, where isIncluded: (PackageFacts) -> Bool
  ) throws(Refusal) -> [PackageView] {
    let account = accounts[try index(owner)]
    return account.packages.filter { $0.deletion == nil && $0.facts.access != .none && isIncluded($0.facts) }
      .map { PackageView(owner: account.facts, facts: $0.facts, versionCount: $0.versions.count) }
  }

  /// One package.
  func package(_ owner: Owner, _ key: PackageKey) throws(Refusal) -> PackageView {
    let (account, package) = try existing(owner, key)
    let stored = accounts[account].packages[package]
    return PackageView(owner: accounts[account].facts, facts: stored.facts, versionCount: stored.versions.count)
  }

  /// A stretch of a package's versions, and how many there are in all.
  func versions(
    _ owner: Owner, _ key: PackageKey, deleted: Bool, offset: Int, limit: Int
  ) throws(Refusal) -> (package: PackageView, versions: [VersionFacts], total: Int) {
    let (account, package) = try existing(owner, key)
    let table = accounts[account].packages[package].versions
    let page = table.page(deleted: deleted, offset: offset, limit: limit)
    return (try self.package(owner, key), page, deleted ? table.deletedCount : table.count)
  }

  /// One version that is not deleted.
  func version(
    _ owner: Owner, _ key: PackageKey, id: Int64
  ) throws(Refusal) -> (package: PackageView, version: VersionFacts) {
    let (account, package) = try existing(owner, key)
    let table = accounts[account].packages[package].versions
    guard let position = table.position(ofID: id), table.deletion(at: position) == nil else {
      throw .versionNotFound
    }
    return (try self.package(owner, key), table.version(at: position))
  }

  /// Changes the versions of a package that exists.
  mutating func changeVersions(
    _ owner: Owner, _ key: PackageKey, _ body: (inout VersionTable) -> Void
  ) throws(Refusal) {
    let (account, package) = try existing(owner, key)
    body(&accounts[account].packages[package].versions)
  }

  private func index(_ owner: Owner) throws(Refusal) -> Int {
    let index =
      switch owner {
      case .organization(let login): organizations[login.lowercased()]
      case .user(let login): users[login.lowercased()]
      case .authenticatedUser: authenticatedUser
      case .organizationID(let id): accounts.firstIndex { $0.facts.isOrganization && $0.facts.id == id }
      case .userID(let id): accounts.firstIndex { !$0.facts.isOrganization && $0.facts.id == id }
      }
    guard let index else { throw .notFound }
    return index
  }

  private func existing(_ owner: Owner, _ key: PackageKey) throws(Refusal) -> (account: Int, package: Int) {
    let account = try index(owner)
    let packages = accounts[account].packages
    guard let package = accounts[account].positions[key]?.first(where: { packages[$0].deletion == nil }),
      packages[package].facts.access != .none
    else { throw .packageNotFound }
    return (account, package)
  }
}

// MARK: - Writing

extension Store {
  /// Downloads from which on a public version can't be deleted any more.
  static let undeletableDownloads = 5000

  /// Hides a package and all its versions.
  mutating func deletePackage(_ owner: Owner, _ key: PackageKey, now: Int) throws(Refusal) {
    let (account, package) = try existing(owner, key)
    let stored = accounts[account].packages[package]
    guard stored.facts.access == .admin else { throw .forbidden }
    if stored.facts.visibility == .public, stored.versions.hasVersion(downloadedMoreThan: Self.undeletableDownloads) {
      throw .tooManyDownloads(isPackage: true)
    }
    accounts[account].packages[package].deletion = Deletion(at: now)
  }

  /// Brings back the package of that name that was deleted last. [assumed] what is asked for and not deleted is a 404.
  mutating func restorePackage(_ owner: Owner, _ key: PackageKey, now: Int) throws(Refusal) {
    let account = try index(owner)
    let candidates = accounts[account].positions[key, default: []]
    let packages = accounts[account].packages
    let deleted = candidates.compactMap { position in packages[position].deletion.map { (position, $0) } }
    guard let (package, deletion) = deleted.max(by: { $0.1.at < $1.1.at }), deletion.isRestorable(at: now),
      packages[package].facts.access != .none
    else { throw .packageNotFound }
    guard packages[package].facts.access == .admin else { throw .forbidden }
    guard deleted.count == candidates.count else { throw .nameInUse("package") }
    accounts[account].packages[package].deletion = nil
  }

  /// Deletes a version, which drops its tags.
  mutating func deleteVersion(_ owner: Owner, _ key: PackageKey, id: Int64, now: Int) throws(Refusal) {
    let (account, package) = try existing(owner, key)
    let stored = accounts[account].packages[package]
    guard let position = stored.versions.position(ofID: id), stored.versions.deletion(at: position) == nil else {
      throw .versionNotFound
    }
    guard stored.facts.access == .admin else { throw .forbidden }
    let version = stored.versions.version(at: position)
    if stored.facts.visibility == .public, version.downloads > Self.undeletableDownloads {
      throw .tooManyDownloads(isPackage: false)
    }
    if !version.tags.isEmpty, stored.versions.taggedCount == 1 { throw .lastVersion("last tagged version") }
    // [assumed] That the only version can't go either where none is tagged: the older wording says so for other types.
    if stored.versions.count == 1 { throw .lastVersion("last version") }
    accounts[account].packages[package].versions.delete(position, Deletion(at: now))
  }

  /// Brings a deleted version back, without the tags that it had.
  mutating func restoreVersion(_ owner: Owner, _ key: PackageKey, id: Int64, now: Int) throws(Refusal) {
    let (account, package) = try existing(owner, key)
    let stored = accounts[account].packages[package]
    guard let position = stored.versions.position(ofID: id), let deletion = stored.versions.deletion(at: position),
      deletion.isRestorable(at: now)
    else { throw .versionNotFound }
    guard stored.facts.access == .admin else { throw .forbidden }
    guard !stored.versions.hasActiveVersion(named: stored.versions.version(at: position).name) else {
      throw .nameInUse("version")
    }
    accounts[account].packages[package].versions.restore(position)
  }
}
