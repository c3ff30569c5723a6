#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How a value is read.
indirect enum FieldType: Sendable {
  case string, integer, number, boolean, date, json
  case model(any GeneratedModel.Type)
  case array(FieldType)

  /// Whether null is a value of it.
  var mayBeNull: Bool {
    if case .json = self { true } else { false }
  }

  /// How a value of a Swift type is read. A type that no field has ends the program: generated code asks for none.
  init(of type: any FieldConvertible.Type) {
    switch type {
    case is Int.Type: self = .integer
    case is Double.Type: self = .number
    case is Bool.Type: self = .boolean
    case is Date.Type: self = .date
    case is JSONValue.Type: self = .json
    case is String.Type, is any OpenEnum.Type: self = .string
    case let model as any GeneratedModel.Type: self = .model(model)
    case let array as any FieldArray.Type: self = .array(FieldType(of: array.element))
    default: fatalError("no field of a generated model is a \(type)")
    }
  }
}

/// An array, whatever it holds.
private protocol FieldArray {
  static var element: any FieldConvertible.Type { get }
}

extension Array: FieldArray where Element: FieldConvertible {
  fileprivate static var element: any FieldConvertible.Type { Element.self }
}
