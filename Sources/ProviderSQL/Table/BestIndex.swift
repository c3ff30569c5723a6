import CSQLite
import ProviderRuntime

/// Answers SQLite's question how a scan would be done with the comparisons that it offers
/// (https://www.sqlite.org/vtab.html#the_xbestindex_method).
struct BestIndex {
  /// A comparison with a parameter's column.
  private struct Offer {
    var constraint: Int
    var parameter: String
    /// Whether a response holds the value too, so that the comparison may be left to SQLite.
    var mayFilter: Bool
    var isList: Bool
    var isUsable: Bool
  }

  /// Above the cost of anything that can be done.
  private static let impossible = 1e25

  private let context: TableContext
  private let info: UnsafeMutablePointer<sqlite3_index_info>
  private var api: bsql_api { context.session.api }
  private var columns: [TableColumn] { context.table.columns }

  private var offers: [Offer] = []
  private var limit: Int?
  private var offset: Int?
  /// Comparisons that SQLite alone can make.
  private var hasFilters = false
  /// The columns that the statement wants to be NULL.
  private var nullColumns: Set<Int> = []
  /// How parameters are compared that no comparison gives a value, by parameter.
  private var comparisons: [(parameter: String, text: String)] = []
  /// Comparisons of fields that a server shows rows of one value of unless its parameter is given, by parameter.
  private var filtered: [(parameter: String, text: String)] = []
  /// A compared column that is only written.
  private var onlySent: String?

  init(_ context: TableContext, _ info: UnsafeMutablePointer<sqlite3_index_info>) {
    self.context = context
    self.info = info
    for index in 0..<Int(info.pointee.nConstraint) { sort(index) }
  }

  /// Fills in the answer; returns SQLite's result code.
  func answer() -> Int32 {
    let given = offers.filter(\.isUsable)
    let waiting = offers.filter { offer in !offer.isUsable && !given.contains { $0.parameter == offer.parameter } }
    // In another order of the join a value comes: this order would silently do without it.
    if let pure = waiting.first(where: { !$0.mayFilter }) { return refuse(pure.parameter) }

    let planner = Planner(table: context.table)
    var chosen: [Offer] = []
    var outcome: AccessPlan.Outcome
    // LIKE and GLOB bring range comparisons along, which the user did not write.
    let unanswered = comparisons.filter { comparison in !given.contains { $0.parameter == comparison.parameter } }
    let others = others(of: given)
    let asked = given.filter { offer in !others.contains(offer.parameter) }
    let missing = unanswered.first { $0.text.hasPrefix("LIKE") || $0.text.hasPrefix("GLOB") } ?? unanswered.first
    if let missing {
      outcome = .fail(.comparison(parameter: missing.parameter, comparison: missing.text))
    } else if let onlySent {
      outcome = .fail(.onlySent(column: onlySent))
    } else {
      switch planner.choose(.select, given: Self.parameters(asked)) {
      case .success(let choice):
        // Left out, the parameter has its default, by which the server leaves out rows that the join asks for.
        if let offer = waiting.first(where: { choice.method.hasDefault($0.parameter) }) {
          return refuse(offer.parameter)
        }
        chosen = (choice.used + others).compactMap { best($0, of: given) }
        outcome = unnamedOwner(choice, chosen).map { .fail(.ownerNotGiven(parameter: $0)) } ?? .read(choice)
        if let hidden = filtered.first(where: { filter in
          choice.method.hasDefault(filter.parameter) && !given.contains { $0.parameter == filter.parameter }
        }) {
          outcome = .fail(.comparison(parameter: hidden.parameter, comparison: hidden.text))
        }
      case .failure(let problem):
        if !waiting.isEmpty, case .missing = problem,
          case .success = planner.choose(.select, given: Self.parameters(asked + waiting))
        {
          return refuse(waiting.first?.parameter ?? "")
        }
        outcome = .fail(problem)
      }
    }
    let (deletion, update) = (keyed(.delete, given), keyed(.update, given))
    for name in (deletion?.choice.used ?? []) + (update?.choice.used ?? [])
    where !chosen.contains(where: { $0.parameter == name }) {
      if let offer = best(name, of: given) { chosen.append(offer) }
    }
    fill(outcome, chosen, deletion, update, others)
    return SQLITE_OK
  }

