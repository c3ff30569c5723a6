extension ServiceReader {
  /// The names of the types.
  static let typeNames = ["string", "integer", "number", "boolean", "object", "array"]

  /// What other languages call them.
  private static let typeAliases = [
    "int": "integer", "int32": "integer", "int64": "integer", "long": "integer", "float": "number", "double": "number",
    "decimal": "number", "bool": "boolean", "str": "string", "text": "string", "list": "array", "map": "object",
    "dictionary": "object", "dict": "object", "enum": "string", "date": "string", "date-time": "string",
    "datetime": "string",
  ]

  /// Formats that are known, and the types that have them. Others pass: providers make up their own.
  private static let formats: [String: Set<String>] = {
    var result: [String: Set<String>] = [:]
    for name in [
      "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri",
      "uri-reference", "uri-template", "iri", "iri-reference", "uuid", "json-pointer", "regex", "byte", "binary",
      "password", "decimal",
    ] {
      result[name] = ["string"]
    }
    for name in ["int32", "int64"] { result[name] = ["integer", "number"] }
    for name in ["float", "double"] { result[name] = ["number"] }
    return result
  }()

  static let itemsShape = ObjectShape(
    "the items of an array", .required("type", "\"string\""), .optional("format"), .optional("enum"),
    .optional("model"), .optional("items"))

  /// The type that an object with a key `type` names.
  mutating func type(_ reader: ObjectReader) -> TypeDraft {
    var draft = TypeDraft(type: reader.string("type", &report))
    let name = draft.type.value
    if !name.isEmpty, !Self.typeNames.contains(name) {
      let right =
        Self.typeAliases[name.lowercased()].map { ". Did you mean '\($0)'?" }
        ?? Suggestion.text(for: name, orOneOf: Self.typeNames)
      report.error(at: draft.type, "unknown type '\(name)'\(right)")
      draft.type.value = ""
    }
    draft.format = reader.optionalString("format", &report)
    draft.enumeration = reader.optionalString("enum", &report)
    draft.model = reader.optionalString("model", &report)
    if let node = reader.node("items"), let items = ObjectReader(node, Self.itemsShape, report: &report) {
      draft.items = [type(items)]
    }
    check(draft, reader)
    return draft
  }

  /// Checks that the keys beside `type` belong to it.
  private mutating func check(_ draft: TypeDraft, _ reader: ObjectReader) {
    let name = draft.type.value
    guard !name.isEmpty else { return }
    if let enumeration = draft.enumeration, name != "string" {
      report.error(at: enumeration, "an enum on type '\(name)'; only a string has one.")
    }
    if let model = draft.model, name != "object" {
      report.error(
        at: model,
        "a model on type '\(name)'; only an object has one\(name == "array" ? ", so write it under 'items'" : "").")
    }
    if reader.node("items") != nil, name != "array" {
      report.error(at: reader.offset(of: "items"), "'items' on type '\(name)'; only an array has them.")
    }
    if name == "array", reader.node("items") == nil {
      report.error(
        at: draft.type, "an array without 'items'; write for example \"items\": { \"type\": \"string\" }.")
    }
    guard let format = draft.format else { return }
    if name == "boolean" || name == "object" || name == "array" {
      report.error(at: format, "a format on type '\(name)'; only strings and numbers have one.")
    } else if draft.enumeration != nil {
      report.error(at: format, "a format beside an enum; the enum's values say it all, remove the format.")
    } else if let types = Self.formats[format.value] {
      if !types.contains(name) {
        report.error(
          at: format,
          "format '\(format.value)' on type '\(name)'; it belongs to \(Suggestion.list(types.sorted(), last: "or")).")
      }
    } else if let meant = Suggestion.nearest(to: format.value, among: Self.formats.keys.sorted()) {
      report.error(at: format, "unknown format '\(format.value)'. Did you mean '\(meant)'?")
    }
  }

  // MARK: Responses

  static let responseShape = ObjectShape(
    "a response", .required("status", "200"), .optional("object"), .optional("list"), .optional("member"))

  /// The response of a method.
  mutating func response(_ method: ObjectReader) -> ResponseDraft {
    guard let node = method.node("response") else { return ResponseDraft(offset: method.offset) }
    var draft = ResponseDraft(offset: node.offset)
    guard let reader = ObjectReader(node, Self.responseShape, report: &report) else { return draft }
    draft.status = reader.integer("status", &report)
    if let status = draft.status, !(200...299).contains(status.value) {
      report.error(at: status, "status \(status.value) is no success; a response says one from 200 to 299.")
      draft.status = nil
    }
    let object = reader.optionalString("object", &report)
    let list = reader.optionalString("list", &report)
    let member = reader.optionalString("member", &report)
    if let object { (draft.shape, draft.model) = (.object, object) }
    if let list { (draft.shape, draft.model) = (.list, list) }
    if let member, list != nil { draft.shape = .wrappedList(member: member.value) }
    if reader.node("object") != nil, reader.node("list") != nil {
      report.error(
        at: reader.offset(of: "list"), "a response with both 'object' and 'list'; it answers one or the other.")
    }
    if reader.node("member") != nil, reader.node("list") == nil {
      report.error(
        at: reader.offset(of: "member"), "a response with 'member' but without 'list'; it names where the list is.")
    }
    if draft.status?.value == 204 || draft.status?.value == 205, let model = draft.model, let status = draft.status {
      report.error(
        at: model,
        "a body on status \(status.value), which has none; remove '\(draft.shape == .object ? "object" : "list")'.")
    }
    return draft
  }
}
