/// A version with everything that a response says about it.
struct VersionFacts: Sendable {
  var id: Int64
  var name: String
  var tags: [String]
  var createdAt: Int
  var updatedAt: Int
  var deletedAt: Int?
  var downloads = 0
  var license: String?
  var description: String?
}

/// When something was deleted.
struct Deletion: Sendable {
  /// GitHub restores what was deleted at most this long ago, in seconds.
  static let restorableFor = 30 * 86_400

  var at: Int
  /// Seconds that had passed since when the sandbox's dataset was current. A deletion that belongs to the dataset ages no
  /// further, so that demo data stays restorable; nil for one that was made while the sandbox ran.
  var ageAtStart: Int?

  func isRestorable(at now: Int) -> Bool { (ageAtStart ?? now - at) <= Self.restorableFor }
}

/// The versions of a package, newest first, by position. What never changes is kept (or computed) apart from the few facts
/// that do, so that a package of a million generated versions takes no memory.
struct VersionTable: Sendable {
  private var source: VersionSource
  /// The positions of deleted versions, ascending.
  private var deletedPositions: [Int] = []
  private var deletions: [Int: Deletion] = [:]
  /// Versions that have been deleted once have lost their tags, also when they are restored.
  private var untagged: Set<Int> = []
  /// How many versions exist that have a tag.
  private(set) var taggedCount: Int

  init(_ source: VersionSource, deleted: [Int: Deletion] = [:]) {
    self.source = source
    taggedCount = source.taggedCount
    for (position, deletion) in deleted.sorted(by: { $0.key < $1.key }) { delete(position, deletion) }
  }

  /// How many versions exist.
  var count: Int { source.count - deletedPositions.count }

  var deletedCount: Int { deletedPositions.count }

  func position(ofID id: Int64) -> Int? { source.position(ofID: id) }

  func deletion(at position: Int) -> Deletion? { deletions[position] }

  func version(at position: Int) -> VersionFacts {
    var version = source.version(at: position)
    if untagged.contains(position) { version.tags = [] }
    version.deletedAt = deletions[position]?.at
    return version
  }

  /// A stretch of the versions that exist, or of those that are deleted, newest first.
  func page(deleted: Bool, offset: Int, limit: Int) -> [VersionFacts] {
    if deleted { return deletedPositions.dropFirst(offset).prefix(limit).map(version(at:)) }
    guard offset < count else { return [] }
    var versions: [VersionFacts] = []
    versions.reserveCapacity(min(limit, count - offset))
    var skipped = deletedBefore(rank: offset)
    var position = offset + skipped
    while versions.count < limit, position < source.count {
      if skipped < deletedPositions.count, deletedPositions[skipped] == position {
        skipped += 1
      } else {
        versions.append(version(at: position))
      }
      position += 1
    }
    return versions
  }

  mutating func delete(_ position: Int, _ deletion: Deletion) {
    if !version(at: position).tags.isEmpty {
      taggedCount -= 1
      untagged.insert(position)
    }
    deletions[position] = deletion
    deletedPositions.insert(position, at: insertionIndex(position))
  }

  mutating func restore(_ position: Int) {
    deletions[position] = nil
    deletedPositions.remove(at: insertionIndex(position))
  }

  /// Adds made-up versions that are newer than all others; those that were there move back.
  mutating func add(_ number: Int) {
    guard number > 0 else { return }
    taggedCount -= source.taggedCount
    source.add(number)
    taggedCount += source.taggedCount
    deletedPositions = deletedPositions.map { $0 + number }
    deletions = Dictionary(uniqueKeysWithValues: deletions.map { ($0.key + number, $0.value) })
    untagged = Set(untagged.map { $0 + number })
  }

  /// Whether a version exists that has this name.
  func hasActiveVersion(named name: String) -> Bool {
    source.positions(named: name).contains { deletions[$0] == nil }
  }

  /// Whether an existing version was downloaded more often than that.
  func hasVersion(downloadedMoreThan downloads: Int) -> Bool {
    source.positions(downloadedMoreThan: downloads).contains { deletions[$0] == nil }
  }

  /// Where the position stands, or would stand, among the deleted ones.
  private func insertionIndex(_ position: Int) -> Int { partition { deletedPositions[$0] < position } }

  /// How many deleted versions come before the existing version of that rank. A deleted position less the number of deleted
  /// ones before it is the rank of the next existing version.
  private func deletedBefore(rank: Int) -> Int { partition { deletedPositions[$0] - $0 <= rank } }

