/// Reads a service's file into a draft: keys, types and names, but no references.
struct ServiceReader {
  var report: SourceReport

  static let shape = ObjectShape(
    "a service", .optional("$schema"), .required("format", "1"), .required("name", "\"packages\""),
    .required("title", "\"Packages\""), .required("summary", "\"Packages and their versions.\""), .optional("enums"),
    .optional("parameters"), .optional("models"), .required("methods", "[…]"), .required("resources", "[…]"))

  /// The draft; nil where the file is no service of a format that is known.
  mutating func service(_ node: SourceNode) -> ServiceDraft? {
    guard let reader = ObjectReader(node, Self.shape, report: &report), reader.knowsFormat(&report) else { return nil }
    var draft = ServiceDraft(
      name: reader.name("name", &report), title: reader.string("title", &report),
      summary: reader.string("summary", &report))
    draft.enums = reader.array("enums", &report).compactMap { enumeration($0) }
    draft.parameters = reader.array("parameters", &report).compactMap { parameter($0) }
    draft.models = reader.array("models", &report).compactMap { model($0) }
    draft.methods = reader.filledArray("methods", &report).compactMap { method($0) }
    draft.resources = reader.filledArray("resources", &report).compactMap { resource($0) }
    return draft
  }

  // MARK: Enums

  static let enumShape = ObjectShape(
    "an enum", .required("name", "\"package_type\""), .required("summary", "\"The kinds of registries.\""),
    .required("values", "[{ \"name\": \"npm\" }]"))
  static let valueShape = ObjectShape("a value of an enum", .required("name", "\"npm\""), .optional("summary"))

  private mutating func enumeration(_ node: SourceNode) -> EnumDraft? {
    guard let reader = ObjectReader(node, Self.enumShape, report: &report) else { return nil }
    var draft = EnumDraft(name: reader.name("name", &report), summary: reader.string("summary", &report).value)
    for element in reader.filledArray("values", &report) {
      guard let value = ObjectReader(element, Self.valueShape, report: &report) else { continue }
      draft.values.append(
        .init(
          name: value.foreignString("name", &report), summary: value.optionalString("summary", &report)?.value ?? ""))
    }
    return draft
  }

  // MARK: Parameters, models

  static let parameterShape = ObjectShape(
    "a parameter", .required("name", "\"org\""), .required("type", "\"string\""), .optional("format"),
    .optional("enum"), .optional("items"), .optional("in"), .optional("explode"), .optional("default"),
    .optional("wildcard"), .optional("minimum"), .optional("maximum"), .optional("example"),
    .required("summary", "\"Name of the organization.\""))

  private mutating func parameter(_ node: SourceNode) -> ParameterDraft? {
    guard let reader = ObjectReader(node, Self.parameterShape, report: &report) else { return nil }
    var draft = ParameterDraft(
      name: reader.foreignName("name", &report), type: type(reader), defaultValue: reader.node("default"),
      minimum: reader.integer("minimum", &report), maximum: reader.integer("maximum", &report),
      example: reader.node("example"), summary: reader.string("summary", &report).value)
    draft.location = reader.optionalString("in", &report)
    draft.wildcard = reader.optionalString("wildcard", &report)
    if reader.node("explode") != nil {
      draft.explode = Located(reader.boolean("explode", &report), at: reader.offset(of: "explode"))
    }
    checkTravel(of: draft)
    return draft
  }

  /// Checks that a parameter's values can be written into a URL or a header.
  private mutating func checkTravel(of draft: ParameterDraft) {
    let type = draft.type.items.first ?? draft.type
    if type.type.value == "object" || type.type.value == "array" {
      report.error(
        at: type.type,
        "a parameter of type '\(type.type.value)'; parameters travel in the URL or a header, as strings, numbers and "
          + "booleans, or an array of such.")
    }
    if let location = draft.location, location.value != "query", location.value != "header" {
      report.error(
        at: location,
        "a parameter in '\(location.value)'\(Suggestion.text(for: location.value, orOneOf: ["query", "header"]))")
    }
    if draft.location?.value == "header", !draft.name.value.isEmpty, !SpecNames.isHeaderName(draft.name.value) {
      report.error(
        at: draft.name,
        "'\(draft.name.value)' can't name a header; use letters, digits and hyphens, as in 'X-Request-Id'.")
    }
    if let explode = draft.explode, draft.type.type.value != "array" || draft.location?.value == "header" {
      report.error(at: explode, "'explode' says how an array is written into the query; remove it.")
    }
  }

  static let modelShape = ObjectShape(
    "a model", .required("name", "\"package\""), .required("title", "\"Package\""),
    .required("summary", "\"A package with its versions.\""),
    .required("fields", "[{ \"name\": \"id\", \"type\": \"integer\" }]"))
  static let fieldShape = ObjectShape(
    "a field", .required("name", "\"id\""), .required("type", "\"integer\""), .optional("format"), .optional("enum"),
    .optional("model"), .optional("items"), .optional("required"), .optional("nullable"), .optional("example"),
    .optional("title"), .optional("summary"))

