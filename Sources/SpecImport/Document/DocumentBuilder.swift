import ProviderSpec

/// What a document may hold. The limits are far above what an API needs, and far below what harms.
struct DocumentLimits: Sendable {
  /// Bytes of a file.
  var bytes = 64 << 20
  /// Values of a document.
  var values = 6_000_000
  /// Values that a document would have with each alias written out.
  var expandedValues = 8_000_000
  /// How deep values are nested, aliases written out.
  var depth = 100
}

/// Puts a document together from events, in order, and keeps its limits.
struct DocumentBuilder {
  /// A mistake that ends reading.
  struct Stop: Error {
    var line: Int
    var column: Int
    var message: String
  }

  /// A place as the readers count it, from 1.
  typealias Mark = (line: Int, column: Int)

  private struct Frame {
    var index: Int
    var count: UInt32 = 0
    var height = 0
    /// The values that the aliases in it stand for.
    var aliased = 0
    /// The bytes of text that the aliases in it stand for.
    var aliasedBytes = 0
    /// How much text there was before it.
    var textStart = 0
    var anchor: String?
  }

  /// What an anchor names.
  private struct Anchored {
    var index: Int
    var height: Int
    var size: Int
    /// Its text, in bytes.
    var bytes: Int
  }

  let limits: DocumentLimits
  private(set) var entries: [SourceDocument.Entry] = []
  private(set) var text: [UInt8] = []
  private(set) var findings: [DocumentFinding] = []
  private var repeatedKeys: Set<Int> = []
  private var frames: [Frame] = []
  /// nil while the value is being read.
  private var anchors: [String: Anchored?] = [:]
  /// The values that aliases stand for, counted each time.
  private var aliased = 0
  /// The bytes of text that aliases stand for, counted each time.
  private var aliasedBytes = 0

  init(limits: DocumentLimits, expectedBytes: Int) {
    self.limits = limits
    entries.reserveCapacity(min(expectedBytes / 20, limits.values))
    text.reserveCapacity(expectedBytes / 2)
  }

  /// Whether a key of a mapping comes next.
  var expectsKey: Bool {
    guard let frame = frames.last, entries[frame.index].kind == .mapping else { return false }
    return frame.count % 2 == 0
  }

  /// Whether the document has its value and nothing is open.
  var isComplete: Bool { frames.isEmpty && !entries.isEmpty }

  /// A place of the document that was read whole, with what was noticed there.
  mutating func notice(at mark: Mark, _ message: String) {
    // A document that is wrong throughout need not say so a million times.
    guard findings.count < 1_000 else { return }
    findings.append(DocumentFinding(line: mark.line, column: mark.column, message: message))
  }

  // MARK: Events

  mutating func scalar(
    _ kind: SourceDocument.Kind, _ bytes: some Collection<UInt8>, anchor: String? = nil, at mark: Mark
  ) throws(Stop) {
    let index = try append(kind, at: mark)
    entries[index].start = UInt32(text.count)
    entries[index].length = UInt32(bytes.count)
    text.append(contentsOf: bytes)
    if let anchor { anchors[anchor] = Anchored(index: index, height: 0, size: 1, bytes: bytes.count) }
    close(height: 0)
  }

  mutating func open(_ kind: SourceDocument.Kind, anchor: String? = nil, at mark: Mark) throws(Stop) {
    if expectsKey {
      throw stop(mark, "a key that is no text but \(kind == .mapping ? "an object" : "an array"); keys are texts.")
    }
    guard frames.count < limits.depth else {
      throw stop(mark, "values are nested more than \(limits.depth) deep.")
    }
    let index = try append(kind, at: mark)
    if let anchor { anchors.updateValue(nil, forKey: anchor) }
    frames.append(Frame(index: index, textStart: text.count, anchor: anchor))
  }

  mutating func close() {
    guard let frame = frames.popLast() else { return }
    entries[frame.index].length = frame.count
    entries[frame.index].end = UInt32(entries.count)
    if entries[frame.index].kind == .mapping { noticeRepeatedKeys(of: frame.index) }
    if let anchor = frame.anchor {
      anchors[anchor] = Anchored(
        index: frame.index, height: frame.height, size: entries.count - frame.index + frame.aliased,
        bytes: text.count - frame.textStart + frame.aliasedBytes)
    }
    // What an alias stands for counts for whatever holds the alias: that may have an anchor in its turn.
    if !frames.isEmpty {
      frames[frames.count - 1].aliased += frame.aliased
      frames[frames.count - 1].aliasedBytes += frame.aliasedBytes
    }
    close(height: frame.height)
  }

