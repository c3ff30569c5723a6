import ProviderRuntime

/// What the running statement changes, as SQLite's authorizer hears it while the statement is compiled.
struct StatementChanges {
  /// A provider's table that a statement says it changes.
  struct Target {
    var verb: Verb
    var table: String
  }

  /// The statement as it was written.
  var text = ""
  /// Whether this was heard at all: a host that only loads the tables keeps its own authorizer.
  var isKnown = false
  /// The providers' tables that it changes, in lower case, in the order in which they were heard of.
  private(set) var targets: [String] = []
  private var deleted: Set<String> = []
  private var updated: [String: Set<String>] = [:]
  private var read: [String: Set<String>] = [:]
  /// Whether it reads through a SELECT of its own, so that not every scan is that of the rows it changes.
  var hasSelect = false
  /// Whether a trigger of a local table changes a provider's.
  var hasTrigger = false
  /// What the text of an INSERT or REPLACE says; nil for any other statement.
  var insertion: InsertText?
  /// Whether the text is that of an UPDATE … FROM, whose rows come from a SELECT of its own.
  var isUpdateFrom = false
  /// What the text of a host's statement says that it changes; nil where that is not known.
  var target: Target?

  init(text: String = "", isKnown: Bool = false, hasSelect: Bool = false) {
    self.text = text
    self.isKnown = isKnown
    self.hasSelect = hasSelect
  }

  /// Whether it changes a provider's table.
  var isChange: Bool { !targets.isEmpty }

  func deletes(from table: ResourceTable) -> Bool { deleted.contains(table.name.lowercased()) }

  func updates(_ table: ResourceTable) -> Bool { updated[table.name.lowercased()] != nil }

  /// The columns behind SET, in lower case; nil where that is not known.
  func assignments(to table: ResourceTable) -> Set<String>? { updated[table.name.lowercased()] }

  /// The columns that conditions and expressions look at, in lower case.
  func columnsRead(of table: ResourceTable) -> Set<String> { read[table.name.lowercased()] ?? [] }

  mutating func delete(from table: ResourceTable) {
    add(table)
    deleted.insert(table.name.lowercased())
  }

  mutating func update(_ table: ResourceTable, column: String) {
    add(table)
    updated[table.name.lowercased(), default: []].insert(column.lowercased())
  }

  mutating func insert(into table: ResourceTable) { add(table) }

  mutating func read(_ table: ResourceTable, column: String) {
    read[table.name.lowercased(), default: []].insert(column.lowercased())
  }

  private mutating func add(_ table: ResourceTable) {
    let name = table.name.lowercased()
    if !targets.contains(name) { targets.append(name) }
  }
}