  private mutating func model(_ node: SourceNode) -> ModelDraft? {
    guard let reader = ObjectReader(node, Self.modelShape, report: &report) else { return nil }
    var draft = ModelDraft(
      name: reader.name("name", &report), title: reader.string("title", &report).value,
      summary: reader.string("summary", &report).value)
    if case .array(let elements)? = reader.node("fields")?.content, elements.isEmpty {
      report.error(
        at: reader.node("fields")?.offset ?? reader.offset,
        "a model without fields; for an object of unknown members use \"type\": \"object\" without a model.")
    }
    for element in reader.array("fields", &report) {
      guard let field = ObjectReader(element, Self.fieldShape, report: &report) else { continue }
      draft.fields.append(
        FieldDraft(
          name: field.foreignName("name", &report), type: type(field), isRequired: field.boolean("required", &report),
          isNullable: field.boolean("nullable", &report), example: field.node("example"),
          title: field.optionalString("title", &report)?.value,
          summary: field.optionalString("summary", &report)?.value ?? ""))
    }
    return draft
  }

  // MARK: Methods

  static let methodShape = ObjectShape(
    "a method", .required("name", "\"get_package\""), .required("action", "\"get\""),
    .required("request", "\"GET /packages/{package_id}\""), .optional("parameters"), .optional("required"),
    .optional("optional"), .optional("body"), .optional("graphql"), .optional("pagination"),
    .required("response", "{ \"status\": 200, \"object\": \"package\" }"), .optional("scopes"),
    .optional("inverse"), .optional("documentation"), .optional("examples"),
    .required("summary", "\"Reads one package.\""))
  static let exampleShape = ObjectShape(
    "an example of a method", .required("parameter", "\"package_name\""), .required("value", "\"web\""))

  private mutating func method(_ node: SourceNode) -> MethodDraft? {
    guard let reader = ObjectReader(node, Self.methodShape, report: &report) else { return nil }
    let documentation = reader.optionalString("documentation", &report)
    if let documentation, let problem = SpecURL.problem(documentation.value) {
      report.error(at: documentation, "'\(documentation.value)' is no web address: \(problem).")
    }
    return MethodDraft(
      name: reader.name("name", &report), action: reader.name("action", &report),
      request: RequestLine(reader.string("request", &report), report: &report),
      parameters: reader.filledArray("parameters", &report).compactMap { parameter($0) },
      required: reader.strings("required", &report), optional: reader.strings("optional", &report),
      body: reader.node("body").flatMap { body($0) }, graphQL: reader.optionalString("graphql", &report),
      pagination: reader.node("pagination").flatMap { PaginationReader.read($0, report: &report) },
      response: response(reader),
      scopes: reader.strings("scopes", &report).map(\.value), inverse: reader.optionalString("inverse", &report),
      documentation: documentation?.value, examples: examples(reader),
      summary: reader.string("summary", &report).value)
  }

  private mutating func examples(_ method: ObjectReader) -> [(parameter: Located<String>, value: SourceNode)] {
    method.filledArray("examples", &report).compactMap { element in
      guard let reader = ObjectReader(element, Self.exampleShape, report: &report), let value = reader.node("value")
      else { return nil }
      return (reader.foreignString("parameter", &report), value)
    }
  }

  // MARK: Resources

  static let resourceShape = ObjectShape(
    "a resource", .required("name", "\"packages\""), .required("title", "\"Packages\""),
    .required("summary", "\"Packages of an organization.\""), .optional("model"), .optional("identity"),
    .required("methods", "[\"get_package\"]"), .required("verbs", "{ \"select\": [\"get_package\"] }"))
  static let identityShape = ObjectShape(
    "an identity", .required("parameter", "\"package_name\""), .required("field", "\"name\""))

  private mutating func resource(_ node: SourceNode) -> ResourceDraft? {
    guard let reader = ObjectReader(node, Self.resourceShape, report: &report) else { return nil }
    var draft = ResourceDraft(
      name: reader.name("name", &report), title: reader.string("title", &report).value,
      summary: reader.string("summary", &report).value, model: reader.optionalString("model", &report),
      methods: reader.strings("methods", &report))
    for element in reader.array("identity", &report) {
      guard let identity = ObjectReader(element, Self.identityShape, report: &report) else { continue }
      draft.identity.append((identity.string("parameter", &report), identity.string("field", &report)))
    }
    if let node = reader.node("verbs") { readVerbs(node, into: &draft) } else { draft.verbsAreComplete = false }
    return draft
  }

  private mutating func readVerbs(_ node: SourceNode, into draft: inout ResourceDraft) {
    guard case .object(let members) = node.content else {
      report.error(at: node.offset, "'verbs' of a resource is an object, found \(node.kind).")
      draft.verbsAreComplete = false
      return
    }
    for member in members {
      guard let verb = Verb(rawValue: member.name) else {
        report.error(
          at: member.offset,
          "unknown verb '\(member.name)'\(Suggestion.text(for: member.name, orOneOf: Verb.allCases.map(\.rawValue)))")
        draft.verbsAreComplete = false
        continue
      }
      guard case .array(let elements) = member.value.content else {
        report.error(
          at: member.value.offset, "the verb '\(verb.rawValue)' has an array of methods, found \(member.value.kind).")
        draft.verbsAreComplete = false
        continue
      }
      if elements.isEmpty {
        report.error(at: member.value.offset, "the verb '\(verb.rawValue)' has no methods; remove it.")
      }
      let names = ObjectReader.strings(elements, in: "the verb '\(verb.rawValue)'", &report)
      draft.verbs.append((Located(verb, at: member.offset), names))
    }
  }
}
