import CSimdJSON
import ProviderRuntime

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
    SQLValue(page.cell(index, cell), in: page.text)
  }

  /// The row as a JSON object, its fields in the spec's order; those that are null or absent are left out.
  var json: String {
    let members = projection.fields.names.enumerated().compactMap { cell, name in
      value(cell).map { "\(JSONText.string(name)):\(JSONText.value($0))" }
    }
    return "{\(members.joined(separator: ","))}"
  }
}
