/// A string out of a set of known values that the provider may extend at any time.
///
/// Known values are static members. A value that the spec does not know decodes, compares and travels like any other,
/// so a new value of the provider breaks no program.
public protocol OpenEnum: RawRepresentable, Hashable, Codable, Sendable, CustomStringConvertible, ArgumentConvertible
where RawValue == String {
  /// Creates a value from the text that travels.
  init(rawValue: String)
  /// The values that the spec knows, in its order.
  static var knownValues: [Self] { get }
}

extension OpenEnum {
  /// The text that travels.
  public var description: String { rawValue }

  /// Whether the spec knows the value.
  public var isKnown: Bool { Self.knownValues.contains(self) }

  /// The value as an argument of a request.
  public var argumentValue: ArgumentValue { .string(rawValue) }

  /// Whether both are the same text.
  public static func == (lhs: Self, rhs: Self) -> Bool { lhs.rawValue == rhs.rawValue }

  /// Adds the text.
  public func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }

  /// Reads a string; any string will do.
  public init(from decoder: any Decoder) throws {
    self.init(rawValue: try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
