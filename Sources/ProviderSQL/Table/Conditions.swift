import CSQLite
import CSimdJSON

/// What a statement compares a field with, where the cursor can tell that a row does not meet it. SQLite looks at the rows
/// that are left once more; the others it need not see.
// Unchecked because the compiler can't see it: the memory is written once, in `init`.
final class Conditions: @unchecked Sendable {
  /// A comparison with a constant.
  struct Condition {
    var column: Int
    var comparison: Comparison
    var value: SQLValue
  }

  /// The conditions as the page takes them.
  let list: UnsafeMutableBufferPointer<csj_condition>

  /// Takes the conditions on fields that a scan reads; nil where there are none.
  init?(_ conditions: [Condition], _ projection: Projection) {
    let known = conditions.filter { condition in
      switch condition.value {
      case .text, .integer: projection.cells[condition.column] >= 0
      default: false
      }
    }
    if known.isEmpty { return nil }
    list = .allocate(capacity: known.count)
    for (index, condition) in known.enumerated() {
      var one = csj_condition()
      one.field = projection.cells[condition.column]
      one.may_be_less = condition.comparison == .less || condition.comparison == .atMost
      one.may_be_more = condition.comparison == .more || condition.comparison == .atLeast
      one.may_be_equal = condition.comparison != .less && condition.comparison != .more
      switch condition.value {
      case .text(let text):
        let copy = UnsafeMutableBufferPointer<CChar>.allocate(capacity: max(text.utf8.count, 1))
        _ = copy.initialize(from: text.utf8.lazy.map { CChar(bitPattern: $0) })
        one.text = UnsafePointer(copy.baseAddress)
        one.length = text.utf8.count
      case .integer(let number): one.integer = number
      default: break
      }
      list.initializeElement(at: index, to: one)
    }
  }

  deinit {
    for condition in list { condition.text?.deallocate() }
    list.deallocate()
  }
}

extension Conditions {
  /// How a field is compared.
  enum Comparison: Sendable, Hashable {
    case less
    case atMost
    case equal
    case atLeast
    case more

    /// The comparison of one of SQLite's operators; nil for any other.
    init?(_ operation: UInt8) {
      switch Int32(operation) {
      case SQLITE_INDEX_CONSTRAINT_LT: self = .less
      case SQLITE_INDEX_CONSTRAINT_LE: self = .atMost
      case SQLITE_INDEX_CONSTRAINT_EQ: self = .equal
      case SQLITE_INDEX_CONSTRAINT_GE: self = .atLeast
      case SQLITE_INDEX_CONSTRAINT_GT: self = .more
      default: return nil
      }
    }
  }
}

extension BestIndex {
  /// What the cursor may compare itself: columns that show a field of the response as it came, and constants of the
  /// column's own type, with which SQLite compares them as they are. ASCII alone has one order in all encodings, and what is
  /// no constant may bring another column's affinity along
  /// (https://www.sqlite.org/datatype3.html#type_conversions_prior_to_comparison).
  func conditions(beside chosen: [Offer]) -> [(constraint: Int, argument: AccessPlan.Argument)] {
    (0..<Int(info.pointee.nConstraint)).compactMap { index in
      let constraint = info.pointee.aConstraint[index]
      guard constraint.usable != 0, columns.indices.contains(Int(constraint.iColumn)),
        let comparison = Conditions.Comparison(constraint.op), !chosen.contains(where: { $0.constraint == index }),
        bsql_vtab_in(api, info, Int32(index), -1) == 0
      else { return nil }
      let column = columns[Int(constraint.iColumn)]
      guard column.field != nil, !column.isHidden, let value = constant(index) else { return nil }
      switch (column.type, value) {
      case (.text, .text(let text)):
        let collation = bsql_vtab_collation(api, info, Int32(index)).map { String(cString: $0).lowercased() }
        guard collation == "binary", text.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
      case (.integer, .integer): break
      default: return nil
      }
      return (index, .condition(column: Int(constraint.iColumn), comparison))
    }
  }
}
