import ProviderSpec

/// Writes the statements that call the methods of a resource.
struct SQLExamples {
  let table: String
  let resource: Resource
  let pagination: Pagination?
  let columns: TableColumns
  let models: [String: Model]
  let enums: [String: Enumeration]
  let methods: [Verb: [Method]]

  init(
    provider: Provider, service: Service, resource: Resource, columns: TableColumns, methods: [Verb: [Method]],
    models: [String: Model], enums: [String: Enumeration]
  ) {
    table = [provider.name, service.name, resource.name].map(SQLNames.name).joined(separator: ".")
    self.resource = resource
    pagination = provider.pagination
    self.columns = columns
    self.methods = methods
    self.models = models
    self.enums = enums
  }

  /// The statements that call a method; nil where no statement does, because another method is chosen by the same
  /// parameters, or a value can't stand in SQL.
  func example(_ method: Method) -> SQLExample? {
    statements(method).flatMap { $0.statement.contains("\0") ? nil : $0 }
  }

  private func statements(_ method: Method) -> SQLExample? {
    let shown = shownParameters(of: method)
    for verb in [Verb.select, .delete] where methods[verb]?.contains(method) == true {
      let isWrite = verb == .delete
      let all = isWrite ? method.ownBodyFields(models: models) : []
      let members = isWrite ? all.filter(\.isRequired) : []
      guard chosen(verb, giving: method.parameters, all) == method, chosen(verb, giving: shown, members) == method
      else { continue }
      let head = isWrite ? "DELETE FROM \(table)" : nil
      return SQLExample(
        template: (head ?? select(all: true, by: method))
          + conditions(method.parameters.map(given(_:)) + all.map(given(_:)), of: method, isTemplate: true),
        statement: (head ?? select(all: false, by: method))
          + conditions(shown.map(given(_:)) + members.map(given(_:)), of: method, isTemplate: false), isWrite: isWrite)
    }
    if let row = rowStatements(method, shown) { return row }
    guard method.httpMethod != "GET", method.graphQL == nil || verbs(of: method) != [.select] else { return nil }
    let members = method.ownBodyFields(models: models)
    return SQLExample(
      template: exec(method, method.parameters.map(given(_:)) + members.map(given(_:)), isTemplate: true),
      statement: exec(method, shown.map(given(_:)) + shownMembers(of: method).map(given(_:)), isTemplate: false),
      isWrite: true)
  }

  private func verbs(of method: Method) -> [Verb] {
    methods.filter { $0.value.contains(method) }.map(\.key)
  }

  /// The parameters that an example with values gives: the required ones, and those of the others that choose among
  /// known values.
  func shownParameters(of method: Method) -> [MethodParameter] {
    method.parameters.filter { parameter in
      if parameter.isRequired { return true }
      let name = parameter.parameter.name
      if name == pagination?.pageParameter || name == pagination?.pageSizeParameter { return false }
      if case .enumeration = parameter.parameter.type { return parameter.parameter.example != nil }
      return method.examples.contains { $0.parameter == name }
    }
  }

  /// The value that examples of a method give a parameter.
  static func value(_ parameter: Parameter, in method: Method, enums: [String: Enumeration]) -> Literal {
    if let example = method.examples.first(where: { $0.parameter == parameter.name }) { return example.value }
    return parameter.example ?? parameter.defaultValue
      ?? sample(of: parameter.type, named: parameter.name, minimum: parameter.minimum, enums: enums)
  }

  /// A value of a type for which the spec shows none.
  static func sample(
    of type: ValueType, named name: String, minimum: Int? = nil, enums: [String: Enumeration]
  ) -> Literal {
    switch type {
    case .enumeration(let set): .string(enums[set]?.values.first?.name ?? name)
    case .string(format: "date-time"): .string("2025-01-31T12:00:00Z")
    case .integer, .number: .number(String(minimum ?? 1))
    case .boolean: .boolean(true)
    case .array(let items): .array([sample(of: items, named: name, minimum: minimum, enums: enums)])
    case .object, .model: .object([])
    default: .string(name)
    }
  }

  // MARK: Statements

