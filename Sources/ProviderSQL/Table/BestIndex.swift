import CSQLite
import ProviderRuntime

/// Answers SQLite's question how a scan would be done with the comparisons that it offers
/// (https://www.sqlite.org/vtab.html#the_xbestindex_method).
struct BestIndex {
  /// A comparison with a column that gives a request something.
  struct Offer {
    var constraint: Int
    /// The parameter, or the member of a DELETE's body, that it gives.
    var parameter: String
    /// Whether a response holds the value too, so that the comparison may be left to SQLite.
    var mayFilter: Bool
    var isList: Bool
    var isUsable: Bool
  }

  /// Above the cost of anything that can be done.
  private static let impossible = 1e25

  let context: TableContext
  let info: UnsafeMutablePointer<sqlite3_index_info>
  var api: bsql_api { context.session.api }
  var columns: [TableColumn] { context.table.columns }

  var offers: [Offer] = []
  var limit: Int?
  var offset: Int?
  /// Comparisons that SQLite alone can make.
  var hasFilters = false
  /// The columns that the statement wants to be NULL.
  var nullColumns: Set<Int> = []
  /// How parameters are compared that no comparison gives a value, by parameter.
  var comparisons: [(parameter: String, text: String)] = []
  /// Comparisons of fields that a server shows rows of one value of unless its parameter is given, by parameter.
  var filtered: [(parameter: String, text: String)] = []
  /// Comparisons of fields that SQLite makes with rows of every value, by the parameter that asks for them.
  var wildcards: [(parameter: String, text: String)] = []
  /// A boolean, or JSON, that is compared with a text which it never equals.
  var textProblem: PlanProblem?
  /// A compared column that is only written.
  var onlySent: String?
  /// The columns that are compared with something else than NULL.
  var compared: Set<Int> = []

  init(_ context: TableContext, _ info: UnsafeMutablePointer<sqlite3_index_info>) {
    self.context = context
    self.info = info
    for index in 0..<Int(info.pointee.nConstraint) { sort(index) }
    // The one object that is named is not left out because of its state.
    if keyBesideList != nil {
      for column in columns where column.wildcard != nil {
        if let name = column.input { wildcards.append((name, "= …")) }
      }
    }
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
    let inputs = inputs(given)
    let asked = given.filter { offer in !inputs.others.contains(offer.parameter) }
    let missing = unanswered.first { $0.text.hasPrefix("LIKE") || $0.text.hasPrefix("GLOB") } ?? unanswered.first
    if let textProblem {
      outcome = .fail(textProblem)
    } else if let missing {
      outcome = .fail(.comparison(parameter: missing.parameter, comparison: missing.text))
    } else if let onlySent {
      outcome = .fail(.onlySent(column: onlySent))
    } else if let name = inputs.unreadable {
      outcome = .fail(unreadable(name))
    } else if let name = inputs.list {
      outcome = .fail(.severalValues(parameter: name))
    } else {
      let wanted = Self.parameters(asked) + wildcardParameters(given)
      switch planner.chooseRead(given: wanted, lookingAt: fields(beside: asked)) {
      case .success(let choice):
        // Left out, the parameter has its default, by which the server leaves out rows that the join asks for.
        if let offer = waiting.first(where: { choice.method.hasDefault($0.parameter) }) {
          return refuse(offer.parameter)
        }
        chosen = (choice.used + inputs.others).compactMap { best($0, of: given) }
        outcome = unnamedOwner(choice, chosen).map { .fail(.ownerNotGiven(parameter: $0)) } ?? .read(choice)
        if let hidden = filtered.first(where: { filter in
          choice.method.hasDefault(filter.parameter) && !given.contains { $0.parameter == filter.parameter }
        }) {
          outcome = .fail(.comparison(parameter: hidden.parameter, comparison: hidden.text))
        }
        if let wanting = wildcards.first(where: { choice.method.hasNoWildcard($0.parameter) }),
          !given.contains(where: { $0.parameter == wanting.parameter })
        {
          outcome = .fail(.comparison(parameter: wanting.parameter, comparison: wanting.text))
        }
        if let list = chosen.first(where: { $0.isList && column($0).differsFromParameter }) {
          outcome = .fail(.severalQuestions(column: column(list).name))
        }
        if let problem = hiddenObject(choice, chosen) { outcome = .fail(problem) }
        if case .read = outcome, let problem = unwritable(choice, inputs.others) { outcome = .fail(problem) }
      case .failure(let problem):
        if !waiting.isEmpty, case .missing = problem,
          case .success = planner.choose(.select, given: Self.parameters(asked + waiting))
        {
          return refuse(waiting.first?.parameter ?? "")
        }
        outcome = .fail(namedForSome(problem, given))
      }
    }
    // Several values of what a request has one of name no request.
    let (deletion, update) = inputs.list == nil ? (keyed(.delete, given), keyed(.update, given)) : (nil, nil)
    for write in [deletion, update].compactMap(\.self) where write.isOne || write.needsNoRow && !outcome.isRead {
      for name in write.choice.used where !chosen.contains(where: { $0.parameter == name }) {
        if let offer = best(name, of: given) { chosen.append(offer) }
      }
    }
    // What may be the wildcard SQLite can't compare.
    for offer in given where column(offer).wildcard != nil {
      if !chosen.contains(where: { $0.constraint == offer.constraint }) { chosen.append(offer) }
    }
    // Of the first 16 alone SQLite leaves a comparison to the table.
    if let late = chosen.first(where: { $0.constraint >= 16 && column($0).isComparedElsewhere }) {
      outcome = .fail(.tooFarBehind(column: column(late).name))
    }
    fill(outcome, chosen, deletion, update, inputs.others)
    return SQLITE_OK
  }