  mutating func alias(_ name: String, at mark: Mark) throws(Stop) {
    guard let known = anchors[name] else {
      throw stop(mark, "the alias '*\(name)' without an anchor '&\(name)' before it.")
    }
    guard let target = known else {
      throw stop(mark, "the alias '*\(name)' within the value that it stands for; the value would have no end.")
    }
    if expectsKey {
      switch entries[target.index].kind {
      case .sequence, .mapping: throw stop(mark, "the alias '*\(name)' as a key, which is no text; keys are texts.")
      default:
        let entry = entries[target.index]
        try expectRoom(for: Int(entry.length), at: mark)
        let bytes = Array(text[Int(entry.start)..<Int(entry.start + entry.length)])
        return try scalar(.string, bytes, at: mark)
      }
    }
    guard frames.count + target.height <= limits.depth else {
      throw stop(mark, "values are nested more than \(limits.depth) deep behind the alias '*\(name)'.")
    }
    aliased += target.size
    guard entries.count + aliased <= limits.expandedValues else {
      throw stop(mark, "with its aliases written out the document has more than \(limits.expandedValues) values.")
    }
    try expectRoom(for: target.bytes, at: mark)
    aliasedBytes += target.bytes
    let index = try append(.alias, at: mark)
    entries[index].start = UInt32(target.index)
    if !frames.isEmpty {
      frames[frames.count - 1].aliased += target.size
      frames[frames.count - 1].aliasedBytes += target.bytes
    }
    close(height: target.height)
  }

  func document(file: String) -> SourceDocument {
    SourceDocument(file: file, entries: entries, text: text, repeatedKeys: repeatedKeys)
  }

  // MARK: Parts

  /// A long text that aliases repeat would be a document that nobody can hold.
  private func expectRoom(for bytes: Int, at mark: Mark) throws(Stop) {
    guard text.count + aliasedBytes + bytes <= 2 * limits.bytes else {
      throw stop(mark, "with its aliases written out the document has more than \(2 * limits.bytes >> 20) MB.")
    }
  }

  private mutating func append(_ kind: SourceDocument.Kind, at mark: Mark) throws(Stop) -> Int {
    guard entries.count < limits.values else {
      throw stop(mark, "the document has more than \(limits.values) values.")
    }
    entries.append(
      SourceDocument.Entry(
        kind: kind, line: UInt32(clamping: mark.line), column: UInt32(clamping: mark.column), start: 0, length: 0,
        end: UInt32(entries.count + 1)))
    return entries.count - 1
  }

  /// Counts a value that is complete for what holds it.
  private mutating func close(height: Int) {
    guard !frames.isEmpty else { return }
    frames[frames.count - 1].count += 1
    frames[frames.count - 1].height = max(frames[frames.count - 1].height, height + 1)
  }

  private func stop(_ mark: Mark, _ message: String) -> Stop {
    Stop(line: mark.line, column: mark.column, message: message)
  }

  private mutating func noticeRepeatedKeys(of mapping: Int) {
    let count = Int(entries[mapping].length) / 2
    guard count > 1 else { return }
    var keys: [Int] = []
    keys.reserveCapacity(count)
    var next = mapping + 1
    for _ in 0..<count {
      keys.append(next)
      next = Int(entries[Int(entries[next].end)].end)
    }
    func key(_ index: Int) -> ArraySlice<UInt8> {
      text[Int(entries[index].start)..<Int(entries[index].start + entries[index].length)]
    }
    var repeated: [Int] = []
    if count <= 8 {
      for (position, index) in keys.enumerated() {
        let length = entries[index].length
        let isRepeated = keys[..<position].contains { entries[$0].length == length && key($0) == key(index) }
        if isRepeated { repeated.append(index) }
      }
    } else {
      var seen: Set<ArraySlice<UInt8>> = []
      seen.reserveCapacity(count)
      repeated = keys.filter { !seen.insert(key($0)).inserted }
    }
    repeatedKeys.formUnion(repeated)
    for index in repeated {
      let name = String(decoding: key(index), as: UTF8.self)
      notice(
        at: (Int(entries[index].line), Int(entries[index].column)),
        "the key '\(name)' is given twice in one object; the first one counts.")
    }
  }
}

/// Something that was noticed in a document which could be read all the same.
struct DocumentFinding: Sendable, Hashable {
  var line: Int
  var column: Int
  var message: String
}
