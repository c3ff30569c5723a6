import ProviderSpec

/// The documents of an import and what their `$ref`s lead to. A class, because what was found once is kept.
final class References {
  /// A reference, as it is written in a document.
  private struct Key: Hashable {
    var document: ObjectIdentifier
    var text: String
  }

  /// How many references may lead from one to the next.
  private static let maximumSteps = 50

  let documents: [SourceDocument]
  private let report: ImportReport
  private var targets: [Key: Node?] = [:]
  /// The members of large mappings by name: components are looked up once for each of their names.
  private var indexes: [Node.Identity: [String: Node]] = [:]

  init(documents: [SourceDocument], report: ImportReport) {
    self.documents = documents
    self.report = report
  }

  /// What a value is behind its references.
  struct Target {
    var node: Node
    /// The last name of the last reference; nil where there was none.
    var name: String?
    /// The values with `$ref` that led there, the first first.
    var steps: [Node] = []
  }

  /// The value itself, or what its `$ref` leads to; nil where that leads nowhere, which was reported.
  func target(of node: Node) -> Target? {
    var target = Target(node: node)
    while let reference = target.node["$ref"] {
      guard let text = reference.string else {
        report.add(.reference, at: reference.place, "a '$ref' that is \(reference.what); it is a text such as '#/a/b'.")
        return nil
      }
      guard target.steps.count < Self.maximumSteps else {
        report.add(.reference, at: reference.place, "'\(text)' leads from one '$ref' to the next without an end.")
        return nil
      }
      guard let next = find(text, at: reference) else { return nil }
      target.steps.append(target.node)
      target.node = next
      target.name = Self.decoded(text.split(separator: "/", omittingEmptySubsequences: false).last ?? "")
    }
    return target
  }

  /// What a reference leads to in the documents that were given; nil where it leads nowhere, which was reported.
  func find(_ text: String, at place: Node) -> Node? {
    let key = Key(document: ObjectIdentifier(place.document), text: text)
    if let known = targets[key] {
      if known == nil { report.add(.reference, at: place.place, "'\(text)' leads nowhere, as reported before.") }
      return known
    }
    let found = look(for: text, at: place)
    targets[key] = .some(found)
    return found
  }

  private func look(for text: String, at place: Node) -> Node? {
    let parts = text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let file = String(parts.first ?? "")
    let pointer = parts.count > 1 ? parts[1] : ""
    guard let document = file.isEmpty ? place.document : document(file, at: place) else { return nil }
    guard pointer.isEmpty || pointer.hasPrefix("/") else {
      report.add(
        .reference, at: place.place, "'\(text)' names an anchor; only paths such as '#/components/…' are followed.")
      return nil
    }
    var node = document.root
    for part in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let name = Self.decoded(part)
      let next = node.isSequence ? element(name, of: node) : member(name, of: node)
      guard let next else {
        report.add(.reference, at: place.place, "'\(text)' leads nowhere: there is no '\(name)'.")
        return nil
      }
      node = next
    }
    return node
  }

  private func member(_ name: String, of node: Node) -> Node? {
    if node.isSmall(100) { return node[name] }
    if let index = indexes[node.identity] { return index[name] }
    let index = Dictionary(node.members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    indexes[node.identity] = index
    return index[name]
  }

  private func element(_ text: String, of node: Node) -> Node? {
    let elements = node.elements
    guard let index = Int(text), elements.indices.contains(index) else { return nil }
    return elements[index]
  }

  /// The given document that a reference names: the one at that path beside the referring one, else the only one whose
  /// path ends so.
  private func document(_ file: String, at place: Node) -> SourceDocument? {
    if file.contains("://") {
      report.add(.reference, at: place.place, "'\(file)' is on a server; only files that were given are read.")
      return nil
    }
    let directory = place.document.file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let beside = Self.normalized(directory, file)
    if let document = documents.first(where: { Self.normalized([], $0.file) == beside }) { return document }
    for ending in Self.suffixes(of: file) {
      let matches = documents.filter { document in
        let path = Self.normalized([], document.file)
        return path == ending || path.hasSuffix("/" + ending)
      }
      if matches.count == 1 { return matches[0] }
      if matches.count > 1 {
        report.add(.reference, at: place.place, "'\(file)' may be any of \(matches.count) files that were given.")
        return nil
      }
    }
    report.add(.reference, at: place.place, "'\(file)' was not given; name it behind 'import', too.")
    return nil
  }

  /// The path and what is left of it when its first names go: providers name their files by paths of a registry.
  static func suffixes(of path: String) -> [String] {
    let names = path.split(separator: "/").filter { $0 != "." && $0 != ".." }
    return names.indices.map { names[$0...].joined(separator: "/") }
  }

  /// The path without `.` and `..`.
  static func normalized(_ directory: some Sequence<Substring>, _ file: String) -> String {
    var result: [Substring] = file.hasPrefix("/") ? [] : Array(directory)
    for name in file.split(separator: "/", omittingEmptySubsequences: false) {
      switch name {
      case ".": continue
      case ".." where result.last.map { $0 != ".." && !$0.isEmpty } == true: result.removeLast()
      default: result.append(name)
      }
    }
    return result.joined(separator: "/")
  }

  /// A part of a JSON pointer in a URL's fragment as the name that it stands for (RFC 6901, 6).
  private static func decoded(_ part: Substring) -> String {
    guard part.contains("~") || part.contains("%") else { return String(part) }
    return percentDecoded(part).replacing("~1", with: "/").replacing("~0", with: "~")
  }

  private static func percentDecoded(_ text: Substring) -> String {
    guard text.contains("%") else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), rest.count >= 2,
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest.removeFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
