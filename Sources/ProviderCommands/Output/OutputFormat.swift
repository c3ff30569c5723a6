import ProviderSQL

/// How rows are written.
enum OutputFormat: String, CaseIterable, Sendable {
  /// Columns aligned for reading.
  case table
  /// One array of objects.
  case json
  /// One object a line.
  case jsonl
  /// RFC 4180, with a header.
  case csv
  /// A table of a Markdown document.
  case markdown

  init(named name: String) throws {
    guard let format = OutputFormat(rawValue: name) else {
      throw UsageError.unknown("format", name, known: Self.allCases.map(\.rawValue))
    }
    self = format
  }
}

/// Writes the results of statements into a sink in a format.
struct ResultWriter: RowReceiver {
  private let format: OutputFormat
  private let cellWidth: Int?
  private let onRow: () -> Void
  private let sink: ByteSink
  private var columns: [Column] = []
  private var names: [[UInt8]] = []
  private var rowCount = 0
  private var resultCount = 0
  private var table = TableLayout()

  init(format: OutputFormat, sink: ByteSink, cellWidth: Int? = nil, onRow: @escaping () -> Void = {}) {
    self.format = format
    self.cellWidth = cellWidth
    self.sink = sink
    self.onRow = onRow
  }

  mutating func begin(columns: [Column]) throws {
    self.columns = columns
    rowCount = 0
    if resultCount > 0, format != .json, format != .jsonl { try sink.write("\n") }
    resultCount += 1
    switch format {
    case .table: table = TableLayout(headings: columns.map(\.name))
    case .json, .jsonl:
      names = JSONText.memberPrefixes(columns.map(\.name))
      if format == .json { try sink.write("[") }
    case .csv: try writeCSVLine(columns.map(\.name))
    case .markdown: try writeMarkdownHead()
    }
  }

  mutating func row(_ row: Row) throws {
    switch format {
    case .table:
      try table.add((0..<row.count).map { TableLayout.Cell(row[$0], width: cellWidth) }, into: sink)
    case .json:
      try sink.write(rowCount == 0 ? "\n" : ",\n")
      try writeObject(row)
    case .jsonl:
      try writeObject(row)
      try sink.write("\n")
    case .csv: try writeCSVRow(row)
    case .markdown:
      for index in 0..<row.count {
        try sink.write(index == 0 ? "| " : " | ")
        try sink.write(MarkdownText.cell(row[index].plainText ?? ""))
      }
      try sink.write(" |\n")
    }
    rowCount += 1
    onRow()
  }

  mutating func end() throws {
    switch format {
    case .table: try table.finish(into: sink)
    case .json: try sink.write(rowCount == 0 ? "]\n" : "\n]\n")
    case .jsonl, .csv, .markdown: break
    }
  }

  /// Hands on the rest; a file that was written takes its place only now.
  func finish() throws { try sink.finish() }

  private func writeObject(_ row: Row) throws {
    for index in 0..<row.count {
      try sink.write(names[index])
      switch row.kind(index) {
      case .null: try sink.write("null")
      case .boolean: try sink.write(row.integer(index) != 0 ? "true" : "false")
      case .integer: try sink.write(String(row.integer(index)))
      case .json: try row.withUTF8(index) { try sink.write($0) }
      case .text: try row.withUTF8(index) { try sink.write(JSONText.quoted($0)) }
      case .real, .blob: try writeRare(row[index])
      }
    }
    try sink.write(row.count == 0 ? "{}" : "}")
  }

  /// JSON has no way to write an infinite number, nor bytes: they become null and hexadecimal digits.
  private func writeRare(_ value: SQLValue) throws {
    switch value {
    case .real(let number): try sink.write(number.isFinite ? "\(number)" : "null")
    default: try sink.write(JSONText.quoted((value.plainText ?? "").utf8))
    }
  }

  private func writeCSVLine(_ fields: [String]) throws {
    for (index, field) in fields.enumerated() {
      if index > 0 { try sink.write(",") }
      try sink.write(CSVText.field(field.utf8))
    }
    try sink.write("\r\n")
  }

  private func writeCSVRow(_ row: Row) throws {
    for index in 0..<row.count {
      if index > 0 { try sink.write(",") }
      switch row.kind(index) {
      case .null: break
      case .integer: try sink.write(String(row.integer(index)))
      case .text, .json: try row.withUTF8(index) { try sink.write(CSVText.field($0)) }
      case .boolean, .real, .blob: try sink.write(row[index].plainText ?? "")
      }
    }
    try sink.write("\r\n")
  }

  private func writeMarkdownHead() throws {
    try sink.write("| \(columns.map { MarkdownText.cell($0.name) }.joined(separator: " | ")) |\n")
    try sink.write("|\(columns.map { _ in " --- |" }.joined())\n")
  }
}

extension SQLValue {
  /// The value as people and CSV readers see it; nil for NULL.
  var plainText: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number): "\(number)"
    case .boolean(let truth): truth ? "true" : "false"
    case .text(let text), .json(let text): text
    case .blob(let bytes): HexText.encode(bytes)
    }
  }
}
