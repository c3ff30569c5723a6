/// Takes the values of an object by key. What is missing or of the wrong type is reported and read as empty, so that
/// reading goes on and finds the other mistakes.
struct ObjectReader {
  let shape: ObjectShape
  let offset: Int
  private let members: [SourceMember]

  /// Checks that the value is an object with the keys of the shape; nil where it is none.
  init?(_ node: SourceNode, _ shape: ObjectShape, report: inout SourceReport) {
    guard case .object(let members) = node.content else {
      report.error(at: node.offset, "expected \(shape.what), which is an object; found \(node.kind).")
      return nil
    }
    self.shape = shape
    self.offset = node.offset
    self.members = members
    let known = shape.keys.map(\.name)
    for member in members where !known.contains(member.name) {
      let suggestion = Suggestion.nearest(to: member.name, among: known)
      let right =
        suggestion.map { ". Did you mean '\($0)'?" } ?? "; it has \(Suggestion.list(known))."
      report.error(at: member.offset, "unknown key '\(member.name)' in \(shape.what)\(right)")
    }
    for key in shape.keys {
      guard let example = key.example, !members.contains(where: { $0.name == key.name }) else { continue }
      report.error(
        at: offset, "\(shape.what) without '\(key.name)'; write for example \"\(key.name)\": \(example).")
    }
  }

  /// The value of a key; nil where it is not given.
  func node(_ key: String) -> SourceNode? {
    members.first { $0.name == key }?.value
  }

  /// Where the name of a key is written.
  func offset(of key: String) -> Int {
    members.first { $0.name == key }?.offset ?? offset
  }

  private func wrongType(_ key: String, _ expected: String, _ node: SourceNode, _ report: inout SourceReport) {
    report.error(at: node.offset, "'\(key)' of \(shape.what) is \(expected), found \(node.kind).")
  }

  // MARK: Strings

  /// A string that is not empty; nil where the key is not given or wrong.
  func optionalString(_ key: String, _ report: inout SourceReport) -> Located<String>? {
    guard let node = node(key) else { return nil }
    guard case .string(let text) = node.content else {
      wrongType(key, "a string", node, &report)
      return nil
    }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      report.error(at: node.offset, "'\(key)' of \(shape.what) is empty; write something, or leave the key out.")
      return nil
    }
    return Located(text, at: node.offset)
  }

  /// A string that is not empty; empty where the key is missing or wrong, which was reported.
  func string(_ key: String, _ report: inout SourceReport) -> Located<String> {
    guard let node = node(key) else { return Located("", at: offset) }
    if case .string(let text) = node.content, !text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) {
      report.error(at: node.offset, "'\(key)' of \(shape.what) is empty; every one needs it.")
      return Located("", at: node.offset)
    }
    return optionalString(key, &report) ?? Located("", at: node.offset)
  }

  /// A name that the spec makes up: lower-case letters, digits and underscores, a letter first.
  func name(_ key: String, _ report: inout SourceReport) -> Located<String> {
    let name = string(key, &report)
    if !name.value.isEmpty, !SpecNames.isName(name.value) {
      report.error(
        at: name,
        "'\(name.value)' is no name; names are lower-case letters, digits and underscores behind a letter"
          + (SpecNames.proposal(for: name.value).map { ". Did you mean '\($0)'?" } ?? "."))
    }
    return name
  }

  /// A string of the provider's: anything, spaces too, but not nothing.
  func foreignString(_ key: String, _ report: inout SourceReport) -> Located<String> {
    guard let node = node(key), case .string(let text) = node.content, !text.isEmpty else {
      return string(key, &report)
    }
    return Located(text, at: node.offset)
  }

  /// A name that the provider makes up: anything without control characters.
  func foreignName(_ key: String, _ report: inout SourceReport) -> Located<String> {
    let name = foreignString(key, &report)
    if SpecNames.hasControlCharacters(name.value) {
      report.error(at: name, "'\(key)' of \(shape.what) holds a control character; no server has such a name.")
    }
    return name
  }

  // MARK: Other values

  /// A truth value; false where it is not given or wrong.
  func boolean(_ key: String, _ report: inout SourceReport) -> Bool {
    guard let node = node(key) else { return false }
    guard case .boolean(let value) = node.content else {
      wrongType(key, "true or false", node, &report)
      return false
    }
    return value
  }

  /// A whole number; nil where it is not given or wrong.
  func integer(_ key: String, _ report: inout SourceReport) -> Located<Int>? {
    guard let node = node(key) else { return nil }
    guard case .number(let text) = node.content, let value = Int(text) else {
      if case .number(let text) = node.content {
        report.error(at: node.offset, "'\(key)' of \(shape.what) is a whole number of 64 bits, found \(text).")
      } else {
        wrongType(key, "a whole number", node, &report)
      }
      return nil
    }
    return Located(value, at: node.offset)
  }

  /// A whole number of at least the given size; nil where it is not given or wrong.
  func integer(_ key: String, atLeast minimum: Int, _ report: inout SourceReport) -> Located<Int>? {
    guard let number = integer(key, &report) else { return nil }
    guard number.value >= minimum else {
      report.error(at: number, "'\(key)' of \(shape.what) is \(number.value); it is at least \(minimum).")
      return nil
    }
    return number
  }

  /// The elements of an array; empty where it is not given or wrong.
  func array(_ key: String, _ report: inout SourceReport) -> [SourceNode] {
    guard let node = node(key) else { return [] }
    guard case .array(let elements) = node.content else {
      wrongType(key, "an array", node, &report)
      return []
    }
    return elements
  }

  /// The elements of an array that must not be empty when it is given.
  func filledArray(_ key: String, _ report: inout SourceReport) -> [SourceNode] {
    let elements = array(key, &report)
    if elements.isEmpty, let node = node(key), case .array = node.content {
      let isRequired = shape.keys.contains { $0.name == key && $0.example != nil }
      report.error(
        at: node.offset,
        "'\(key)' of \(shape.what) is empty; write at least one element\(isRequired ? "" : ", or leave the key out").")
    }
    return elements
  }

  /// The strings of an array, none empty and none twice.
  func strings(_ key: String, _ report: inout SourceReport) -> [Located<String>] {
    Self.strings(filledArray(key, &report), in: "'\(key)' of \(shape.what)", &report)
  }

  /// The elements as strings, none empty and none twice.
  static func strings(_ elements: [SourceNode], in what: String, _ report: inout SourceReport) -> [Located<String>] {
    var seen: Set<String> = []
    var result: [Located<String>] = []
    for element in elements {
      guard case .string(let text) = element.content else {
        report.error(at: element.offset, "\(what) holds strings, found \(element.kind).")
        continue
      }
      if text.isEmpty {
        report.error(at: element.offset, "\(what) holds an empty string; remove it.")
      } else if !seen.insert(text).inserted {
        report.error(at: element.offset, "\(what) holds '\(text)' twice; remove one of the two.")
      } else {
        result.append(Located(text, at: element.offset))
      }
    }
    return result
  }

  /// Reports a format version that this reader does not know, and whether it knows it.
  func knowsFormat(_ report: inout SourceReport) -> Bool {
    if let schema = node("$schema") {
      if case .string = schema.content {} else { wrongType("$schema", "a string", schema, &report) }
    }
    guard let node = node("format") else { return true }
    if case .number("1") = node.content { return true }
    guard case .number(let text) = node.content else {
      wrongType("format", "the number 1", node, &report)
      return false
    }
    report.error(at: node.offset, "format \(text) is not supported; this version of Bindery reads format 1.")
    return false
  }
}
