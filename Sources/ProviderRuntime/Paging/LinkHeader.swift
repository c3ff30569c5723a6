/// The links of a `Link` header (RFC 8288).
struct LinkHeader {
  /// One link: where it leads and what it is.
  struct Link: Hashable {
    /// The URI reference between the angle brackets.
    var target: String
    /// The relation types, in lower case.
    var relations: [String]
  }

  /// The links, in order. What can't be understood is left out.
  let links: [Link]

  /// Reads the value of the header, several fields joined by commas.
  init(_ value: String) {
    var parser = Parser(bytes: Array(value.utf8))
    links = parser.links()
  }

  /// Where the first link of a relation leads.
  func target(_ relation: String) -> String? {
    links.first { $0.relations.contains(relation) }?.target
  }

  private struct Parser {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func links() -> [Link] {
      var links: [Link] = []
      while index < bytes.count {
        skip { $0 == UInt8(ascii: ",") || Self.isSpace($0) }
        if let link = link() { links.append(link) }
        // Whatever of the link was not understood, up to the next one.
        skipToComma()
      }
      return links
    }

    private mutating func link() -> Link? {
      guard take("<") else { return nil }
      guard let end = bytes[index...].firstIndex(of: UInt8(ascii: ">")) else {
        // None of the brackets behind this one is closed either: looking for each would take the square of the time.
        index = bytes.count
        return nil
      }
      let written = bytes[index..<end]
      let target = written.contains(where: Self.isSpace) ? text(written.filter { !Self.isSpace($0) }) : text(written)
      index = end + 1
      var relations: [String]?
      var isAboutThis = true
      while true {
        skip(Self.isSpace)
        guard take(";") else { break }
        skip(Self.isSpace)
        let (name, value) = parameter()
        switch name {
        // Only the first counts (section 3.3).
        case "rel" where relations == nil:
          relations = Self.words(value.lowercased())
        // The link of another document (section 3.2).
        case "anchor": isAboutThis = false
        default: break
        }
      }
      guard let relations, isAboutThis else { return nil }
      return Link(target: target, relations: relations)
    }

    private mutating func parameter() -> (name: String, value: String) {
      let name = token()
      skip(Self.isSpace)
      guard take("=") else { return (name.lowercased(), "") }
      skip(Self.isSpace)
      return (name.lowercased(), index < bytes.count && bytes[index] == UInt8(ascii: "\"") ? quoted() : token())
    }

    private mutating func token() -> String {
      let start = index
      skip {
        switch $0 {
        case UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "\""): false
        default: !Self.isSpace($0)
        }
      }
      return text(bytes[start..<index])
    }

    private mutating func quoted() -> String {
      index += 1
      let start = index
      while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\\") { index += 1 }
      var value = bytes[start..<index]
      while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
        if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
        value.append(bytes[index])
        index += 1
      }
      index = min(index + 1, bytes.count)
      return text(value)
    }

    /// As a rule it is one.
    private static func words(_ text: String) -> [String] {
      let space = UInt8(ascii: " ")
      guard text.isEmpty || text.utf8.contains(space) else { return [text] }
      return text.utf8.split(separator: space).map { String(Substring($0)) }
    }

    private mutating func skipToComma() {
      while index < bytes.count, bytes[index] != UInt8(ascii: ",") {
        if bytes[index] == UInt8(ascii: "\"") { _ = quoted() } else { index += 1 }
      }
    }

    private mutating func skip(_ condition: (UInt8) -> Bool) {
      while index < bytes.count, condition(bytes[index]) { index += 1 }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
      guard index < bytes.count, bytes[index] == UInt8(ascii: character) else { return false }
      index += 1
      return true
    }

    private func text(_ bytes: some Collection<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
  }
}
