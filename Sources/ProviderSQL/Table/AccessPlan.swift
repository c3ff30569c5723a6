/// How one scan of a table gets its rows: what `xBestIndex` decides and `xFilter` carries out.
struct AccessPlan: Sendable, Hashable {
  /// What an argument of `xFilter` is.
  enum Argument: Sendable, Hashable {
    case value(parameter: String)
    case list(parameter: String)
    case limit
    case offset
    /// What a field is compared with.
    case condition(column: Int, Conditions.Comparison)
  }

  /// A parameter one value of which asks for every value of a field.
  struct Wildcard: Sendable, Hashable {
    var parameter: String
    /// That value.
    var value: String
    /// The index of the field's column.
    var column: Int
  }

  /// What there is to do.
  enum Outcome: Sendable, Hashable {
    case read(Choice)
    /// Nothing can be asked for. The scan fails with this where no better plan is found, since an error of `xBestIndex`
    /// itself would end the search for one.
    case fail(PlanProblem)

    /// Whether rows can be read.
    var isRead: Bool { if case .read = self { true } else { false } }
  }

  /// A deletion or an update of objects that the comparisons alone name in full.
  struct KeyedWrite: Sendable, Hashable {
    var choice: Choice
    /// Whether it is one object: no list names several.
    var isOne: Bool
    /// Whether the scan is surely that of the rows that are written, and no part of a query within the statement.
    var isOfTarget: Bool
    /// Whether the statement looks at nothing but the key, so that there is nothing to read.
    var needsNoRow: Bool
  }

  /// The how manieth plan of its statement it is: what tells the places apart at which a statement scans a table.
  var site: Int
  var outcome: Outcome
  /// The deletion of the objects that are named in full, if the statement deletes.
  var deletion: KeyedWrite?
  /// The update of the objects that are named in full, if the statement updates.
  var update: KeyedWrite?
  /// Parameters and members that only the request takes that writes what the scan finds.
  var others: [String] = []
  /// The parameters with wildcards that the statement compares.
  var wildcards: [Wildcard] = []
  /// What the server leaves out of the rows because the statement does not say otherwise, for people.
  var narrowings: [String] = []
  /// The column whose values are asked for one by one, and that a list could be read in the place of; nil where none could.
  var listable: String?
  /// In the order of `xFilter`'s arguments.
  var arguments: [Argument]
  /// SQLite's `colUsed`: a bit per column, the last for all columns from 63 on.
  var usedColumns: UInt64
  /// Whether a LIMIT bounds what is asked for: no other condition, and no order, lies between the rows and the LIMIT.
  var limitBoundsRows: Bool

  /// The columns to read, in the same way.
  var columns: UInt64 { wildcards.reduce(usedColumns) { $0 | 1 << UInt64(min($1.column, 63)) } }

  /// Whether a write of objects that are named in full is made without a look at them.
  func isUnread(_ write: KeyedWrite, hasSelect: Bool) -> Bool {
    write.needsNoRow && (write.isOne && !hasSelect || write.isOfTarget && !outcome.isRead)
  }

  /// What `EXPLAIN QUERY PLAN` shows.
  var label: String {
    switch outcome {
    case .fail: return "no method"
    case .read(let choice):
      let parameters = choice.used + choice.fannedOut.map { "every \($0)" }
      return "\(choice.method.name)(\(parameters.joined(separator: ", ")))"
    }
  }
}