  /// Parameters that no method takes that reads, of a table that the statement writes to.
  private func others(of given: [Offer]) -> [String] {
    let changes = context.session.changes
    var verbs: [Verb] = []
    if changes.deletes(from: context.table) || !changes.isKnown { verbs.append(.delete) }
    if changes.updates(context.table) || !changes.isKnown { verbs.append(.update) }
    guard !verbs.isEmpty else { return [] }
    func takes(_ verb: Verb, _ name: String) -> Bool {
      context.table.methods[verb]?.contains { $0.parameters.contains { $0.name == name } } ?? false
    }
    var names: [String] = []
    for offer in given where !takes(.select, offer.parameter) && !names.contains(offer.parameter) {
      if verbs.contains(where: { takes($0, offer.parameter) }) { names.append(offer.parameter) }
    }
    return names
  }

  /// The deletion or update of one object whose whole key is given with `=`.
  private func keyed(_ verb: Verb, _ given: [Offer]) -> AccessPlan.KeyedWrite? {
    let changes = context.session.changes
    if changes.isKnown {
      guard verb == .delete ? changes.deletes(from: context.table) : changes.updates(context.table) else { return nil }
    }
    let values = Self.parameters(
      given.filter { offer in best(offer.parameter, of: given).map { !$0.isList } ?? false })
    let planner = Planner(table: context.table)
    var choice: Choice?
    if verb == .update, let names = changes.assignments(to: context.table) {
      choice = try? planner.chooseUpdate(given: values, setting: context.table.members(names))
    } else if case .success(let chosen) = planner.choose(verb, given: values) {
      choice = chosen
    }
    guard let choice, choice.fannedOut.isEmpty else { return nil }
    let keys = columns.filter { column in column.parameter.map { choice.used.contains($0.name) } ?? false }
    let names = Set(keys.map { $0.name.lowercased() } + [""])
    return AccessPlan.KeyedWrite(
      choice: choice, needsNoRow: changes.columnsRead(of: context.table).isSubset(of: names))
  }

  // MARK: Reading what is offered

