/// Parameters and fields: their types, defaults and examples.
extension ServiceValidator {
  mutating func check(_ parameter: ParameterDraft) {
    use(parameter.type)
    let type = parameter.type.type.value
    let isNumber = type == "integer" || type == "number"
    if !type.isEmpty, !isNumber {
      for (key, limit) in [("minimum", parameter.minimum), ("maximum", parameter.maximum)] {
        guard let limit else { continue }
        report.error(at: limit, "a \(key) on type '\(type)'; only numbers have one.")
      }
    }
    if let minimum = parameter.minimum, let maximum = parameter.maximum, minimum.value > maximum.value {
      report.error(at: minimum, "the minimum, \(minimum.value), is above the maximum, \(maximum.value); swap them.")
    }
    if let wildcard = parameter.wildcard { check(wildcard, of: parameter) }
    for (what, node) in [("default", parameter.defaultValue), ("example", parameter.example)] {
      guard let node else { continue }
      check(node, what, of: parameter)
    }
  }

  /// Reports a value for all values that a parameter can't have.
  private mutating func check(_ wildcard: Located<String>, of parameter: ParameterDraft) {
    let type = parameter.type.type.value
    if !type.isEmpty, type != "string" {
      report.error(at: wildcard, "a wildcard on type '\(type)'; it is a value beside a field's own, which are strings.")
    } else if parameter.location?.value == "header" {
      report.error(at: wildcard, "a wildcard on a header; it stands for the values of a row's field, remove it.")
    } else {
      _ = check(wildcard, "wildcard", isValueOf: parameter.type.enumeration)
    }
  }

  /// Reports a value that is none of a parameter's.
  mutating func check(_ node: SourceNode, _ what: String, of parameter: ParameterDraft) {
    guard check(node, what, parameter.type, isNullable: false) else { return }
    // Limits in the wrong order would find every value wrong.
    let isOrdered = (parameter.minimum?.value ?? .min) <= (parameter.maximum?.value ?? .max)
    guard ["integer", "number"].contains(parameter.type.type.value), isOrdered, case .number(let text) = node.content,
      let value = Double(text)
    else { return }
    if let minimum = parameter.minimum, value < Double(minimum.value) {
      report.error(at: node.offset, "the \(what), \(text), is below the minimum, \(minimum.value).")
    }
    if let maximum = parameter.maximum, value > Double(maximum.value) {
      report.error(at: node.offset, "the \(what), \(text), is above the maximum, \(maximum.value).")
    }
  }

  mutating func check(_ field: FieldDraft) {
    use(field.type)
    if let example = field.example {
      _ = check(example, "example", field.type, isNullable: field.isNullable)
    }
  }

  /// Looks up what a type refers to.
  mutating func use(_ type: TypeDraft) {
    if let model = type.model { useModel(model) }
    if let enumeration = type.enumeration { useEnum(enumeration) }
    for items in type.items { use(items) }
  }

  /// Reports a value that is not of a type, and whether it is.
  private mutating func check(_ node: SourceNode, _ what: String, _ type: TypeDraft, isNullable: Bool) -> Bool {
    let name = type.type.value
    let isRight: Bool
    switch (name, node.content) {
    case ("", _): return false
    case (_, .null): isRight = isNullable
    case ("string", .string(let text)):
      return check(Located(text, at: node.offset), what, isValueOf: type.enumeration)
    case ("integer", .number(let text)): isRight = Int64(text) != nil
    case ("number", .number), ("boolean", .boolean), ("object", .object): isRight = true
    case ("array", .array(let elements)):
      guard let items = type.items.first else { return false }
      return elements.allSatisfy { check($0, what, items, isNullable: false) }
    default: isRight = false
    }
    if !isRight {
      let found = if case .number(let text) = node.content { text } else { node.kind }
      report.error(at: node.offset, "the \(what) is of type '\(name)', found \(found).")
    }
    return isRight
  }

  private mutating func check(_ text: Located<String>, _ what: String, isValueOf name: Located<String>?) -> Bool {
    guard let name, let enumeration = enums[name.value] else { return true }
    let values = enumeration.values.map(\.name.value)
    if values.contains(text.value) { return true }
    report.error(
      at: text,
      "the \(what) '\(text.value)' is no value of enum '\(name.value)'"
        + Suggestion.text(for: text.value, orOneOf: values))
    return false
  }
}
