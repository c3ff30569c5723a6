/// The value of one argument of a request.
public enum ArgumentValue: Sendable, Hashable {
  /// A string, sent as it is.
  case string(String)
  /// A whole number.
  case integer(Int64)
  /// A floating-point number.
  case number(Double)
  /// True or false.
  case boolean(Bool)
  /// Several values.
  case array([ArgumentValue])

  /// The value as it is written in a URL, before percent-encoding: numbers and booleans as in JSON, several values
  /// joined by commas.
  public var text: String {
    switch self {
    case .string(let value): value
    case .integer(let value): String(value)
    case .number(let value): Int64(exactly: value).map { String($0) } ?? String(value)
    case .boolean(let value): value ? "true" : "false"
    case .array(let values): values.map(\.text).joined(separator: ",")
    }
  }

  /// A number that JSON can't hold, of the value or in it; nil where there is none.
  var unwritable: Double? {
    switch self {
    case .number(let value): value.isFinite ? nil : value
    case .array(let values): values.lazy.compactMap(\.unwritable).first
    case .string, .integer, .boolean: nil
    }
  }

  /// The value as a whole number, if it is one or is written as one.
  var wholeNumber: Int? {
    switch self {
    case .string(let value): Int(value)
    case .integer(let value): Int(exactly: value)
    case .number(let value): Int(exactly: value)
    case .boolean, .array: nil
    }
  }
}

extension ArgumentValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
  ExpressibleByBooleanLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// A floating-point number.
  public init(floatLiteral value: Double) { self = .number(value) }
  /// True or false.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
