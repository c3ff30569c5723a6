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
}
