import ProviderSQL

/// Rows aligned for reading, with a heading and a rule.
///
/// Widths come from the first rows; those after are written as they come, so that a long result needs little memory.
struct TableLayout {
  /// A cell's text and side.
  struct Cell {
    var text: String
    var isNumber: Bool

    /// A cell of a value; a text longer than the width, in characters, is cut short.
    init(_ value: SQLValue, width: Int?) {
      switch value {
      case .integer, .real: isNumber = true
      default: isNumber = false
      }
      text = Self.visible(value.plainText ?? "")
      if let width, text.count > width { text = text.prefix(width - 1) + "…" }
    }

    /// The text with control characters as pictures: a cell is one line, and the server's text must not steer a terminal.
    private static func visible(_ text: String) -> String {
      guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return text }
      var scalars = String.UnicodeScalarView()
      for scalar in text.unicodeScalars {
        switch scalar.value {
        case 0..<0x20: scalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
        case 0x7F: scalars.append("\u{2421}")
        case 0x80..<0xA0: scalars.append("\u{FFFD}")
        default: scalars.append(scalar)
        }
      }
      return String(scalars)
    }
  }

  /// The widest cell on a terminal, in characters.
  static let terminalCellWidth = 80

  private static let sampleSize = 1000
  private var headings: [String]
  private var widths: [Int] = []
  private var sample: [[Cell]] = []
  private var isStreaming = false

  init(headings: [String] = []) {
    self.headings = headings
  }

  mutating func add(_ cells: [Cell], into sink: ByteSink) throws {
    if isStreaming {
      try writeLine(cells, into: sink)
    } else {
      sample.append(cells)
      if sample.count == Self.sampleSize { try writeSample(into: sink) }
    }
  }

  mutating func finish(into sink: ByteSink) throws {
    if !isStreaming { try writeSample(into: sink) }
  }

  private mutating func writeSample(into sink: ByteSink) throws {
    isStreaming = true
    widths = headings.map(\.count)
    for cells in sample {
      for (index, cell) in cells.enumerated() { widths[index] = max(widths[index], cell.text.count) }
    }
    let columnIsNumber = headings.indices.map { index in sample.contains { $0[index].isNumber } }
    let heading = headings.indices.map { pad(headings[$0], $0, right: columnIsNumber[$0]) }
    try sink.write(trimmed(heading.joined(separator: "  ")) + "\n")
    try sink.write(widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ") + "\n")
    for cells in sample { try writeLine(cells, into: sink) }
    sample = []
  }

  private func writeLine(_ cells: [Cell], into sink: ByteSink) throws {
    let line = cells.enumerated().map { pad($1.text, $0, right: $1.isNumber) }.joined(separator: "  ")
    try sink.write(trimmed(line) + "\n")
  }

  private func pad(_ text: String, _ column: Int, right: Bool) -> String {
    let space = String(repeating: " ", count: max(0, widths[column] - text.count))
    return right ? space + text : text + space
  }

  private func trimmed(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}
