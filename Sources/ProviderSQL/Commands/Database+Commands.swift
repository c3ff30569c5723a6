import ProviderRuntime

extension Database {
  /// Runs a statement that is not SQLite's.
  func run(
    _ command: Command, _ statement: Script.Statement, of script: Script, into receiver: inout some RowReceiver
  ) throws {
    do {
      switch command {
      case .showProviders: try hand(Listing.providers(catalog), to: &receiver)
      case .showServices(let provider): try hand(try Listing.services(catalog, provider), to: &receiver)
      case .showResources(let name): try hand(try Listing.resources(catalog, of: name), to: &receiver)
      case .showMethods(let name):
        try hand(Listing.methods(try catalog.table(name[0], name[1], name[2])), to: &receiver)
      case .describe(let name, let isExtended):
        try hand(Listing.columns(try catalog.table(name[0], name[1], name[2]), isExtended: isExtended), to: &receiver)
      case .describeMethod(let name):
        let table = try catalog.table(name[0], name[1], name[2])
        try hand(Listing.parameters(try catalog.method(name[3], of: table), of: table), to: &receiver)
      case .explain(let tokens): try explain(tokens, of: script, into: &receiver)
      case .exec(let name, let arguments): try exec(name, arguments, of: script, into: &receiver)
      }
    } catch var error as SQLError where error.place == nil {
      error.place = script.place(of: statement.range.lowerBound)
      throw error
    }
  }

  func hand(_ listing: Listing, to receiver: inout some RowReceiver) throws {
    try receiver.begin(columns: listing.columns)
    for values in listing.rows { try receiver.row(Row(values, listing.columns)) }
    try receiver.end()
  }

  /// Runs a method that reads. It is written as the SELECT that chooses the same method, so that both read alike.
  private func exec(
    _ name: [String], _ arguments: [Command.ExecArgument], of script: Script, into receiver: inout some RowReceiver
  ) throws {
    let select = try selectStatement(of: name, arguments, script)
    try execute(select, into: &receiver)
  }

  func selectStatement(of name: [String], _ arguments: [Command.ExecArgument], _ script: Script) throws -> String {
    let table = try catalog.table(name[0], name[1], name[2])
    let method = try catalog.method(name[3], of: table)
    for argument in arguments where !method.parameters.contains(where: { $0.name == argument.name }) {
      let names = method.parameters.map(\.name)
      throw SQLError(
        .parameterNotTaken,
        "\(method.name) takes no @\(argument.name).\(Suggestions.question(argument.name, among: names))"
          + " Its parameters are \(names.joined(separator: ", "))",
        place: script.place(of: argument.offset))
    }
    if let null = arguments.first(where: { $0.value == .null }) {
      throw SQLError(
        .badValue, "@\(null.name) = NULL is no value that can be sent; leave out what is not given",
        place: script.place(of: null.offset))
    }
    guard table.methods[.select]?.contains(method) == true else {
      throw SQLError(
        .readOnly, "\(method.name) changes what the provider holds; this version of EXEC runs methods that read")
    }
    let missing = method.parameters.filter { parameter in
      parameter.isRequired && !arguments.contains { $0.name == parameter.name }
    }
    guard missing.isEmpty else {
      throw SQLError(
        .missingParameters, "\(method.name) needs \(missing.map { "@\($0.name)" }.joined(separator: ", "))")
    }
    let given = arguments.map { GivenParameter($0.name) }
    guard case .success(let choice) = Planner(table: table).choose(.select, given: given), choice.method == method
    else {
      throw SQLError(.notSupported, "\(method.name) can't be told from the other methods by these arguments")
    }
    let fields = table.columns.filter { !$0.isHidden }.map { SQLText.quotedName($0.name) }
    let conditions = arguments.compactMap { argument -> String? in
      guard let column = table.column(ofParameter: argument.name) else { return nil }
      return "\(SQLText.quotedName(table.columns[column].name)) = \(argument.value.literal)"
    }
    let filter = conditions.isEmpty ? "" : " WHERE \(conditions.joined(separator: " AND "))"
    return "SELECT \(fields.joined(separator: ", ")) FROM \(SQLText.quotedName(table.name))\(filter)"
  }
}
