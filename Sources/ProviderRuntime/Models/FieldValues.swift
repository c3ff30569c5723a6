#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The values of a model's fields, in the order of the spec.
///
/// All that a generated model holds: one reference, whatever the number of fields, so that copying a model is cheap and
/// compiling one is, too. Values that share it stay independent: a change copies first.
///
/// Fields are named by their place. That a place holds what its property says is what generated code and
/// ``ModelDescriptor`` agree on, as both come from one spec; a place that does not is a broken agreement and ends the
/// program.
public struct FieldValues: Sendable {
  private final class Storage: Sendable {
    let layout: ModelLayout
    let values: [FieldValue]

    init(layout: ModelLayout, values: [FieldValue]) {
      self.layout = layout
      self.values = values
    }
  }

  private var storage: Storage

  /// The values, one for each field of the model.
  private var values: [FieldValue] { storage.values }

  /// Creates the fields of a model, without values.
  public init(of model: any GeneratedModel.Type) {
    let layout = ModelLayout.of(model)
    storage = Storage(layout: layout, values: Array(repeating: .null, count: layout.fields.count))
  }

  /// A string that is always there.
  public func string(_ index: Int) -> String {
    guard case .string(let value) = values[index] else { broken(index, String.self) }
    return value
  }

  /// A string; nil where there is none.
  public func optionalString(_ index: Int) -> String? {
    if case .null = values[index] { nil } else { string(index) }
  }

  /// A whole number that is always there.
  public func integer(_ index: Int) -> Int {
    guard case .integer(let value) = values[index] else { broken(index, Int.self) }
    return value
  }

  /// A whole number; nil where there is none.
  public func optionalInteger(_ index: Int) -> Int? {
    if case .null = values[index] { nil } else { integer(index) }
  }

  /// A truth value that is always there.
  public func boolean(_ index: Int) -> Bool {
    guard case .boolean(let value) = values[index] else { broken(index, Bool.self) }
    return value
  }

  /// A truth value; nil where there is none.
  public func optionalBoolean(_ index: Int) -> Bool? {
    if case .null = values[index] { nil } else { boolean(index) }
  }

  /// A date that is always there.
  public func date(_ index: Int) -> Date {
    guard case .date(let value) = values[index] else { broken(index, Date.self) }
    return value
  }

  /// A date; nil where there is none.
  public func optionalDate(_ index: Int) -> Date? {
    if case .null = values[index] { nil } else { date(index) }
  }

  /// A value of any type that is always there.
  public func value<Value: FieldConvertible>(_ index: Int) -> Value {
    guard let value = Value(fieldValue: values[index]) else { broken(index, Value.self) }
    return value
  }

  /// A value of any type; nil where there is none.
  public func optionalValue<Value: FieldConvertible>(_ index: Int) -> Value? {
    if case .null = values[index] { nil } else { value(index) }
  }

  /// Sets a value; nil takes it away. Copies all values, which are few in what is sent.
  public mutating func set(_ index: Int, _ value: (some FieldConvertible)?) {
    var values = storage.values
    values[index] = value?.fieldValue ?? .null
    storage = Storage(layout: storage.layout, values: values)
  }

  private func broken(_ index: Int, _ type: Any.Type) -> Never {
    fatalError("field \(index) of a generated model holds no \(type): its file does not fit its descriptor")
  }
}

extension FieldValues {
  /// Creates the fields of a model from values that fit it.
  init(_ values: [FieldValue], _ layout: ModelLayout) {
    storage = Storage(layout: layout, values: values)
  }

  /// The fields as an object.
  var json: JSONValue { .object(storage.layout.object(values)) }
}

extension FieldValues: Hashable {
  /// Whether all values are equal.
  public static func == (lhs: Self, rhs: Self) -> Bool {
    lhs.storage === rhs.storage || lhs.values == rhs.values
  }

  /// Adds all values.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(values)
  }
}

extension FieldValues: CustomReflectable {
  /// The values under the names that they have in JSON, secrets hidden: what `print` and `dump` of a model show.
  public var customMirror: Mirror {
    Mirror(
      self,
      children: zip(storage.layout.fields, values).map { field, value -> (label: String?, value: Any) in
        (label: field.name, value: field.isSecret && value != .null ? "hidden" : value.shown)
      }, displayStyle: .struct)
  }
}

extension FieldValue {
  /// The value as Swift shows it.
  fileprivate var shown: Any {
    switch self {
    case .null: Any?.none as Any
    case .string(let value): value
    case .integer(let value): value
    case .number(let value): value
    case .boolean(let value): value
    case .date(let value): value
    case .json(let value): value
    case .model(let values): values
    case .array(let values): values.map(\.shown)
    }
  }
}
