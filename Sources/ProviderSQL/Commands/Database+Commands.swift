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
      case .exec(let call): try exec(call, statement, of: script, into: &receiver)
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
}
