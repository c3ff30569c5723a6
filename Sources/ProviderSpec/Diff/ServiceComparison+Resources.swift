/// Resources: their rows, their identity, and which method which verb may choose.
extension ServiceComparison {
  mutating func compareResources() {
    let before = Dictionary(old.resources.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(new.resources.map(\.name))
    for resource in new.resources {
      let place = ChangeList.Place(subject: .resource, name: resource.name, resources: [resource.name])
      if let earlier = before[resource.name] {
        if earlier != resource { compare(earlier, resource, at: place) }
      } else {
        list.add(place, resource.methods.joined(separator: ", "))
      }
    }
    for resource in old.resources where !names.contains(resource.name) {
      list.remove(
        .init(subject: .resource, name: resource.name, resources: [resource.name]),
        resource.methods.joined(separator: ", "),
        .breaking(sql: true, swift: true, "its table and its functions are gone"))
    }
  }

  private mutating func compare(_ before: Resource, _ after: Resource, at place: ChangeList.Place) {
    list.compare(place, "title", before.title, after.title)
    list.compare(place, "summary", before.summary, after.summary)
    list.compare(
      place, "model", before.model, after.model,
      .breaking(
        sql: !types.isReadAlike(before.model.map(ValueType.model), after.model.map(ValueType.model)),
        "columns are gone or of another type"))
    compareIdentity(before, after, at: place)
    list.compareOrder(place, "methods", before.methods, after.methods)
    // A method that is new to the resource, or gone from it, is told of as that.
    let common = Set(before.methods).intersection(after.methods)
    for verb in Verb.allCases {
      let earlier = (before.verbs.first { $0.verb == verb }?.methods ?? []).filter(common.contains)
      let later = (after.verbs.first { $0.verb == verb }?.methods ?? []).filter(common.contains)
      guard earlier != later else { continue }
      let impact = impact(verb, earlier, later, in: after.name)
      list.compare(
        place, "verbs.\(verb.rawValue)", earlier.joined(separator: ", "), later.joined(separator: ", "), impact)
    }
  }

  private func impact(_ verb: Verb, _ before: [String], _ after: [String], in resource: String) -> Impact {
    // EXEC reaches every method, whatever verb it stands under.
    if verb == .exec { return Set(after).isSubset(of: before) ? .detail : .addition }
    let gone = before.filter { !after.contains($0) }
    if !gone.isEmpty {
      return .breaking(sql: true, "no statement chooses \(Suggestion.list(gone)) any more")
    }
    return shifts[resource]?.impact(of: verb) ?? (after.count > before.count ? .addition : .detail)
  }

  private mutating func compareIdentity(_ before: Resource, _ after: Resource, at place: ChangeList.Place) {
    let earlier = Dictionary(before.identity.map { ($0.parameter, $0.field) }, uniquingKeysWith: { first, _ in first })
    let later = Dictionary(after.identity.map { ($0.parameter, $0.field) }, uniquingKeysWith: { first, _ in first })
    var seen: Set<String> = []
    for parameter in (before.identity + after.identity).map(\.parameter) where seen.insert(parameter).inserted {
      list.compare(
        place, "identity.\(parameter)", earlier[parameter], later[parameter],
        earlier[parameter] == nil
          ? .addition : .breaking(sql: true, "the field '\(earlier[parameter] ?? "")' does not give '\(parameter)'"))
    }
  }

  /// What a resource's function for a method is called before and now, in the first resource where that differs.
  func functionNames(of method: String) -> (old: String, new: String) {
    var names: (old: String, new: String) = ("", "")
    for resource in new.resources where resource.methods.contains(method) {
      guard let before = old.resources.first(where: { $0.name == resource.name }),
        let earlier = SwiftFunction.functions(of: before, in: old).first(where: { $0.method.name == method }),
        let later = SwiftFunction.functions(of: resource, in: new).first(where: { $0.method.name == method })
      else { continue }
      names = (earlier.name, later.name)
      if names.old != names.new { break }
    }
    return names
  }

  /// Whether a body of the type can't be left empty.
  func needsSomething(_ type: ValueType) -> Bool {
    guard case .model(let name) = type else { return true }
    return newParts.models[name]?.fields.contains(where: \.isRequired) ?? true
  }
}
