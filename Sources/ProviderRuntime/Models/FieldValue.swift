#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The value of a field of a model, in the form that its type in the spec gives it.
public enum FieldValue: Sendable, Hashable {
  /// No value: the member is missing or null.
  case null
  /// A string, or the text of an open enum.
  case string(String)
  /// A whole number.
  case integer(Int)
  /// A floating-point number.
  case number(Double)
  /// A truth value.
  case boolean(Bool)
  /// A date.
  case date(Date)
  /// What the spec does not open out.
  case json(JSONValue)
  /// The fields of another model.
  case model(FieldValues)
  /// An array.
  case array([FieldValue])
}

extension FieldValue: Encodable {
  /// Writes the value as JSON.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .null:
      var container = encoder.singleValueContainer()
      try container.encodeNil()
    case .string(let value): try value.encode(to: encoder)
    case .integer(let value): try value.encode(to: encoder)
    case .number(let value): try value.encode(to: encoder)
    case .boolean(let value): try value.encode(to: encoder)
    case .date(let value): try Timestamp(value).encode(to: encoder)
    case .json(let value): try value.encode(to: encoder)
    case .model(let values): try values.encode(to: encoder)
    case .array(let values): try values.encode(to: encoder)
    }
  }
}

/// A Swift type that a field of a generated model can have.
public protocol FieldConvertible {
  /// Creates the value; nil where the field holds another kind of value.
  init?(fieldValue: FieldValue)

  /// The value as a field holds it.
  var fieldValue: FieldValue { get }
}

extension String: FieldConvertible {
  /// The string; nil where the field holds none.
  public init?(fieldValue: FieldValue) {
    guard case .string(let value) = fieldValue else { return nil }
    self = value
  }

  /// The string as a field holds it.
  public var fieldValue: FieldValue { .string(self) }
}

extension Int: FieldConvertible {
  /// The whole number; nil where the field holds none.
  public init?(fieldValue: FieldValue) {
    guard case .integer(let value) = fieldValue else { return nil }
    self = value
  }

  /// The whole number as a field holds it.
  public var fieldValue: FieldValue { .integer(self) }
}

extension Double: FieldConvertible {
  /// The floating-point number; nil where the field holds none.
  public init?(fieldValue: FieldValue) {
    guard case .number(let value) = fieldValue else { return nil }
    self = value
  }

  /// The floating-point number as a field holds it.
  public var fieldValue: FieldValue { .number(self) }
}

extension Bool: FieldConvertible {
  /// The truth value; nil where the field holds none.
  public init?(fieldValue: FieldValue) {
    guard case .boolean(let value) = fieldValue else { return nil }
    self = value
  }

  /// The truth value as a field holds it.
  public var fieldValue: FieldValue { .boolean(self) }
}

extension Date: FieldConvertible {
  /// The date; nil where the field holds none.
  public init?(fieldValue: FieldValue) {
    guard case .date(let value) = fieldValue else { return nil }
    self = value
  }

  /// The date as a field holds it.
  public var fieldValue: FieldValue { .date(self) }
}

extension JSONValue: FieldConvertible {
  /// The JSON; nil where the field holds none.
  public init?(fieldValue: FieldValue) {
    guard case .json(let value) = fieldValue else { return nil }
    self = value
  }

  /// The JSON as a field holds it.
  public var fieldValue: FieldValue { .json(self) }
}

extension Array: FieldConvertible where Element: FieldConvertible {
  /// The elements; nil where the field holds no array of such.
  public init?(fieldValue: FieldValue) {
    guard case .array(let values) = fieldValue else { return nil }
    self = []
    reserveCapacity(values.count)
    for value in values {
      guard let element = Element(fieldValue: value) else { return nil }
      append(element)
    }
  }

  /// The elements as a field holds them.
  public var fieldValue: FieldValue { .array(map(\.fieldValue)) }
}
