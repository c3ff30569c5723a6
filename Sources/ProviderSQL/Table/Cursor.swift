import CSQLite
import CSimdJSON
import ProviderRuntime

/// One scan of a table.
final class Cursor {
  /// Where the value of a column comes from.
  private struct Outlet {
    /// The cell of the page's items; -1 where they have none.
    var cell: Int
    /// Whether whole numbers are shown as floating-point ones.
    var isReal: Bool
    /// Whether there is a value of the statement to show.
    var isShown: Bool
    /// Whether that counts more than what came back.
    var isGiven: Bool
  }

  private let context: TableContext
  private let api: bsql_api
  private var source: RowSource?
  private var projection: Projection
  private var page: Page?
  private var row = 0
  /// Objects that a statement names in full to write them and that nobody reads: each is a row that shows what was given.
  private var named: [PlannedRequest] = []
  /// Whether the scan's rows may be deleted or updated, and so be asked for by their rowid later.
  private var remembers = false
  /// Whether the scan belongs to a statement of the host that changes something.
  var isOfChange = false
  /// Whether the comparisons name one object in full.
  private var isNamed = false
  /// What is given to the request that writes, and not to the one that reads.
  private var others: [String: SQLValue] = [:]
  /// What rows may hold in fields that SQLite does not compare.
  private var filters: [FieldFilter] = []
  /// What rows that SQLite need not see surely do not meet; nil where there is nothing of the kind.
  private var conditions: Conditions?
  /// By column: what it shows for the request at hand, where its value comes from the statement.
  private var shown: [SQLValue?] = []
  /// By column, for the request at hand. SQLite asks for each column of each row, so what can be known before is.
  private var outlets: [Outlet] = []
  private var shownRequest = -1
  /// What the rows of the request at hand have in common, for rowids.
  private var scope = Hasher()

  init(_ context: TableContext) {
    self.context = context
    api = context.session.api
    projection = context.projection(0)
  }

  var isAtEnd: Bool { page == nil && row >= named.count }

  /// Starts a scan.
  func filter(plan number: Int, label: String?, values: UnsafeBufferPointer<OpaquePointer?>) throws {
    source = nil
    page = nil
    named = []
    row = 0
    shownRequest = -1
    let session = context.session
    guard session.plans.indices.contains(number) else { return }
    let plan = session.plans[number]
    var comparisons: [String: [[SQLValue]]] = [:]
    var limit: Int64?
    var offset: SQLValue?
    var conditions: [Conditions.Condition] = []
    for (argument, value) in zip(plan.arguments, values) {
      guard let value else { continue }
      switch argument {
      case .value(let parameter): comparisons[parameter, default: []].append([SQLValue(value, api)])
      case .list(let parameter): comparisons[parameter, default: []].append(list(value))
      case .limit:
        if case .integer(let count) = SQLValue(value, api) { limit = count }
      case .offset: offset = SQLValue(value, api)
      case .condition(let column, let comparison):
        conditions.append(.init(column: column, comparison: comparison, value: SQLValue(value, api)))
      }
    }
    // Only where there is a wildcard, more than one comparison of a column is handed over.
    var given = comparisons.compactMapValues(\.first)
    let planner = Planner(table: context.table)
    let changes = session.changes
    let isChange = session.remembersRows(of: context.table)
    remembers = session.recording == nil && isChange
    let write = changes.updates(context.table) ? plan.update : plan.deletion ?? plan.update
    isNamed = write?.isOne == true && !changes.hasSelect
    let unread = write.flatMap { write in
      isChange && session.mayWriteUnread && plan.isUnread(write, hasSelect: changes.hasSelect) ? write : nil
    }
    // Of what is not read, the statement alone tells the members.
    let members = unread.map { write in
      write.choice.used.filter { name in !write.choice.method.parameters.contains { $0.name == name } }
    }
    guard try take(Set(plan.others + (members ?? [])), of: given) else { return }
    if let write = unread {
      let requests = Array(try planner.requests(for: write.choice, values: given))
      guard let recording = session.recording else {
        named = requests
        if let first = named.first { show(first, 0) }
        return
      }
      if let candidate = label.flatMap(PlanRecording.candidate(in:)) {
        recording.named[candidate, default: []] += requests
      }
      return
    }
    let choice: Choice
    switch plan.outcome {
    case .fail(let problem): throw problem.error(table: context.table.name)
    case .read(let read): choice = read
    }
    filters = []
    // The journal keeps a written row whole.
    projection = context.projection(remembers ? .max : plan.columns)
    self.conditions = Conditions(conditions, projection)
    for wildcard in plan.wildcards {
      let column = context.table.columns[wildcard.column]
      let sets = comparisons[wildcard.parameter] ?? []
      guard let settled = try FieldFilter.settle(wildcard, sets, column, choice.method, projection) else { return }
      given[wildcard.parameter] = settled.values
      if let filter = settled.filter { filters.append(filter) }
    }
    let requests = try planner.requests(for: choice, values: given)
    let expectedRows = plan.limitBoundsRows ? limit.flatMap { BestIndex.expectedRows(limit: $0, offset: offset) } : nil
    if let recording = session.recording {
      if let candidate = label.flatMap(PlanRecording.candidate(in:)) {
        recording.requests[candidate, default: []].append(contentsOf: requests)
        recording.expectedRows[candidate] = expectedRows
      }
      return
    }
    let question = ScanQuestion(
      client: context.client, requests: requests, fields: projection.fields, expectedRows: expectedRows)
    if let scout = session.scout {
      switch scout.duty(at: plan.site) {
      case .skip: return
      case .announce: return try scout.announce(question, at: plan.site, in: session)
      case .read: break
      }
    }
    for narrowing in plan.narrowings { session.note(narrowing) }
    if let column = plan.listable, requests.count > Self.manyRequests {
      session.note(
        "\(context.table.name): \(requests.count) requests, one for each \(column); +\(column) IN (…) reads the list in their "
          + "place, of which SQLite keeps what is named")
    }
    source = try RowSource(session: session, question, at: plan.site)
    try advance()
  }

