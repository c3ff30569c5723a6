/// Makes inputs out of seeds: the same ones each time for the same number.
struct Mutator {
  private var state: UInt64
  private let seeds: [[UInt8]]
  private let words: [[UInt8]]
  private let maximumLength: Int

  init(seed: UInt64, seeds: [[UInt8]], words: [String], maximumLength: Int) {
    state = seed
    self.seeds = seeds
    self.words = words.map { Array($0.utf8) }
    self.maximumLength = maximumLength
  }

  /// The next input: a seed, changed in one to six places.
  mutating func next() -> [UInt8] {
    var input = seeds[number(seeds.count)]
    for _ in 0...number(6) { change(&input) }
    return Array(input.prefix(maximumLength))
  }

  private mutating func change(_ input: inout [UInt8]) {
    let place = number(input.count + 1)
    let end = min(input.count, place + number(number(4) == 0 ? 64 : 4))
    switch number(7) {
    case 0: input.insert(contentsOf: words[number(words.count)], at: place)
    case 1: input.replaceSubrange(place..<end, with: words[number(words.count)])
    case 2: input.removeSubrange(place..<end)
    case 3: input.insert(contentsOf: input[place..<end], at: number(input.count + 1))
    case 4 where !input.isEmpty: input[number(input.count)] ^= 1 << UInt8(number(8))
    case 5: input.insert(UInt8(number(256)), at: place)
    default:
      // The end of another seed.
      let other = seeds[number(seeds.count)]
      input.replaceSubrange(place..., with: other[number(other.count + 1)...])
    }
  }

  /// A number below a bound (https://prng.di.unimi.it/splitmix64.c).
  private mutating func number(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(bound, 1)))
  }
}
