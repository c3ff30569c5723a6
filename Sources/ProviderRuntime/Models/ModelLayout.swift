/// How a model's fields are read and written: its descriptor, with the Swift types of the models in it.
final class ModelLayout: Sendable {
  struct Field: Sendable {
    let name: String
    /// Whether its value must not be shown.
    let isSecret: Bool
    let presence: Presence
    let type: FieldType
  }

  /// Whether a member may be missing or null.
  enum Presence: Sendable {
    case required, nullable, optional
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
        name: field.name, isSecret: field.isSecret,
        presence: !field.isRequired ? .optional : field.isNullable ? .nullable : .required,
        type: type(field.type))
    }
  }

  /// The fields as an object; those without a value are left away, where they may be.
  func object(_ values: [FieldValue]) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    for (field, value) in zip(fields, values) where value != .null || field.presence == .nullable {
      members[field.name] = value.json
    }
    return members
  }
}
