import ProviderSpec

/// Finds the models that are the same: those with the same fields, whose own models are the same in turn.
///
/// The models begin as one class for each set of fields, whatever models those hold. A class is split where its members hold
/// models of different classes, until none is. Only what holds a model that has changed its class is looked at again, and
/// the largest part of a class keeps its number: so a model changes its class a few times, however long a chain is.
struct SameModels {
  /// The models that each model holds, in the order of its fields.
  private let held: [[Int]]
  /// The models that hold each model.
  private var holders: [[Int]]
  private var classes: [Int]
  private var members: [Set<Int>] = []
  /// How often a model was looked at.
  private(set) var looks = 0

  /// For each model the number of the first that is the same.
  static func first(of models: [[Field]]) -> [Int] {
    var search = SameModels(models)
    return search.find()
  }

  init(_ models: [[Field]]) {
    var numbers: [[Field]: Int] = [:]
    var held: [[Int]] = []
    var classes: [Int] = []
    for fields in models {
      var own: [Int] = []
      var fields = fields
      for index in fields.indices {
        fields[index].type.forEachName { isModel, name in
          if isModel, let number = Int(name), models.indices.contains(number) { own.append(number) }
        }
        fields[index].type = Self.bare(fields[index].type)
      }
      held.append(own)
      classes.append(numbers[fields] ?? numbers.count)
      numbers[fields] = classes.last
    }
    self.held = held
    self.classes = classes
    members = Array(repeating: [], count: numbers.count)
    holders = Array(repeating: [], count: models.count)
    for (number, own) in held.enumerated() {
      members[classes[number]].insert(number)
      for other in own { holders[other].append(number) }
    }
  }

  /// The type without the numbers of models.
  private static func bare(_ type: ValueType) -> ValueType {
    switch type {
    case .model: .model("")
    case .array(let items): .array(bare(items))
    case .string, .enumeration, .integer, .number, .boolean, .object: type
    }
  }

  /// For each model the number of the first that is the same.
  mutating func find() -> [Int] {
    var waiting: [Int: Set<Int>] = [:]
    for (number, own) in members.enumerated() { waiting[number] = own }
    var order = Array(members.indices)
    while let number = order.popLast() {
      guard let changed = waiting.removeValue(forKey: number) else { continue }
      for moved in split(number, changed) {
        for holder in holders[moved] {
          if waiting[classes[holder]] == nil { order.append(classes[holder]) }
          waiting[classes[holder], default: []].insert(holder)
        }
      }
    }
    var first: [Int: Int] = [:]
    return classes.enumerated().map { number, own in
      if let known = first[own] { return known }
      first[own] = number
      return number
    }
  }

  /// Splits a class in which some members may hold others than before; the members that have left it.
  private mutating func split(_ number: Int, _ changed: Set<Int>) -> [Int] {
    // A member may have left since it was noted.
    let changed = changed.filter { classes[$0] == number }
    looks += changed.count
    var groups: [[Int]: [Int]] = [:]
    for model in changed.sorted() { groups[held[model].map { classes[$0] }, default: []].append(model) }
    guard let other = members[number].first(where: { !changed.contains($0) }) else {
      let largest = groups.max { ($0.value.count, $1.value[0]) < ($1.value.count, $0.value[0]) }?.key
      return moveOut(groups.filter { $0.key != largest }.map(\.value), of: number)
    }
    // The others are alike, as they were when they were looked at.
    let joined = groups.removeValue(forKey: held[other].map { classes[$0] }) ?? []
    var leaving = groups.map(\.value)
    let staying = members[number].count - changed.count + joined.count
    if let largest = leaving.indices.max(by: { leaving[$0].count < leaving[$1].count }),
      leaving[largest].count > staying
    {
      let apart = Set(leaving.joined())
      leaving[largest] = members[number].filter { !apart.contains($0) }
    }
    return moveOut(leaving, of: number)
  }

  /// Gives each group a class of its own.
  private mutating func moveOut(_ groups: [[Int]], of number: Int) -> [Int] {
    var moved: [Int] = []
    for group in groups where !group.isEmpty {
      for model in group {
        members[number].remove(model)
        classes[model] = members.count
      }
      members.append(Set(group))
      moved += group
    }
    return moved
  }
}
