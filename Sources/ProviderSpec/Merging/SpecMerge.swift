/// Puts together what became of a file of a spec in two ways: by hand, and by a new import.
///
/// Values meet by their names: members of an object by their keys, parts of a list by what names them. What one side
/// alone has changed is as that side has it. Where both have, what was written by hand stays; a part of a list that the
/// documents no longer have goes, since nothing could refer to it. Both are listed.
package struct SpecMerge {
  /// A place where both sides have changed the same.
  package struct Conflict: Sendable {
    /// The place in the text that came of it, from 1.
    package var line: Int
    /// The column, from 1, in Unicode scalars.
    package var column: Int
    /// What both did, and what became of it.
    package var message: String
  }

  private var conflicts: [(path: [String], message: String)] = []

  /// The text of a file with both changes, and the places where they met.
  ///
  /// - Parameters:
  ///   - before: What both began with, and its file.
  ///   - edited: What was made of it by hand, and its file.
  ///   - imported: What the documents make of it now.
  /// - Throws: `SpecError` where one of them is no JSON.
  package static func text(
    before: (file: String, bytes: [UInt8]), edited: (file: String, bytes: [UInt8]), imported: [UInt8]
  ) throws(SpecError) -> (text: String, conflicts: [Conflict]) {
    var merge = SpecMerge()
    let hand = try node(edited.bytes, edited.file).literal
    let merged =
      try merge.value(node(before.bytes, before.file).literal, hand, node(imported, edited.file).literal, at: [])
      ?? .object([])
    // What documents do not touch keeps its layout, too.
    let text = merged == hand ? String(decoding: edited.bytes, as: UTF8.self) : SpecLayout.text(merged)
    return (text, try merge.places(in: Array(text.utf8), edited.file))
  }

  private static func node(_ bytes: [UInt8], _ file: String) throws(SpecError) -> SourceNode {
    var report = SourceReport(file: file)
    guard let node = JSONReader.read(bytes, report: &report) else {
      throw SpecError(diagnostics: report.diagnostics(bytes: bytes))
    }
    return node
  }

  // MARK: Values

  private mutating func value(
    _ before: Literal?, _ edited: Literal?, _ imported: Literal?, at path: [String], isPart: Bool = false
  ) -> Literal? {
    if edited == before { return imported }
    if imported == before || imported == edited { return edited }
    guard let edited else {
      conflict(at: path, "was removed by hand, and the documents have changed it; it stays away.")
      return nil
    }
    if imported == nil, isPart {
      conflict(at: path, "was changed by hand, and the documents no longer have it; it is gone.")
      return nil
    }
    let isAtom = !isPart && path.last.map(Self.isAtom) ?? false
    if !isAtom, let merged = whole(before, edited, imported, at: path) { return merged.isEmpty ? nil : merged }
    let now = imported.map { "changed by hand and by the documents, which have \(Self.short($0)) now" }
    conflict(
      at: path,
      "was \(now ?? "changed by hand, and the documents no longer have it"); what was written by hand stays.")
    return edited
  }

  /// The value put together of its parts; nil where it has none that meet.
  private mutating func whole(
    _ before: Literal?, _ edited: Literal, _ imported: Literal?, at path: [String]
  ) -> Literal? {
    switch edited {
    case .object:
      guard let sides = Self.sides(before, edited, imported, Self.members) else { return nil }
      return .object(
        parts(sides, at: path, isPart: false).map { Literal.Member(name: $0.name, value: $0.value) })
    case .array:
      for key in ["name", "parameter", nil] {
        if let sides = Self.sides(before, edited, imported, { Self.elements($0, by: key) }) {
          return .array(parts(sides, at: path, isPart: true).map(\.value))
        }
      }
      return nil
    default: return nil
    }
  }

  private typealias Part = (name: String, value: Literal)
  private typealias Sides = (before: [Part], edited: [Part], imported: [Part])

  private mutating func parts(_ sides: Sides, at path: [String], isPart: Bool) -> [Part] {
    func byName(_ parts: [Part]) -> [String: Literal] {
      Dictionary(parts.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }
    let (before, edited, imported) = (byName(sides.before), byName(sides.edited), byName(sides.imported))
    return Self.order(sides).compactMap { name in
      value(before[name], edited[name], imported[name], at: path + [name], isPart: isPart).map { (name, $0) }
    }
  }

  /// The names of both sides, as the documents have them unless they were put into another order by hand; what only the
  /// other side has stands behind what it stands behind there.
  private static func order(_ sides: Sides) -> [String] {
    let (before, edited) = (sides.before.map(\.name), sides.edited.map(\.name))
    let kept = Set(before).intersection(edited)
    let isReordered = before.filter(kept.contains) != edited.filter(kept.contains)
    let imported = sides.imported.map(\.name)
    var result = isReordered ? edited : imported
    let known = Set(result)
    var last: String?
    for name in isReordered ? imported : edited {
      if !known.contains(name) {
        result.insert(name, at: last.flatMap(result.firstIndex(of:)).map { $0 + 1 } ?? 0)
      }
      last = name
    }
    return result
  }

  // MARK: Parts

  /// The parts of all sides; nil where one of them has none that are told apart.
  private static func sides(
    _ before: Literal?, _ edited: Literal, _ imported: Literal?, _ parts: (Literal) -> [Part]?
  ) -> Sides? {
    // What is not there has no parts, and what was something else before has nothing in common.
    guard let edited = parts(edited), let imported = imported.map(parts) ?? [] else { return nil }
    return (before.flatMap(parts) ?? [], edited, imported)
  }

  private static func members(_ literal: Literal) -> [Part]? {
    guard case .object(let members) = literal else { return nil }
    return members.map { ($0.name, $0.value) }
  }

  /// The elements of an array by a member that names them, or of one of strings by themselves.
  private static func elements(_ literal: Literal, by key: String?) -> [Part]? {
    guard case .array(let elements) = literal else { return nil }
    var names: Set<String> = []
    var result: [Part] = []
    for element in elements {
      let name =
        if let key { members(element)?.first { $0.name == key }?.value } else { Optional(element) }
      guard case .string(let name)? = name, names.insert(name).inserted else { return nil }
      result.append((name, element))
    }
    return result
  }

  /// Whether the value of a key is one, whatever it is made of: a value of the API's, or the way to a member.
  private static func isAtom(_ key: String) -> Bool {
    key.hasSuffix("member") || ["example", "default", "value", "message", "documentation"].contains(key)
  }

  private static func short(_ literal: Literal) -> String {
    let text = LiteralText.json(literal)
    return text.count > 60 ? text.prefix(60) + "…" : text
  }

  // MARK: Conflicts

  private mutating func conflict(at path: [String], _ message: String) {
    conflicts.append((path, "'\(path.joined(separator: "."))' \(message)"))
  }

  /// The conflicts with the places of what they are about, or of what holds it.
  private func places(in bytes: [UInt8], _ file: String) throws(SpecError) -> [Conflict] {
    if conflicts.isEmpty { return [] }
    let root = try Self.node(bytes, file)
    var report = SourceReport(file: file)
    for conflict in conflicts { report.error(at: Self.offset(of: conflict.path, in: root), conflict.message) }
    return report.diagnostics(bytes: bytes).map { Conflict(line: $0.line, column: $0.column, message: $0.message) }
  }

  private static func offset(of path: [String], in root: SourceNode) -> Int {
    var node = root
    for name in path {
      let next: SourceNode? =
        switch node.content {
        case .object(let members): members.first { $0.name == name }?.value
        case .array(let elements):
          elements.first { element in
            if case .string(name) = element.content { return true }
            guard case .object(let members) = element.content else { return false }
            return members.contains { member in
              guard case .string(name) = member.value.content else { return false }
              return member.name == "name" || member.name == "parameter"
            }
          }
        default: nil
        }
      guard let next else { break }
      node = next
    }
    return node.offset
  }
}

extension Literal {
  /// Whether it is an object or an array without parts.
  fileprivate var isEmpty: Bool {
    switch self {
    case .object(let members): members.isEmpty
    case .array(let elements): elements.isEmpty
    default: false
    }
  }
}
