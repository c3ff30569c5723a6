/// Something that may have been renamed: what is known of it besides the name itself.
struct Likeness {
  /// Facts, and how much each of them tells.
  private(set) var features: [String: Double] = [:]

  /// Adds a fact.
  mutating func add(_ feature: String, _ weight: Double) {
    features[feature, default: 0] += weight
  }

  /// Adds the words of a text, each as a fact.
  mutating func add(words text: String, as kind: String, _ weight: Double) {
    for word in Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }) { add("\(kind):\(word)", weight) }
  }

  /// Adds the words of a name.
  mutating func add(name: String) {
    for word in Set(SwiftWords(name).words) { add("name:\(word)", 1) }
  }

  /// How much two things have in common, from 0 to 1: the weight of what is shared in that of all.
  func similarity(to other: Likeness) -> Double {
    var shared = 0.0
    var all = 0.0
    for (feature, weight) in features {
      let theirs = other.features[feature] ?? 0
      shared += min(weight, theirs)
      all += max(weight, theirs)
    }
    for (feature, weight) in other.features where features[feature] == nil { all += weight }
    return all == 0 ? 0 : shared / all
  }
}

/// Finds what most likely has another name now.
enum Similarity {
  /// What two things must have in common at least to be taken for one.
  private static let threshold = 0.6
  /// A fact that so many things share tells nothing: looking at each pair that does would take a time that grows with
  /// the square of the spec.
  private static let commonAbove = 64
  /// How many things are compared in full with each that is gone.
  private static let candidatesAtMost = 8

  /// Pairs of what is gone and what is new, each at most once, the most similar first.
  static func pairs(_ removed: [Likeness], _ added: [Likeness]) -> [(removed: Int, added: Int)] {
    guard !removed.isEmpty, !added.isEmpty else { return [] }
    var holders: [String: [Int]] = [:]
    for (index, likeness) in added.enumerated() {
      for feature in likeness.features.keys { holders[feature, default: []].append(index) }
    }
    var found: [(score: Double, removed: Int, added: Int)] = []
    for (index, likeness) in removed.enumerated() {
      var shared: [Int: Double] = [:]
      for (feature, weight) in likeness.features {
        guard let holders = holders[feature], holders.count <= commonAbove else { continue }
        for holder in holders { shared[holder, default: 0] += weight }
      }
      let candidates = shared.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(candidatesAtMost)
      for (candidate, _) in candidates {
        let score = likeness.similarity(to: added[candidate])
        if score >= threshold { found.append((score, index, candidate)) }
      }
    }
    found.sort { ($1.score, $0.removed, $0.added) < ($0.score, $1.removed, $1.added) }
    var taken: (removed: Set<Int>, added: Set<Int>) = ([], [])
    return found.compactMap { pair in
      guard !taken.removed.contains(pair.removed), !taken.added.contains(pair.added) else { return nil }
      taken.removed.insert(pair.removed)
      taken.added.insert(pair.added)
      return (pair.removed, pair.added)
    }
  }

  /// The new names of things that are gone, by their old ones.
  static func renames<Thing>(
    _ old: [Thing], _ new: [Thing], name: (Thing) -> String, oldLikeness: (Thing) -> Likeness,
    newLikeness: (Thing) -> Likeness
  ) -> [(old: String, new: String)] {
    let oldNames = Set(old.map(name))
    let newNames = Set(new.map(name))
    let removed = old.filter { !newNames.contains(name($0)) }
    let added = new.filter { !oldNames.contains(name($0)) }
    return pairs(removed.map(oldLikeness), added.map(newLikeness)).map { pair in
      (name(removed[pair.removed]), name(added[pair.added]))
    }
  }
}
