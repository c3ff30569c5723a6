import ProviderSpec

extension ResourceBuilder {
  /// What the page says about a method.
  func entry(_ method: Method) -> MethodEntry {
    let example = sql.example(method)
    let members = method.ownBodyFields(models: scope.models)
    return MethodEntry(
      name: method.name, anchor: Anchor.method(method.name),
      verbs: resource.verbs.filter { $0.methods.contains(method.name) }.map(\.verb),
      summary: Prose(spec: method.summary), httpMethod: method.httpMethod, path: method.path,
      required: method.parameters.filter(\.isRequired).map(\.parameter.name)
        + members.filter(\.isRequired).map(\.name),
      optional: method.parameters.filter { !$0.isRequired }.map(\.parameter.name)
        + members.filter { !$0.isRequired }.map(\.name),
      scopes: method.scopes,
      response: response(method), documentation: method.documentation, inverse: method.inverse, sql: example,
      swift: swift.call(method, giving: sql.shownParameters(of: method)), notes: notes(method, example))
  }

  private func response(_ method: Method) -> Prose {
    let model = method.response.model.flatMap { scope.models[$0]?.title }.map(SpecText.line)
    let status = "\(method.response.status): "
    let what: String
    switch (method.response.shape, method.response.type) {
    case (.none, _): what = isPresence(method) ? "it is there" : "nothing"
    case (.object, .model?), (.object, nil): what = "one object, " + (model ?? "object")
    case (.object, let type?): what = "one value, " + (type == .object ? "any JSON" : Datatype.name(type))
    case (.list, .model?), (.list, nil): what = "a list of objects, " + (model ?? "object")
    case (.list, let type?):
      what = "a list of values, " + (type == .object ? "any JSON" : "each " + Datatype.name(type))
    }
    var prose = Prose(.text(status + what))
    if let mediaType = method.response.mediaType { prose = prose + Prose(.text(", as "), .code(mediaType)) }
    guard !method.response.member.isEmpty else { return prose }
    return prose + Prose(.text(", under "), .code(SpecText.path(method.response.member)))
  }

  /// Whether the method reads whether something is there, and nothing of it.
  private func isPresence(_ method: Method) -> Bool {
    method.response.shape == .none && verbs[.select]?.contains(method) == true
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
    switch method.body {
    case .model(let name):
      let title = scope.models[name].map { SpecText.line($0.title) } ?? name
      notes.append(Prose(.text("Its request has a body (\(title)): objects and arrays in it are JSON in SQL.")))
    case .value(_, let mediaType):
      notes.append(
        Prose(.text("Its request has a body, "), .code("body"), .text(", of the type "), .code(mediaType), .text(".")))
    case nil: break
    }
    if example == nil { notes.append(whyNoSQL(method)) }
    return notes
  }

  private func notFound(_ method: Method) -> Prose {
    let isKeyed = method.parameters.contains { parameter in
      parameter.location == .path
        && (resource.identity.contains { $0.parameter == parameter.parameter.name }
          || method.path.hasSuffix("/{\(parameter.parameter.name)}")
            && columns.fields.contains { $0.field.name == parameter.parameter.name })
    }
    let rest: String
    switch method.response.shape {
    case .none where isPresence(method):
      return Prose(
        .code("404"), .text(": no row in SQL; an error of the kind "), .code(".notFound"), .text(" in Swift."))
    case .object where method.httpMethod == "GET" && isKeyed && verbs[.select]?.contains(method) == true:
      return Prose(
        .code("404"), .text(": no row in SQL; an error of the kind "), .code(".notFound"), .text(" in Swift."))
    case _ where method.httpMethod == "GET":
      rest = ": an error, never an empty result."
    case _ where method.httpMethod == "DELETE":
      rest =
        ": gone already, which counts as done, where what holds it is there, else refused; in Swift an error of the kind "
      return Prose(.code("404"), .text(rest), .code(".notFound"), .text("."))
    default: rest = ": what it acts on is not there, or the token may not see it."
    }
    return Prose(.code("404"), .text(rest))
  }

  /// Whether the method means the token's own account, where methods of the same shape name in their paths whose objects they
  /// mean.
  private func isOwnAccount(_ method: Method) -> Bool {
    guard method.namesCaller else { return false }
    func path(_ method: Method) -> Set<String> {
      Set(method.parameters.filter { $0.location == .path }.map(\.parameter.name))
    }
    let verbs = self.verbs.filter { $0.value.contains(method) }.flatMap(\.value)
    return verbs.contains { other in
      other.response.shape == method.response.shape && path(other).isStrictSuperset(of: path(method))
    }
  }

  private func whyNoSQL(_ method: Method) -> Prose {
    if verbs[.select]?.contains(method) == true || verbs[.delete]?.contains(method) == true {
      return Prose(.text("SQL chooses another method for the same parameters: call it from Swift."))
    }
    return Prose(.text("SQL does not reach it: call it from Swift."))
  }
}
