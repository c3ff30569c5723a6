import CYAML

/// Reads YAML through libyaml, event by event, so that the limits hold while it is read.
///
/// Plain scalars mean what the core schema of YAML 1.2 says, as OpenAPI asks for
/// (https://spec.openapis.org/oas/v3.1.0#format): `yes`, `on` and dates are texts.
struct YAMLReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private var builder: DocumentBuilder

  /// The document that the bytes hold, which are UTF-8.
  static func read(_ bytes: [UInt8], file: String, limits: DocumentLimits) throws(DocumentError) -> ReadDocument {
    let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
    defer { parser.deallocate() }
    guard yaml_parser_initialize(parser) == 1 else { throw DocumentError(file: file, message: "there is no memory.") }
    defer { yaml_parser_delete(parser) }
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    return try bytes.withUnsafeBufferPointer { buffer throws(DocumentError) in
      yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
      var reader = YAMLReader(parser: parser, builder: DocumentBuilder(limits: limits, expectedBytes: buffer.count))
      do throws(DocumentBuilder.Stop) {
        try reader.read(bytes: buffer)
      } catch {
        throw DocumentError(file: file, line: error.line, column: error.column, message: error.message)
      }
      return ReadDocument(document: reader.builder.document(file: file), findings: reader.builder.findings)
    }
  }

  private mutating func read(bytes: UnsafeBufferPointer<UInt8>) throws(DocumentBuilder.Stop) {
    var event = yaml_event_t()
    while true {
      guard yaml_parser_parse(parser, &event) == 1 else { throw problem(bytes: bytes) }
      defer { yaml_event_delete(&event) }
      let mark = Self.mark(event.start_mark)
      switch event.type {
      case YAML_STREAM_END_EVENT:
        guard builder.isComplete else {
          throw DocumentBuilder.Stop(line: 1, column: 1, message: "the file holds no value, only comments or nothing.")
        }
        return
      case YAML_DOCUMENT_START_EVENT where builder.isComplete:
        builder.notice(at: mark, "a second document in one file; only the first is read.")
        return
      case YAML_ALIAS_EVENT:
        try builder.alias(Self.string(event.data.alias.anchor) ?? "", at: mark)
      case YAML_SCALAR_EVENT:
        try scalar(event, at: mark)
      case YAML_SEQUENCE_START_EVENT:
        try builder.open(.sequence, anchor: Self.string(event.data.sequence_start.anchor), at: mark)
      case YAML_MAPPING_START_EVENT:
        try builder.open(.mapping, anchor: Self.string(event.data.mapping_start.anchor), at: mark)
      case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
        builder.close()
      default: break
      }
    }
  }

  private mutating func scalar(_ event: yaml_event_t, at mark: DocumentBuilder.Mark) throws(DocumentBuilder.Stop) {
    let scalar = event.data.scalar
    let bytes = UnsafeBufferPointer(start: UnsafePointer(scalar.value), count: scalar.length)
    let anchor = Self.string(scalar.anchor)
    guard scalar.style == YAML_PLAIN_SCALAR_STYLE, scalar.plain_implicit == 1, !builder.expectsKey else {
      return try builder.scalar(.string, bytes, anchor: anchor, at: mark)
    }
    let (kind, text) = PlainScalar.kind(bytes)
    if let text {
      try builder.scalar(kind, Array(text.utf8), anchor: anchor, at: mark)
    } else {
      try builder.scalar(kind, bytes, anchor: anchor, at: mark)
    }
  }

  private static func mark(_ mark: yaml_mark_t) -> DocumentBuilder.Mark { (mark.line + 1, mark.column + 1) }

  private static func string(_ text: UnsafeMutablePointer<UInt8>?) -> String? {
    text.map { String(cString: $0) }
  }

  // MARK: Mistakes

  /// What libyaml found wrong, in its own words: they are those that other tools show, too.
  private func problem(bytes: UnsafeBufferPointer<UInt8>) -> DocumentBuilder.Stop {
    let parser = parser.pointee
    let problem = parser.problem.map { String(cString: $0) } ?? "the file is no YAML"
    // Its reader counts bytes only.
    let mark =
      parser.error == YAML_READER_ERROR
      ? Self.mark(ofByte: parser.problem_offset, in: bytes) : Self.mark(parser.problem_mark)
    var message = "this is no YAML: \(problem)"
    if let context = parser.context.map({ String(cString: $0) }) {
      let place = Self.mark(parser.context_mark)
      message += ", \(context)"
      if place.line != mark.line { message += " that begins in line \(place.line)" }
    }
    return DocumentBuilder.Stop(line: mark.line, column: mark.column, message: message + ".")
  }

  private static func mark(ofByte offset: Int, in bytes: UnsafeBufferPointer<UInt8>) -> DocumentBuilder.Mark {
    var mark = (line: 1, column: 1)
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        mark = (mark.line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        mark.column += 1
      }
    }
    return mark
  }
}
