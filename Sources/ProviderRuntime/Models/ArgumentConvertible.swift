#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A Swift value that can be a parameter of a request.
public protocol ArgumentConvertible {
  /// The value as an argument.
  var argumentValue: ArgumentValue { get }
}

extension String: ArgumentConvertible {
  /// The text itself.
  public var argumentValue: ArgumentValue { .string(self) }
}

extension Int: ArgumentConvertible {
  /// The whole number.
  public var argumentValue: ArgumentValue { .integer(Int64(self)) }
}

extension Double: ArgumentConvertible {
  /// The floating-point number.
  public var argumentValue: ArgumentValue { .number(self) }
}

extension Bool: ArgumentConvertible {
  /// The truth value.
  public var argumentValue: ArgumentValue { .boolean(self) }
}

extension Date: ArgumentConvertible {
  /// The date in ISO 8601, in UTC.
  public var argumentValue: ArgumentValue { .string(Timestamp(self).description) }
}

extension Array: ArgumentConvertible where Element: ArgumentConvertible {
  /// The values, each as an argument.
  public var argumentValue: ArgumentValue { .array(map(\.argumentValue)) }
}

extension Arguments {
  /// Sets the argument of the name.
  public mutating func set(_ name: String, _ value: some ArgumentConvertible) {
    self[name] = value.argumentValue
  }

  /// Sets the argument of the name; nil leaves it away, so that the provider's default applies.
  public mutating func set(_ name: String, _ value: (some ArgumentConvertible)?) {
    self[name] = value?.argumentValue
  }
}
