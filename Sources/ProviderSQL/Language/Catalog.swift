import ProviderRuntime

/// Finds what a name in a statement stands for; names are compared without case.
struct Catalog {
  private let session: Session

  init(_ session: Session) {
    self.session = session
  }

  var providers: [ProviderDescriptor] { session.clients.map(\.provider) }

  /// Every table, in the order of the registries.
  var tables: [ResourceTable] { session.tables }

  /// The names of the tables, in the order of the registries.
  var tableNames: [String] { session.tableNames }

  func isProvider(_ name: String) -> Bool {
    providers.contains { Self.equal($0.name, name) }
  }

  /// The table of a whole name, `provider.service.resource`.
  func table(named name: String) -> ResourceTable? { session.table(named: name) }

  /// - Throws: `SQLError` of the kind `noSuchTable`, with what was probably meant.
  func provider(_ name: String) throws(SQLError) -> ProviderDescriptor {
    if let provider = providers.first(where: { Self.equal($0.name, name) }) { return provider }
    throw SQLError(
      .noSuchTable,
      "no such provider: \(name).\(Suggestions.question(name, among: providers.map(\.name)))"
        + " The providers are \(Self.list(providers.map(\.name)))")
  }

  /// - Throws: `SQLError` of the kind `noSuchTable`, with what was probably meant.
  func service(_ provider: String, _ name: String) throws(SQLError) -> (ProviderDescriptor, ServiceDescriptor) {
    let provider = try self.provider(provider)
    if let service = provider.services.first(where: { Self.equal($0.name, name) }) { return (provider, service) }
    let names = provider.services.map { "\(provider.name).\($0.name)" }
    throw SQLError(
      .noSuchTable,
      "no such service: \(provider.name).\(name).\(Suggestions.question("\(provider.name).\(name)", among: names))"
        + " The services are \(Self.list(names))")
  }

  /// - Throws: `SQLError` of the kind `noSuchTable`, with what was probably meant.
  func table(_ provider: String, _ service: String, _ resource: String) throws(SQLError) -> ResourceTable {
    let (provider, service) = try self.service(provider, service)
    if let table = session.table(named: "\(provider.name).\(service.name).\(resource)") { return table }
    throw noSuchTable("\(provider.name).\(service.name).\(resource)", others: [])
  }

  /// - Throws: `SQLError` of the kind `noSuchMethod`, with what was probably meant.
  func method(_ name: String, of table: ResourceTable) throws(SQLError) -> MethodDescriptor {
    if let method = table.resource.methods.first(where: { Self.equal($0.name, name) }) { return method }
    let names = table.resource.methods.map(\.name)
    throw SQLError(
      .noSuchMethod,
      "no such method: \(table.name).\(name).\(Suggestions.question(name, among: names))"
        + " The methods are \(Self.list(names))")
  }

  /// The error of a table's name that leads nowhere; `others` are the local tables and views.
  func noSuchTable(_ name: String, others: [String]) -> SQLError {
    let known = session.tableNames
    // Without provider and service a resource is easily meant: `packages` for `github.packages.packages`.
    let completions = known.filter { $0.lowercased().hasSuffix(".\(name.lowercased())") }
    let beginnings = known.filter { $0.lowercased().hasPrefix("\(name.lowercased()).") }
    let hint: String
    if let completion = completions.first {
      hint = " Did you mean '\(completion)'?"
    } else if !beginnings.isEmpty {
      hint = " A table's name has three parts: \(Self.list(beginnings))"
    } else {
      let parts = name.split(separator: ".")
      // Of whole names only those are near whose every part is: `github.pulls.pulls` is not `github.pulls.files`.
      let candidates = (known + others).filter { candidate in
        let others = candidate.split(separator: ".")
        return others.count != parts.count
          || zip(parts, others).allSatisfy { Suggestions.nearest(to: String($0), among: [String($1)]) != nil }
      }
      let suggestion = Suggestions.question(name, among: candidates)
      let prefix = name.split(separator: ".").prefix(2).joined(separator: ".") + "."
      let near = known.filter { $0.hasPrefix(prefix) }
      hint = suggestion + (near.isEmpty ? "" : " The tables are \(Self.list(near))")
    }
    return SQLError(.noSuchTable, "no such table: \(name).\(hint)")
  }

  private static func list(_ names: [String]) -> String {
    names.isEmpty ? "none" : names.joined(separator: ", ")
  }

  private static func equal(_ a: String, _ b: String) -> Bool { a.lowercased() == b.lowercased() }
}
