import ProviderSpec

extension ValueType {
  /// Whether the type is a date or an array of such.
  var holdsDate: Bool {
    switch self {
    case .string(format: "date-time"): true
    case .array(let element): element.holdsDate
    default: false
    }
  }

  /// The enum that a value of the type is of, however deep in arrays.
  var enumeration: String? {
    switch self {
    case .enumeration(let name): name
    case .array(let element): element.enumeration
    default: nil
    }
  }

  /// The model that a value of the type is made of, however deep in arrays.
  var model: String? {
    switch self {
    case .model(let name): name
    case .array(let element): element.model
    default: nil
    }
  }
}

extension ServiceRenderer {
  /// The Swift type of a type of the spec.
  func swiftType(_ type: ValueType) -> String {
    switch type {
    case .string(format: "date-time"): "Date"
    case .string: "String"
    case .enumeration(let name): names.enums[name] ?? "String"
    case .integer: "Int"
    case .number: "Double"
    case .boolean: "Bool"
    case .model(let name): names.models[name] ?? "JSONValue"
    case .object: "JSONValue"
    case .array(let element): "[" + swiftType(element) + "]"
    }
  }

  /// The type as the registry holds it.
  func typeDescriptor(_ type: ValueType) -> String {
    switch type {
    case .string(let format): ".string(" + label(format) + ")"
    case .enumeration(let name): names.enums[name].map { ".enumeration(\($0).descriptor)" } ?? ".string()"
    case .integer(let format): ".integer(" + label(format) + ")"
    case .number(let format): ".number(" + label(format) + ")"
    case .boolean: ".boolean"
    case .model(let name): ".model(" + SwiftLiteral.string(name) + ")"
    case .object: ".object"
    case .array(let element): ".array(" + typeDescriptor(element) + ")"
    }
  }

  private func label(_ format: String?) -> String {
    format.map { "format: " + SwiftLiteral.string($0) } ?? ""
  }
}
