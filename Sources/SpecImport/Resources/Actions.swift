import ProviderSpec

/// What names the Swift functions of a resource's methods.
enum Actions {
  /// A method with the verb that it has in its resource.
  struct Use {
    var number: Int
    var verb: Verb
  }

  /// Sets the actions of methods, resource by resource: a method that has one keeps it.
  static func settle(_ methods: inout [Method], resources: [[Use]]) {
    var done: Set<Int> = []
    for uses in resources {
      for use in uses where done.insert(use.number).inserted {
        methods[use.number].action = action(of: methods[use.number], verb: use.verb)
      }
    }
    // A full name is the method's alone, so that taking one may only meet another action: two rounds settle it.
    for _ in 0..<4 {
      var changes = false
      for uses in resources { changes = settle(&methods, uses.map(\.number)) || changes }
      if !changes { return }
    }
  }

  private static func action(of method: Method, verb: Verb) -> String {
    let base: String
    switch verb {
    case .select: base = method.response.shape == .list ? "list" : "get"
    case .insert: base = "create"
    case .update: base = "update"
    case .replace: base = "replace"
    case .delete: base = "delete"
    case .exec:
      // What stands behind an object in the path is what is done to it.
      let segments = PathTemplate.segments(of: method.path)
      let hasObject = segments.count > 1 && segments[segments.count - 2].isParameter
      let last = segments.last.flatMap { $0.isParameter ? nil : ImportNames.name($0.text) }
      base = method.httpMethod == "POST" && hasObject ? last ?? method.name : method.name
    }
    return method.namesCaller && !base.hasSuffix(ownSuffix) ? base + ownSuffix : base
  }

  private static let ownSuffix = "_for_authenticated_user"

  /// Gives full names to methods that Swift could mistake for others of the resource; whether there were any.
  private static func settle(_ methods: inout [Method], _ numbers: [Int]) -> Bool {
    var changes = false
    var taken: [String: Int] = [:]
    for number in numbers {
      let method = methods[number]
      let function = function(method)
      if let other = taken[function], other != number {
        if method.action != method.name {
          methods[number].action = method.name
        } else if methods[other].action != methods[other].name {
          methods[other].action = methods[other].name
        }
        changes = true
      }
      taken[self.function(methods[number])] = number
    }
    // A forgotten argument must not pick another method: what needs less than one of its name takes its full name.
    let writes = numbers.filter { methods[$0].httpMethod != "GET" && methods[$0].action != methods[$0].name }
    for (_, group) in Dictionary(grouping: writes, by: { methods[$0].action }) where group.count > 1 {
      let labels = group.map { Set(Self.labels(methods[$0])) }
      for (index, number) in group.enumerated() {
        // Each is compared with each; where that would take long, each takes its full name.
        guard group.count > 500 || labels.contains(where: { $0.isStrictSuperset(of: labels[index]) }) else { continue }
        methods[number].action = methods[number].name
        changes = true
      }
    }
    return changes
  }

  private static func labels(_ method: Method) -> [String] {
    let required = method.parameters.filter(\.isRequired).map(\.parameter.name)
    return SwiftNames.memberNames(required) + (method.body == nil ? [] : ["body"])
  }

  private static func function(_ method: Method) -> String {
    SwiftNames.memberName(method.action) + "(" + labels(method).map { $0 + ":" }.joined() + ")"
  }
}
