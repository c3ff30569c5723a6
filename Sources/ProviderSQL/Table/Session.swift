import CSQLite
import ProviderRuntime

/// What the virtual tables of one connection share. Used by the thread that uses the connection.
final class Session {
  /// SQLite's routines, as it hands them to an extension.
  let api: bsql_api
  let clients: [ProviderClient]
  private let list: TableList
  /// The tables' names in the order of the registries.
  var tableNames: [String] { list.names }
  /// The connection, where somebody else owns it and only its tables are ours.
  let host: HostConnection?
  let interrupter: Interrupter
  /// Fetches what the running statement reads.
  var readAhead: ReadAhead
  /// What is to be done where the statement is only run ahead; nil where it is the statement itself.
  var scout: ScoutRole?
  private var sites = 0
  /// What the last failing callback failed with: SQLite itself only passes a text on.
  var failure: (any Error)?
  /// The table whose callback failed.
  var failingTable: String?
  /// Where plans are noted instead of carried out, for EXPLAIN.
  var recording: PlanRecording?
  /// The problems for which plans were refused while a statement was prepared, in case SQLite finds none.
  var refusals: [(table: String, parameter: String)] = []

  /// What the transaction at hand would write.
  var staging = Staging()
  /// Takes what is to be written; nil where nobody does.
  var writeHandler: WriteHandler?
  /// What became of the last plan, until its rows are handed over.
  var handedOver: (tables: [ResourceTable], results: [WriteResult])?
  /// Takes what is to be known about the rows of a statement, once for each; nil where nobody does.
  var noteHandler: ((String) -> Void)?
  private var notes: Set<String> = []

  /// What the running statement changes.
  var changes = StatementChanges()
  /// The rows that the running statement may delete or update.
  var rows = RememberedRows()
  /// Whether local changes are made to a copy, and so no other file may be changed either.
  var isRehearsal = false
  /// The journal that can be read as a table; nil where there is none.
  var journalPath: String?
  /// How many requests were planned.
  private var planned = 0
  /// Whether what is staged was staged outside a transaction that the host began itself.
  var stagesInAutocommit = false
  /// What is known of the host's statements.
  var hostStatements = HostStatements()
  /// What EXEC stages within a transaction, while it does.
  var execWrites: [StagedWrite] = []

  /// Every plan that a prepared statement may hold, by its number. As many as there are kinds of statement.
  private(set) var plans: [AccessPlan] = []
  private var planNumbers: [AccessPlan: Int32] = [:]

  init(api: bsql_api, clients: [ProviderClient], host: HostConnection? = nil) {
    self.api = api
    self.clients = clients
    self.host = host
    readAhead = Self.readAhead(for: clients)
    interrupter = Interrupter(hostIsInterrupted: host.map { host in { host.isInterrupted } })
    list = TableList(clients.map(\.provider))
  }

  /// A session for another connection to the same database.
  init(companionOf other: Session) {
    api = other.api
    clients = other.clients
    host = nil
    readAhead = other.readAhead
    interrupter = Interrupter()
    list = other.list
    // No statement that changes anything is run there.
    changes = StatementChanges(isKnown: true)
  }

  private static func readAhead(for clients: [ProviderClient]) -> ReadAhead {
    ReadAhead(concurrency: clients.map(\.concurrency).max() ?? 1)
  }

  /// Forgets what was fetched. A scan that is open keeps what it reads from, and cancels it when it is left: while a host
  /// reads rows of one statement, it may run another one.
  func endReading() { readAhead = Self.readAhead(for: clients) }

  /// A statement is going to be compiled.
  func beginPlanning() { sites = 0 }

  /// Whether the statement that was compiled last scans a provider's table.
  var hasSites: Bool { sites > 0 }

  /// The number of one more plan of the statement that is being compiled; a host does not say where one begins.
  func nextSite() -> Int {
    defer { if host == nil { sites += 1 } }
    return sites
  }

  func client(of table: ResourceTable) -> ProviderClient? {
    clients.first { $0.provider.name == table.provider.name }
  }

  /// Tells something about the running statement, if it was not told before.
  func note(_ text: String) {
    if notes.insert(text).inserted { noteHandler?(text) }
  }

  /// Every table, in the order of the registries.
  var tables: [ResourceTable] { tableNames.compactMap(table) }

  /// The table of a name, compared as SQLite compares names.
  func table(named name: String) -> ResourceTable? {
    list.table(named: name)
  }

