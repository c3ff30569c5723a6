import ProviderRuntime

/// Checks what objects and arrays of a request's body hold against the spec, so that a server is not asked what it refuses.
///
/// A member that the spec does not name is sent, unless its name is nearly that of one: specs do not always name all.
struct BodyCheck {
  let service: ServiceDescriptor

  /// - Throws: `SQLError` that says where in the field what is wrong.
  func check(_ text: String, _ field: FieldDescriptor) throws(SQLError) {
    guard let value = JSONValue(text: text) else { return }
    try check(value, field.type, at: field.name)
  }

  private func check(_ value: JSONValue, _ type: TypeDescriptor, at place: String) throws(SQLError) {
    switch (type, value) {
    case (.string, .string), (.number, .integer), (.number, .number), (.integer, .integer), (.boolean, .boolean),
      (.object, _):
      return
    case (.string, _): throw mismatch(value, place, "a text")
    case (.number, _): throw mismatch(value, place, "a number")
    case (.integer, .number(let number)) where number.rounded() == number: return
    case (.integer, _): throw mismatch(value, place, "a whole number")
    case (.boolean, _): throw mismatch(value, place, "true or false, which in JSON are json('true') and json('false')")
    case (.enumeration(let set), .string(let text)):
      guard !set.values.contains(text) else { return }
      throw SQLError(
        .badValue,
        "\(place) = \(SQLText.quotedString(text)) is none of its values, which are "
          + "\(set.values.joined(separator: ", ")).\(Suggestions.question(text, among: set.values))")
    case (.enumeration, _): throw mismatch(value, place, "a text")
    case (.array(let item), .array(let elements)):
      for (index, element) in elements.enumerated() where element != .null {
        try check(element, item, at: "\(place)[\(index)]")
      }
    case (.array, _): throw mismatch(value, place, "an array")
    case (.model(let name), .object(let members)):
      guard let model = service.models.first(where: { $0.name == name }) else { return }
      try check(members, model, at: place)
    case (.model, _): throw mismatch(value, place, "an object")
    }
  }

  private func check(
    _ members: [String: JSONValue], _ model: ModelDescriptor, at place: String
  ) throws(SQLError) {
    for field in model.fields {
      let name = "\(place).\(field.name)"
      switch members[field.name] {
      case nil where field.isRequired: throw SQLError(.badValue, "\(place) lacks \(field.name), which it always has")
      case nil: continue
      case .null? where field.isNullable: continue
      case .null?: throw SQLError(.badValue, "\(name) can't be null: leave it out")
      case let value?: try check(value, field.type, at: name)
      }
    }
    let names = model.fields.map(\.name)
    for name in members.keys.sorted() where !names.contains(name) {
      let letters = Array(name.lowercased())
      let meant = names.first { Suggestions.distance(letters, Array($0.lowercased())) <= 1 }
      guard let meant, members[meant] == nil else { continue }
      throw SQLError(.badValue, "\(place) has no member \(name). Did you mean '\(meant)'?")
    }
  }

  private func mismatch(_ value: JSONValue, _ place: String, _ wanted: String) -> SQLError {
    SQLError(.badValue, "\(place) is \(Self.kind(value)), and not \(wanted)")
  }

  /// Not the value itself: it may be a secret.
  private static func kind(_ value: JSONValue) -> String {
    switch value {
    case .null: "null"
    case .boolean(let truth): truth ? "true" : "false"
    case .integer, .number: "a number"
    case .string: "a text"
    case .array: "an array"
    case .object: "an object"
    }
  }
}
