import ProviderSpec

/// INSERT, UPDATE and REPLACE.
extension SQLExamples {
  /// The statements that write a row by a method; nil where none does, because another method is chosen by the same
  /// columns, or there is nothing to SET.
  func rowStatements(_ method: Method, _ shown: [MethodParameter]) -> SQLExample? {
    for verb in [Verb.insert, .update, .replace] where methods[verb]?.contains(method) == true {
      let all = method.bodyFields(models: models)
      var members = shownMembers(of: method)
      if verb == .update {
        // SET has to set something.
        if members.isEmpty { members = Array((all.filter { !$0.isNullable } + all).prefix(1)) }
        guard !members.isEmpty, chosenUpdate(giving: method.parameters, setting: all) == method,
          chosenUpdate(giving: shown, setting: members) == method
        else { continue }
        return SQLExample(
          template: update(method, all, method.parameters, isTemplate: true),
          statement: update(method, members, shown, isTemplate: false), isWrite: true)
      }
      let own = method.ownBodyFields(models: models)
      guard chosenRow(verb, giving: method.parameters, own) == method, chosenRow(verb, giving: shown, members) == method
      else { continue }
      return SQLExample(
        template: row(verb, method, method.parameters.map(given(_:)) + own.map(given(_:)), isTemplate: true),
        statement: row(verb, method, shown.map(given(_:)) + members.map(given(_:)), isTemplate: false), isWrite: true)
    }
    return nil
  }

  /// The members of the body that an example with values gives: the required ones, else the first.
  func shownMembers(of method: Method) -> [Field] {
    let members = method.ownBodyFields(models: models)
    let required = members.filter(\.isRequired)
    guard required.isEmpty, method.parameters.isEmpty || methods[.update]?.contains(method) == true else {
      return required
    }
    return Array(members.prefix(1))
  }

  func given(_ field: Field) -> Given {
    Given(
      name: field.name, isRequired: field.isRequired,
      value: { _ in
        let value = field.example ?? sample(of: field, depth: 0)
        let isJSON: Bool
        switch field.type {
        case .model, .object, .array: isJSON = true
        default: isJSON = false
        }
        let text = isJSON ? Self.visible(LiteralText.json(value)) : LiteralText.plain(value) ?? "NULL"
        return Self.isText(field.type) ? SQLNames.string(text) : text
      }, placeholder: Self.placeholder(field.name, field.type))
  }

  /// JSON text in which escapes stand for what can't be seen.
  private static func visible(_ json: String) -> String {
    json.unicodeScalars.map { SpecText.isVisible($0) ? String($0) : SpecText.escaped($0) }.joined()
  }

  /// A value of a field for which the spec shows none: of an object, the members that must be there.
  private func sample(of field: Field, depth: Int) -> Literal {
    switch field.type {
    case .model(let name): object(name, depth)
    case .array(.model(let name)): .array([object(name, depth)])
    case let type: Self.sample(of: type, named: field.name, enums: enums)
    }
  }

  private func object(_ model: String, _ depth: Int) -> Literal {
    guard depth < 8, let fields = models[model]?.fields else { return .object([]) }
    return .object(
      fields.filter(\.isRequired).map { field in
        Literal.Member(name: field.name, value: field.example ?? sample(of: field, depth: depth + 1))
      })
  }

  // MARK: Statements

  private func row(_ verb: Verb, _ method: Method, _ given: [Given], isTemplate: Bool) -> String {
    let head = (verb == .insert ? "INSERT INTO " : "REPLACE INTO ") + table
    guard !given.isEmpty else { return head + " DEFAULT VALUES;" }
    func list(_ text: (Given) -> String) -> String {
      given.enumerated().map { index, one in
        "  " + text(one) + (index == given.count - 1 ? "" : ",") + one.comment(isTemplate)
      }.joined(separator: "\n")
    }
    let names = list { SQLNames.name(columns.column(ofParameter: $0.name)) }
    let values = given.enumerated().map { index, one in
      "  " + one.text(of: method, isTemplate: isTemplate) + (index == given.count - 1 ? "" : ",")
    }.joined(separator: "\n")
    return "\(head) (\n\(names)\n)\nVALUES (\n\(values)\n);"
  }

  private func update(
    _ method: Method, _ members: [Field], _ parameters: [MethodParameter], isTemplate: Bool
  ) -> String {
    let lines = members.map(given(_:)).enumerated().map { index, one in
      "  \(SQLNames.name(columns.column(ofParameter: one.name))) = \(one.text(of: method, isTemplate: isTemplate))"
        + (index == members.count - 1 ? "" : ",") + one.comment(isTemplate)
    }
    return "UPDATE \(table)\nSET\n\(lines.joined(separator: "\n"))"
      + conditions(parameters.map(given(_:)), of: method, isTemplate: isTemplate)
  }

  // MARK: Selection

  /// The method that UPDATE chooses: of those that can set these members and need no others, as for any other verb.
  private func chosenUpdate(giving parameters: [MethodParameter], setting members: [Field]) -> Method? {
    let names = Set(members.map(\.name))
    let candidates = (methods[.update] ?? []).filter { method in
      let fields = method.bodyFields(models: models)
      return names.isSubset(of: fields.map(\.name))
        && fields.allSatisfy { !$0.isRequired || names.contains($0.name) }
    }
    return chosen(.update, giving: parameters, among: candidates)
  }

  /// The method that INSERT or REPLACE chooses: of those that take every column and need no other, the one that needs the
  /// most, then the first.
  private func chosenRow(_ verb: Verb, giving parameters: [MethodParameter], _ members: [Field]) -> Method? {
    let given = Set(parameters.map(\.parameter.name) + members.map(\.name))
    var best: (method: Method, needs: Int)?
    for method in methods[verb] ?? [] {
      let fields = method.bodyFields(models: models)
      let taken = Set(method.parameters.map(\.parameter.name) + fields.map(\.name))
      let needed = Set(method.parameters.filter(\.isRequired).map(\.parameter.name))
        .union(fields.filter(\.isRequired).map(\.name))
      guard given.isSubset(of: taken), needed.isSubset(of: given) else { continue }
      if let best, best.needs >= needed.count { continue }
      best = (method, needed.count)
    }
    return best?.method
  }
}