  private mutating func sort(_ index: Int) {
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
    if constraint.iColumn >= 0, Int(constraint.iColumn) < columns.count, columns[Int(constraint.iColumn)].isOnlySent {
      onlySent = columns[Int(constraint.iColumn)].name
    }
    guard constraint.iColumn >= 0, Int(constraint.iColumn) < columns.count,
      let parameter = columns[Int(constraint.iColumn)].parameter
    else {
      hasFilters = true
      return
    }
    let column = columns[Int(constraint.iColumn)]
    switch comparison(index, constraint, column) {
    case .value:
      offers.append(
        Offer(
          constraint: index, parameter: parameter.name, mayFilter: !column.isPureParameter,
          isList: bsql_vtab_in(api, info, Int32(index), -1) != 0, isUsable: isUsable))
    case .other(let text):
      hasFilters = true
      if column.isPureParameter { comparisons.append((parameter.name, text)) }
      if column.isNarrowedByDefault { filtered.append((parameter.name, text)) }
    case .nothing:
      hasFilters = true
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
      var value: OpaquePointer?
      guard bsql_vtab_rhs_value(api, info, Int32(index), &value) == SQLITE_OK, let value else { return .other("IS …") }
      if bsql_value_type(api, value) == SQLITE_NULL { return .nothing }
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
  private func best(_ parameter: String, of offers: [Offer]) -> Offer? {
    offers.filter { $0.parameter == parameter }.min { a, b in
      (a.isList ? 1 : 0, isOwn(a) ? 0 : 1, a.constraint) < (b.isList ? 1 : 0, isOwn(b) ? 0 : 1, b.constraint)
    }
  }

  private func isOwn(_ offer: Offer) -> Bool {
    columns[Int(info.pointee.aConstraint[offer.constraint].iColumn)].name == offer.parameter
  }

  private static func parameters(_ offers: [Offer]) -> [GivenParameter] {
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

  // MARK: Writing the answer

  private func refuse(_ parameter: String) -> Int32 {
    context.session.refusals.append((context.table.name, parameter))
    return SQLITE_CONSTRAINT
  }

  private func fill(
    _ outcome: AccessPlan.Outcome, _ chosen: [Offer], _ deletion: AccessPlan.KeyedWrite?,
    _ update: AccessPlan.KeyedWrite?, _ others: [String]
  ) {
    var arguments: [AccessPlan.Argument] = []
    func take(_ constraint: Int, _ argument: AccessPlan.Argument) {
      arguments.append(argument)
      // SQLite checks each row again: what a server takes for equal need not be.
      info.pointee.aConstraintUsage[constraint].argvIndex = Int32(arguments.count)
      // What is never equal is the server's to compare.
      let column = info.pointee.aConstraint[constraint].iColumn
      if column >= 0, columns[Int(column)].differsFromParameter { info.pointee.aConstraintUsage[constraint].omit = 1 }
    }
    for offer in chosen {
      if offer.isList, bsql_vtab_in(api, info, Int32(offer.constraint), 1) != 0 {
        take(offer.constraint, .list(parameter: offer.parameter))
      } else {
        take(offer.constraint, .value(parameter: offer.parameter))
      }
    }
    var boundsRows = false
    if case .read(let choice) = outcome, choice.method.response.shape != .object, let limit {
      take(limit, .limit)
      if let offset { take(offset, .offset) }
      boundsRows =
        !hasFilters && info.pointee.nOrderBy == 0 && chosen.count == offers.count && unknownColumns(chosen).isEmpty
    }
    let plan = AccessPlan(
      site: context.session.nextSite(), outcome: outcome, deletion: deletion, update: update, others: others,
      arguments: arguments, usedColumns: info.pointee.colUsed, limitBoundsRows: boundsRows)
    info.pointee.idxNum = context.session.number(of: plan)
    var label = plan.label
    if let recording = context.session.recording {
      label += " \(PlanRecording.mark)\(recording.candidates.count)"
      recording.candidates.append(candidate(plan, chosen))
    }
    info.pointee.idxStr = bsql_copy(api, label)
    info.pointee.needToFreeIdxStr = 1
    estimate(outcome, chosen)
  }

  /// Used columns whose values only the statement could have given, and did not.
  private func unknownColumns(_ chosen: [Offer]) -> [Int] {
    columns.indices.filter { index in
      columns[index].isPureParameter && isUsed(index)
        && !chosen.contains { $0.parameter == columns[index].parameter?.name }
    }
  }

  /// Whether the statement looks at a column. SQLite has one bit for all columns from 63 on, and sets every bit for an
  /// UPDATE; there the authorizer knows better, where it was asked.
  private func isUsed(_ index: Int) -> Bool {
    let used = info.pointee.colUsed
    guard used & (1 << UInt64(min(index, 63))) != 0 else { return false }
    let changes = context.session.changes
    guard changes.isKnown else { return index < 63 && used != .max }
    if index < 63, !changes.updates(context.table) { return true }
    return changes.columnsRead(of: context.table).contains(columns[index].name.lowercased())
  }

  /// A parameter that would name an owner and that the statement reads, where no owner is given and the token's own
  /// account would be read: a condition such as `lower(org) = 'acme'` would then drop the rows that were asked for.
  private func unnamedOwner(_ choice: Choice, _ chosen: [Offer]) -> String? {
    let methods = context.table.methods[.select] ?? []
    let owners = Planner.owners(missingIn: choice.method, among: methods)
    return unknownColumns(chosen).first { index in
      !nullColumns.contains(index) && columns[index].parameter.map { owners.contains($0.name) } ?? false
    }.flatMap { columns[$0].parameter?.name }
  }

  /// Requests are what costs; rows are next to nothing beside them.
  private func estimate(_ outcome: AccessPlan.Outcome, _ chosen: [Offer]) {
    guard case .read(let choice) = outcome else {
      info.pointee.estimatedCost = Self.impossible
      info.pointee.estimatedRows = 1
      return
    }
    let isObject = choice.method.response.shape == .object
    var repeats = 1.0
    // SQLite does not say how long a list is.
    for offer in chosen where offer.isList { repeats *= 4 }
    for name in choice.fannedOut {
      let parameter = choice.method.parameters.first { $0.name == name }
      repeats *= Double(parameter.flatMap(Planner.values)?.count ?? 1)
    }
    let pagesPerRequest = isObject ? 1.0 : 4.0
    let rows = repeats * (isObject ? 1 : 200)
    var cost = repeats * pagesPerRequest * 10_000 + rows
    // A parameter that is read but not given may be given by a branch of an OR, which SQLite offers on its own. Each
    // branch leaves fewer open than the whole does, and must be worth taking.
    for _ in unknownColumns(chosen).prefix(5) { cost *= 1_000 }
    info.pointee.estimatedCost = cost
    info.pointee.estimatedRows = Int64(rows)
  }

  private func candidate(_ plan: AccessPlan, _ chosen: [Offer]) -> PlanRecording.Candidate {
    func constant(_ index: Int) -> SQLValue? {
      var value: OpaquePointer?
      guard bsql_vtab_rhs_value(api, info, Int32(index), &value) == SQLITE_OK, let value else { return nil }
      return SQLValue(value, api)
    }
    var constants: [String: SQLValue] = [:]
    for offer in chosen where !offer.isList { constants[offer.parameter] = constant(offer.constraint) }
    var rows: Int?
    if plan.limitBoundsRows, let limit, case .integer(let count)? = constant(limit) {
      rows = Self.expectedRows(limit: count, offset: offset.flatMap(constant))
    }
    return PlanRecording.Candidate(table: context.table, plan: plan, constants: constants, expectedRows: rows)
  }

  /// How many rows a LIMIT lets through, those that OFFSET skips included; nil where that is no bound.
  static func expectedRows(limit: Int64, offset: SQLValue?) -> Int? {
    guard limit >= 0 else { return nil }
    var skipped: Int64 = 0
    if case .integer(let count)? = offset { skipped = max(count, 0) }
    let (rows, overflow) = limit.addingReportingOverflow(skipped)
    return overflow ? nil : Int(exactly: rows)
  }
}

extension SQLValue {
  /// A value as SQLite hands it to a module.
  init(_ value: OpaquePointer, _ api: bsql_api) {
    switch bsql_value_type(api, value) {
    case SQLITE_INTEGER: self = .integer(bsql_value_int64(api, value))
    case SQLITE_FLOAT: self = .real(bsql_value_double(api, value))
    case SQLITE_TEXT:
      let text = bsql_value_text(api, value)
      let bytes = UnsafeBufferPointer(start: text, count: Int(bsql_value_bytes(api, value)))
      self = .text(String(decoding: bytes, as: UTF8.self))
    case SQLITE_BLOB:
      let blob = bsql_value_blob(api, value)
      self = .blob(Array(UnsafeRawBufferPointer(start: blob, count: Int(bsql_value_bytes(api, value)))))
    default: self = .null
    }
  }

  /// Makes the value a function's or column's result.
  func give(to result: OpaquePointer, _ api: bsql_api) {
    switch self {
    case .integer(let number): bsql_result_int64(api, result, number)
    case .real(let number): bsql_result_double(api, result, number)
    case .boolean(let truth): bsql_result_int64(api, result, truth ? 1 : 0)
    case .text(var text), .json(var text):
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { bytes in
          // An empty text may have no address, which SQLite would take for NULL.
          guard let address = bytes.baseAddress else { return bsql_result_text(api, result, "", 0) }
          bsql_result_text(api, result, address, Int32(clamping: bytes.count))
        }
      }
    case .null, .blob: bsql_result_null(api, result)
    }
  }
}
