import Foundation

/// Turns a dataset's values into stored ones: fills in what they leave open, always in the same way.
struct StoreBuilder {
  /// When the dataset was current, in seconds.
  let now: Int

  private var nextAccountID: Int64 = 9_000_001
  private var nextPackageID: Int64 = 2_000_001
  /// Above 2^31, as GitHub's have become.
  private var nextVersionID: Int64 = 3_000_000_001

  init(now: Int) { self.now = now }

  mutating func facts(_ account: Dataset.Account, isOrganization: Bool) -> AccountFacts {
    AccountFacts(login: account.login, id: account.id ?? take(1, from: \.nextAccountID), isOrganization: isOrganization)
  }

  mutating func package(
    _ package: Dataset.Package, of account: AccountFacts
  ) -> (PackageFacts, VersionTable, Deletion?) {
    let versions = table(package, of: account)
    let dates = creation(versions)
    let facts = PackageFacts(
      id: package.id ?? take(1, from: \.nextPackageID), name: package.name, type: package.type,
      visibility: package.visibility, repository: package.repository, showsOwner: package.showsOwner,
      access: package.access, createdAt: package.createdAt.map(Timestamp.seconds) ?? dates.oldest,
      updatedAt: package.updatedAt.map(Timestamp.seconds) ?? dates.newest,
      hasDockerConflict: package.hasDockerConflict, dockerTagsKey: package.dockerTagsKey)
    return (facts, versions.table, package.deletedAt.map(deletion))
  }

  private mutating func table(
    _ package: Dataset.Package, of account: AccountFacts
  ) -> (table: VersionTable, source: VersionSource) {
    let digests = DigestGenerator("\(account.login)/\(package.type.rawValue)/\(package.name)")
    switch package.versions {
    case .list(let versions):
      let sorted = stored(versions, type: package.type, digests: digests)
      let source = VersionSource(sorted.map(\.facts))
      let deleted = sorted.enumerated().compactMap { position, version in
        version.deletedAt.map { (position, deletion($0)) }
      }
      return (VersionTable(source, deleted: Dictionary(uniqueKeysWithValues: deleted)), source)
    case .generated(let generated):
      let count = max(0, generated.count)
      let source = VersionSource.generated(
        VersionGenerator(
          count: count, firstID: generated.firstID ?? take(Int64(count), from: \.nextVersionID),
          newest: generated.newest.map(Timestamp.seconds) ?? now, interval: generated.interval,
          taggedEvery: package.type.hasTags ? generated.taggedEvery : 0, type: package.type, digests: digests))
      return (VersionTable(source), source)
    }
  }

  private mutating func stored(
    _ versions: [Dataset.Version], type: Dataset.PackageType, digests: DigestGenerator
  ) -> [(facts: VersionFacts, deletedAt: Date?)] {
    let firstID = take(Int64(versions.count), from: \.nextVersionID)
    return versions.enumerated().map { place, version in
      let number = versions.count - place
      let created = version.createdAt.map(Timestamp.seconds) ?? now - place * 86_400
      let facts = VersionFacts(
        id: version.id ?? firstID + Int64(number - 1), name: version.name ?? digests.versionName(number, type: type),
        tags: type.hasTags ? version.tags : [], createdAt: created,
        updatedAt: version.updatedAt.map(Timestamp.seconds) ?? created, downloads: version.downloads,
        license: version.license, description: version.description)
      return (facts, version.deletedAt)
    }
    .sorted { ($0.facts.createdAt, $0.facts.id) > ($1.facts.createdAt, $1.facts.id) }
  }

  private func creation(_ versions: (table: VersionTable, source: VersionSource)) -> (oldest: Int, newest: Int) {
    let count = versions.source.count
    guard count > 0 else { return (now, now) }
    return (versions.source.version(at: count - 1).createdAt, versions.source.version(at: 0).createdAt)
  }

  private func deletion(_ date: Date) -> Deletion {
    let at = Timestamp.seconds(date)
    return Deletion(at: at, ageAtStart: now - at)
  }

  private mutating func take(_ count: Int64, from counter: WritableKeyPath<StoreBuilder, Int64>) -> Int64 {
    defer { self[keyPath: counter] += count }
    return self[keyPath: counter]
  }
}
