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

/// Writes the properties of a generated model as members of a JSON object, or notes them down to compare and hash them.
public struct FieldEncoder {
  private enum Destination {
    case container(KeyedEncodingContainer<FieldKey>)
    case parts([AnyHashable?])
  }

  private var destination: Destination

  /// Opens an object where the encoder stands.
  public init(_ encoder: any Encoder) {
    destination = .container(encoder.container(keyedBy: FieldKey.self))
  }

  /// Notes down what is written.
  fileprivate init() {
    destination = .parts([])
  }

  /// What was noted down.
  fileprivate var parts: [AnyHashable?] {
    if case .parts(let parts) = destination { parts } else { [] }
  }

  /// Writes a member that is always there.
  public mutating func required(_ value: some Encodable & Hashable, _ name: String) throws {
    guard var container = takeContainer(part: value) else { return }
    defer { destination = .container(container) }
    try container.encode(value, forKey: FieldKey(stringValue: name))
  }

  /// Writes a member that is always there, null where there is no value.
  public mutating func nullable(_ value: (some Encodable & Hashable)?, _ name: String) throws {
    guard var container = takeContainer(part: value) else { return }
    defer { destination = .container(container) }
    let key = FieldKey(stringValue: name)
    if let value { try container.encode(value, forKey: key) } else { try container.encodeNil(forKey: key) }
  }

  /// Writes a member where there is a value.
  public mutating func optional(_ value: (some Encodable & Hashable)?, _ name: String) throws {
    guard var container = takeContainer(part: value) else { return }
    defer { destination = .container(container) }
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

  /// The container to write to; nil where the value was noted down instead.
  private mutating func takeContainer(part: (some Hashable)?) -> KeyedEncodingContainer<FieldKey>? {
    switch destination {
    case .container(let container): return container
    case .parts(var parts):
      destination = .parts([])
      if let part { parts.append(AnyHashable(part)) } else { parts.append(nil) }
      destination = .parts(parts)
      return nil
    }
  }
}

/// A generated model: a JSON object of the API as a Swift value.
///
/// What a model says of its fields is how each is read and how each is written. All else that a value can do follows from
/// that here, once: in each model it would take the compiler longer than everything else about it.
public protocol GeneratedModel: Codable, Hashable, Sendable {
  /// Reads the fields; members that the spec does not know are passed over.
  init(_ fields: FieldDecoder) throws

  /// Writes the fields in the order of the spec.
  func write(to fields: inout FieldEncoder) throws
}

extension GeneratedModel {
  /// Reads a JSON object; members that the spec does not know are passed over.
  public init(from decoder: any Decoder) throws {
    try self.init(FieldDecoder(decoder))
  }

  /// Writes a JSON object.
  public func encode(to encoder: any Encoder) throws {
    var fields = FieldEncoder(encoder)
    try write(to: &fields)
  }

  /// Whether all fields are equal.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.parts == rhs.parts
  }

  /// Adds all fields.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(parts)
  }

  /// The fields' values in the order of the spec.
  private var parts: [AnyHashable?] {
    var fields = FieldEncoder()
    // Noting down can't fail.
    try? write(to: &fields)
    return fields.parts
  }
}
