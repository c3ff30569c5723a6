/// Tells what a change of type means, between a service as it was (under its new names) and as it is.
struct TypeComparison {
  private let old: [String: Model]
  private let new: [String: Model]

  init(_ old: NamedParts, _ new: NamedParts) {
    self.old = old.models
    self.new = new.models
  }

  /// What a change of a type means for those who read values of it.
  func impact(_ before: ValueType?, _ after: ValueType?) -> Impact {
    let isSwift = before.map(Self.swift) != after.map(Self.swift)
    let isSQL = !isReadAlike(before, after)
    let reason = isSQL ? "values are of another kind" : "the Swift type is another"
    return .breaking(sql: isSQL, swift: isSwift, reason)
  }

  /// The type as far as Swift's types tell types apart.
  private static func swift(_ type: ValueType) -> ValueType {
    switch type {
    case .string(let format): .string(format: format == "date-time" ? format : nil)
    case .integer: .integer(format: nil)
    case .number: .number(format: nil)
    case .array(let element): .array(swift(element))
    case .enumeration, .boolean, .model, .object: type
    }
  }

  // MARK: JSON

  /// Whether a statement that reads values of the old type can read those of the new one.
  func isReadAlike(_ before: ValueType?, _ after: ValueType?) -> Bool {
    var seen: Set<Pair> = []
    switch (before, after) {
    case (nil, _): return true
    case (_, nil): return false
    case (let before?, let after?): return isAlike(before, after, isRead: true, &seen)
    }
  }

  /// Whether a statement that gives values of the old type can give them as the new one.
  func isGivenAlike(_ before: ValueType, _ after: ValueType) -> Bool {
    var seen: Set<Pair> = []
    return isAlike(before, after, isRead: false, &seen)
  }

  private struct Pair: Hashable {
    var old: String
    var new: String
  }

  private func isAlike(_ before: ValueType, _ after: ValueType, isRead: Bool, _ seen: inout Set<Pair>) -> Bool {
    switch (before, after) {
    case (.string, .string), (.integer, .integer), (.number, .number), (.boolean, .boolean), (.object, .object): true
    // In JSON a value of an enum is a text like any other; what is given is checked against the enum's values.
    case (.enumeration, .string): true
    case (.string, .enumeration): isRead
    case (.enumeration(let old), .enumeration(let new)): isRead || old == new
    case (.array(let old), .array(let new)): isAlike(old, new, isRead: isRead, &seen)
    // Nothing was known of the members, so nothing can have relied on them; and the other way nothing is known of them.
    case (.object, .model), (.model, .object): true
    case (.model(let old), .model(let new)): old == new || holds(old, new, isRead: isRead, &seen)
    default: false
    }
  }

  /// Whether the new model has what the old one has, and asks for no more where values are given.
  private func holds(_ before: String, _ after: String, isRead: Bool, _ seen: inout Set<Pair>) -> Bool {
    guard seen.insert(Pair(old: before, new: after)).inserted else { return true }
    guard let before = old[before], let after = new[after] else { return false }
    let fields = Dictionary(after.fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    for field in before.fields {
      guard let other = fields[field.name], isAlike(field.type, other.type, isRead: isRead, &seen) else { return false }
      if !isRead, other.isRequired, !field.isRequired { return false }
    }
    guard !isRead else { return true }
    let known = Set(before.fields.map(\.name))
    return after.fields.allSatisfy { known.contains($0.name) || !$0.isRequired }
  }
}

/// Types in few words.
enum TypeText {
  /// The type: `string (date-time)`, `enum package_type`, `list of model package`.
  static func text(_ type: ValueType) -> String {
    switch type {
    case .string(let format): "string" + suffix(format)
    case .integer(let format): "integer" + suffix(format)
    case .number(let format): "number" + suffix(format)
    case .boolean: "boolean"
    case .object: "object"
    case .enumeration(let name): "enum \(name)"
    case .model(let name): "model \(name)"
    case .array(let element): "list of \(text(element))"
    }
  }

  private static func suffix(_ format: String?) -> String { format.map { " (\($0))" } ?? "" }
}
