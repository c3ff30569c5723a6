#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The name of a member of a JSON object. One type for all models: an enum of keys for each costs more to compile than
/// everything else about it.
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

/// Reads the members of a JSON object into the properties of a generated model. Members that no property asks for are
/// passed over.
public struct FieldDecoder {
  private let container: KeyedDecodingContainer<FieldKey>

  /// Opens the object that the decoder stands at.
  public init(_ decoder: any Decoder) throws {
    container = try decoder.container(keyedBy: FieldKey.self)
  }

  /// A member that is always there and never null; without it, a `DecodingError` names it.
  public func required<Value: Decodable>(_ name: String) throws -> Value {
    try container.decode(Value.self, forKey: FieldKey(stringValue: name))
  }

  /// A member that is always there and may be null.
  public func nullable<Value: Decodable>(_ name: String) throws -> Value? {
    let key = FieldKey(stringValue: name)
    return try container.decodeNil(forKey: key) ? nil : container.decode(Value.self, forKey: key)
  }

  /// A member that may be missing or null.
  public func optional<Value: Decodable>(_ name: String) throws -> Value? {
    try container.decodeIfPresent(Value.self, forKey: FieldKey(stringValue: name))
  }

  /// A date that is always there and never null.
  public func requiredDate(_ name: String) throws -> Date {
    try container.decode(Timestamp.self, forKey: FieldKey(stringValue: name)).date
  }

  /// A date that is always there and may be null.
  public func nullableDate(_ name: String) throws -> Date? {
    let timestamp: Timestamp? = try nullable(name)
    return timestamp?.date
  }

  /// A date that may be missing or null.
  public func optionalDate(_ name: String) throws -> Date? {
    try container.decodeIfPresent(Timestamp.self, forKey: FieldKey(stringValue: name))?.date
  }
}

/// Writes the properties of a generated model as members of a JSON object.
public struct FieldEncoder {
  private var container: KeyedEncodingContainer<FieldKey>

  /// Opens an object where the encoder stands.
  public init(_ encoder: any Encoder) {
    container = encoder.container(keyedBy: FieldKey.self)
  }

  /// Writes a member that is always there.
  public mutating func required(_ value: some Encodable, _ name: String) throws {
    try container.encode(value, forKey: FieldKey(stringValue: name))
  }

  /// Writes a member that is always there, null where there is no value.
  public mutating func nullable(_ value: (some Encodable)?, _ name: String) throws {
    let key = FieldKey(stringValue: name)
    if let value { try container.encode(value, forKey: key) } else { try container.encodeNil(forKey: key) }
  }

  /// Writes a member where there is a value.
  public mutating func optional(_ value: (some Encodable)?, _ name: String) throws {
    try container.encodeIfPresent(value, forKey: FieldKey(stringValue: name))
  }

  /// Writes a date that is always there.
  public mutating func requiredDate(_ value: Date, _ name: String) throws {
    try required(Timestamp(value), name)
  }

  /// Writes a date that is always there, null where there is none.
  public mutating func nullableDate(_ value: Date?, _ name: String) throws {
    try nullable(value.map(Timestamp.init), name)
  }

  /// Writes a date where there is one.
  public mutating func optionalDate(_ value: Date?, _ name: String) throws {
    try optional(value.map(Timestamp.init), name)
  }
}

/// Compares the properties of two values of a generated model one after the other. A call for each property compiles
/// faster than an expression of all of them, and than the comparison that the compiler would derive.
public struct FieldComparison {
  /// Whether everything compared so far is equal.
  public private(set) var isEqual = true

  /// Creates a comparison of nothing yet.
  public init() {}

  /// Compares two properties; once there is a difference, no more is looked at.
  public mutating func compare<Value: Equatable>(_ left: Value, _ right: Value) {
    if isEqual { isEqual = left == right }
  }
}
