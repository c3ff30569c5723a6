/// Resources: methods, verbs, identity.
extension ServiceValidator {
  mutating func check(_ resource: ResourceDraft) {
    checkModel(of: resource)
    var own: Set<String> = []
    var guessed: Set<String> = []
    for name in resource.methods {
      guard methods[name.value] != nil else {
        let known = draft.methods.map(\.name.value)
        if let meant = unknown("method", name, among: known, advice: "define it under 'methods'") {
          guessed.insert(meant)
        }
        continue
      }
      own.insert(name.value)
      usedMethods.insert(name.value)
    }
    var inVerbs: Set<String> = []
    for (verb, names) in resource.verbs {
      for name in names {
        guard own.contains(name.value) else {
          let isReported = guessed.contains(name.value) || resource.methods.contains { $0.value == name.value }
          if !isReported, let meant = notOwn(name, resource) { inVerbs.insert(meant) }
          continue
        }
        inVerbs.insert(name.value)
        if let method = methods[name.value] { check(method, as: verb.value, at: name, of: resource) }
      }
    }
    usedMethods.formUnion(guessed)
    for name in resource.methods
    where resource.verbsAreComplete && own.contains(name.value) && !inVerbs.contains(name.value) {
      report.error(
        at: name, "the method '\(name.value)' is under no verb; put it under one, 'exec' where no other fits.")
    }
    checkIdentity(of: resource)
    checkOverloads(of: resource)
  }

  /// Reports a method under a verb that the resource does not have, and gives the one that may have been meant.
  private mutating func notOwn(_ name: Located<String>, _ resource: ResourceDraft) -> String? {
    guard methods[name.value] != nil else {
      return unknown("method", name, among: resource.methods.map(\.value), advice: "define it under 'methods'")
    }
    usedMethods.insert(name.value)
    report.error(
      at: name,
      "the method '\(name.value)' does not belong to resource '\(resource.name.value)'; add it to its 'methods'.")
    return nil
  }

  private mutating func check(
    _ method: MethodDraft, as verb: Verb, at place: Located<String>, of resource: ResourceDraft
  ) {
    let allowed = verb.httpMethods(hasGraphQL: method.graphQL != nil)
    if !method.request.httpMethod.isEmpty, !allowed.contains(method.request.httpMethod) {
      report.error(
        at: place,
        "the verb '\(verb.rawValue)' with '\(method.name.value)', which is a \(method.request.httpMethod); "
          + "it takes \(allowed.joined(separator: " or ")).")
    }
    guard verb == .select else { return }
    if method.response.shape == .none {
      // That something is there is a row, of what names it.
      guard method.request.parameters.isEmpty || method.request.httpMethod != "GET" else { return }
      report.error(
        at: place,
        "the verb 'select' with '\(method.name.value)', which returns nothing; it takes methods that return rows, or a "
          + "GET whose path names what may be there.")
    } else if let model = method.response.model, resource.model == nil, models[model.value] != nil {
      report.error(
        at: place,
        "the verb 'select' with '\(method.name.value)', which returns '\(model.value)', on a resource without a model; "
          + "write \"model\": \"\(model.value)\".")
    }
  }

  /// Reports a model of a resource of which no select method returns an object.
  private mutating func checkModel(of resource: ResourceDraft) {
    guard let model = resource.model else { return }
    useModel(model)
    let names = resource.verbs.filter { $0.verb.value == .select }.flatMap(\.methods)
    let returned = names.compactMap { methods[$0.value]?.response.model?.value }
    guard resource.verbsAreComplete, models[model.value] != nil, !returned.isEmpty, returned.count == names.count,
      returned.allSatisfy({ models[$0] != nil }), !returned.contains(model.value)
    else { return }
    report.error(
      at: model,
      "no select method of '\(resource.name.value)' returns '\(model.value)'"
        + Suggestion.text(for: model.value, orOneOf: Array(Set(returned)).sorted()))
  }

  /// The fields that become columns, by name: the resource's model's first, then those that only other select methods return.
  private func columns(of resource: ResourceDraft) -> [String: FieldDraft] {
    let names = resource.verbs.filter { $0.verb.value == .select }.flatMap(\.methods)
    let models = [resource.model?.value] + names.map { methods[$0.value]?.response.model?.value }
    return models.compactMap { $0 }.reduce(into: [:]) { result, model in
      result.merge(fields[model] ?? [:]) { first, _ in first }
    }
  }

  // MARK: Identity

  private mutating func checkIdentity(of resource: ResourceDraft) {
    var seen: Set<String> = []
    let known = columns(of: resource)
    let taken = Set(resource.methods.flatMap { methods[$0.value]?.request.parameters.map(\.value) ?? [] })
    for (parameter, field) in resource.identity {
      if !parameter.value.isEmpty {
        if !seen.insert(parameter.value).inserted {
          report.error(at: parameter, "the identity of '\(parameter.value)' is given twice; remove one of the two.")
        }
        if !taken.contains(parameter.value) {
          report.error(
            at: parameter,
            "'\(parameter.value)' is no path parameter of the resource's methods."
              + Suggestion.text(for: parameter.value, among: taken.sorted()))
        }
      }
      guard !known.isEmpty, !field.value.isEmpty else { continue }
      guard let definition = known[field.value] else {
        report.error(
          at: field,
          "'\(field.value)' is no field of model '\(resource.model?.value ?? "")'"
            + Suggestion.text(for: field.value, orOneOf: known.keys.sorted()))
        continue
      }
      if parameter.value != field.value, known[parameter.value] != nil {
        report.error(
          at: field,
          "the field '\(parameter.value)' already carries the parameter of its name; remove this identity.")
      }
      let users = resource.methods.compactMap { methods[$0.value] }.filter { method in
        method.request.parameters.contains { $0.value == parameter.value }
      }
      if let method = users.first, let type = self.parameter(parameter.value, of: method)?.type.type.value,
        !type.isEmpty
      {
        let other = definition.type.type.value
        if !other.isEmpty, type != other {
          report.error(
            at: field,
            "the field '\(field.value)' is of type '\(other)', the parameter '\(parameter.value)' of type '\(type)'; "
              + "an identity ties values of one type.")
        }
      }
    }
  }

  // MARK: Overloads

  /// Methods of one resource become functions of one Swift type, told apart by the labels that a call must give.
  private mutating func checkOverloads(of resource: ResourceDraft) {
    var taken: [String: String] = [:]
    for name in resource.methods {
      guard let method = methods[name.value], !method.action.value.isEmpty else { continue }
      let names = (method.request.parameters + method.required).map(\.value)
      let labels = (SwiftNames.memberNames(names) + (method.body == nil ? [] : ["body"])).map { $0 + ":" }
      let function = SwiftNames.memberName(method.action.value) + "(" + labels.joined() + ")"
      guard let earlier = taken[function] else {
        taken[function] = name.value
        continue
      }
      if earlier != name.value {
        report.error(
          at: name,
          "the method '\(name.value)' is '\(function)' in Swift, and so is '\(earlier)'; give one of them another action."
        )
      }
    }
  }
}
