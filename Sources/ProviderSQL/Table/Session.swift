import CSQLite
import ProviderRuntime

/// What the virtual tables of one connection share. Used by the thread that uses the connection.
final class Session {
  /// SQLite's routines, as it hands them to an extension.
  let api: bsql_api
  let clients: [ProviderClient]
  /// The tables by lower-case name.
  let tables: [String: ResourceTable]
  /// The tables' names in the order of the registries.
  let tableNames: [String]
  let interrupter = Interrupter()
  /// One-page answers of the running statement.
  var pages = PageCache()
  /// What the last failing callback failed with: SQLite itself only passes a text on.
  var failure: (any Error)?
  /// The table whose callback failed.
  var failingTable: String?
  /// Where plans are noted instead of carried out, for EXPLAIN.
  var recording: PlanRecording?
  /// The problems for which plans were refused while a statement was prepared, in case SQLite finds none.
  var refusals: [(table: String, parameter: String)] = []

  /// Every plan that a prepared statement may hold, by its number. As many as there are kinds of statement.
  private(set) var plans: [AccessPlan] = []
  private var planNumbers: [AccessPlan: Int32] = [:]

  init(api: bsql_api, clients: [ProviderClient]) {
    self.api = api
    self.clients = clients
    var tables: [String: ResourceTable] = [:]
    var names: [String] = []
    for client in clients {
      for service in client.provider.services {
        for resource in service.resources {
          let table = ResourceTable(provider: client.provider, service: service, resource: resource)
          guard tables.updateValue(table, forKey: table.name.lowercased()) == nil else { continue }
          names.append(table.name)
        }
      }
    }
    self.tables = tables
    tableNames = names
  }

  func client(of table: ResourceTable) -> ProviderClient? {
    clients.first { $0.provider.name == table.provider.name }
  }

  /// The table of a name, compared as SQLite compares names.
  func table(named name: String) -> ResourceTable? {
    tables[name.lowercased()]
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
  func beginStatement() {
    pages.removeAll()
    failure = nil
    failingTable = nil
    refusals = []
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
  /// The rows that scans would have wanted, by candidate.
  var expectedRows: [Int: Int] = [:]

  /// What tells a candidate apart in the text of a plan.
  static let mark: Character = "#"

  /// The candidate that a plan's text names.
  static func candidate(in text: String) -> Int? {
    text.lastIndex(of: mark).flatMap { Int(text[text.index(after: $0)...]) }
  }
}
