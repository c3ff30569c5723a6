import CSQLite
import ProviderRuntime

/// Comparisons of fields with texts that no value of them is: SQLite would take every row, or none, without a word.
extension BestIndex {
  /// What is wrong with the text that a field is compared with; nil where nothing is.
  func textProblem(_ index: Int, _ constraint: sqlite3_index_constraint, _ column: TableColumn) -> PlanProblem? {
    let equalities = [
      SQLITE_INDEX_CONSTRAINT_EQ, SQLITE_INDEX_CONSTRAINT_NE, SQLITE_INDEX_CONSTRAINT_IS,
      SQLITE_INDEX_CONSTRAINT_ISNOT,
    ]
    let operation = Int32(constraint.op)
    let isEquality = equalities.contains(operation)
    guard let field = column.field, !column.isHidden, isEquality || Conditions.Comparison(constraint.op) != nil,
      case .text(let text)? = constant(index)
    else { return nil }
    switch column.type {
    case .boolean where isEquality: return Self.isNumber(text) ? nil : .booleanText(column: column.name, text: text)
    case .json where isEquality && column.mayFilter:
      let isList = if case .array = field.type { true } else { false }
      return JSONText.isCompact(text) ? nil : .jsonText(column: column.name, text: text, isList: isList)
    case .integer, .real: return Self.isNumber(text) ? nil : .numberText(column: column.name, text: text)
    case .text where field.type == .string(format: "date-time"):
      return Self.beginsDate(text) || isOfPattern(constraint) ? nil : .dateText(column: column.name, text: text)
    case .text where operation == SQLITE_INDEX_CONSTRAINT_NE || operation == SQLITE_INDEX_CONSTRAINT_ISNOT:
      // Another value than those that are known may be new; one that is nearly one of them is not meant.
      guard case .enumeration(let known) = field.type, !known.values.contains(text),
        let meant = Suggestions.nearest(to: text, among: known.values)
      else { return nil }
      return .unknownValue(column: column.name, text: text, meant: meant)
    default: return nil
    }
  }

  private static func isNumber(_ text: String) -> Bool {
    let words = text.split(separator: " ")
    guard words.count == 1, let number = words.first else { return false }
    // Swift reads hexadecimal numbers and infinities, too, SQLite none.
    return Double(number) != nil && !number.utf8.contains { $0 | 0x20 > UInt8(ascii: "e") }
  }

  /// Whether a text is a date as answers have them, or the beginning of one, which compares as one does.
  private static func beginsDate(_ text: String) -> Bool {
    let pattern = "0000-00-00T"
    return zip(text.utf8, pattern.utf8).allSatisfy { byte, expected in
      switch expected {
      case UInt8(ascii: "0"): (0x30...0x39).contains(byte)
      case UInt8(ascii: "T"): byte == expected || byte == UInt8(ascii: " ")
      default: byte == expected
      }
    }
  }

  /// Whether LIKE or GLOB looks at the column, too: they bring comparisons with half a text along.
  private func isOfPattern(_ constraint: sqlite3_index_constraint) -> Bool {
    (0..<Int(info.pointee.nConstraint)).contains { index in
      let other = info.pointee.aConstraint[index]
      return other.iColumn == constraint.iColumn
        && [SQLITE_INDEX_CONSTRAINT_LIKE, SQLITE_INDEX_CONSTRAINT_GLOB].contains(Int32(other.op))
    }
  }
}
