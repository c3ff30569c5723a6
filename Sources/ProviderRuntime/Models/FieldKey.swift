/// The name of a member of a JSON object. One type for all models: an enum of keys for each would cost the compiler more
/// than everything else about it.
public struct FieldKey: CodingKey, Sendable {
  /// The name.
  public let stringValue: String
  /// Always nil: members have names.
  public var intValue: Int? { nil }

  /// Creates a key from a name.
  public init(stringValue: String) {
    self.stringValue = stringValue
  }

  /// Always nil: members have names.
  public init?(intValue: Int) { nil }
}
