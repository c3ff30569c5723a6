import ProviderSpec

/// Makes the page of a resource.
struct ResourceBuilder {
  let scope: ServiceScope
  let resource: Resource
  let swift: SwiftExamples
  let model: Model
  let verbs: [Verb: [Method]]
  let columns: TableColumns
  let sql: SQLExamples

  init(scope: ServiceScope, resource: Resource, swift: SwiftExamples) {
    let model = resource.row(models: scope.models, methods: scope.methods)
    self.scope = scope
    self.resource = resource
    self.swift = swift
    self.model = model
    let verbs = Dictionary(
      resource.verbs.map { ($0.verb, $0.methods.compactMap { scope.methods[$0] }) }, uniquingKeysWith: +)
    self.verbs = verbs
    let inStatements = Set(resource.verbs.filter { $0.verb != .exec }.flatMap(\.methods))
    columns = TableColumns(
      resource, model: model,
      methods: resource.methods.filter(inStatements.contains).compactMap { scope.methods[$0] },
      sent: [Verb.insert, .update, .replace, .delete].flatMap { verb in verbs[verb] ?? [] }
        .flatMap { $0.bodyFields(models: scope.models) })
    sql = SQLExamples(
      provider: scope.provider, service: scope.service, resource: resource, columns: columns, methods: verbs,
      models: scope.models, enums: scope.enums)
  }

  /// The page.
  func page() -> ResourcePage {
    var tree = FieldTree(models: scope.models, enums: scope.enums)
    let id = "\(scope.provider.name).\(scope.service.name).\(resource.name)"
    return ResourcePage(
      name: ResourceName(service: scope.service.name, resource: resource.name), title: SpecText.line(resource.title),
      summary: Prose(spec: resource.summary), abilities: abilities(), id: id,
      facts: [
        Fact("Name", .code(resource.name)), Fact("Type", .text("Resource")), Fact("Id", .code(id)),
        Fact("Row", .text(SpecText.line(model.title))), Fact("Swift", .code(swift.receiver)),
      ],
      fields: tree.groups(of: model, columns: columns), verbs: verbEntries(), parameters: parameters(),
      errors: errors(), related: related())
  }

  /// The methods of each verb; one that several verbs may choose is described under the first.
  private func verbEntries() -> [VerbEntry] {
    var seen: Set<String> = []
    return Verb.allCases.compactMap { verb in
      let methods = (verbs[verb] ?? []).filter { seen.insert($0.name).inserted }
      return methods.isEmpty ? nil : VerbEntry(verb: verb, methods: methods.map(entry))
    }
  }

  private func abilities() -> Prose {
    let parts = Verb.allCases.compactMap { verb -> Prose? in
      guard let methods = verbs[verb], !methods.isEmpty else { return nil }
      let word =
        switch verb {
        case .select: " reads its rows"
        case .insert: " methods create them"
        case .update: " methods change them"
        case .replace: " methods replace them"
        case .delete: " removes them"
        case .exec: " runs \(methods.count == 1 ? "a method" : "methods") of its life cycle"
        }
      return Prose(.code(verb.rawValue.uppercased()), .text("\(word) (\(methods.count))"))
    }
    return .list(parts) + Prose(.text("."))
  }

  // MARK: Parameters

  private func parameters() -> [ParameterEntry] {
    let methods = resource.methods.compactMap { scope.methods[$0] }
    var seen: Set<String> = []
    let uses = methods.flatMap(\.parameters).filter { seen.insert($0.parameter.name).inserted }
    let parameters = uses.map { use in
      let parameter = use.parameter
      return ParameterEntry(
        name: parameter.name, anchor: Anchor.parameter(parameter.name), datatype: Datatype.name(parameter.type),
        summary: Prose(spec: parameter.summary), values: Datatype.values(parameter.type, scope.enums),
        defaultValue: LiteralText.plain(parameter.defaultValue), wildcard: parameter.wildcard,
        minimum: parameter.minimum, maximum: parameter.maximum, example: LiteralText.plain(parameter.example),
        notes: notes(on: use, methods: methods) + notes(onMember: parameter.name, of: methods))
    }
    let members = methods.flatMap { $0.bodyFields(models: scope.models) }.filter { seen.insert($0.name).inserted }
    return parameters
      + members.map { field in
        ParameterEntry(
          name: field.name, anchor: Anchor.parameter(field.name), datatype: Datatype.name(field.type),
          summary: Prose(spec: field.summary), values: Datatype.values(field.type, scope.enums),
          example: LiteralText.plain(field.example), notes: notes(onMember: field.name, of: methods))
      }
  }

