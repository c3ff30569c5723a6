import CSimdJSON
import ProviderRuntime

/// Turns a row into the request that deletes it.
struct RowDeletion {
  let context: TableContext
  /// The request that the row comes from; where nothing was read, the deletion itself.
  let request: PlannedRequest
  /// The row as it was read; nil where nothing was.
  let row: PageRow?
  /// Whether the statement names this object in full.
  let isNamed: Bool

  /// - Throws: `SQLError` where no method deletes such a row.
  func staged() throws -> StagedWrite {
    let table = context.table
    let (method, arguments) = try row.map(method) ?? (request.method, request.arguments)
    let write = try context.client.plannedWrite(
      method, arguments, resource: table.name, reason: row == nil ? "full key" : "row matched", row: row?.json)
    let isOwn = table.provider.actsOnOwnAccount(method)
    return StagedWrite(
      write: write, provider: table.provider.name, width: isOwn ? .ownAccount : isNamed ? .oneObject : .wide,
      statement: context.session.changes.text, position: context.session.nextPosition())
  }

  /// The method that the parameters of the row's own request and the row's identity choose.
  private func method(for row: PageRow) throws -> (MethodDescriptor, Arguments) {
    let table = context.table
    var given: [GivenParameter] = []
    var values: [String: SQLValue] = [:]
    for parameter in (table.methods[.delete] ?? []).flatMap(\.parameters) where values[parameter.name] == nil {
      let isAsked = request.method.parameters.contains { $0.name == parameter.name && $0.location == .path }
      let field = table.column(ofParameter: parameter.name).flatMap { table.columns[$0].field }
      // The object that a path names is deleted by the same path; of a list's items only the fields tell the key.
      let asked = isAsked ? request.arguments[parameter.name].map(SQLValue.init) : nil
      guard let value = asked ?? field.flatMap({ row.value($0.name) }) ?? request.shown[parameter.name] else {
        continue
      }
      values[parameter.name] = value
      given.append(GivenParameter(parameter.name, mayFilter: !isAsked))
    }
    let choice: Choice
    switch Planner(table: table).choose(.delete, given: given) {
    case .success(let chosen) where chosen.fannedOut.isEmpty: choice = chosen
    case .success(let chosen):
      throw PlanProblem.missing([.init(method: chosen.method.name, parameters: chosen.fannedOut)]).error(
        table: table.name)
    case .failure(let problem): throw problem.error(table: table.name)
    }
    var arguments = Arguments()
    for parameter in choice.method.parameters where choice.used.contains(parameter.name) {
      guard let value = values[parameter.name] else { continue }
      arguments[parameter.name] = try Self.argument(value, parameter)
    }
    return (choice.method, arguments)
  }

  /// A response may hold values of a set that nobody knew when the spec was written.
  private static func argument(_ value: SQLValue, _ parameter: ParameterDescriptor) throws -> ArgumentValue? {
    if case .enumeration = parameter.type, case .text(let text) = value { return .string(text) }
    return try Coercion.coerce(value, to: parameter)?.argument
  }
}

/// One item of a page that was read whole.
struct PageRow {
  let page: Page
  let index: Int
  let projection: Projection
  let table: ResourceTable

  /// What tells the row from all others: what its request shows, and the fields of its identity.
  func key(_ shown: [SQLValue?]) -> [SQLValue?] {
    let given = zip(table.columns, shown).map { column, value in column.isPureParameter ? value : nil }
    return given + projection.identity.map(value)
  }

  /// The value of a field; nil where it is null or absent.
  func value(_ field: String) -> SQLValue? {
    projection.fields.names.firstIndex(of: field).flatMap(value)
  }

  private func value(_ cell: Int) -> SQLValue? {
    let value = page.cell(index, cell)
    switch value.kind {
    case CSJ_NULL.rawValue: return nil
    case CSJ_INTEGER.rawValue: return .integer(value.value.integer)
    case CSJ_BOOLEAN.rawValue: return .boolean(value.value.integer != 0)
    case CSJ_REAL.rawValue: return .real(value.value.real)
    default:
      let bytes = UnsafeRawBufferPointer(start: page.text + Int(value.value.offset), count: Int(value.length))
      let text = String(decoding: bytes, as: UTF8.self)
      return value.kind == CSJ_JSON.rawValue ? .json(text) : .text(text)
    }
  }

  /// The row as a JSON object, its fields in the spec's order; those that are null or absent are left out.
  var json: String {
    let members = projection.fields.names.enumerated().compactMap { cell, name in
      value(cell).map { "\(JSONText.string(name)):\(JSONText.value($0))" }
    }
    return "{\(members.joined(separator: ","))}"
  }
}

/// Values as JSON text.
enum JSONText {
  static func value(_ value: SQLValue) -> String {
    switch value {
    case .null, .blob: "null"
    case .integer(let number): String(number)
    case .real(let number): number.isFinite ? String(number) : "null"
    case .boolean(let truth): truth ? "true" : "false"
    case .text(let text): string(text)
    case .json(let text): text
    }
  }

  static func string(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
