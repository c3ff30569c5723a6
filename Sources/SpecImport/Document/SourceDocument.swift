/// A YAML or JSON document as a tree of values with their places, kept in two flat arrays: a document of megabytes has
/// hundreds of thousands of values.
final class SourceDocument: Sendable {
  /// What a value is.
  enum Kind: UInt8, Sendable {
    case null, boolean, number, string, sequence, mapping
    /// Stands for the value at `start`.
    case alias
  }

  /// One value. Its parts follow it: those of a mapping are keys and values in turn.
  struct Entry: Sendable {
    var kind: Kind
    /// From 1.
    var line: UInt32
    /// From 1, in characters.
    var column: UInt32
    /// Where the text of a scalar begins; the value that an alias stands for.
    var start: UInt32
    /// The length of a scalar's text; the number of a collection's parts.
    var length: UInt32
    /// The index behind the value and its parts.
    var end: UInt32
  }

  /// The file, as it was named.
  let file: String
  /// The values, each before its parts.
  let entries: [Entry]
  /// The texts of the scalars.
  let text: [UInt8]
  /// The keys that their mapping has before already, which do not count.
  let repeatedKeys: Set<Int>

  init(file: String, entries: [Entry], text: [UInt8], repeatedKeys: Set<Int> = []) {
    self.file = file
    self.entries = entries
    self.text = text
    self.repeatedKeys = repeatedKeys
  }

  /// The whole document.
  var root: Node { node(at: 0) }

  /// The value at an index; that which it stands for where it is an alias.
  func node(at index: Int) -> Node {
    let entry = entries[index]
    return Node(document: self, index: entry.kind == .alias ? Int(entry.start) : index)
  }
}

/// A place in a document.
struct SourcePlace: Sendable, Hashable {
  var file: String
  /// From 1.
  var line: Int
  /// From 1, in characters.
  var column: Int
}
