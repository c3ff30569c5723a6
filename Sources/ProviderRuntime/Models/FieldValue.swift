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

extension FieldValue {
  /// The value as JSON.
  var json: JSONValue {
    switch self {
    case .null: .null
    case .string(let value): .string(value)
    case .integer(let value): .integer(Int64(value))
    case .number(let value): .number(value)
    case .boolean(let value): .boolean(value)
    case .date(let value): .string(Timestamp(value).description)
    case .json(let value): value
    case .model(let values): values.json
    case .array(let values): .array(values.map(\.json))
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
