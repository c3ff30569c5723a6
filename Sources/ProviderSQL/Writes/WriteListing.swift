import ProviderRuntime

/// Planned requests and what became of them as rows, with the columns that every such list has.
struct WriteListing {
  /// Before the key parameters.
  private static let columns = ["method", "request", "outcome", "status", "message"]

  /// The key parameters, in the order of their columns.
  let parameters: [String]

  /// The rows of requests to some tables: all their methods' path parameters have a column, so that it does not depend on
  /// what a statement matched.
  init(tables: [ResourceTable]) {
    var parameters: [String] = []
    for parameter in tables.flatMap(\.writeMethods).flatMap(\.parameters)
    where parameter.location == .path && !parameters.contains(parameter.name) {
      parameters.append(parameter.name)
    }
    self.parameters = parameters
  }

  func names(withReason: Bool = false) -> [String] {
    Self.columns + parameters + (withReason ? ["reason"] : [])
  }

  func row(_ result: WriteResult) -> [SQLValue] {
    let write = result.write
    var row: [SQLValue] = [
      .text(write.method.name), .text(write.request), .text(result.outcome.rawValue),
      result.status.map { .integer(Int64($0)) } ?? .null, result.message.map { .text($0) } ?? .null,
    ]
    for name in parameters { row.append(write.arguments[name].map(SQLValue.init) ?? .null) }
    return row
  }

  func listing(_ results: [WriteResult]) -> Listing {
    Listing(names(), results.map(row))
  }
}

extension ResourceTable {
  /// The methods that are no mere reads.
  var writeMethods: [MethodDescriptor] {
    let reading = methods[.select] ?? []
    return resource.methods.filter { method in !reading.contains { $0.name == method.name } }
  }
}

extension SQLValue {
  /// The value of a request's argument.
  init(_ argument: ArgumentValue) {
    switch argument {
    case .string(let text): self = .text(text)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .real(number)
    case .boolean(let truth): self = .boolean(truth)
    }
  }
}
