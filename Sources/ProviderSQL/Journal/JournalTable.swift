import ProviderRuntime

/// The writes of a journal's runs as rows.
enum JournalTable {
  /// The table's name in SQL.
  static let name = "bindery_journal"

  static let columns = [
    Column(name: "run"), Column(name: "seq"), Column(name: "started"), Column(name: "statement"),
    Column(name: "provider"), Column(name: "server"), Column(name: "resource"), Column(name: "method"),
    Column(name: "arguments", isJSON: true), Column(name: "request"), Column(name: "reason"),
    Column(name: "row", isJSON: true), Column(name: "intended"), Column(name: "outcome"), Column(name: "status"),
    Column(name: "refusal"), Column(name: "message"), Column(name: "finished"),
    Column(name: "body", isJSON: true),
  ]

  /// The rows as they are in the file at this moment; none where there is no file.
  static func rows(path: String?) throws -> [[SQLValue]] {
    guard let path, let journal = try Journal.existing(path: path) else { return [] }
    return try journal.runs().flatMap { run in
      try journal.entries(of: run.run).map { entry in row(entry, of: run) }
    }
  }

  private static func row(_ entry: JournalEntry, of run: RunSummary) -> [SQLValue] {
    func text(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
    let members = entry.arguments.names.compactMap { name in
      entry.arguments[name].map { "\(JSONText.string(name)):\(JSONText.value(SQLValue($0)))" }
    }
    return [
      .integer(run.run), .integer(Int64(entry.index)), .text(run.started), .text(run.statement), .text(run.provider),
      .text(run.server), .text(entry.resource), .text(entry.method), .json("{\(members.joined(separator: ","))}"),
      .text(entry.request), .text(entry.reason), entry.row.map { .json($0) } ?? .null, text(entry.intended),
      text(entry.outcome?.rawValue), entry.status.map { .integer(Int64($0)) } ?? .null, text(entry.refusal),
      text(entry.message), text(entry.finished), entry.body.map { .json($0) } ?? .null,
    ]
  }
}
