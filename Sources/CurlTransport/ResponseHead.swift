import ProviderRuntime

/// The status and the headers of a response, line by line as they come.
struct ResponseHead {
  /// The status; 0 before there is one.
  private(set) var status = 0
  /// The fields of the response that counts: those of interim ones (1xx) are dropped.
  private(set) var fields: [HTTPHeaders.Field] = []
  /// Whether the empty line behind the headers has come.
  private(set) var isComplete = false
  private var size = 0

  /// No server has as many headers for a good reason.
  private static let largest = 256 << 10

  /// Takes a line with its line break; false, with the reason, where it can't be one of a response.
  mutating func receive(_ line: UnsafeRawBufferPointer, _ refusal: inout TransportError?) -> Bool {
    size += line.count
    guard size <= Self.largest else {
      refusal = .malformedResponse("its headers are larger than \(Self.largest) bytes")
      return false
    }
    var end = line.count
    while end > 0, line[end - 1] == 0x0A || line[end - 1] == 0x0D { end -= 1 }
    let text = String(decoding: line[..<end], as: UTF8.self)
    if text.hasPrefix("HTTP/") { return begin(text, &refusal) }
    // What comes behind the empty line are trailers, which say nothing that is asked for here.
    if isComplete { return true }
    if text.isEmpty {
      isComplete = status >= 200
    } else if text.hasPrefix(" ") || text.hasPrefix("\t") {
      continueField(text)
    } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
      fields.append(
        HTTPHeaders.Field(
          name: String(text[..<colon]), value: Self.trimmed(text[text.utf8.index(after: colon)...])))
    }
    return true
  }

  private mutating func begin(_ line: String, _ refusal: inout TransportError?) -> Bool {
    let words = line.split(separator: " ", maxSplits: 2)
    guard words.count > 1, let status = Int(words[1]), (100...999).contains(status) else {
      refusal = .malformedResponse("its first line has no status")
      return false
    }
    self.status = status
    fields.removeAll(keepingCapacity: true)
    isComplete = false
    return true
  }

  /// A value that an old server broke over lines (RFC 9112, section 5.2).
  private mutating func continueField(_ text: String) {
    guard let last = fields.indices.last else { return }
    fields[last].value += " " + Self.trimmed(text[...])
  }

  private static func trimmed(_ text: Substring) -> String {
    let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
    let start = text.utf8.drop(while: isSpace)
    return start.lastIndex { !isSpace($0) }.map { String(Substring(start[...$0])) } ?? ""
  }
}