  /// The fields that the statement looks at and does not give.
  private func fields(beside asked: [Offer]) -> [String] {
    columns.indices.filter { index in
      columns[index].field != nil && isUsed(index)
        && !asked.contains { $0.parameter == columns[index].parameter?.name }
    }.map { columns[$0].name }
  }

  /// The constant that a column is compared with; nil where it is known only later.
  func constant(_ index: Int) -> SQLValue? {
    var value: OpaquePointer?
    guard bsql_vtab_rhs_value(api, info, Int32(index), &value) == SQLITE_OK, let value else { return nil }
    return SQLValue(value, api)
  }

  private func column(_ offer: Offer) -> TableColumn {
    columns[Int(info.pointee.aConstraint[offer.constraint].iColumn)]
  }

  /// Says where what is missing is named in conditions that SQLite offers to no table, such as those beside an OR.
  private func namedForSome(_ problem: PlanProblem, _ given: [Offer]) -> PlanProblem {
    guard case .missing(let needs, .select) = problem else { return problem }
    let missing = Set(needs.flatMap(\.parameters))
    let names = columns.indices.filter { index in
      columns[index].isPureParameter && isUsed(index) && missing.contains(columns[index].name)
    }.map { columns[$0].name }
    return names.isEmpty ? problem : .missingForSome(needs, named: names)
  }

  /// The parameters that ask for every value because comparisons name none.
  private func wildcardParameters(_ given: [Offer]) -> [GivenParameter] {
    var names: [String] = []
    for one in wildcards
    where !names.contains(one.parameter) && !given.contains(where: { $0.parameter == one.parameter }) {
      names.append(one.parameter)
    }
    return names.map { GivenParameter($0, mayFilter: true) }
  }

  /// The column of a list of keys each of which is a request, where without it one list would be read.
  private func listable(_ outcome: AccessPlan.Outcome, _ chosen: [Offer]) -> String? {
    guard case .read(let choice) = outcome, choice.method.response.shape == .object,
      let key = chosen.first(where: { $0.isList && $0.mayFilter })
    else { return nil }
    let others = Self.parameters(offers.filter { $0.isUsable && $0.parameter != key.parameter })
    guard case .success(let list) = Planner(table: context.table).choose(.select, given: others),
      list.method.response.shape == .list
    else { return nil }
    return column(key).name
  }

