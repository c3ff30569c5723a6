import ProviderRuntime

/// A row that a statement deletes or updates, and what is known of its object.
struct WrittenRow {
  let context: TableContext
  /// The request that the row comes from; where nothing was read, the one that writes.
  let request: PlannedRequest
  /// The row as it was read; nil where nothing was.
  let row: PageRow?
  /// Whether the statement names this object in full.
  let isNamed: Bool
  /// Parameters that only the request that writes takes, as the statement gives them.
  let others: [String: SQLValue]

  private var reason: String { row == nil ? "full key" : "row matched" }

  /// The request that deletes the row.
  ///
  /// - Throws: `SQLError` where no method deletes such a row.
  func deletion() throws -> StagedWrite {
    let table = context.table
    var (method, arguments) = (request.method, request.arguments)
    let key = key(of: table.methods[.delete] ?? [], for: .delete)
    if row != nil {
      let choice: Choice
      switch Planner(table: table).choose(.delete, given: key.given) {
      case .success(let chosen) where chosen.fannedOut.isEmpty: choice = chosen
      case .success(let chosen):
        throw PlanProblem.missing([.init(method: chosen.method.name, parameters: chosen.fannedOut)], .delete).error(
          table: table.name)
      case .failure(let problem): throw problem.error(table: table.name)
      }
      (method, arguments) = (choice.method, try key.arguments(of: choice))
    }
    return try context.staged(
      method, arguments, body: try key.body(of: method, in: table), reason: reason, row: row?.json, isNamed: isNamed)
  }

  /// What an update of the row needs to know, without the page that the row was read from.
  func update() -> RowUpdate {
    RowUpdate(
      context: context, key: key(of: context.table.methods[.update] ?? [], for: .update), row: row?.json,
      isNamed: isNamed, reason: reason)
  }

  /// The values of what the methods take, as far as the row and its own request know them.
  private func key(of methods: [MethodDescriptor], for verb: Verb) -> RowKey {
    let table = context.table
    let planner = Planner(table: table)
    var key = RowKey()
    func take(_ name: String, isNeeded: Bool) {
      guard key.values[name] == nil else { return }
      // The object that a path names is written by the same path; of a list's items only the fields tell the key.
      let own = request.method.parameters.first { $0.name == name }
      let isAsked = row == nil ? own != nil : own?.location == .path
      let asked = isAsked ? request.arguments[name].map(SQLValue.init) : nil
      // A field of the row is no wish of the user's to send it.
      let column = isNeeded ? table.column(ofParameter: name).map { table.columns[$0] } : nil
      let read = column.flatMap { $0.holdsInput ? $0.field : nil }.flatMap { row?.value($0.name) }
      guard let value = asked ?? others[name] ?? read ?? request.shown[name] else { return }
      key.values[name] = value
      key.given.append(GivenParameter(name, mayFilter: !isAsked && others[name] == nil))
    }
    for method in methods {
      let needed = planner.required(by: method, for: verb)
      for parameter in method.parameters { take(parameter.name, isNeeded: needed.contains(parameter.name)) }
      for field in table.members(of: method, for: verb) { take(field.name, isNeeded: needed.contains(field.name)) }
    }
    return key
  }
}

/// The parameters of the requests that write a row.
struct RowKey {
  var given: [GivenParameter] = []
  var values: [String: SQLValue] = [:]

  /// The arguments of the method that they chose.
  func arguments(of choice: Choice) throws -> Arguments {
    var arguments = Arguments()
    for parameter in choice.method.parameters where choice.used.contains(parameter.name) {
      guard let value = values[parameter.name] else { continue }
      arguments[parameter.name] = try Self.argument(value, parameter)
    }
    return arguments
  }

  /// The body of a DELETE's request: the members that are given, and of those that are parameters, too, the ones that it
  /// needs; nil where the method has none.
  ///
  /// - Throws: `SQLError` for a value that its member can't have.
  func body(of method: MethodDescriptor, in table: ResourceTable) throws -> String? {
    var body = BodyMembers()
    for field in method.bodyFields(of: table.service) {
      let parameter = method.parameters.first { $0.name == field.name }
      guard let value = values[field.name], parameter.map({ field.isRequired && field.isLike($0) }) ?? true else {
        continue
      }
      try body.take(value, field, of: method, in: table.service)
    }
    return body.text(of: method, in: table.service)
  }

  /// A response may hold values of a set that nobody knew when the spec was written.
  private static func argument(_ value: SQLValue, _ parameter: ParameterDescriptor) throws -> ArgumentValue? {
    if case .enumeration = parameter.type, case .text(let text) = value { return .string(text) }
    return try Coercion.coerce(value, to: parameter)?.argument
  }
}

/// A row that is updated: its key, until it is known what is set.
struct RowUpdate {
  let context: TableContext
  let key: RowKey
  let row: String?
  let isNamed: Bool
  let reason: String

  /// The request that sets columns of the row.
  ///
  /// - Throws: `SQLError` where no method sets them, or a value is none that its field can have.
  func staged(_ assignments: [(column: TableColumn, value: SQLValue)]) throws -> StagedWrite {
    let table = context.table
    let names = Set(assignments.map { $0.column.bodyField ?? $0.column.name })
    let choice = try Planner(table: table).chooseUpdate(given: key.given, setting: names)
    let fields = choice.method.bodyFields(of: table.service)
    var body = BodyMembers()
    for (column, value) in assignments {
      guard let field = fields.first(where: { $0.name == column.bodyField }) else { continue }
      try body.take(value, field, of: choice.method, in: table.service)
    }
    return try context.staged(
      choice.method, try key.arguments(of: choice), body: body.text(of: choice.method, in: table.service),
      reason: reason, row: row, isNamed: isNamed)
  }
}
