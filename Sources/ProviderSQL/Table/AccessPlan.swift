/// How one scan of a table gets its rows: what `xBestIndex` decides and `xFilter` carries out.
struct AccessPlan: Sendable, Hashable {
  /// What an argument of `xFilter` is.
  enum Argument: Sendable, Hashable {
    case value(parameter: String)
    case list(parameter: String)
    case limit
    case offset
  }

  /// What there is to do.
  enum Outcome: Sendable, Hashable {
    case read(Choice)
    /// Nothing can be asked for. The scan fails with this where no better plan is found, since an error of `xBestIndex`
    /// itself would end the search for one.
    case fail(PlanProblem)
  }

  /// A deletion or an update of one object that the comparisons alone name in full.
  struct KeyedWrite: Sendable, Hashable {
    var choice: Choice
    /// Whether the statement looks at nothing but the key, so that there is nothing to read.
    var needsNoRow: Bool
  }

  /// The how manieth plan of its statement it is: what tells the places apart at which a statement scans a table.
  var site: Int
  var outcome: Outcome
  /// The deletion of the one object that is named with `=`, if the statement deletes.
  var deletion: KeyedWrite?
  /// The update of the one object that is named with `=`, if the statement updates.
  var update: KeyedWrite?
  /// Parameters that only the request takes that writes what the scan finds.
  var others: [String] = []
  /// In the order of `xFilter`'s arguments.
  var arguments: [Argument]
  /// SQLite's `colUsed`: a bit per column, the last for all columns from 63 on.
  var usedColumns: UInt64
  /// Whether a LIMIT bounds what is asked for: no other condition, and no order, lies between the rows and the LIMIT.
  var limitBoundsRows: Bool

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
