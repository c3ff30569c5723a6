import ProviderRuntime

/// A request's body, or a row that was read, without its secrets, for journals and people.
struct BodySecrets {
  /// The text with `null` in the place of each secret; nil where there is none.
  private(set) var kept: String?
  /// The text for people, with `***` in the place of each secret, which is no value; nil where there is none.
  private(set) var shown: String?
  /// The values of the secrets, as texts, and as they stand in the body.
  private(set) var values: [String] = []
  /// Where the secrets are: names of members joined by dots.
  private(set) var places: [String] = []

  private let bytes: [UInt8]
  private let names: Set<String>

  init(_ write: PlannedWrite) {
    self.init(write.body, write.hiddenMembers)
  }

  /// The row of a write in place of its body.
  init(rowOf write: PlannedWrite) {
    self.init(write.row, write.hiddenMembers)
  }

  private init(_ text: String?, _ names: Set<String>) {
    bytes = Array((text ?? "").utf8)
    self.names = names
    (kept, shown) = (text, text)
    // What is no JSON has no members.
    guard let first = bytes.first, "{[ \t\r\n".utf8.contains(first) else { return }
    let secrets = find()
    guard !secrets.isEmpty else { return }
    var (result, visible): ([UInt8], [UInt8]) = ([], [])
    var copied = 0
    for secret in secrets {
      result += bytes[copied..<secret.lowerBound] + Array("null".utf8)
      visible += bytes[copied..<secret.lowerBound] + Array("***".utf8)
      copied = secret.upperBound
      let text = String(decoding: bytes[secret], as: UTF8.self)
      // A statement may hold it with other escapes than it would be written with.
      if case .text(let value)? = JSONElements.values("[\(text)]")?.first {
        values += [value, String(text.dropFirst().dropLast())]
      } else {
        values.append(text)
        values += strings(in: secret)
      }
    }
    kept = String(decoding: result + bytes[copied...], as: UTF8.self)
    shown = String(decoding: visible + bytes[copied...], as: UTF8.self)
  }

  /// One object or array that is open, and the name of the member at hand.
  private struct Level {
    var isObject: Bool
    var name = ""
    var isValue = false
  }

  /// Where the values of secret members are. A body that is no JSON may look like it, and end anywhere.
  private mutating func find() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var levels: [Level] = []
    var index = 0
    while index < bytes.count {
      let start = index
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        levels.append(Level(isObject: bytes[index] == UInt8(ascii: "{")))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
      case UInt8(ascii: ","): if let last = levels.indices.last { levels[last].isValue = false }
      case UInt8(ascii: "\""):
        index = end(ofString: index)
        guard let last = levels.indices.last, levels[last].isObject, !levels[last].isValue else { continue }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        if case .text(let name)? = JSONElements.values("[\(text)]")?.first { levels[last].name = name }
        levels[last].isValue = true
        while index < bytes.count, bytes[index] != UInt8(ascii: ":") { index += 1 }
        guard index < bytes.count else { return found }
        index += 1
        guard isSecret(levels[last].name) else { continue }
        while index < bytes.count, " \t\r\n".utf8.contains(bytes[index]) { index += 1 }
        let value = index..<end(ofValue: index)
        // A secret that is taken away is no secret.
        if String(decoding: bytes[value], as: UTF8.self) != "null" {
          found.append(value)
          places.append(levels.filter(\.isObject).map(\.name).joined(separator: "."))
        }
        index = value.upperBound
        continue
      default: break
      }
      index += 1
    }
    return found
  }

  /// The texts in an object or an array, but for names of members: a statement may build it of them.
  private func strings(in range: Range<Int>) -> [String] {
    var strings: [String] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == UInt8(ascii: "\"") else {
        index += 1
        continue
      }
      let end = end(ofString: index)
      let text = String(decoding: bytes[index..<end], as: UTF8.self)
      index = end
      while index < range.upperBound, " \t\r\n".utf8.contains(bytes[index]) { index += 1 }
      if index < range.upperBound, bytes[index] == UInt8(ascii: ":") { continue }
      if case .text(let value)? = JSONElements.values("[\(text)]")?.first { strings.append(value) }
    }
    return strings
  }

  private func isSecret(_ name: String) -> Bool {
    names.contains(name) || TypeDescriptor.string().isSecret(named: name)
  }

  private func end(ofString start: Int) -> Int {
    var index = start + 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(index + 1, bytes.count)
  }

  private func end(ofValue start: Int) -> Int {
    var depth = 0
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\""): index = end(ofString: index) - 1
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return index }
        depth -= 1
      case UInt8(ascii: ","): if depth == 0 { return index }
      default: break
      }
      index += 1
      if depth == 0, index < bytes.count, "\"}]".utf8.contains(bytes[index - 1]) { return index }
    }
    return index
  }
}
