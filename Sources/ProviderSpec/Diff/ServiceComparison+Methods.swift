/// Methods: which there are, and what each of them sends and answers.
extension ServiceComparison {
  mutating func compareMethods() {
    let resources = (old: Set(old.resources.map(\.name)), new: Set(new.resources.map(\.name)))
    for method in new.methods {
      // A resource that is new tells of its methods by itself.
      let had = Set(oldUsage.methods[method.name] ?? [])
      let gained = (newUsage.methods[method.name] ?? []).filter { resources.old.contains($0) && !had.contains($0) }
      if !gained.isEmpty {
        list.add(
          .init(subject: .method, name: method.name, resources: gained), "\(method.httpMethod) \(method.path)",
          Impact.addition.and(shiftImpact(of: method.name, in: gained)))
      }
      guard let earlier = oldParts.methods[method.name], earlier != method else { continue }
      MethodComparison(earlier, method, in: self).tell(to: &self)
    }
    for method in old.methods {
      let has = Set(newUsage.methods[method.name] ?? [])
      let lost = (oldUsage.methods[method.name] ?? []).filter { resources.new.contains($0) && !has.contains($0) }
      guard !lost.isEmpty || (newParts.methods[method.name] == nil && oldUsage.methods[method.name] == nil) else {
        continue
      }
      list.remove(
        .init(subject: .method, name: method.name, resources: ordered(lost)), "\(method.httpMethod) \(method.path)",
        .breaking(sql: true, swift: true, "nothing calls it any more"))
    }
  }

  /// What it means that statements and calls of resources choose another method than before.
  func shiftImpact(of method: String, in resources: [String]) -> Impact {
    resources.compactMap { shifts[$0]?.impact(of: method) }.first(where: \.isBreaking) ?? .detail
  }
}

/// Compares two methods of one name.
struct MethodComparison {
  private let old: Method
  private let new: Method
  private let service: ServiceComparison
  private let place: ChangeList.Place
  private let shift: Impact
  /// Whether a call with its labels in the old order is not one any more.
  private let isReordered: Bool

  init(_ old: Method, _ new: Method, in service: ServiceComparison) {
    self.old = old
    self.new = new
    self.service = service
    let resources = service.reach(\.methods, new.name)
    place = .init(subject: .method, name: new.name, resources: resources)
    shift = service.shiftImpact(of: new.name, in: resources)
    isReordered = Self.isReordered(old, new)
  }

  func tell(to comparison: inout ServiceComparison) {
    if old.action != new.action { comparison.list.compare(place, "action", old.action, new.action, actionImpact) }
    let order = Impact.breaking(swift: isReordered, "the function takes its arguments in another order")
    var isExplained = comparison.list.compare(
      place, "request", "\(old.httpMethod) \(old.path)", "\(new.httpMethod) \(new.path)", order)
    compareParameters(&comparison, order, &isExplained)
    if isReordered, !isExplained {
      comparison.list.compare(
        place, "parameters", old.parameters.map(\.parameter.name).joined(separator: ", "),
        new.parameters.map(\.parameter.name).joined(separator: ", "), order)
    }
    compareBody(&comparison.list)
    comparison.list.compare(place, "graphql", old.graphQL, new.graphQL)
    comparison.list.comparePagination(place, old.pagination, new.pagination)
    compareResponse(&comparison.list)
    comparison.list.compare(
      place, "scopes", old.scopes.joined(separator: ", "), new.scopes.joined(separator: ", "))
    comparison.list.compare(
      place, "inverse", old.inverse, new.inverse,
      old.inverse == nil
        ? .addition
        : .breaking(sql: new.inverse == nil, swift: new.inverse == nil, "what it did can't be undone by the journal"))
    comparison.list.compare(place, "summary", old.summary, new.summary)
    comparison.list.compare(place, "documentation", old.documentation, new.documentation)
    func text(_ examples: [ParameterExample]) -> String {
      examples.map { "\($0.parameter) = \(LiteralText.json($0.value))" }.joined(separator: ", ")
    }
    comparison.list.compare(place, "examples", text(old.examples), text(new.examples))
  }

  private var actionImpact: Impact {
    let names = service.functionNames(of: new.name)
    return names.old == names.new
      ? .detail : .breaking(swift: true, "the function is called '\(names.new)' and not '\(names.old)'")
  }

  // MARK: Parameters

