import ProviderRuntime

/// Turns a row that INSERT or REPLACE hands over into the request that creates or replaces the object.
struct RowInsertion {
  let context: TableContext
  let verb: Verb
  /// The values by column.
  let values: [SQLValue]

  /// - Throws: `SQLError` where no method takes what is given, or a value is none that its parameter or field can have.
  func staged() throws -> StagedWrite {
    let table = context.table
    let session = context.session
    let given = values.indices.filter { values[$0] != .null }
    // A trigger's INSERT is not the statement that is known.
    let named = session.changes.hasTrigger ? nil : session.changes.insertion?.columns
    let nulls = values.indices.filter {
      values[$0] == .null && named?.contains(table.columns[$0].name.lowercased()) == true
    }
    let choice = try Planner(table: table).choose(verb, given: given, nulls: nulls)
    let method = choice.method
    var arguments = Arguments()
    for parameter in method.parameters {
      guard let column = choice.parameters[parameter.name] else { continue }
      arguments[parameter.name] = try Coercion.coerce(values[column], to: parameter)?.argument
    }
    var body = BodyMembers()
    for field in method.bodyFields(of: table.service) {
      guard let column = choice.members[field.name] else { continue }
      try body.take(values[column], field, of: method, in: table.service)
    }
    return try context.staged(
      method, arguments, body: body.text(of: method, in: table.service),
      reason: session.changes.hasSelect ? "row of the query" : "values given",
      isNamed: !session.changes.hasSelect && !session.changes.hasTrigger, isRepeatable: verb == .insert)
  }
}