  /// Takes what only the request takes that writes; returns false where a NULL is given, which equals nothing.
  ///
  /// - Throws: `SQLError` for a value that its parameter can't take, and where the statement does not write: a host does
  ///   not say that before.
  private func take(_ names: Set<String>, of given: [String: [SQLValue]]) throws -> Bool {
    others = [:]
    let table = context.table
    if let verb = context.session.hostVerb(of: table, isChange: isOfChange) {
      for name in names where !(table.methods[verb] ?? []).contains(where: { table.takes($0, name, for: verb) }) {
        throw PlanProblem.notTaken(
          parameter: name, together: [], takenBy: [], methods: (table.methods[verb] ?? []).map(\.name), verb
        ).error(table: table.name)
      }
    }
    for name in names {
      guard let value = given[name]?.first else { continue }
      if value == .null { return false }
      others[name] = try table.parameter(name).map { try Coercion.coerce(value, to: $0)?.shown } ?? value
    }
    return true
  }

  /// The members of an IN list that SQLite hands over whole.
  private func list(_ value: OpaquePointer) -> [SQLValue] {
    var result: [SQLValue] = []
    var member: OpaquePointer?
    var code = bsql_vtab_in_first(api, value, &member)
    while code == SQLITE_OK, let one = member {
      result.append(SQLValue(one, api))
      code = bsql_vtab_in_next(api, value, &member)
    }
    return result
  }

  /// Moves to the next row.
  func next() throws {
    row += 1
    guard page != nil else {
      if row < named.count { show(named[row], row) }
      return
    }
    if filters.isEmpty, conditions == nil, let page, row < page.count { return }
    try advance(reading: page)
  }

  /// Moves to the next row that counts, at hand or behind.
  private func advance(reading current: Page? = nil) throws {
    page = current
    while true {
      if let page {
        skip(in: page)
        if row < page.count { return }
      }
      page = nil
      guard let batch = try source?.next() else { return }
      page = batch.page
      row = batch.firstRow
      if shownRequest != batch.request, let request = source?.requests[batch.request] { show(request, batch.request) }
    }
  }

  /// Passes over rows that do not count.
  private func skip(in page: Page) {
    if let conditions { row = page.next(row, meeting: conditions) }
    guard !filters.isEmpty else { return }
    let request = shownRequest >= 0 ? source?.requests[shownRequest] : nil
    while row < page.count, !filters.allSatisfy({ $0.matches(page, row, of: request) }) {
      row += 1
      if let conditions { row = page.next(row, meeting: conditions) }
    }
  }