  /// What each parameter with a wildcard means in this scan.
  private func wildcards(_ chosen: [Offer]) -> [AccessPlan.Wildcard] {
    var result: [AccessPlan.Wildcard] = []
    for (index, column) in columns.enumerated() {
      guard let wildcard = column.wildcard, let name = column.input else { continue }
      let isCompared = wildcards.contains { $0.parameter == name }
      guard isCompared || chosen.contains(where: { $0.parameter == name }) else { continue }
      result.append(AccessPlan.Wildcard(parameter: name, value: wildcard, column: index))
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
    }
    for offer in chosen {
      if offer.isList, bsql_vtab_in(api, info, Int32(offer.constraint), 1) != 0 {
        take(offer.constraint, .list(parameter: offer.parameter))
      } else {
        take(offer.constraint, .value(parameter: offer.parameter))
      }
      // What is never equal is the server's to compare, and what may be a wildcard is the cursor's.
      if column(offer).isComparedElsewhere { info.pointee.aConstraintUsage[offer.constraint].omit = 1 }
      // What no response holds shows what was asked for: it would be compared with itself, in each row.
      if case .read(let choice) = outcome, choice.used.contains(offer.parameter), column(offer).isEcho {
        info.pointee.aConstraintUsage[offer.constraint].omit = 1
      }
    }
    var boundsRows = false
    if case .read(let choice) = outcome, choice.method.response.shape == .list, let limit {
      take(limit, .limit)
      if let offset { take(offset, .offset) }
      boundsRows =
        !hasFilters && info.pointee.nOrderBy == 0 && chosen.count == offers.count && unknownColumns(chosen).isEmpty
    }
    if outcome.isRead {
      for condition in conditions(beside: chosen) { take(condition.constraint, condition.argument) }
    }
    let plan = AccessPlan(
      site: context.session.nextSite(), outcome: outcome, deletion: deletion, update: update, others: others,
      wildcards: wildcards(chosen), narrowings: narrowings(outcome, chosen), listable: listable(outcome, chosen),
      arguments: arguments, usedColumns: info.pointee.colUsed, limitBoundsRows: boundsRows)
    info.pointee.idxNum = context.session.number(of: plan)
    var label = plan.label
    if let recording = context.session.recording {
      label += " \(PlanRecording.mark)\(recording.candidates.count)"
      recording.candidates.append(candidate(plan, chosen))
    }
    info.pointee.idxStr = bsql_copy(api, label)
    info.pointee.needToFreeIdxStr = 1
    let isWrite = [deletion, update].contains { write in write.map { $0.isOfTarget && $0.needsNoRow } ?? false }
    estimate(outcome, chosen, writesUnread: isWrite)
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
  func isUsed(_ index: Int) -> Bool {
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
  private func estimate(_ outcome: AccessPlan.Outcome, _ chosen: [Offer], writesUnread: Bool) {
    guard case .read(let choice) = outcome else {
      info.pointee.estimatedCost = writesUnread ? 1 : Self.impossible
      info.pointee.estimatedRows = 1
      return
    }
    let isObject = choice.method.response.shape != .list
    var repeats = 1.0
    // SQLite does not say how long a list is.
    for offer in chosen where offer.isList && column(offer).wildcard == nil { repeats *= 4 }
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
    var constants: [String: SQLValue] = [:]
    for offer in chosen where !offer.isList { constants[offer.parameter] = constant(offer.constraint) }
    for one in plan.wildcards where !chosen.contains(where: { $0.parameter == one.parameter && !$0.isList }) {
      constants[one.parameter] = .text(one.value)
    }
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