  /// The name of a table that is not SQLite's own, as it is known; nil where a local table may have the name.
  func reservedName(_ name: String) -> String? {
    [PlanModule.name, JournalTable.name].first { $0 == name.lowercased() } ?? list.name(name)
  }

  /// The number that stands for a plan in a prepared statement.
  func number(of plan: AccessPlan) -> Int32 {
    if let number = planNumbers[plan] { return number }
    let number = Int32(plans.count)
    plans.append(plan)
    planNumbers[plan] = number
    return number
  }

  /// Forgets what belongs to the statement before.
  func beginStatement(_ text: String) {
    changes = StatementChanges(text: text, isKnown: true)
    rows = RememberedRows()
    handedOver = nil
    execWrites = []
    notes = []
    endReading()
    failure = nil
    failingTable = nil
    refusals = []
  }
}

extension Session {
  /// Takes what the text of the statement at hand says of what it changes.
  ///
  /// - Throws: `SQLError` for a change that does not work.
  func check(_ grammar: WriteGrammar) throws {
    changes.insertion = try grammar.check(table)
    changes.isUpdateFrom = grammar.isUpdateFrom(table)
  }

  /// The place of one more request.
  func nextPosition() -> Int {
    planned += 1
    return planned
  }

  /// Whether the rows of a scan may be deleted or updated by their rowids later.
  func remembersRows(of table: ResourceTable) -> Bool {
    if changes.isKnown { return changes.deletes(from: table) || changes.updates(table) }
    return staging.isOpen(table.name) && (host?.isChanging ?? true)
  }

  /// Whether a scan can be told to be that of the rows that are written.
  var mayWriteUnread: Bool { changes.isKnown }

  /// Takes a request into the transaction.
  func stage(_ staged: StagedWrite, by table: String) {
    stagesInAutocommit = host?.isAutocommit ?? false
    staging.stage(staged, by: table)
  }

  /// Hands over what the transaction staged, which is about to be committed.
  func handOverAtCommit() throws {
    let staged = staging.take()
    if !staged.isEmpty { try handOver(staged, tables: []) }
  }

  /// Hands what was staged to whoever takes it, and keeps the results for the statement's rows.
  ///
  /// - Throws: what the handler throws; `SQLError` where there is none.
  func handOver(_ staged: [StagedWrite], tables: [ResourceTable]) throws {
    var tables = tables
    for one in staged where !tables.contains(where: { $0.name == one.write.resource }) {
      if let table = table(named: one.write.resource) { tables.append(table) }
    }
    var results: [WriteResult] = []
    do {
      for plan in WritePlan.plans(of: staged) {
        guard let writeHandler else { throw Self.noHandler(plan) }
        results += try writeHandler(plan)
      }
    } catch {
      // What one provider's plan did stays done where the next one's is refused.
      if !results.isEmpty { handedOver = (tables, results) }
      throw error
    }
    handedOver = (tables, results)
  }

  private static func noHandler(_ plan: WritePlan) -> SQLError {
    let count = plan.writes.count == 1 ? "1 request" : "\(plan.writes.count) requests"
    return SQLError(
      .writesNotHandled,
      "the statement would send \(count) that change something, and nobody here applies them: "
        + "set the database's writeHandler, or call plan(_:) to see them")
  }
}

/// What EXPLAIN learns while SQLite plans and runs a statement over tables that answer empty.
final class PlanRecording {
  /// One call of `xBestIndex`.
  struct Candidate {
    var table: ResourceTable
    var plan: AccessPlan
    /// The values that SQLite knew when it planned, by parameter.
    var constants: [String: SQLValue]
    /// The LIMIT plus OFFSET, where SQLite knew them.
    var expectedRows: Int?
  }

  var candidates: [Candidate] = []
  /// The requests that scans would have sent, by candidate.
  var requests: [Int: [PlannedRequest]] = [:]
  /// The requests that would write what scans name in full, unread, by candidate.
  var named: [Int: [PlannedRequest]] = [:]
  /// The rows that scans would have wanted, by candidate.
  var expectedRows: [Int: Int] = [:]

  /// What tells a candidate apart in the text of a plan.
  static let mark: Character = "#"

  /// The candidate that a plan's text names.
  static func candidate(in text: String) -> Int? {
    text.lastIndex(of: mark).flatMap { Int(text[text.index(after: $0)...]) }
  }
}
