import CSimdJSON
import ProviderRuntime

/// What the rows of a scan may hold in a field whose parameter has a wildcard: SQLite is not asked to compare it, because
/// no row equals the wildcard.
struct FieldFilter {
  /// The index of the field's cell.
  private let cell: Int
  private let parameter: String
  private let values: [[UInt8]]

  private init(cell: Int, parameter: String, values: [String]) {
    self.cell = cell
    self.parameter = parameter
    self.values = values.map { Array($0.utf8) }
  }

  /// Whether a row holds one of the values. One that does not tell has the value that was asked for.
  func matches(_ page: Page, _ row: Int, of request: PlannedRequest?) -> Bool {
    let value = page.cell(row, cell)
    if value.kind == CSJ_NULL.rawValue {
      guard case .text(let text)? = request?.shown[parameter] else { return false }
      return values.contains(Array(text.utf8))
    }
    // A cell of another kind has no text, and equals none.
    guard value.kind == CSJ_STRING.rawValue else { return false }
    let bytes = UnsafeRawBufferPointer(start: page.text + Int(value.value.offset), count: Int(value.length))
    return values.contains { $0.elementsEqual(bytes) }
  }

  /// Decides what a request asks for where comparisons name several values or the wildcard, and what is left to filter.
  ///
  /// - Parameters:
  ///   - wildcard: The parameter and its wildcard.
  ///   - sets: The values of each comparison, which all hold.
  ///   - method: The method that reads.
  ///   - projection: Which cell shows the column.
  /// - Returns: The values to ask for, and the filter; nil where no row can hold what is wanted.
  /// - Throws: `SQLError` for a value that the parameter can't have.
  static func settle(
    _ wildcard: AccessPlan.Wildcard, _ sets: [[SQLValue]], _ column: TableColumn, _ method: MethodDescriptor,
    _ projection: Projection
  ) throws -> (values: [SQLValue], filter: FieldFilter?)? {
    guard let known = column.parameter else { return ([], nil) }
    let parameter = method.parameters.first { $0.name == known.name }
    var wanted: [String]?
    for set in sets {
      let texts = try set.compactMap { try Coercion.coerce($0, to: parameter ?? known)?.argument.text }
      if texts.isEmpty { return nil }
      if texts.contains(wildcard.value) { continue }
      var seen: Set<String> = []
      wanted = (wanted ?? texts).filter { texts.contains($0) && seen.insert($0).inserted }
    }
    guard let wanted else { return ([.text(wildcard.value)], nil) }
    if wanted.isEmpty { return nil }
    let filter = FieldFilter(cell: projection.cells[wildcard.column], parameter: known.name, values: wanted)
    // Rows that may not tell their value are asked for by each value.
    let tells = column.field.map { $0.isRequired && !$0.isNullable } ?? false
    guard wanted.count > 1, tells, parameter?.wildcard != nil else { return (wanted.map { .text($0) }, filter) }
    return ([.text(wildcard.value)], filter)
  }
}
