import ProviderSpec

/// Reads JSON with the steps of the spec's own reader: strings with surrogate pairs, which libyaml refuses, and numbers.
struct JSONDocumentReader {
  private var reader: JSONReader
  private var builder: DocumentBuilder
  private let bytes: UnsafeBufferPointer<UInt8>
  /// What is open, outermost first: the byte that closes it.
  private var open: [UInt8] = []
  /// Where the last place was asked for, and which it was.
  private var marked = 0
  private var mark: DocumentBuilder.Mark = (1, 1)

  private init(bytes: UnsafeBufferPointer<UInt8>, file: String, limits: DocumentLimits) {
    self.bytes = bytes
    reader = JSONReader(bytes: bytes, report: SourceReport(file: file))
    builder = DocumentBuilder(limits: limits, expectedBytes: bytes.count)
  }

  /// The document that the bytes hold, which are UTF-8.
  static func read(_ bytes: [UInt8], file: String, limits: DocumentLimits) throws(DocumentError) -> ReadDocument {
    try bytes.withUnsafeBufferPointer { buffer throws(DocumentError) in
      var reader = JSONDocumentReader(bytes: buffer, file: file, limits: limits)
      do {
        try reader.read()
      } catch let stop as DocumentBuilder.Stop {
        throw DocumentError(file: file, line: stop.line, column: stop.column, message: stop.message)
      } catch {
        throw DocumentError(reader.reader.report, bytes: bytes)
      }
      return ReadDocument(document: reader.builder.document(file: file), findings: reader.builder.findings)
    }
  }

  private mutating func read() throws {
    repeat {
      reader.skipSpace()
      try value()
      try closeWhatEnds()
    } while !open.isEmpty
    reader.skipSpace()
    if reader.byte != nil { throw reader.unexpected("the end of the file") }
  }

  /// Reads what may stand where a value is expected: a scalar, or the beginning of a collection up to its first value.
  private mutating func value() throws {
    let place = nextMark()
    switch reader.byte {
    case UInt8(ascii: "{"): try begin(.mapping, end: UInt8(ascii: "}"), at: place)
    case UInt8(ascii: "["): try begin(.sequence, end: UInt8(ascii: "]"), at: place)
    case UInt8(ascii: "\""): try scalar(.string, try reader.string(), at: place)
    case UInt8(ascii: "t"): try word("true", .boolean, at: place)
    case UInt8(ascii: "f"): try word("false", .boolean, at: place)
    case UInt8(ascii: "n"): try word("null", .null, at: place)
    case let byte? where byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte):
      try scalar(.number, try reader.number(), at: place)
    default: throw reader.unexpected("a value")
    }
  }

  private mutating func begin(_ kind: SourceDocument.Kind, end: UInt8, at place: DocumentBuilder.Mark) throws {
    reader.index += 1
    try builder.open(kind, at: place)
    open.append(end)
    reader.skipSpace()
    if reader.byte == end { return }
    if kind == .mapping { try key() }
    try value()
  }

  private mutating func key() throws {
    let place = nextMark()
    guard reader.byte == UInt8(ascii: "\"") else { throw reader.unexpected("a name in double quotes") }
    try scalar(.string, try reader.string(), at: place)
    reader.skipSpace()
    guard reader.byte == UInt8(ascii: ":") else { throw reader.unexpected("':' behind a name") }
    reader.index += 1
    reader.skipSpace()
  }

  /// Closes collections that end here, and goes on to the next value of the one that does not.
  private mutating func closeWhatEnds() throws {
    while let end = open.last {
      reader.skipSpace()
      if reader.byte == end {
        reader.index += 1
        builder.close()
        open.removeLast()
        continue
      }
      guard reader.byte == UInt8(ascii: ",") else {
        throw reader.unexpected("',' or '\(Character(Unicode.Scalar(end)))'")
      }
      reader.index += 1
      reader.skipSpace()
      if end == UInt8(ascii: "}") { try key() }
      return
    }
  }

  private mutating func scalar(_ kind: SourceDocument.Kind, _ text: String, at place: DocumentBuilder.Mark) throws {
    var text = text
    try text.withUTF8 { try builder.scalar(kind, $0, at: place) }
  }

  private mutating func word(_ word: String, _ kind: SourceDocument.Kind, at place: DocumentBuilder.Mark) throws {
    try reader.word(word)
    try scalar(kind, kind == .null ? "" : word, at: place)
  }

  /// The place of the next byte. Places are asked for in order, so that each byte is looked at once.
  private mutating func nextMark() -> DocumentBuilder.Mark {
    while marked < reader.index {
      let byte = bytes[marked]
      if byte == UInt8(ascii: "\n") {
        mark = (mark.line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        mark.column += 1
      }
      marked += 1
    }
    return mark
  }
}
