import ProviderSpec

/// A value of a document.
struct Node: Sendable {
  /// How many merge keys (`<<`) may lead from one mapping to the next.
  private static let maximumMerges = 8

  let document: SourceDocument
  let index: Int

  /// Tells values apart by where they are, not by what they hold.
  struct Identity: Hashable, Sendable {
    var document: ObjectIdentifier
    var index: Int
  }

  /// Which value of which document it is.
  var identity: Identity { Identity(document: ObjectIdentifier(document), index: index) }

  private var entry: SourceDocument.Entry { document.entries[index] }

  /// What the value is.
  var kind: SourceDocument.Kind { entry.kind }

  /// Where the value begins.
  var place: SourcePlace {
    let entry = entry
    return SourcePlace(file: document.file, line: Int(entry.line), column: Int(entry.column))
  }

  var isMapping: Bool { kind == .mapping }
  var isSequence: Bool { kind == .sequence }
  var isNull: Bool { kind == .null }

  /// The kind of value, for messages.
  var what: String {
    switch kind {
    case .null: "nothing"
    case .boolean: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .sequence: "an array"
    case .mapping, .alias: "an object"
    }
  }

  // MARK: Scalars

  /// The text of any scalar but null.
  var scalar: String? {
    switch kind {
    case .boolean, .number, .string: text(of: entry)
    case .null, .sequence, .mapping, .alias: nil
    }
  }

  /// The text of a string.
  var string: String? { kind == .string ? text(of: entry) : nil }

  /// The truth value.
  var boolean: Bool? { kind == .boolean ? entry.length == 4 : nil }

  /// The whole number.
  var integer: Int? { kind == .number ? Int(text(of: entry)) : nil }

  private func text(of entry: SourceDocument.Entry) -> String {
    let start = Int(entry.start)
    return String(decoding: document.text[start..<(start + Int(entry.length))], as: UTF8.self)
  }

  // MARK: Collections

  /// The elements of a sequence; none where it is none.
  var elements: [Node] {
    guard isSequence else { return [] }
    var result: [Node] = []
    result.reserveCapacity(Int(entry.length))
    var next = index + 1
    for _ in 0..<entry.length {
      result.append(document.node(at: next))
      next = Int(document.entries[next].end)
    }
    return result
  }

  /// A member of a mapping.
  struct Member: Sendable {
    var name: String
    /// Where the name is written.
    var place: SourcePlace
    var value: Node
  }

  /// The members of a mapping in order, those of merge keys last; none where it is none. Of a name that is given twice the
  /// first counts.
  var members: [Member] { members(merges: Self.maximumMerges) }

  private func members(merges: Int) -> [Member] {
    guard isMapping else { return [] }
    var result: [Member] = []
    result.reserveCapacity(Int(entry.length) / 2)
    var merged: [Node] = []
    forEachMember { key, value in
      let name = text(of: document.entries[key])
      if name == "<<", value.isMapping || value.isSequence {
        merged += value.isMapping ? [value] : value.elements
      } else {
        result.append(Member(name: name, place: Node(document: document, index: key).place, value: value))
      }
      return true
    }
    guard !merged.isEmpty, merges > 0 else { return result }
    var names = Set(result.map(\.name))
    for node in merged {
      result += node.members(merges: merges - 1).filter { names.insert($0.name).inserted }
    }
    return result
  }

  /// The value of a member; nil where there is none, or the value is no mapping.
  subscript(name: String) -> Node? { value(name, merges: Self.maximumMerges) }

  private func value(_ name: String, merges: Int) -> Node? {
    guard isMapping else { return nil }
    var found: Node?
    var merged: [Node] = []
    var name = name
    name.withUTF8 { wanted in
      document.text.withUnsafeBufferPointer { text in
        forEachMember { key, value in
          let entry = document.entries[key]
          let written = text[Int(entry.start)..<Int(entry.start + entry.length)]
          if written.count == wanted.count, written.elementsEqual(wanted) {
            found = value
            return false
          }
          if written.count == 2, written.elementsEqual("<<".utf8) {
            merged += value.isMapping ? [value] : value.elements
          }
          return true
        }
      }
    }
    if let found { return found }
    guard merges > 0 else { return nil }
    for node in merged {
      if let value = node.value(name, merges: merges - 1) { return value }
    }
    return nil
  }

  /// Calls the body with the index of each key and with its value until it answers false.
  private func forEachMember(_ body: (Int, Node) -> Bool) {
    var next = index + 1
    for _ in 0..<(entry.length / 2) {
      let value = Int(document.entries[next].end)
      let counts = document.repeatedKeys.isEmpty || !document.repeatedKeys.contains(next)
      guard !counts || body(next, document.node(at: value)) else { return }
      next = Int(document.entries[value].end)
    }
  }

  /// Whether the value holds no more than this many values, itself included.
  func isSmall(_ limit: Int) -> Bool {
    Int(entry.end) - index <= limit
  }
}
