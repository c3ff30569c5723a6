/// Finds what has another name in Swift though the spec calls it as before: names are kept apart by what else there is.
enum SwiftNameComparison {
  /// The changes between a provider as it was, under its new names, and as it is.
  static func changes(from old: Provider, to new: Provider) -> [SpecChange] {
    var list = ChangeList()
    let services = (
      Dictionary(zip(old.services, SwiftProviderNames(old).services).map { ($0.name, ($0, $1)) }) { first, _ in first },
      zip(new.services, SwiftProviderNames(new).services)
    )
    for (service, names) in services.1 {
      guard let (earlier, earlierNames) = services.0[service.name] else { continue }
      list.service = service.name
      let place = ChangeList.Place(subject: .service, name: service.name)
      list.compareName(place, earlierNames.typeName, names.typeName)
      list.compareName(place, earlierNames.propertyName, names.propertyName)
      guard earlier != service else { continue }
      compareTables(earlierNames, names, service, &list)
      compareMembers(earlier, service, &list)
    }
    return list.changes
  }

  private static func compareTables(
    _ old: SwiftServiceNames, _ new: SwiftServiceNames, _ service: Service, _ list: inout ChangeList
  ) {
    for model in service.models {
      list.compareName(.init(subject: .model, name: model.name), old.models[model.name], new.models[model.name])
    }
    for enumeration in service.enums {
      list.compareName(
        .init(subject: .enumeration, name: enumeration.name), old.enums[enumeration.name],
        new.enums[enumeration.name])
    }
    for method in service.methods {
      list.compareName(.init(subject: .method, name: method.name), old.methods[method.name], new.methods[method.name])
    }
    for resource in service.resources {
      let place = ChangeList.Place(subject: .resource, name: resource.name, resources: [resource.name])
      list.compareName(place, old.resourceTypes[resource.name], new.resourceTypes[resource.name])
      list.compareName(place, old.resourceProperties[resource.name], new.resourceProperties[resource.name])
    }
  }

  private static func compareMembers(_ old: Service, _ new: Service, _ list: inout ChangeList) {
    let models = Dictionary(old.models.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for model in new.models {
      guard let earlier = models[model.name], earlier.fields != model.fields else { continue }
      compare(earlier.fields.map(\.name), model.fields.map(\.name), .field, of: model.name, "Field", &list)
    }
    let enums = Dictionary(old.enums.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for enumeration in new.enums {
      guard let earlier = enums[enumeration.name], earlier.values != enumeration.values else { continue }
      compare(
        earlier.values.map(\.name), enumeration.values.map(\.name), .value, of: enumeration.name, "Value", &list)
    }
    compareFunctions(old, new, &list)
  }

  /// Compares the names of members that stand in one scope.
  private static func compare(
    _ old: [String], _ new: [String], _ subject: SpecChange.Subject, of owner: String, _ suffix: String,
    _ list: inout ChangeList
  ) {
    let before = Dictionary(
      zip(old, SwiftNames.memberNames(old, suffix: suffix)), uniquingKeysWith: { first, _ in first })
    for (name, swiftName) in zip(new, SwiftNames.memberNames(new, suffix: suffix)) {
      list.compareName(.init(subject: subject, name: name, owner: owner), before[name], swiftName)
    }
  }

  private static func compareFunctions(_ old: Service, _ new: Service, _ list: inout ChangeList) {
    let resources = Dictionary(old.resources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for resource in new.resources {
      guard let earlier = resources[resource.name] else { continue }
      let functions = Dictionary(
        SwiftFunction.functions(of: earlier, in: old).map { ($0.method.name, $0) },
        uniquingKeysWith: { first, _ in first })
      for function in SwiftFunction.functions(of: resource, in: new) {
        // Where the action has changed the function's name is told of with it.
        guard let before = functions[function.method.name], before.method.action == function.method.action else {
          continue
        }
        list.compareName(
          .init(subject: .method, name: function.method.name, resources: [resource.name]), before.name, function.name)
        let labels = Dictionary(
          before.arguments.map { (Self.name($0), $0.label) }, uniquingKeysWith: { first, _ in first })
        for argument in function.arguments {
          list.compareName(
            .init(
              subject: .parameter, name: Self.name(argument), owner: function.method.name, resources: [resource.name]),
            labels[Self.name(argument)], argument.label)
        }
      }
    }
  }

  private static func name(_ argument: SwiftFunction.Argument) -> String {
    if case .parameter(let use) = argument.content { use.parameter.name } else { "{body}" }
  }
}

extension ChangeList {
  /// Tells of a name in Swift that has changed, where there was one and is one.
  fileprivate mutating func compareName(_ place: Place, _ old: String?, _ new: String?) {
    guard let old, let new else { return }
    compare(place, "swift_name", old, new, .breaking(swift: true, "something else has taken its name in Swift"))
  }
}
