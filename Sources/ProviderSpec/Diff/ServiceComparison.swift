/// Compares two services: finds what seems to be renamed, puts the old one under its new names, and tells what is left.
struct ServiceComparison {
  /// The service as it was, under the names that things have now.
  private(set) var old: Service
  let new: Service
  var list: ChangeList
  var oldUsage: ServiceUsage
  var newUsage: ServiceUsage
  var types: TypeComparison
  private(set) var oldParts: NamedParts
  let newParts: NamedParts
  /// What statements and calls of a resource mean now, by its name.
  var shifts: [String: ResourceShifts] = [:]

  /// What was found, resource by resource.
  var changes: [SpecChange] { sorted(list.changes) }

  init(old: Service, new: Service) {
    self.old = old
    self.new = new
    list = ChangeList(service: new.name)
    oldUsage = ServiceUsage(old)
    newUsage = ServiceUsage(new)
    oldParts = NamedParts(old)
    newParts = NamedParts(new)
    types = TypeComparison(oldParts, newParts)
  }

  mutating func run() {
    var moved = old
    moved.file = new.file
    guard moved != new else { return }
    let renames = ServiceRenames(from: old, to: new)
    old = renames.old
    oldUsage = ServiceUsage(old)
    oldParts = NamedParts(old)
    types = TypeComparison(oldParts, newParts)
    let before = Dictionary(old.resources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for resource in new.resources {
      if let before = before[resource.name] {
        shifts[resource.name] = ResourceShifts(before, in: oldParts, resource, in: newParts)
      }
    }
    tell(renames)
    let place = ChangeList.Place(subject: .service, name: new.name)
    list.compare(place, "title", old.title, new.title)
    list.compare(place, "summary", old.summary, new.summary)
    compareParameters()
    compareEnums()
    compareModels()
    compareMethods()
    compareResources()
  }

  private mutating func tell(_ renames: ServiceRenames) {
    for rename in renames.all {
      var place = ChangeList.Place(subject: rename.subject, name: rename.old, owner: rename.owner)
      let impact: Impact
      switch rename.subject {
      case .parameter:
        place.resources = reach(\.parameters, rename.new)
        impact = .breaking(sql: true, swift: true, "column and label have another name")
      case .enumeration:
        place.resources = reach(\.enums, rename.new)
        impact = .breaking(swift: true, "the Swift type has another name")
      case .model:
        place.resources = reach(\.models, rename.new)
        impact = .breaking(swift: true, "the Swift type has another name")
      case .field:
        place.resources = reach(\.models, rename.owner ?? "")
        impact = .breaking(sql: true, swift: true, "column and property have another name")
      case .method:
        place.resources = reach(\.methods, rename.new)
        impact = .breaking(sql: true, swift: true, "EXEC and the registry in Swift know it by its name")
      default:
        place.resources = [rename.new]
        impact = .breaking(sql: true, swift: true, "the table and the Swift property have another name")
      }
      list.rename(place, to: rename.new, impact)
    }
  }

  /// The resources that something reaches now or has reached, in order.
  func reach(_ what: KeyPath<ServiceUsage, [String: [String]]>, _ name: String) -> [String] {
    let now = newUsage[keyPath: what][name] ?? []
    let before = oldUsage[keyPath: what][name] ?? []
    return ordered(now + before.filter { !now.contains($0) })
  }

  /// Resources in the order of the new spec, then those that are gone.
  func ordered(_ names: [String]) -> [String] {
    guard names.count > 1 else { return names }
    let wanted = Set(names)
    let present = new.resources.map(\.name).filter(wanted.contains)
    return present + names.filter { !present.contains($0) }
  }

  /// Changes of the service itself, then those of its first resource, and so on; what reaches several stands with the
  /// first of them, behind what reaches fewer.
  private func sorted(_ changes: [SpecChange]) -> [SpecChange] {
    var places: [String: Int] = [:]
    for resource in new.resources + old.resources where places[resource.name] == nil {
      places[resource.name] = places.count
    }
    func key(_ change: SpecChange) -> [Int] {
      change.resources.isEmpty
        ? []
        : [places[change.resources[0]] ?? .max, change.resources.count]
          + change.resources.map { places[$0] ?? .max }
    }
    return changes.enumerated()
      .map { (key: key($0.element), index: $0.offset, change: $0.element) }
      .sorted { left, right in
        left.key == right.key ? left.index < right.index : left.key.lexicographicallyPrecedes(right.key)
      }
      .map(\.change)
  }
}
