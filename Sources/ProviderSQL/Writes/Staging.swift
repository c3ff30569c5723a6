import ProviderRuntime

/// A request that a statement decided on, waiting for the transaction's end.
struct StagedWrite: Sendable {
  var write: PlannedWrite
  /// The provider that the request goes to.
  var provider: String
  /// How much the request touches by itself.
  var width: WritePlan.Width
  /// The statement that decided on it.
  var statement: String
  /// Its place among all requests: SQLite names the rows to delete in the order of their rowids, which means nothing.
  var position: Int
  /// Whether the same request a second time does something a second time: it creates an object, say.
  var isRepeatable = false
}

/// What the transaction of one connection would write, with the levels of its savepoints.
///
/// A request that is staged twice is one request, and its first place counts, unless another one for the same object
/// came in between: deleted, restored and deleted again is deleted.
struct Staging: Sendable {
  private struct Key: Hashable {
    var provider: String
    /// A method's name is its own within a service only; the line tells the services' methods apart.
    var method: String
    var request: String
    var arguments: Arguments
    var body: String?
  }

  private struct Entry: Sendable {
    var staged: StagedWrite
    var object: StagedObject
    /// The virtual table whose callbacks tell about savepoints.
    var table: String
    /// How many savepoints were open.
    var level: Int
  }

  private var entries: [Entry] = []
  private var keys: Set<Key> = []
  private var levels: [String: Int] = [:]

  /// What is staged, in the order of the statements and of the rows that they read.
  var writes: [StagedWrite] { entries.map(\.staged).sorted { $0.position < $1.position } }

  var isEmpty: Bool { entries.isEmpty }

  /// Whether a virtual table takes part in the transaction.
  func isOpen(_ table: String) -> Bool { levels[table] != nil }

  /// A virtual table takes part in the transaction from here on.
  mutating func begin(_ table: String) {
    levels[table] = 0
  }

  mutating func stage(_ staged: StagedWrite, by table: String) {
    let object = StagedObject(staged)
    guard keys.insert(Self.key(staged)).inserted || staged.isRepeatable || !isLast(staged, object) else { return }
    entries.append(Entry(staged: staged, object: object, table: table, level: levels[table] ?? 0))
  }

  /// A savepoint begins.
  mutating func savepoint(_ number: Int, of table: String) {
    levels[table] = number + 1
  }

  /// A savepoint and those within it end; what they hold belongs to the level around them.
  mutating func release(_ number: Int, of table: String) {
    levels[table] = number
    for index in entries.indices where entries[index].table == table {
      entries[index].level = min(entries[index].level, number)
    }
  }

  /// Drops what was staged since a savepoint began, which stays open. It may be older than the table's first change.
  mutating func rollback(to number: Int, of table: String) {
    levels[table] = number + 1
    remove { $0.table == table && $0.level > number }
  }

  /// The transaction of a virtual table is over; what it staged and nobody took is dropped.
  mutating func end(_ table: String) {
    levels[table] = nil
    remove { $0.table == table }
  }

  /// Everything that is staged, which is then staged no more.
  mutating func take() -> [StagedWrite] {
    defer { remove { _ in true } }
    return writes
  }

  var count: Int { entries.count }

  /// Drops what was staged behind so many requests.
  mutating func truncate(to count: Int) {
    guard entries.count > count else { return }
    entries.removeSubrange(count...)
    keys = Set(entries.lazy.map { Self.key($0.staged) })
  }

  private mutating func remove(where condition: (Entry) -> Bool) {
    entries.removeAll(where: condition)
    keys = Set(entries.lazy.map { Self.key($0.staged) })
  }

  /// Whether the last request that is staged for an object, or for what it is a part of, is this one.
  private func isLast(_ staged: StagedWrite, _ object: StagedObject) -> Bool {
    let last = entries.lazy.filter { $0.object.concerns(object) }.max { $0.staged.position < $1.staged.position }
    return last.map { Self.key($0.staged) } == Self.key(staged)
  }

  private static func key(_ staged: StagedWrite) -> Key {
    Key(
      provider: staged.provider, method: staged.write.method.name, request: staged.write.request,
      arguments: staged.write.arguments, body: staged.write.body)
  }
}

/// What a request is about, as its path tells; that of a GraphQL document, which has the path of all others, as its required
/// variables tell.
private struct StagedObject: Sendable {
  private let provider: String
  private let resource: String
  /// The segments of the path; nil where it says nothing.
  private let path: [Substring]?
  /// The values that name it, by parameter.
  private let names: [String: ArgumentValue]

  init(_ staged: StagedWrite) {
    let (write, method) = (staged.write, staged.write.method)
    provider = staged.provider
    resource = write.resource
    path = method.graphQL == nil ? write.request.drop { $0 != "/" }.prefix { $0 != "?" }.split(separator: "/") : nil
    names = method.parameters.filter { $0.location == .path || $0.location == .variable && $0.isRequired }
      .reduce(into: [:]) { $0[$1.name] = write.arguments[$1.name] }
  }

  /// Whether what happens to one may matter to the other: it is the same, a part of it or what it is a part of.
  func concerns(_ other: StagedObject) -> Bool {
    guard provider == other.provider else { return false }
    if let path, let others = other.path, zip(path, others).allSatisfy(==) { return true }
    // A parameter's name means one thing within a resource: elsewhere `id` is another object's.
    return resource == other.resource && (isNamed(in: other) || other.isNamed(in: self))
  }

  private func isNamed(in other: StagedObject) -> Bool {
    !names.isEmpty && names.allSatisfy { other.names[$0.key] == $0.value }
  }
}

extension WritePlan {
  /// The plans of what is staged: one for each provider, in the order in which they are first written to.
  static func plans(of staged: [StagedWrite]) -> [WritePlan] {
    var providers: [String] = []
    for one in staged where !providers.contains(one.provider) { providers.append(one.provider) }
    return providers.map { provider in
      let own = staged.filter { $0.provider == provider }
      var statements: [String] = []
      for one in own where !statements.contains(one.statement) { statements.append(one.statement) }
      return WritePlan(
        statement: statements.joined(separator: ";\n"), provider: provider, width: width(of: own),
        writes: own.map(\.write))
    }
  }

  /// Several objects are wide, however each of them is named.
  private static func width(of staged: [StagedWrite]) -> Width {
    if staged.contains(where: { $0.width == .ownAccount }) { return .ownAccount }
    return staged.count == 1 ? staged[0].width : .wide
  }
}