  /// The first index into the deleted positions for which the predicate, true at first and false from some index on, is false.
  private func partition(_ isBefore: (Int) -> Bool) -> Int {
    var low = 0
    var high = deletedPositions.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(middle) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Where a package's versions come from: written out, or computed.
enum VersionSource: Sendable {
  case list([VersionFacts], positions: [Int64: Int])
  case generated(VersionGenerator)

  /// Versions written out, sorted newest first.
  init(_ versions: [VersionFacts]) {
    let positions = Dictionary(
      versions.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    self = .list(versions, positions: positions)
  }

  var count: Int {
    switch self {
    case .list(let versions, _): versions.count
    case .generated(let generator): generator.count
    }
  }

  /// How many have a tag before anything is deleted.
  var taggedCount: Int {
    switch self {
    case .list(let versions, _): versions.count { !$0.tags.isEmpty }
    case .generated(let generator): generator.taggedCount
    }
  }

  /// Adds versions in front. Those of a list have no tags.
  mutating func add(_ number: Int) {
    switch self {
    case .list(let versions, _):
      let newestID = versions.map(\.id).max() ?? 0
      let newest = versions.first?.createdAt ?? 0
      let added = (1...number).reversed().map { place in
        VersionFacts(
          id: newestID + Int64(place), name: "added-\(newestID + Int64(place))", tags: [], createdAt: newest + place,
          updatedAt: newest + place)
      }
      self = VersionSource(added + versions)
    case .generated(var generator):
      generator.count += number
      generator.newest += number * generator.interval
      self = .generated(generator)
    }
  }

  func version(at position: Int) -> VersionFacts {
    switch self {
    case .list(let versions, _): versions[position]
    case .generated(let generator): generator.version(at: position)
    }
  }

  func position(ofID id: Int64) -> Int? {
    switch self {
    case .list(_, let positions): positions[id]
    case .generated(let generator): generator.position(ofID: id)
    }
  }

  /// Generated names are unique, so nothing there can take a deleted version's name.
  func positions(named name: String) -> [Int] {
    switch self {
    case .list(let versions, _): versions.indices.filter { versions[$0].name == name }
    case .generated: []
    }
  }

  /// Generated versions were never downloaded.
  func positions(downloadedMoreThan downloads: Int) -> [Int] {
    switch self {
    case .list(let versions, _): versions.indices.filter { versions[$0].downloads > downloads }
    case .generated: []
    }
  }
}

/// Computes a version from its position.
struct VersionGenerator: Sendable {
  var count: Int
  var firstID: Int64
  var newest: Int
  var interval: Int
  /// 0 tags none.
  var taggedEvery: Int
  var type: Dataset.PackageType
  var digests: DigestGenerator

  var taggedCount: Int {
    guard taggedEvery > 0, count > 0 else { return 0 }
    return count / taggedEvery + (count.isMultiple(of: taggedEvery) ? 0 : 1)
  }

  func position(ofID id: Int64) -> Int? {
    // In this order: an id from a path can be so small that the difference would overflow.
    guard id >= firstID, id - firstID < count else { return nil }
    return count - 1 - Int(id - firstID)
  }

  func version(at position: Int) -> VersionFacts {
    let number = count - position
    let created = newest - position * interval
    return VersionFacts(
      id: firstID + Int64(number - 1), name: digests.versionName(number, type: type),
      tags: tags(number, isNewest: position == 0), createdAt: created, updatedAt: created)
  }

  private func tags(_ number: Int, isNewest: Bool) -> [String] {
    guard taggedEvery > 0 else { return [] }
    let release = number.isMultiple(of: taggedEvery) ? ["v1.0.\(number)"] : []
    return isNewest ? release + ["latest"] : release
  }
}

/// Makes up digests: the same ones for the same package, whatever else is in the dataset.
struct DigestGenerator: Sendable {
  private static let hexadecimal = Array("0123456789abcdef".utf8)

  private let seed: UInt64

  init(_ path: String) { seed = Hash.fnv1a(Array(path.utf8)) }

  /// The name of a package's n-th version: a digest for a container, else a version string.
  func versionName(_ number: Int, type: Dataset.PackageType) -> String {
    guard type == .container else { return "0.0.\(number)" }
    var text = Array("sha256:".utf8)
    text.reserveCapacity(71)
    for word in 0..<4 {
      let bits = Hash.mixed(seed &+ UInt64(truncatingIfNeeded: number * 4 + word))
      for shift in stride(from: 60, through: 0, by: -4) {
        text.append(Self.hexadecimal[Int(bits >> UInt64(shift) & 15)])
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

/// Hashes that come out the same in every process.
enum Hash {
  /// FNV-1a, 64 bits.
  static func fnv1a(_ bytes: [UInt8], basis: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
    var hash = basis
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash
  }

  /// The output function of SplitMix64: neighbouring numbers give unrelated bits.
  static func mixed(_ number: UInt64) -> UInt64 {
    var bits = number &* 0x9e37_79b9_7f4a_7c15
    bits = (bits ^ bits >> 30) &* 0xbf58_476d_1ce4_e5b9
    bits = (bits ^ bits >> 27) &* 0x94d0_49bb_1331_11eb
    return bits ^ bits >> 31
  }
}
