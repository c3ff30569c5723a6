import Foundation
@testable import ProviderRuntime
@testable import ProviderSQL

extension FuzzTarget {
  private static let words = [
    "\u{0}", "\\u0000", "'", "\"", "\\", "é", "\u{1F600}", "9223372036854775807", "-9223372036854775808", "0.1",
    "1e300", "-0.0", "5e-324", "\n", "{", "}",
  ]

  /// Texts and numbers, one a line, as arguments and bodies of a plan: the journal gives back what it was
  /// given.
  static let journal = FuzzTarget("journal", maximumLength: 1_024, mutations: 100, dictionary: words) { bytes in
    let lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).prefix(40).map { text($0) }
    let writes = lines.map { line in
      var arguments: Arguments = ["site": .string(line), "sealed": .boolean(line.isEmpty)]
      if let number = Int64(line) { arguments["box_id"] = .integer(number) }
      if let number = Double(line), number.isFinite { arguments["weight"] = .number(number) }
      return PlannedWrite(
        resource: "depot.stock.boxes", method: Depot.delete, arguments: arguments,
        body: line.utf8.count.isMultiple(of: 2) ? line : "{\(JSONText.string(line)):[\(JSONText.string(line))]}",
        request: "DELETE \(line)", reason: line, row: line)
    }
    let plan = WritePlan(statement: text(bytes), provider: "depot", width: .wide, writes: writes)
    let journal = try shared.get()
    let run = try journal.begin(plan, server: "https://api.example.com")
    defer { try? journal.end(run: run) }
    try journal.intend(run: run, index: 0)
    let message = lines.last ?? ""
    try journal.record(
      run: run, index: 0,
      WriteResult(write: writes[0], outcome: .failed, status: 500, reason: message, message: message))
    let summary = try journal.summary(of: run)
    try require(same(summary.statement, plan.statement), "the statement is \(summary.statement.debugDescription)")
    let entries = try journal.entries(of: run)
    try require(entries.count == writes.count, "\(entries.count) writes of \(writes.count)")
    for (entry, write) in zip(entries, writes) {
      try require(same(entry.request, write.request), "the request is \(entry.request.debugDescription)")
      try require(same(entry.row ?? "", write.row ?? ""), "the row is \(entry.row.debugDescription)")
      try require(same(entry.body ?? "", write.body ?? ""), "the body is \(entry.body.debugDescription)")
      try require(entry.arguments == write.arguments, "the arguments are \(entry.arguments), not \(write.arguments)")
    }
    try require(same(entries[0].message ?? "", message), "the message is \(entries[0].message.debugDescription)")
  }

  /// Swift's texts are equal where they look the same; these must be the same.
  private static func same(_ one: String, _ other: String) -> Bool { one.utf8.elementsEqual(other.utf8) }

  /// One journal for all inputs, because making one takes longer than using it; it ends with the process.
  private static let shared = Result {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "bindery-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
    let journal = try Journal(path: folder.appending(path: "journal.db").path)
    // Its files stay until the process ends, which holds them open; nothing is left behind.
    try FileManager.default.removeItem(at: folder)
    return journal
  }
}
