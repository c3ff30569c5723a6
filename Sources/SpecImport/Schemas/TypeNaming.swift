import ProviderSpec

/// Gives the models and enums of a service their names, and makes one of those that are the same.
struct TypeNaming {
  /// The models and enums by the numbers that they had, with their names.
  private(set) var modelNames: [String: String] = [:]
  private(set) var enumNames: [String: String] = [:]
  /// What is left, in order.
  private(set) var models: [Model] = []
  private(set) var enums: [Enumeration] = []

  /// - Parameters:
  ///   - used: The numbers of the models, and of the enums, that methods and resources name.
  ///   - taken: Swift names that other types of the service have.
  init(_ table: TypeTable, usedModels: [String], usedEnums: [String], taken: Set<String>) {
    let classes = SameModels.first(of: table.models.map(\.fields))
    var reached: Set<Int> = []
    var reachedEnums = Set(usedEnums.compactMap { Int($0) })
    var next = usedModels.compactMap { Int($0) }
    while let number = next.popLast() {
      guard reached.insert(classes[number]).inserted else { continue }
      for field in table.models[classes[number]].fields {
        field.type.forEachName { isModel, name in
          guard let number = Int(name) else { return }
          if isModel { next.append(number) } else { reachedEnums.insert(number) }
        }
      }
    }
    name(table, classes: classes, reached: reached, enums: reachedEnums, taken: taken)
    for number in reached.sorted() {
      let found = table.models[number]
      let name = modelNames[String(number)] ?? ""
      models.append(
        Model(
          name: name, title: found.title ?? ImportNames.title(name),
          summary: found.text ?? ImportNames.title(name) + ".",
          fields: found.fields.map { field in
            var field = field
            field.type = renamed(field.type)
            return field
          }))
    }
    for number in reachedEnums.sorted() {
      let found = table.enums[number]
      let name = enumNames[String(number)] ?? ""
      enums.append(
        Enumeration(
          name: name, summary: "Values of \(ImportNames.title(found.part).lowercased()).",
          values: found.values.map { Enumeration.Value(name: $0, summary: "") }))
    }
  }

  /// A type with names in place of numbers.
  func renamed(_ type: ValueType) -> ValueType {
    switch type {
    case .model(let number): .model(modelNames[number] ?? number)
    case .enumeration(let number): .enumeration(enumNames[number] ?? number)
    case .array(let items): .array(renamed(items))
    case .string, .integer, .number, .boolean, .object: type
    }
  }

  // MARK: Names

  private mutating func name(
    _ table: TypeTable, classes: [Int], reached: Set<Int>, enums: Set<Int>, taken: Set<String>
  ) {
    var names = FreeNames(taken: taken) { SwiftNames.typeName($0) }
    /// The first free name of the candidates, or the last with a number behind it.
    func free(_ candidates: [String]) -> String {
      for candidate in candidates where names.take(candidate) { return candidate }
      return names.free(candidates.last ?? "value")
    }
    // The names of components come first: they are the document's own. Of several for one model the plainest is taken.
    var components: [Int: String] = [:]
    for (number, model) in table.models.enumerated() {
      guard let name = model.name, reached.contains(classes[number]) else { continue }
      let plain = name.hasPrefix("nullable_") ? String(name.dropFirst("nullable_".count)) : name
      if components[classes[number]].map({ plain.count < $0.count }) ?? true { components[classes[number]] = plain }
    }
    var chosen: [Int: String] = [:]
    for number in reached.sorted() {
      if let name = components[number] { chosen[number] = free([name]) }
    }
    for number in reached.sorted() where chosen[number] == nil {
      let model = table.models[number]
      var candidates: [String] = []
      if let title = model.title.flatMap(ImportNames.name), title.utf8.count <= 40 { candidates.append(title) }
      candidates.append(Self.joined(model.parent, model.part, chosen, classes))
      chosen[number] = free(candidates)
    }
    for number in enums.sorted() {
      let found = table.enums[number]
      var candidates = [found.name ?? found.part, found.part]
      candidates.append(Self.joined(found.parent, found.part, chosen, classes))
      enumNames[String(number)] = free(candidates)
    }
    for number in table.models.indices { modelNames[String(number)] = chosen[classes[number]] }
  }

  private static func joined(_ parent: Int?, _ part: String, _ names: [Int: String], _ classes: [Int]) -> String {
    guard let parent, let outer = names[classes[parent]] else { return part }
    return ImportNames.joined(outer, part)
  }
}

extension ValueType {
  /// Calls the body with the name of the model or enum that the type is made of; the first argument tells which.
  func forEachName(_ body: (Bool, String) -> Void) {
    switch self {
    case .model(let name): body(true, name)
    case .enumeration(let name): body(false, name)
    case .array(let items): items.forEachName(body)
    case .string, .integer, .number, .boolean, .object: break
    }
  }
}
