/// A generated model: a JSON object of the API as a Swift value.
///
/// A model says what its fields are, and holds their values. All that a value can do follows from that here, once: in each
/// model it would take the compiler longer than everything else about it.
///
/// Each model is `Codable` and `Hashable`, too, by what is below. It says so itself: a protocol that inherits what the
/// standard library has would have to find all of that at run time, with four functions for each model and protocol.
public protocol GeneratedModel: FieldConvertible, Sendable {
  /// The model's part of the registry: how the fields are read and written.
  static var descriptor: ModelDescriptor { get }

  /// The models that the fields hold.
  static var models: [any GeneratedModel.Type] { get }

  /// The values of the fields.
  var fieldValues: FieldValues { get }

  /// Creates a model of values that fit its fields.
  init(fieldValues: FieldValues)
}

extension GeneratedModel {
  /// No models: what holds others says so.
  public static var models: [any GeneratedModel.Type] { [] }

  /// Reads a JSON object; members that the spec does not know are passed over.
  ///
  /// A decoder's strategies for dates and keys do not apply: the object is read as an answer of the API is.
  public init(from decoder: any Decoder) throws {
    guard let text = try JSONValue(from: decoder).text else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a number is none that JSON has"))
    }
    do throws(ModelProblem) {
      try self.init(reading: text)
    } catch {
      throw error.decodingError(at: decoder.codingPath)
    }
  }

  /// Writes a JSON object. An encoder's strategies for dates and keys do not apply.
  public func encode(to encoder: any Encoder) throws {
    try fieldValues.json.encode(to: encoder)
  }

  /// Whether all fields are equal.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.fieldValues == rhs.fieldValues
  }

  /// Adds all fields.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(fieldValues)
  }

  /// The model as a field of another one holds it.
  public init?(fieldValue: FieldValue) {
    guard case .model(let values) = fieldValue else { return nil }
    self.init(fieldValues: values)
  }

  /// The model as a field of another one holds it.
  public var fieldValue: FieldValue { .model(fieldValues) }
}
