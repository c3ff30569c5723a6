/// The keys that one kind of object of the spec may have.
struct ObjectShape: Sendable {
  /// A key.
  struct Key: Sendable {
    var name: String
    /// What to write where the key is missing; nil where it may be.
    var example: String?

    /// A key that must be there.
    static func required(_ name: String, _ example: String) -> Key { Key(name: name, example: example) }
    /// A key that may be left out.
    static func optional(_ name: String) -> Key { Key(name: name, example: nil) }
  }

  /// The kind of object with its article, for messages.
  var what: String
  /// The keys, in the order in which they are usually written.
  var keys: [Key]

  init(_ what: String, _ keys: Key...) {
    self.what = what
    self.keys = keys
  }

  /// The same keys in another place.
  func named(_ what: String) -> ObjectShape {
    var shape = self
    shape.what = what
    return shape
  }
}
