#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How a model's fields are read and written: its descriptor, with the Swift types of the models in it.
public final class ModelLayout: Sendable {
  struct Field: Sendable {
    /// The name.
    let key: FieldKey
    /// Whether its value must not be shown.
    let isSecret: Bool
    fileprivate let presence: Presence
    fileprivate let type: FieldType
  }

  /// Whether a member may be missing or null.
  fileprivate enum Presence: Sendable {
    case required, nullable, optional
  }

  /// How a value is read and written.
  fileprivate indirect enum FieldType: Sendable {
    case string, integer, number, boolean, date, json
    case model(any GeneratedModel.Type)
    case array(FieldType)
  }

  private static let layouts = Locked<[ObjectIdentifier: ModelLayout]>([:])

  /// The fields, in the order of the spec.
  let fields: [Field]

  /// The layout of a model; made once.
  static func of(_ model: any GeneratedModel.Type) -> ModelLayout {
    let identifier = ObjectIdentifier(model)
    if let layout = layouts.withLock({ $0[identifier] }) { return layout }
    // Not within the lock, which is held for a moment only.
    let layout = ModelLayout(model)
    layouts.withLock { $0[identifier] = layout }
    return layout
  }

  private init(_ model: any GeneratedModel.Type) {
    let models = Dictionary(model.models.map { ($0.descriptor.name, $0) }, uniquingKeysWith: { first, _ in first })
    func type(_ descriptor: TypeDescriptor) -> FieldType {
      switch descriptor {
      case .string(format: "date-time"): .date
      case .string, .enumeration: .string
      case .integer: .integer
      case .number: .number
      case .boolean: .boolean
      case .object: .json
      case .model(let name): models[name].map { .model($0) } ?? .json
      case .array(let element): .array(type(element))
      }
    }
    fields = model.descriptor.fields.map { field in
      Field(
        key: FieldKey(stringValue: field.name), isSecret: field.isSecret,
        presence: !field.isRequired ? .optional : field.isNullable ? .nullable : .required,
        type: type(field.type))
    }
  }

  /// Reads the fields of the object that the decoder stands at.
  func read(_ decoder: any Decoder) throws -> [FieldValue] {
    let container = try decoder.container(keyedBy: FieldKey.self)
    return try fields.map { try read($0, of: container) }
  }

  private func read(_ field: Field, of container: KeyedDecodingContainer<FieldKey>) throws -> FieldValue {
    func member<Value: Decodable>(_ type: Value.Type) throws -> Value? {
      switch field.presence {
      case .required: return try container.decode(type, forKey: field.key)
      case .nullable:
        return try container.decodeNil(forKey: field.key) ? nil : container.decode(type, forKey: field.key)
      case .optional: return try container.decodeIfPresent(type, forKey: field.key)
      }
    }
    let value: FieldValue? =
      switch field.type {
      case .string: try member(String.self).map { .string($0) }
      case .integer: try member(Int.self).map { .integer($0) }
      case .number: try member(Double.self).map { .number($0) }
      case .boolean: try member(Bool.self).map { .boolean($0) }
      case .date: try member(Timestamp.self).map { .date($0.date) }
      case .json: try member(JSONValue.self).map { .json($0) }
      case .model(let type):
        if try isNull(field, of: container) {
          nil
        } else {
          .model(try container.decode(FieldValues.self, forKey: field.key, configuration: .of(type)))
        }
      case .array(let element):
        if try isNull(field, of: container) {
          nil
        } else {
          try read(element, of: container.nestedUnkeyedContainer(forKey: field.key))
        }
      }
    return value ?? .null
  }

  /// Whether there is no value where none needs to be. What is missing is an error here, as what is inside of an object
  /// or array can't tell it from null.
  private func isNull(_ field: Field, of container: KeyedDecodingContainer<FieldKey>) throws -> Bool {
    guard container.contains(field.key) else {
      if field.presence == .optional { return true }
      throw DecodingError.keyNotFound(
        field.key, .init(codingPath: container.codingPath, debugDescription: "'\(field.key.stringValue)' is missing"))
    }
    return try field.presence != .required && container.decodeNil(forKey: field.key)
  }

  private func read(_ type: FieldType, of container: UnkeyedDecodingContainer) throws -> FieldValue {
    var container = container
    var values: [FieldValue] = []
    values.reserveCapacity(container.count ?? 0)
    while !container.isAtEnd {
      switch type {
      case .string: values.append(.string(try container.decode(String.self)))
      case .integer: values.append(.integer(try container.decode(Int.self)))
      case .number: values.append(.number(try container.decode(Double.self)))
      case .boolean: values.append(.boolean(try container.decode(Bool.self)))
      case .date: values.append(.date(try container.decode(Timestamp.self).date))
      case .json: values.append(.json(try container.decode(JSONValue.self)))
      case .model(let model): values.append(.model(try container.decode(FieldValues.self, configuration: .of(model))))
      case .array(let element): values.append(try read(element, of: container.nestedUnkeyedContainer()))
      }
    }
    return .array(values)
  }

  /// Writes the fields as an object where the encoder stands.
  func write(_ values: [FieldValue], to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: FieldKey.self)
    for (field, value) in zip(fields, values) {
      if case .null = value {
        if field.presence == .nullable { try container.encodeNil(forKey: field.key) }
      } else {
        try container.encode(value, forKey: field.key)
      }
    }
  }
}
