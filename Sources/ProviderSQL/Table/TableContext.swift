import CSQLite
import ProviderRuntime

/// A resource's table within one connection.
final class TableContext {
  let session: Session
  let table: ResourceTable
  let client: ProviderClient
  /// The connection that uses the table.
  let connection: OpaquePointer
  private var projections: [UInt64: Projection] = [:]
  private var writing: [String: Writing] = [:]

  init(session: Session, table: ResourceTable, client: ProviderClient, connection: OpaquePointer) {
    self.session = session
    self.table = table
    self.client = client
    self.connection = connection
  }

  /// What all requests of a method that writes have in common.
  private struct Writing {
    /// The width of a request for one object that is named in full.
    var width: WritePlan.Width
    /// Whether a list names what is deleted.
    var deletes: Bool
    var hiddenMembers: Set<String>
  }

  /// The provider's methods are gone through once for each method, not for each row.
  private func writing(_ method: MethodDescriptor) -> Writing {
    if let known = writing[method.name] { return known }
    let provider = table.provider
    let found = Writing(
      width: provider.width(ofNamed: method), deletes: provider.deletes(by: method),
      hiddenMembers: provider.hiddenMembers(of: method))
    writing[method.name] = found
    return found
  }

  /// One request of a statement that writes to the table.
  ///
  /// - Parameters:
  ///   - isNamed: Whether the statement names the object in full.
  ///   - isRepeatable: Whether a second equal request does something a second time.
  func staged(
    _ method: MethodDescriptor, _ arguments: Arguments, body: String?, reason: String, row: String? = nil,
    isNamed: Bool, isRepeatable: Bool = false
  ) throws -> StagedWrite {
    let writing = writing(method)
    let write = try client.plannedWrite(
      method, arguments, body: body, hiding: body == nil ? [] : writing.hiddenMembers, resource: table.name,
      reason: reason, row: row)
    let isOne = isNamed && !(writing.deletes && write.hasLists)
    return StagedWrite(
      write: write, provider: table.provider.name,
      width: isOne || writing.width == .ownAccount ? writing.width : .wide, statement: session.changes.text,
      position: session.nextPosition(), isRepeatable: isRepeatable)
  }

  /// What a scan that uses these columns takes from a page.
  func projection(_ usedColumns: UInt64) -> Projection {
    if let known = projections[usedColumns] { return known }
    let projection = Projection(table: table, usedColumns: usedColumns)
    projections[usedColumns] = projection
    return projection
  }
}

/// Which fields of the items a scan reads, and which column shows which.
struct Projection {
  /// The fields that the parser copies.
  let fields: FieldList
  /// By column: the index of its cell, or -1 where it shows none.
  let cells: [Int]
  /// The cells that tell one row from another, for rowids.
  let identity: [Int]

  init(table: ResourceTable, usedColumns: UInt64) {
    var names: [String] = []
    var fields: [FieldList.Field] = []
    let hasValues = (table.methods[.select] ?? []).contains { $0.response.model == nil }
    func cell(_ field: FieldDescriptor) -> Int {
      if let index = names.firstIndex(of: field.name) { return index }
      names.append(field.name)
      fields.append(
        FieldList.Field(
          name: field.name, asJSON: ColumnType(field.type) == .json,
          isItem: hasValues && field.name == ResourceTable.valueColumn))
      return names.count - 1
    }
    var cells: [Int] = []
    for (index, column) in table.columns.enumerated() {
      let isUsed = usedColumns & (1 << UInt64(min(index, 63))) != 0
      cells.append(isUsed ? column.field.map(cell) ?? -1 : -1)
    }
    // Without an identity every field tells rows apart. With one, a field that is a part of a path does so, too: two
    // packages of one name differ in their type.
    var identifying = Set(table.resource.identity.map(\.field))
    if !identifying.isEmpty {
      for method in table.resource.methods {
        for parameter in method.parameters where parameter.location == .path { identifying.insert(parameter.name) }
      }
    }
    let identityFields = table.columns.filter { !$0.isHidden }.compactMap(\.field)
      .filter { identifying.isEmpty || identifying.contains($0.name) }
    identity = identityFields.map(cell)
    self.cells = cells
    let hasIdentity = !identifying.isEmpty
    var required: [String: [Int]] = [:]
    if hasIdentity {
      for method in table.methods[.select] ?? [] {
        guard let name = method.response.model, required[name] == nil else { continue }
        let model = table.service.models.first { $0.name == name }
        required[name] = identityFields.filter { field in
          model?.fields.contains { $0.name == field.name && $0.isRequired && !$0.isNullable } ?? false
        }.map(cell)
      }
    }
    self.fields = FieldList(fields, identity: hasIdentity ? identity : [], required: required)
  }
}
