import CSQLite

/// A statement as SQLite compiles it (https://www.sqlite.org/opcode.html).
struct Program {
  private struct Operation: Equatable {
    var code: String
    var p1: Int
    var p2: Int
    var p3: Int
    var p4: String
  }

  private let operations: [Operation]

  /// Reads the rows of an EXPLAIN; nil where they are not what is known of it.
  init?(_ explain: OpaquePointer) {
    var operations: [Operation] = []
    func text(_ column: Int32) -> String { sqlite3_column_text(explain, column).map { String(cString: $0) } ?? "" }
    func number(_ column: Int32) -> Int { Int(sqlite3_column_int64(explain, column)) }
    var code = sqlite3_step(explain)
    while code == SQLITE_ROW {
      guard number(0) == operations.count else { return nil }
      // A table is shown by its address, which is another one in each connection.
      let p4 = text(5)
      operations.append(
        Operation(
          code: text(1), p1: number(2), p2: number(3), p3: number(4), p4: p4.hasPrefix("vtab:") ? "vtab" : p4))
      code = sqlite3_step(explain)
    }
    guard code == SQLITE_DONE, !operations.isEmpty else { return nil }
    self.operations = operations
  }

  /// Whether both do the same.
  func isSame(as other: Program) -> Bool { operations == other.operations }

  /// The sites that scan providers' tables, in order, each with whether it may do so more than once.
  var sites: [(site: Int, repeats: Bool)] {
    operations.enumerated().compactMap { address, operation in
      guard operation.code == "VFilter", let site = PlanRecording.candidate(in: operation.p4) else { return nil }
      return (site, isInLoop(address))
    }
  }

  /// Whether it has parts that give another result each time.
  var isByChance: Bool {
    operations.contains { operation in
      ["Function", "PureFunc"].contains(operation.code)
        && ["random(", "randomblob(", "changes(", "total_changes(", "last_insert_rowid("]
          .contains { operation.p4.hasPrefix($0) }
    }
  }

  /// Whether a jump from behind an address leads to it or before it. The one to the very beginning is no loop: a program
  /// starts with a jump to its end, where it opens a transaction.
  private func isInLoop(_ address: Int) -> Bool {
    operations.enumerated().contains { source, operation in
      source > address && operation.p2 <= address && operation.p2 > 1 && Self.jumpsBack.contains(operation.code)
    }
  }

  private static let jumpsBack: Set = ["Next", "Prev", "VNext", "SorterNext", "Goto", "IfPos", "DecrJumpZero", "Yield"]
}
