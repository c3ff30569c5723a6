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
  /// The set as the registry holds it.
  static var descriptor: EnumDescriptor { get }
}

extension OpenEnum {
  /// The values that the spec knows, in its order; the provider may have more.
  public static var knownValues: [Self] { descriptor.values.map(Self.init(rawValue:)) }

  /// The text that travels.
  public var description: String { rawValue }

  /// Whether the spec knows the value.
  public var isKnown: Bool { Self.descriptor.values.contains(rawValue) }

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
