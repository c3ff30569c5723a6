/// Names of which each is given once: one that is taken gets a number behind it.
struct FreeNames {
  private var taken: Set<String>
  /// The number to try next for a name, so that many of one name take no longer than many of different ones.
  private var numbers: [String: Int] = [:]
  /// What a name becomes in Swift, where it has to be its own.
  private let swiftName: (String) -> String

  init(taken: Set<String> = [], _ swiftName: @escaping (String) -> String) {
    self.taken = taken
    self.swiftName = swiftName
  }

  /// Takes a name if it is free; whether it was.
  mutating func take(_ name: String) -> Bool { taken.insert(swiftName(name)).inserted }

  /// The name, or the name with the first free number behind it.
  mutating func free(_ name: String) -> String {
    if take(name) { return name }
    while true {
      let number = numbers[name, default: 2]
      numbers[name] = number + 1
      let candidate = "\(name)_\(number)"
      if take(candidate) { return candidate }
    }
  }
}