  private func show(_ request: PlannedRequest, _ index: Int) {
    shownRequest = index
    shown = context.table.columns.map { column in
      column.input.flatMap { request.shown[$0] ?? others[$0] }
    }
    outlets = zip(context.table.columns, zip(projection.cells, shown)).map { column, source in
      // A given parameter shows what was given; a field shows what came back, as long as something did.
      Outlet(
        cell: source.0, isReal: column.type == .real, isShown: source.1 != nil,
        isGiven: column.isHidden && source.1 != nil)
    }
    scope = Hasher()
    // The same row is the same however it is asked for, so what only repeats a field of it is left out.
    // An answer without a body has nothing else.
    let isBare = request.method.response.shape == .none
    for (column, value) in zip(context.table.columns, shown) where isBare || column.isPureParameter {
      scope.combine(value)
    }
  }

  /// Gives SQLite the value of a column of the row.
  func column(_ index: Int, _ result: OpaquePointer) {
    guard index < outlets.count else { return bsql_result_null(api, result) }
    // What an UPDATE leaves as it is stays untold, by which it is known.
    if remembers, bsql_vtab_nochange(api, result) != 0 { return }
    let outlet = outlets[index]
    if !outlet.isGiven, outlet.cell >= 0, let page {
      let value = page.cell(row, outlet.cell)
      if value.kind != CSJ_NULL.rawValue { return give(value, page, isReal: outlet.isReal, result) }
    }
    if outlet.isShown, let value = shown[index] { return value.give(to: result, api) }
    bsql_result_null(api, result)
  }

  private func give(_ cell: csj_cell, _ page: Page, isReal: Bool, _ result: OpaquePointer) {
    switch cell.kind {
    case CSJ_INTEGER.rawValue:
      if isReal {
        bsql_result_double(api, result, Double(cell.value.integer))
      } else {
        bsql_result_int64(api, result, cell.value.integer)
      }
    case CSJ_BOOLEAN.rawValue: bsql_result_int64(api, result, cell.value.integer)
    case CSJ_REAL.rawValue: bsql_result_double(api, result, cell.value.real)
    default:
      // SQLite keeps a text as it is that it has read to its end itself, and else copies it again to end it with a zero.
      bsql_result_text(
        api, result, page.text + Int(cell.value.offset), page.hasZeros ? Int32(clamping: cell.length) : -1)
      if cell.kind == CSJ_JSON.rawValue { bsql_result_subtype(api, result, Self.jsonSubtype) }
    }
  }

  /// A number that no other row has: SQLite drops rows of an OR's branches that come with the same one.
  ///
  /// A hash of the row's key within 64 bits: among a million rows two are alike with a probability of 3 in 10⁸.
  var rowid: Int64 {
    var hasher = scope
    guard let page else {
      for value in shown { hasher.combine(value) }
      return Int64(hasher.finalize())
    }
    for cell in projection.identity {
      let value = page.cell(row, cell)
      hasher.combine(value.kind)
      switch value.kind {
      case CSJ_NULL.rawValue: break
      case CSJ_STRING.rawValue, CSJ_JSON.rawValue:
        hasher.combine(
          bytes: UnsafeRawBufferPointer(start: page.text + Int(value.value.offset), count: Int(value.length)))
      case CSJ_REAL.rawValue: hasher.combine(value.value.real)
      default: hasher.combine(value.value.integer)
      }
    }
    return Int64(hasher.finalize())
  }

  /// The rowid of the row, which is remembered with it where the row may be written.
  func visitRowid() -> Int64 {
    let rowid = rowid
    guard remembers, !isAtEnd else { return rowid }
    if let page, let request = source?.requests[shownRequest] {
      let row = PageRow(page: page, index: row, projection: projection, table: context.table)
      context.session.rows.remember(
        rowid, of: context, key: row.key(shown),
        WrittenRow(context: context, request: request, row: row, isNamed: isNamed, others: others))
    } else if named.indices.contains(row) {
      context.session.rows.remember(
        rowid, of: context, key: shown,
        WrittenRow(context: context, request: named[row], row: nil, isNamed: isNamed, others: others))
    }
    return rowid
  }

  /// How many objects are asked for one by one before it is told that a list might be less.
  private static let manyRequests = 100

  /// The subtype of SQLite's JSON functions (https://www.sqlite.org/json1.html).
  static let jsonSubtype: UInt32 = 74
}
