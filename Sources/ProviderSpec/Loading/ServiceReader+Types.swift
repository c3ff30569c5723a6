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
  static let formats: [String: Set<String>] = {
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
    var draft = TypeDraft(type: reader.string("type", &report), offset: reader.offset)
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
    "a response", .required("status", "200"), .optional("object"), .optional("list"), .optional("member"),
    .optional("media_type"))

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
    draft.member = reader.memberPath("member", &report)
    draft.mediaType = mediaType(reader)
    if let object = reader.node("object") {
      draft.shape = .object
      draft.type = typeOrModel(object, "'object' of a response")
    }
    if let list = reader.node("list") {
      draft.shape = .list
      draft.type = typeOrModel(list, "'list' of a response")
    }
    check(draft, reader)
    return draft
  }

  private mutating func check(_ draft: ResponseDraft, _ reader: ObjectReader) {
    if reader.node("object") != nil, reader.node("list") != nil {
      report.error(
        at: reader.offset(of: "list"), "a response with both 'object' and 'list'; it answers one or the other.")
    }
    if reader.node("member") != nil, draft.shape == .none {
      report.error(
        at: reader.offset(of: "member"),
        "a response with 'member' but without 'list' or 'object'; it names where they are.")
    }
    if let mediaType = draft.mediaType, draft.shape != .object || draft.type?.type.value != "string" {
      report.error(
        at: mediaType,
        "'media_type' is for a body that is no JSON; write \"object\": { \"type\": \"string\" } beside it.")
    } else if let mediaType = draft.mediaType, let member = draft.member {
      report.error(at: member, "'member' in a body of '\(mediaType.value)', which has none; remove it.")
    }
    if let status = draft.status, status.value == 204 || status.value == 205, let type = draft.type {
      report.error(
        at: type.offset,
        "a body on status \(status.value), which has none; remove '\(draft.shape == .object ? "object" : "list")'.")
    }
  }

  /// The media type of a body that is no JSON.
  private mutating func mediaType(_ reader: ObjectReader) -> Located<String>? {
    guard let name = reader.optionalString("media_type", &report) else { return nil }
    let parts = name.value.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count != 2 || !parts.allSatisfy({ SpecNames.isHeaderName(String($0)) }) {
      report.error(at: name, "'\(name.value)' is no media type; write for example 'text/plain'.")
      return nil
    }
    return name
  }

  /// The name of a model, or a type written as an object.
  private mutating func typeOrModel(_ node: SourceNode, _ what: String) -> TypeDraft? {
    if case .object = node.content {
      guard let reader = ObjectReader(node, Self.itemsShape.named(what), report: &report) else { return nil }
      return type(reader)
    }
    guard case .string(let name) = node.content, !name.isEmpty else {
      report.error(
        at: node.offset,
        "\(what) is the name of a model or a type, as in { \"type\": \"string\" }; found \(node.kind).")
      return nil
    }
    return TypeDraft(
      type: Located("object", at: node.offset), model: Located(name, at: node.offset), offset: node.offset)
  }

  // MARK: Bodies

  static let bodyShape = ObjectShape(
    "a body", .required("type", "\"string\""), .optional("format"), .optional("enum"), .optional("model"),
    .optional("items"), .optional("media_type"))

  /// The body of a request: the name of a model, or one value.
  mutating func body(_ node: SourceNode) -> BodyDraft? {
    guard case .object = node.content else {
      return typeOrModel(node, "'body' of a method").map { BodyDraft(offset: node.offset, type: $0, isModel: true) }
    }
    guard let reader = ObjectReader(node, Self.bodyShape, report: &report) else { return nil }
    let draft = BodyDraft(offset: node.offset, type: type(reader), isModel: false, mediaType: mediaType(reader))
    if let mediaType = draft.mediaType, !MediaType.isJSON(mediaType.value), draft.type.type.value != "string" {
      report.error(
        at: draft.type.type,
        "a body of '\(mediaType.value)' and of type '\(draft.type.type.value)'; what is no JSON is a string.")
    }
    if draft.type.model != nil, draft.mediaType == nil {
      report.error(at: node.offset, "a body that is an object of a model; write the model's name in its place.")
    }
    return draft
  }
}

/// What a media type says about a body.
enum MediaType {
  /// The media type of JSON bodies.
  static let json = "application/json"

  /// Whether bodies of the media type are JSON (RFC 6839, 3.1).
  static func isJSON(_ name: String) -> Bool {
    let name = name.lowercased()
    return name == json || name == "text/json" || name.hasSuffix("+json")
  }
}
