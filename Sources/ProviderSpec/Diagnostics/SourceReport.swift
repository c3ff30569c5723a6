/// The mistakes of one file, collected while it is read.
package struct SourceReport {
  /// The file, as it was named to the loader.
  let file: String
  /// Places are byte offsets until they are asked for: most files have no mistakes, and lines cost time to count.
  private var findings: [Finding] = []

  private struct Finding {
    var offset: Int
    var message: String
  }

  /// A report without mistakes.
  package init(file: String) {
    self.file = file
  }

  /// Whether no mistake was found yet.
  var isEmpty: Bool { findings.isEmpty }

  /// Records a mistake at a byte of the file.
  mutating func error(at offset: Int, _ message: String) {
    findings.append(Finding(offset: offset, message: Self.line(message)))
  }

  /// The message on one line: what it quotes can hold line breaks, and what a terminal would obey. They are shown as JSON
  /// writes them.
  private static func line(_ message: String) -> String {
    guard SpecNames.hasControlCharacters(message) else { return message }
    return message.unicodeScalars.map { scalar in
      SpecNames.hasControlCharacters(String(scalar)) ? SpecText.escaped(scalar) : String(scalar)
    }.joined()
  }

  /// Records a mistake at a name of the file.
  mutating func error<Value>(at place: Located<Value>, _ message: String) {
    error(at: place.offset, message)
  }

  /// The mistakes with their lines and columns, found in one pass over the file's bytes.
  package func diagnostics(bytes: [UInt8]) -> [Diagnostic] {
    var result: [Diagnostic] = []
    result.reserveCapacity(findings.count)
    var line = 1
    var column = 1
    var position = 0
    for finding in findings.sorted(by: { $0.offset < $1.offset }) {
      let end = min(finding.offset, bytes.count)
      while position < end {
        let byte = bytes[position]
        if byte == UInt8(ascii: "\n") {
          line += 1
          column = 1
        } else if byte & 0xC0 != 0x80 {
          column += 1
        }
        position += 1
      }
      result.append(Diagnostic(file: file, line: line, column: column, message: finding.message))
    }
    return result
  }
}

/// A value of the spec and the byte of the file where it is written.
struct Located<Value> {
  var value: Value
  var offset: Int

  init(_ value: Value, at offset: Int) {
    self.value = value
    self.offset = offset
  }
}

extension Located: Sendable where Value: Sendable {}
