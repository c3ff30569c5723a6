import ProviderRuntime

/// Writes, planned or applied, as rows with fixed columns: `method, request, outcome, status, message` and the parameters
/// that name the object.
public struct WriteTable: Sendable {
  /// The columns: the fixed ones, then the path parameters of all methods, each once.
  public let columns: [Column]
  /// The rows, in the order of the writes.
  public let rows: [[SQLValue]]

  /// Creates the rows of results. The message of a refusal starts with the reason by which refusals are told apart; that
  /// of a write that was not sent is the reason why it is in the plan, and its body without secrets.
  public init(_ results: [WriteResult]) {
    self.init(results, parameters: Self.parameters(of: results.map(\.write.method)))
  }

  /// Creates the rows of results. All parameters of the resources' methods have a column, as those of a statement have,
  /// so that the columns do not depend on what the results happen to hold.
  public init(_ results: [WriteResult], of provider: ProviderDescriptor) {
    var resources: [String] = []
    for result in results where !resources.contains(result.write.resource) { resources.append(result.write.resource) }
    let methods = resources.flatMap { provider.methods(of: $0) ?? [] } + results.map(\.write.method)
    self.init(results, parameters: Self.parameters(of: methods.filter { !$0.isRead }))
  }

  /// Creates the rows of what a statement wrote to some tables. All parameters of the tables' methods have a column, so
  /// that the columns do not depend on what the statement matched.
  init(_ results: [WriteResult], tables: [ResourceTable]) {
    self.init(results, parameters: Self.parameters(of: tables.flatMap(\.writeMethods)))
  }

  private init(_ results: [WriteResult], parameters keys: [String]) {
    columns = (["method", "request", "outcome", "status", "message"] + keys).map { Column(name: $0) }
    rows = results.map { result in
      [
        .text(result.write.method.name), .text(result.write.request), .text(result.outcome.rawValue),
        result.status.map { .integer(Int64($0)) } ?? .null, Self.message(result).map { .text($0) } ?? .null,
      ] + keys.map { result.write.arguments[$0].map(SQLValue.init) ?? .null }
    }
  }

  /// Creates the rows of a plan of which nothing was sent.
  public init(_ plan: WritePlan) {
    self.init(plan.writes.map { WriteResult(write: $0, outcome: .planned) })
  }

  /// Hands the rows over as one result.
  public func write(into receiver: inout some RowReceiver) throws {
    try receiver.begin(columns: columns)
    for row in rows { try receiver.row(Row(row, columns)) }
    try receiver.end()
  }

  /// The path parameters of methods, each once.
  static func parameters(of methods: [MethodDescriptor]) -> [String] {
    var names: [String] = []
    for parameter in methods.lazy.flatMap(\.parameters)
    where parameter.location == .path && !names.contains(parameter.name) {
      names.append(parameter.name)
    }
    return names
  }

  private static func message(_ result: WriteResult) -> String? {
    if result.outcome == .planned {
      // What would be sent belongs to what a plan shows.
      let reason = result.message ?? result.write.reason
      return BodySecrets(result.write).shown.map { "\(reason), sends \($0)" } ?? reason
    }
    guard result.outcome == .refused, let reason = result.reason else { return result.message }
    return result.message.map { "\(reason): \($0)" } ?? reason
  }
}

extension ResourceTable {
  /// The methods that change something.
  var writeMethods: [MethodDescriptor] { resource.methods.filter { !$0.isRead } }
}

extension SQLValue {
  /// The value of an argument.
  init(_ argument: ArgumentValue) {
    switch argument {
    case .string(let text): self = .text(text)
    case .integer(let number): self = .integer(number)
    case .number(let number): self = .real(number)
    case .boolean(let truth): self = .boolean(truth)
    case .array: self = .json(JournalText.value(argument))
    }
  }
}

extension ProviderDescriptor {
  /// The methods of the resource of a full name; nil for one that is not the provider's.
  func methods(of resource: String) -> [MethodDescriptor]? {
    let names = resource.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard names.count == 3, names[0] == name else { return nil }
    return services.first { $0.name == names[1] }?.resources.first { $0.name == names[2] }?.methods
  }
}
