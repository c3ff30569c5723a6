/// A string out of a set of known values that the provider may extend at any time.
///
/// Known values are static members. A value that the spec does not know decodes, compares and travels like any other,
/// so a new value of the provider breaks no program.
///
/// Each is `RawRepresentable`, too, and by that `Codable` and `Hashable`, and says so itself, as a ``GeneratedModel`` does.
public protocol OpenEnum: ArgumentConvertible, FieldConvertible, Sendable {
  /// Creates a value from the text that travels.
  init(rawValue: String)
  /// The text that travels.
  var rawValue: String { get }
  /// The values that the spec knows, in its order.
  static var knownValues: [Self] { get }
}

extension OpenEnum {
  /// The text that travels.
  public var description: String { rawValue }

  /// Whether the spec knows the value.
  public var isKnown: Bool { Self.knownValues.contains { $0.rawValue == rawValue } }

  /// The value as an argument of a request.
  public var argumentValue: ArgumentValue { .string(rawValue) }

  /// The value as a field of a model holds it.
  public var fieldValue: FieldValue { .string(rawValue) }

  /// The value of a field; nil where it holds no text.
  public init?(fieldValue: FieldValue) {
    guard case .string(let text) = fieldValue else { return nil }
    self.init(rawValue: text)
  }
}
