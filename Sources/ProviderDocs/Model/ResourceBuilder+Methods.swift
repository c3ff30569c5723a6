import ProviderSpec

extension ResourceBuilder {
  /// What the page says about a method.
  func entry(_ method: Method) -> MethodEntry {
    let example = sql.example(method)
    return MethodEntry(
      name: method.name, anchor: Anchor.method(method.name),
      verbs: resource.verbs.filter { $0.methods.contains(method.name) }.map(\.verb),
      summary: Prose(spec: method.summary), httpMethod: method.httpMethod, path: method.path,
      required: method.parameters.filter(\.isRequired).map(\.parameter.name),
      optional: method.parameters.filter { !$0.isRequired }.map(\.parameter.name), scopes: method.scopes,
      response: response(method), documentation: method.documentation, inverse: method.inverse, sql: example,
      swift: swift.call(method, giving: sql.shownParameters(of: method)), notes: notes(method, example))
  }

  private func response(_ method: Method) -> Prose {
    let model = method.response.model.flatMap { scope.models[$0]?.title }.map(SpecText.line) ?? "object"
    let status = "\(method.response.status): "
    return switch method.response.shape {
    case .none: Prose(.text(status + "nothing"))
    case .object: Prose(.text(status + "one object, " + model))
    case .list where !method.response.member.isEmpty:
      Prose(
        .text(status + "a list of objects, \(model), under "), .code(method.response.member.joined(separator: ".")))
    case .list: Prose(.text(status + "a list of objects, " + model))
    }
  }

  private func notes(_ method: Method, _ example: SQLExample?) -> [Prose] {
    var notes = [notFound(method)]
    if !method.scopes.isEmpty {
      notes[0] =
        Prose(
          .code("401"), .text(" or "), .code("403"), .text(": no token, or one without the scopes "))
        + .list(method.scopes.map { Prose(.code($0)) }) + Prose(.text(". ")) + notes[0]
    }
    if isOwnAccount(method) {
      notes.append(
        Prose(.text("It acts on the account of the token, since it takes no owner"))
          + Prose(.text(example?.isWrite == true ? "; so the plan is shown and wants a yes." : ".")))
    }
    if example == nil { notes.append(whyNoSQL(method)) }
    return notes
  }

  private func notFound(_ method: Method) -> Prose {
    let isKeyed = method.parameters.contains { parameter in
      parameter.location == .path && resource.identity.contains { $0.parameter == parameter.parameter.name }
    }
    let rest: String
    switch method.response.shape {
    case .object where method.httpMethod == "GET" && isKeyed && verbs[.select]?.contains(method) == true:
      return Prose(
        .code("404"), .text(": no row in SQL; an error of the kind "), .code(".notFound"), .text(" in Swift."))
    case _ where method.httpMethod == "GET":
      rest = ": an error, never an empty result."
    case _ where method.httpMethod == "DELETE":
      rest = ": it is gone already, which counts as done; in Swift an error of the kind "
      return Prose(.code("404"), .text(rest), .code(".notFound"), .text("."))
    default: rest = ": what it acts on is not there, or the token may not see it."
    }
    return Prose(.code("404"), .text(rest))
  }

  /// Whether methods of the same shape name in their paths whose objects they mean, and this one does not.
  private func isOwnAccount(_ method: Method) -> Bool {
    func path(_ method: Method) -> Set<String> {
      Set(method.parameters.filter { $0.location == .path }.map(\.parameter.name))
    }
    let verbs = self.verbs.filter { $0.value.contains(method) }.flatMap(\.value)
    return verbs.contains { other in
      other.response.shape == method.response.shape && path(other).isStrictSuperset(of: path(method))
    }
  }

  private func whyNoSQL(_ method: Method) -> Prose {
    if let body = method.body {
      let title: String
      switch body {
      case .model(let name): title = scope.models[name].map { SpecText.line($0.title) } ?? name
      case .value(_, let mediaType): title = SpecText.line(mediaType)
      }
      return Prose(.text("Its request has a body (\(title)), which SQL does not write: call it from Swift."))
    }
    if verbs[.select]?.contains(method) == true || verbs[.delete]?.contains(method) == true {
      return Prose(.text("SQL chooses another method for the same parameters: call it from Swift."))
    }
    return Prose(.text("SQL does not reach it: call it from Swift."))
  }
}
