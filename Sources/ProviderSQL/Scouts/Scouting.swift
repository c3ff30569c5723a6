import Dispatch
import ProviderRuntime

/// What scouts have found of a statement, by the places in it that scan a provider's table ("sites").
///
/// The n-th scan of a site is the same for the statement and each scout, or else the scout is on a wrong way.
struct Scouting {
  /// The sites in the order in which the statement's program has them.
  let sites: [Int]
  /// By scout, from reader 1 on: the place in `sites` of the one that it runs ahead of.
  let leaves: [Int]
  let waker: Waker
  private var entered: [Int: [Int: Int]] = [:]
  private var scans: [Int: [Int: Int]] = [:]
  private var found: [Int: Int] = [:]
  private var retired: Set<Int> = []

  init(sites: [Int], leaves: [Int], waker: Waker) {
    self.sites = sites
    self.leaves = leaves
    self.waker = waker
  }

  /// Counts a reader's scans of a site: the number of the one that it begins.
  mutating func count(_ site: Int, _ reader: Int) -> Int {
    let number = entered[site]?[reader] ?? 0
    entered[site, default: [:]][reader] = number + 1
    return number
  }

  /// The scan of a number, while somebody is going to read it.
  func scan(_ site: Int, _ number: Int) -> Int? { scans[site]?[number] }

  /// Whether the scan of a number was begun at some time.
  func wasThere(_ site: Int, _ number: Int) -> Bool { number < found[site, default: 0] }

  mutating func remember(_ scan: Int, _ site: Int, _ number: Int) {
    scans[site, default: [:]][number] = scan
    found[site] = number + 1
  }

  mutating func forget(_ site: Int, _ number: Int) { scans[site]?[number] = nil }

  /// The scouts that read the rows of a site.
  func readers(of site: Int) -> [Int] {
    guard let place = sites.firstIndex(of: site) else { return [] }
    return leaves.indices.filter { place < leaves[$0] }.map { $0 + 1 }.filter { !retired.contains($0) }
  }

  /// A scout reads nothing more.
  mutating func retire(_ scout: Int) { retired.insert(scout) }
}

/// What one scout does at the sites of its statement.
struct ScoutRole {
  enum Duty {
    /// What comes before is read as the statement reads it.
    case read
    /// What it runs ahead for is noted, and has no rows.
    case announce
    /// What comes behind has no rows.
    case skip
  }

  let reader: Int
  let waker: Waker
  private let leaf: Int
  private let sites: [Int]

  init(reader: Int, in scouting: Scouting) {
    self.reader = reader
    waker = scouting.waker
    leaf = scouting.leaves[reader - 1]
    sites = scouting.sites
  }

  func duty(at site: Int) -> Duty {
    guard let place = sites.firstIndex(of: site), place <= leaf else { return .skip }
    return place == leaf ? .announce : .read
  }
}

/// Lets threads wait for something to change.
final class Waker: Sendable {
  private let state = Locked((changes: 0, waiting: 0))
  private let semaphore = DispatchSemaphore(value: 0)

  /// How many changes there were. Who looks at this first, and then at what may change, misses none.
  var changes: Int { state.withLock { $0.changes } }

  /// Something has changed.
  func wake() {
    let waiting = state.withLock { state in
      state.changes += 1
      defer { state.waiting = 0 }
      return state.waiting
    }
    for _ in 0..<waiting { semaphore.signal() }
  }

  /// Waits for the next change behind so many.
  func wait(after changes: Int) {
    let mustWait = state.withLock { state in
      guard state.changes == changes else { return false }
      state.waiting += 1
      return true
    }
    if mustWait { semaphore.wait() }
  }
}