  /// The columns that a statement reads: all, or those that are no objects, the first few.
  private func select(all: Bool, by method: Method) -> String {
    if method.response.shape == .none {
      // Of what is there nothing is told but what names it.
      let names = method.parameters.filter { $0.location == .path }.map {
        columns.column(ofParameter: $0.parameter.name)
      }
      return "SELECT\n" + names.map { "  " + SQLNames.name($0) }.joined(separator: ",\n") + "\nFROM \(table)"
    }
    let scalars = columns.fields.filter { field, _ in
      switch field.type {
      case .model, .object, .array: false
      default: true
      }
    }
    let chosen = all || scalars.isEmpty ? columns.fields[...] : scalars.prefix(6)
    return "SELECT\n" + chosen.map { "  " + SQLNames.name($0.column) }.joined(separator: ",\n") + "\nFROM \(table)"
  }

  /// A parameter, or a member of a body, and the value that an example gives it.
  struct Given {
    var name: String
    var isRequired: Bool
    /// The value in SQL.
    var value: (_ method: Method) -> String
    /// What stands in its place in a template.
    var placeholder: String

    func text(of method: Method, isTemplate: Bool) -> String { isTemplate ? placeholder : value(method) }

    func comment(_ isTemplate: Bool) -> String { isTemplate ? (isRequired ? " -- required" : " -- optional") : "" }
  }

  func given(_ use: MethodParameter) -> Given {
    let parameter = use.parameter
    return Given(
      name: parameter.name, isRequired: use.isRequired,
      value: { method in
        let text = LiteralText.plain(Self.value(parameter, in: method, enums: enums)) ?? "NULL"
        return Self.isText(parameter.type) ? SQLNames.string(text) : text
      }, placeholder: Self.placeholder(parameter.name, parameter.type))
  }

  static func placeholder(_ name: String, _ type: ValueType) -> String {
    isText(type) ? SQLNames.string("{{ \(name) }}") : "{{ \(name) }}"
  }

  static func isText(_ type: ValueType) -> Bool {
    switch type {
    case .integer, .number, .boolean: false
    default: true
    }
  }

  func conditions(_ given: [Given], of method: Method, isTemplate: Bool) -> String {
    let lines = given.map { given in
      "\(SQLNames.name(columns.column(ofParameter: given.name))) = "
        + given.text(of: method, isTemplate: isTemplate) + given.comment(isTemplate)
    }
    guard !lines.isEmpty else { return ";" }
    return "\nWHERE " + lines.joined(separator: "\n  AND ") + (isTemplate ? "\n;" : ";")
  }

  /// Names that `@name` can't write are given by a query.
  private func exec(_ method: Method, _ given: [Given], isTemplate: Bool) -> String {
    func lines(_ given: [Given], _ text: (Given, String) -> String) -> [String] {
      given.enumerated().map { index, one in
        "  " + text(one, one.text(of: method, isTemplate: isTemplate)) + (index == given.count - 1 ? "" : ",")
          + one.comment(isTemplate)
      }
    }
    var result = ["EXEC \(table).\(SQLNames.name(method.name))"]
    result += lines(given.filter { SQLNames.isPlain($0.name) }) { "@\($0.name) = \($1)" }
    let others = given.filter { !SQLNames.isPlain($0.name) }
    if !others.isEmpty {
      result += ["FOR EACH (SELECT"] + lines(others) { "\($1) AS \(SQLNames.name($0.name))" } + [")"]
    }
    return result.joined(separator: "\n") + (isTemplate ? "\n;" : ";")
  }

  // MARK: Selection

  /// The method that SQL chooses when these parameters are given: of those that take them and need no other, the one
  /// that needs the most, then the first. A parameter that a row holds can be a mere filter.
  func chosen(
    _ verb: Verb, giving parameters: [MethodParameter], _ members: [Field] = [], among candidates: [Method]? = nil
  ) -> Method? {
    let given = Set(parameters.map(\.parameter.name) + members.map(\.name))
    let must = given.filter { !columns.holds($0) }
    var best: (method: Method, needs: Int)?
    for method in candidates ?? methods[verb] ?? [] {
      let fields = verb == .delete ? method.ownBodyFields(models: models) : []
      guard must.isSubset(of: method.parameters.map(\.parameter.name) + fields.map(\.name)) else { continue }
      let required = method.parameters.filter(\.isRequired)
      let needed = fields.filter(\.isRequired)
      guard required.allSatisfy({ given.contains($0.parameter.name) || isEnumeration($0) }),
        needed.allSatisfy({ given.contains($0.name) })
      else { continue }
      if let best, best.needs >= required.count + needed.count { continue }
      best = (method, required.count + needed.count)
    }
    return best?.method
  }

  private func isEnumeration(_ parameter: MethodParameter) -> Bool {
    if case .enumeration = parameter.parameter.type { true } else { false }
  }
}