  private func compareParameters(
    _ comparison: inout ServiceComparison, _ order: Impact, _ isExplained: inout Bool
  ) {
    var old = old
    let renames = Similarity.renames(
      old.parameters.map(\.parameter), new.parameters.map(\.parameter), name: \.name,
      oldLikeness: ServiceRenames.likeness, newLikeness: ServiceRenames.likeness)
    for rename in renames {
      comparison.list.rename(
        at(rename.old), to: rename.new, .breaking(sql: true, swift: true, "column and label have another name"))
      old.renameParameter(rename.old, to: rename.new)
    }
    let before = Dictionary(
      old.parameters.map { ($0.parameter.name, $0) }, uniquingKeysWith: { first, _ in first })
    let names = Set(new.parameters.map(\.parameter.name))
    for use in new.parameters {
      let name = use.parameter.name
      guard let earlier = before[name] else {
        comparison.list.add(
          at(name), text(use),
          use.isRequired
            ? .breaking(sql: true, swift: true, "who does not give it asks for too little") : Impact.addition.and(shift)
        )
        continue
      }
      let required = Impact.breaking(sql: true, swift: true, "who does not give it asks for too little")
      let optional = Impact.addition.and(shift).and(order)
      if comparison.list.compare(
        at(name), "required", "\(earlier.isRequired)", "\(use.isRequired)", use.isRequired ? required : optional)
      {
        isExplained = true
      }
      let isDefined = isShared(earlier.parameter, in: service.old) && isShared(use.parameter, in: service.new)
      // Whether it is a header is a part of its definition.
      if earlier.parameter.isHeader == use.parameter.isHeader {
        comparison.list.compare(at(name), "in", earlier.location.rawValue, use.location.rawValue, order)
      }
      // What the service defines is told of once, not for each method.
      if !isDefined { comparison.compare(earlier.parameter, use.parameter, at: at(name)) }
    }
    for use in old.parameters where !names.contains(use.parameter.name) {
      comparison.list.remove(
        at(use.parameter.name), text(use),
        .breaking(sql: true, swift: true, "who gives it is not understood any more"))
    }
  }

  private func at(_ parameter: String) -> ChangeList.Place {
    .init(subject: .parameter, name: parameter, owner: new.name, resources: place.resources)
  }

  private func text(_ use: MethodParameter) -> String {
    (use.isRequired ? "required, " : "optional, ") + TypeText.text(use.parameter.type)
  }

  private func isShared(_ parameter: Parameter, in service: Service) -> Bool {
    service.parameters.contains { $0 == parameter }
  }

  private static func isReordered(_ old: Method, _ new: Method) -> Bool {
    func order(_ method: Method) -> [String] {
      SwiftFunction.functions(of: [method]).flatMap(\.arguments).map { argument in
        if case .parameter(let use) = argument.content { use.parameter.name } else { "{body}" }
      }
    }
    let orders = (order(old), order(new))
    let common = Set(orders.0).intersection(orders.1)
    return orders.0.filter(common.contains) != orders.1.filter(common.contains)
  }

  // MARK: Body and response

  private func compareBody(_ list: inout ChangeList) {
    let types = service.types
    let impact: Impact
    switch (old.body?.type, new.body?.type) {
    case (nil, let type?):
      impact = .breaking(sql: service.needsSomething(type), swift: true, "the function takes a body")
    case (_, nil): impact = .breaking(sql: true, swift: true, "there is no body any more")
    case (let before?, let after?):
      let isSQL = !types.isGivenAlike(before, after)
      impact = .breaking(
        sql: isSQL, swift: types.impact(before, after).breaksSwift,
        isSQL ? "other values are expected" : "the Swift type is another")
    }
    list.compare(
      place, "body", old.body.map { TypeText.text($0.type) }, new.body.map { TypeText.text($0.type) }, impact)
    if case .value(_, let before) = old.body, case .value(_, let after) = new.body {
      list.compare(place, "body.media_type", before, after)
    }
  }

  private func compareResponse(_ list: inout ChangeList) {
    let before = old.response
    let after = new.response
    list.compare(place, "response.status", "\(before.status)", "\(after.status)")
    var impact = service.types.impact(before.type, after.type)
    if before.shape != after.shape {
      let isRead = service.new.resources.contains { resource in
        resource.verbs.contains { $0.verb == .select && $0.methods.contains(new.name) }
      }
      impact = .breaking(sql: isRead, swift: true, "the answer is arranged in another way").and(impact)
    }
    list.compare(place, "response", Self.text(before), Self.text(after), impact)
    list.compare(
      place, "response.member", SpecText.path(before.member), SpecText.path(after.member))
    list.compare(place, "response.media_type", before.mediaType, after.mediaType)
  }

  private static func text(_ response: Response) -> String {
    switch response.shape {
    case .none: "none"
    case .object: response.type.map(TypeText.text) ?? "object"
    case .list: "list of " + (response.type.map(TypeText.text) ?? "objects")
    }
  }
}
