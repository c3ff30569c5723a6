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
    case .csv: try sink.write { appendCSVHead(to: &$0) }
    case .markdown: try writeMarkdownHead()
    }
  }

  mutating func row(_ row: Row) throws {
    switch format {
    case .table:
      try table.add((0..<row.count).map { TableLayout.Cell(row[$0], width: cellWidth) }, into: sink)
    case .json:
      try sink.write { output in
        output.append(contentsOf: (rowCount == 0 ? "\n" : ",\n").utf8)
        append(row, to: &output)
      }
    case .jsonl:
      try sink.write { output in
        append(row, to: &output)
        output.append(UInt8(ascii: "\n"))
      }
    case .csv: try sink.write { appendCSV(row, to: &$0) }
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

  private func append(_ row: Row, to output: inout [UInt8]) {
    for index in 0..<row.count {
      output.append(contentsOf: names[index])
      switch row.kind(index) {
      case .null: output.append(contentsOf: "null".utf8)
      case .boolean: output.append(contentsOf: (row.integer(index) != 0 ? "true" : "false").utf8)
      case .integer: output.append(contentsOf: String(row.integer(index)).utf8)
      case .json: row.withUTF8(index) { output.append(contentsOf: $0) }
      case .text: row.withUTF8(index) { JSONText.append($0, to: &output) }
      case .real, .blob: appendRare(row[index], to: &output)
      }
    }
    output.append(contentsOf: (row.count == 0 ? "{}" : "}").utf8)
  }

  /// JSON has no way to write an infinite number, nor bytes: they become null and hexadecimal digits.
  private func appendRare(_ value: SQLValue, to output: inout [UInt8]) {
    switch value {
    case .real(let number): output.append(contentsOf: (number.isFinite ? "\(number)" : "null").utf8)
    default: JSONText.append(value.plainText ?? "", to: &output)
    }
  }

  private func appendCSVHead(to output: inout [UInt8]) {
    for (index, column) in columns.enumerated() {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      var name = column.name
      name.withUTF8 { CSVText.append($0, to: &output) }
    }
    output.append(contentsOf: "\r\n".utf8)
  }

  private func appendCSV(_ row: Row, to output: inout [UInt8]) {
    for index in 0..<row.count {
      if index > 0 { output.append(UInt8(ascii: ",")) }
      switch row.kind(index) {
      case .null: break
      case .integer: output.append(contentsOf: String(row.integer(index)).utf8)
      case .text, .json: row.withUTF8(index) { CSVText.append($0, to: &output) }
      case .boolean, .real, .blob: output.append(contentsOf: (row[index].plainText ?? "").utf8)
      }
    }
    output.append(contentsOf: "\r\n".utf8)
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
