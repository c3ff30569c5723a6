import CSimdJSON
import ProviderRuntime

/// Turns values of SQL into members of a request's body.
enum BodyValue {
  /// The name of the argument, and of the column, that is a whole body.
  static let wholeBody = "body"

  /// The value as JSON text, in the field's type.
  ///
  /// - Throws: `SQLError` naming the field where the value is of another type, or NULL where the field can't be null.
  static func json(
    _ value: SQLValue, to field: FieldDescriptor, in service: ServiceDescriptor
  ) throws(SQLError) -> String {
    if case .null = value {
      guard field.isNullable else {
        throw SQLError(.badValue, "\(field.name) = NULL can't be sent: \(field.name) is never null")
      }
      return "null"
    }
    switch field.type {
    case .string, .enumeration, .integer, .number, .boolean:
      let parameter = ParameterDescriptor(
        name: field.name, location: .query, isRequired: false, type: field.type, summary: field.summary)
      guard let argument = try Coercion.coerce(value, to: parameter)?.argument else { return "null" }
      return JournalText.value(argument)
    case .model:
      let text = try json(value, field, kind: "{", "a JSON object, as in '{\"name\": 1}' or json_object('name', 1)")
      try BodyCheck(service: service).check(text, field)
      return text
    case .array:
      let text = try json(value, field, kind: "[", "a JSON array, as in '[1, 2]' or json_array(1, 2)")
      try BodyCheck(service: service).check(text, field)
      return text
    case .object:
      return try json(value, field, kind: nil, "JSON; a text is one in double quotes, as json_quote('…') gives")
    }
  }

  private static func json(
    _ value: SQLValue, _ field: FieldDescriptor, kind wanted: Unicode.Scalar?, _ right: String
  ) throws(SQLError) -> String {
    let text: String
    switch value {
    case .text(let one), .json(let one): text = one
    case .integer, .real, .boolean: text = JSONText.value(value)
    case .null, .blob: text = ""
    }
    let kind = Self.kind(text)
    guard kind != 0, wanted.map({ kind == UInt8(ascii: $0) }) ?? true else {
      throw SQLError(.badValue, "\(field.name) = \(value.literal) is not \(right), which \(field.name) is")
    }
    return text
  }

  /// The first byte of a JSON text's value; 0 where the text is no JSON.
  static func kind(_ text: String) -> UInt8 {
    var text = text
    return text.withUTF8 { csj_json_kind($0.baseAddress, $0.count) }
  }
}

/// The members of a request's body that a statement gives, by name.
struct BodyMembers: Sendable, Hashable {
  /// As they travel: JSON texts, but for a whole body of another media type, which is a text.
  private var members: [String: String] = [:]

  func has(_ name: String) -> Bool { members[name] != nil }

  /// Takes the value of a member of the method's body.
  ///
  /// - Throws: `SQLError` naming the member where it can't have the value.
  mutating func take(
    _ value: SQLValue, _ field: FieldDescriptor, of method: MethodDescriptor, in service: ServiceDescriptor
  ) throws(SQLError) {
    if case .value(let type, let mediaType) = method.body, !MediaType.isJSON(mediaType) {
      members[field.name] = try Self.text(value, field, type)
    } else {
      members[field.name] = try BodyValue.json(value, to: field, in: service)
    }
  }

  /// The body as the method sends it, its members in the spec's order; nil where the method has none.
  func text(of method: MethodDescriptor, in service: ServiceDescriptor) -> String? {
    switch method.body {
    case nil: return nil
    case .value: return members[BodyValue.wholeBody]
    case .model:
      let list = method.bodyFields(of: service).compactMap { field in
        members[field.name].map { "\(JSONText.string(field.name)):\($0)" }
      }
      return "{\(list.joined(separator: ","))}"
    }
  }

  private static func text(
    _ value: SQLValue, _ field: FieldDescriptor, _ type: TypeDescriptor
  ) throws(SQLError) -> String {
    let parameter = ParameterDescriptor(
      name: field.name, location: .query, isRequired: true, type: type, summary: field.summary)
    guard let argument = try Coercion.coerce(value, to: parameter)?.argument else {
      throw SQLError(.badValue, "\(field.name) = NULL can't be sent: it is a text")
    }
    return argument.text
  }
}

extension MethodDescriptor {
  /// The members of the request's body; of a body that is one value, that value under the name `body`.
  func bodyFields(of service: ServiceDescriptor) -> [FieldDescriptor] {
    switch body {
    case nil: []
    case .model(let name): service.models.first { $0.name == name }?.fields ?? []
    case .value(let type, _): [FieldDescriptor(name: BodyValue.wholeBody, type: type, isRequired: true)]
    }
  }
}
