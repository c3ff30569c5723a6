import ProviderRuntime

/// What one call by EXEC is given.
struct ExecCall: Hashable {
  var arguments = Arguments()
  var body = BodyMembers()
}

/// Takes the arguments of EXEC, and collects what is wrong with them, all of it at once.
struct ExecProblems {
  let method: MethodDescriptor
  private let service: ServiceDescriptor
  private let fields: [FieldDescriptor]
  private var errors: [SQLError] = []
  private let names: [String]

  init(method: MethodDescriptor, of table: ResourceTable) {
    self.method = method
    service = table.service
    fields = method.bodyFields(of: table.service)
    let parameters = method.parameters.map(\.name)
    names = parameters + fields.map(\.name).filter { !parameters.contains($0) }
  }

  mutating func take(_ argument: ExecStatement.Argument, into call: inout ExecCall, _ script: Script) {
    let place = script.place(of: argument.offset)
    guard names.contains(argument.name) else {
      errors.append(
        SQLError(
          .parameterNotTaken,
          "\(method.name) takes no @\(argument.name).\(Suggestions.question(argument.name, among: names))"
            + " Its parameters are \(names.joined(separator: ", "))",
          place: place))
      return
    }
    take(
      argument.value, argument.name, into: &call,
      null: "@\(argument.name) = NULL is no value that can be sent; leave out what is not given", place)
  }

  /// The columns of the query of FOR EACH.
  mutating func take(_ columns: [String], given: [String], of table: ResourceTable, _ place: SQLPlace?) {
    for (index, column) in columns.enumerated() {
      if columns[..<index].contains(column) {
        errors.append(SQLError(.syntax, "the query has two columns named \(column)", place: place))
      } else if given.contains(column) {
        errors.append(
          SQLError(.syntax, "\(column) is given twice, as @\(column) and as a column of the query", place: place))
      } else if !names.contains(column) {
        let tied = table.resource.identity.first { $0.field == column && names.contains($0.parameter) }
        let hint =
          tied.map { " Did you mean \(column) AS \($0.parameter)?" } ?? Suggestions.question(column, among: names)
        errors.append(
          SQLError(
            .parameterNotTaken,
            "the query has a column \(column), which \(method.name) does not take.\(hint)"
              + " Its parameters are \(names.joined(separator: ", "))",
            place: place))
      }
    }
  }

  /// A value of a row of the query.
  mutating func take(_ value: SQLValue, for name: String, into call: inout ExecCall, row: Int, _ place: SQLPlace?) {
    guard names.contains(name) else { return }
    let isNeeded = required.contains(name)
    take(
      value, name, into: &call,
      null: isNeeded ? "\(name) is NULL in row \(row) of the query, and \(method.name) needs it" : nil, place)
  }

  /// A name is that of a parameter first; a member of the body that has it too gets the value where the body needs it.
  private mutating func take(
    _ value: SQLValue, _ name: String, into call: inout ExecCall, null: String?, _ place: SQLPlace?
  ) {
    let parameter = method.parameters.first { $0.name == name }
    let field = fields.first { field in
      field.name == name && parameter.map { field.isRequired && field.isLike($0) } ?? true
    }
    do throws(SQLError) {
      if let field, value != .null || field.isNullable { try call.body.take(value, field, of: method, in: service) }
      if let parameter, let one = try Coercion.coerce(value, to: parameter) {
        call.arguments[name] = one.argument
      } else if value == .null, parameter != nil || field?.isNullable != true, let null {
        errors.append(SQLError(.badValue, null, place: place))
      }
    } catch {
      var error = error
      error.place = place
      errors.append(error)
    }
  }

  private var required: [String] {
    let parameters = method.parameters.filter(\.isRequired).map(\.name)
    return parameters + fields.filter { $0.isRequired && !parameters.contains($0.name) }.map(\.name)
  }

  mutating func checkMissing(_ given: [String]) {
    let missing = required.filter { !given.contains($0) }
    guard !missing.isEmpty else { return }
    errors.append(
      SQLError(
        .missingParameters, "\(method.name) needs \(missing.map { "@\($0)" }.joined(separator: ", "))"))
  }

  func fail() throws {
    guard var error = errors.first else { return }
    error.message = errors.map(\.message).joined(separator: "; ")
    error.place = errors.lazy.compactMap(\.place).first
    throw error
  }
}

extension Session {
  /// The requests of EXEC's calls of a method, in their order.
  func staged(
    _ calls: [ExecCall], of method: MethodDescriptor, _ exec: ExecStatement, _ table: ResourceTable,
    _ client: ProviderClient
  ) throws -> [StagedWrite] {
    try calls.map { call in
      let write = try client.plannedWrite(
        method, call.arguments, body: call.body.text(of: method, in: table.service), resource: table.name,
        reason: exec.query == nil ? "given by EXEC" : "row of FOR EACH")
      return StagedWrite(
        write: write, provider: table.provider.name,
        width: exec.query == nil ? table.provider.width(of: [write]) : .wide, statement: changes.text,
        position: nextPosition(), isRepeatable: !method.isIdempotent)
    }
  }
}

extension MethodDescriptor {
  /// Whether a second equal request has no further effect (RFC 9110, section 9.2.2).
  var isIdempotent: Bool { httpMethod == "PUT" || httpMethod == "DELETE" || isRead }
}

extension ResourceTable {
  /// Whether each call of a method makes another object, so that two rows of a query that are the same are two.
  func creates(_ method: MethodDescriptor) -> Bool {
    methods[.insert]?.contains { $0.name == method.name } ?? false
  }
}