  /// Which requests send a member of that name, and what is within it.
  private func notes(onMember name: String, of methods: [Method]) -> [Prose] {
    let senders = methods.filter { method in method.bodyFields(models: scope.models).contains { $0.name == name } }
    guard let field = senders.first?.bodyFields(models: scope.models).first(where: { $0.name == name }) else {
      return []
    }
    let links = senders.map { Prose(.link($0.name, Target(anchor: Anchor.method($0.name)))) }
    var notes = [Prose(.text("In the body of ")) + .list(links) + Prose(.text("."))]
    let column = columns.column(ofParameter: name)
    let isParameter = methods.contains { $0.parameters.contains { $0.parameter.name == name } }
    if column != name, !isParameter { notes.append(Prose(.text("In SQL the column "), .code(column), .text("."))) }
    guard let model = Self.model(in: field.type).flatMap({ scope.models[$0] }) else { return notes }
    let members = model.fields.map { field in
      Prose(.code(field.name)) + Prose(.text(field.isRequired ? " (required)" : ""))
    }
    if !members.isEmpty {
      notes.append(Prose(.text("As JSON, with the members ")) + .list(members) + Prose(.text(".")))
    }
    return notes
  }

  private static func model(in type: ValueType) -> String? {
    switch type {
    case .model(let name): name
    case .array(let element): model(in: element)
    default: nil
    }
  }

  private func notes(on use: MethodParameter, methods: [Method]) -> [Prose] {
    let parameter = use.parameter
    var notes: [Prose] = []
    let column = columns.column(ofParameter: parameter.name)
    if column != parameter.name { notes.append(Prose(.text("In SQL the column "), .code(column), .text("."))) }
    if let field = resource.identity.first(where: { $0.parameter == parameter.name })?.field {
      notes.append(
        Prose(
          .text("Carried by the field "), .link(field, Target(anchor: Anchor.field([field]))), .text(" of a row.")))
    }
    for origin in scope.origins[parameter.name] ?? [] where origin.resource.name != resource.name {
      guard !resource.identity.contains(where: { $0.parameter == parameter.name }) else { continue }
      let place = Target(
        ResourceName(service: scope.service.name, resource: origin.resource.name),
        anchor: Anchor.field([origin.field]))
      notes.append(
        Prose(
          .text("The "), .code(origin.field), .text(" of a row of "), .link(origin.resource.name, place), .text(".")))
    }
    let isFannedOut = (verbs[.select] ?? []).contains { method in
      method.parameters.contains { $0.parameter.name == parameter.name && $0.isRequired }
    }
    if case .enumeration = parameter.type, isFannedOut {
      notes.append(Prose(.text("A "), .code("SELECT"), .text(" that leaves it out asks for each value in turn.")))
    }
    return notes
  }

  // MARK: Errors

  private func errors() -> [ErrorEntry] {
    scope.provider.errors.refusals.map { refusal in
      ErrorEntry(
        status: String(refusal.status), reason: refusal.reason,
        when: refusal.messageContains.map { Prose(.text("The message holds “\(SpecText.line($0))”.")) }
          ?? Prose(.text("Any message.")),
        swift: Self.swiftKind(refusal))
    }
  }

  /// The kind of error that the runtime makes of a refusal.
  private static func swiftKind(_ refusal: Refusal) -> String {
    switch refusal.status {
    case 401: ".unauthorized"
    case 403: refusal.reason == "rate_limited" ? ".rateLimited" : ".forbidden"
    case 404: ".notFound"
    case 429: ".rateLimited"
    case 400..<500: ".refused(reason: \(SwiftLiteral.string(refusal.reason)))"
    default: ".server"
    }
  }

  // MARK: Related resources

  private func related() -> [RelatedEntry] {
    let own = Set(resource.methods)
    return scope.service.resources.compactMap { other in
      guard other.name != resource.name else { return nil }
      let shared = other.methods.count { own.contains($0) }
      var reasons: [Prose] = []
      if other.model == resource.model, other.model != nil {
        reasons.append(Prose(.text("Rows of the same kind (\(SpecText.line(model.title)))")))
      }
      if shared > 0 { reasons.append(Prose(.text("\(shared) \(shared == 1 ? "method" : "methods") in common"))) }
      for identity in other.identity where feeds(identity.parameter) && other.model != resource.model {
        reasons.append(
          Prose(.text("its "), .code(identity.field), .text(" is the "), .code(identity.parameter), .text(" here")))
      }
      for identity in resource.identity where other.model != resource.model && takes(other, identity.parameter) {
        reasons.append(
          Prose(.text("takes the "), .code(identity.field), .text(" of a row as "), .code(identity.parameter)))
      }
      guard !reasons.isEmpty else { return nil }
      return RelatedEntry(
        name: ResourceName(service: scope.service.name, resource: other.name), title: SpecText.line(other.title),
        reason: .list(reasons, separator: "; "))
    }
  }

  private func feeds(_ parameter: String) -> Bool {
    takes(resource, parameter) && !resource.identity.contains { $0.parameter == parameter }
  }

  private func takes(_ resource: Resource, _ parameter: String) -> Bool {
    resource.methods.contains { name in
      scope.methods[name]?.parameters.contains { $0.parameter.name == parameter } == true
    }
  }
}
