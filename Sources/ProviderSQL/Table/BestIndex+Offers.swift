import CSQLite
import ProviderRuntime

/// What the statement compares, as SQLite offers it.
extension BestIndex {
  mutating func sort(_ index: Int) {
    let constraint = info.pointee.aConstraint[index]
    let isUsable = constraint.usable != 0
    switch Int32(constraint.op) {
    case SQLITE_INDEX_CONSTRAINT_LIMIT:
      if isUsable { limit = index }
      return
    case SQLITE_INDEX_CONSTRAINT_OFFSET:
      if isUsable { offset = index }
      return
    default: break
    }
    guard constraint.iColumn >= 0, Int(constraint.iColumn) < columns.count else {
      hasFilters = true
      return
    }
    let column = columns[Int(constraint.iColumn)]
    if let problem = textProblem(index, constraint, column) { textProblem = problem }
    guard let name = column.parameter?.name ?? (verbs.contains(.delete) ? column.deletionMember : nil) else {
      if column.isOnlySent { onlySent = column.name }
      if Int32(constraint.op) != SQLITE_INDEX_CONSTRAINT_ISNULL { compared.insert(Int(constraint.iColumn)) }
      hasFilters = true
      return
    }
    let comparison = comparison(index, constraint, column)
    if case .nothing = comparison {} else { compared.insert(Int(constraint.iColumn)) }
    switch comparison {
    case .value where column.wildcard != nil && !isUsable:
      // One list for all is less than one for each value that comes.
      hasFilters = true
      wildcards.append((name, "= …"))
    case .value:
      if column.wildcard != nil, bsql_vtab_in(api, info, Int32(index), -1) != 0 { hasFilters = true }
      offers.append(
        Offer(
          constraint: index, parameter: name, mayFilter: column.mayFilter,
          isList: bsql_vtab_in(api, info, Int32(index), -1) != 0, isUsable: isUsable))
    case .other(let text):
      hasFilters = true
      if column.wildcard != nil {
        wildcards.append((name, text))
      } else if column.isNarrowedByDefault {
        filtered.append((name, text))
      }
      if column.isPureParameter { comparisons.append((name, text)) }
    case .nothing:
      hasFilters = true
      if column.wildcard != nil { wildcards.append((name, "IS NULL")) }
      if isUsable { nullColumns.insert(Int(constraint.iColumn)) }
    }
  }

  private enum Comparison {
    /// It gives a value.
    case value
    /// It gives none; how it is written.
    case other(String)
    /// It asks whether there is a value.
    case nothing
  }

  private func comparison(
    _ index: Int, _ constraint: sqlite3_index_constraint, _ column: TableColumn
  ) -> Comparison {
    switch Int32(constraint.op) {
    case SQLITE_INDEX_CONSTRAINT_EQ:
      // The provider compares as it likes; under another collation SQLite would take more values for equal.
      return collates(index, column) ? .value : .other("= … COLLATE NOCASE")
    case SQLITE_INDEX_CONSTRAINT_IS:
      guard let value = constant(index) else { return .other("IS …") }
      if value == .null { return .nothing }
      return collates(index, column) ? .value : .other("IS … COLLATE NOCASE")
    case SQLITE_INDEX_CONSTRAINT_ISNULL: return .nothing
    case SQLITE_INDEX_CONSTRAINT_ISNOTNULL: return .other("IS NOT NULL")
    case SQLITE_INDEX_CONSTRAINT_ISNOT: return .other("IS NOT …")
    case SQLITE_INDEX_CONSTRAINT_NE: return .other("<> …")
    case SQLITE_INDEX_CONSTRAINT_GT: return .other("> …")
    case SQLITE_INDEX_CONSTRAINT_GE: return .other(">= …")
    case SQLITE_INDEX_CONSTRAINT_LT: return .other("< …")
    case SQLITE_INDEX_CONSTRAINT_LE: return .other("<= …")
    case SQLITE_INDEX_CONSTRAINT_LIKE: return .other("LIKE …")
    case SQLITE_INDEX_CONSTRAINT_GLOB: return .other("GLOB …")
    case SQLITE_INDEX_CONSTRAINT_REGEXP: return .other("REGEXP …")
    case SQLITE_INDEX_CONSTRAINT_MATCH: return .other("MATCH …")
    default: return .other("compared so")
    }
  }

  private func collates(_ index: Int, _ column: TableColumn) -> Bool {
    guard column.type == .text || column.type == .json else { return true }
    return bsql_vtab_collation(api, info, Int32(index)).map { String(cString: $0).lowercased() == "binary" } ?? true
  }

  /// The comparison that gives a parameter: with its own column before a field's, one value before a list.
  func best(_ parameter: String, of offers: [Offer]) -> Offer? {
    offers.filter { $0.parameter == parameter }.min { a, b in
      (a.isList ? 1 : 0, isOwn(a) ? 0 : 1, a.constraint) < (b.isList ? 1 : 0, isOwn(b) ? 0 : 1, b.constraint)
    }
  }

  private func isOwn(_ offer: Offer) -> Bool {
    columns[Int(info.pointee.aConstraint[offer.constraint].iColumn)].name == offer.parameter
  }

  static func parameters(_ offers: [Offer]) -> [GivenParameter] {
    var result: [GivenParameter] = []
    for offer in offers {
      if let index = result.firstIndex(where: { $0.name == offer.parameter }) {
        result[index].mayFilter = result[index].mayFilter && offer.mayFilter
        result[index].isList = result[index].isList && offer.isList
      } else {
        result.append(GivenParameter(offer.parameter, mayFilter: offer.mayFilter, isList: offer.isList))
      }
    }
    return result
  }
}
