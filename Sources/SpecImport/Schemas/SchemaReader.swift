import ProviderSpec

/// Reads schemas of OpenAPI 3.0 and of JSON Schema 2020-12, which OpenAPI 3.1 has, in one way: each says `nullable` or
/// `type: [x, "null"]` in its own dialect, and no document has both with different meanings. A class, because a schema
/// is read once and asked for often.
final class SchemaReader {
  /// How deep schemas are put together out of each other.
  private static let maximumDepth = 40

  let references: References
  private let report: ImportReport
  private var known: [Node.Identity: Schema] = [:]
  /// The schemas that are being read: one that is part of itself has no end.
  private var open: Set<Node.Identity> = []
  /// How many more members and alternatives may be put together: documents that multiply them have no end worth waiting for.
  private var effort = 4_000_000

  init(references: References, report: ImportReport) {
    self.references = references
    self.report = report
  }

  /// What a schema says.
  func schema(_ node: Node) -> Schema { schema(node, depth: 0) }

  /// What a value may be that has one of the schemas.
  func schema(anyOf nodes: [Node]) -> Schema? {
    guard nodes.count > 1 else { return nodes.first.map { schema($0) } }
    let schemas = nodes.map { schema($0) }
    guard spend(schemas, at: nodes[0]) else { return Schema(.any, node: nodes[0]) }
    if let union = Schema.union(of: schemas) { return union }
    report.add(
      .schema, at: nodes[1].place,
      "kinds of values that have no type in common (\(Self.kinds(schemas))); any value is taken.")
    return nodes.first.map { Schema(.any, node: $0) }
  }

  private func schema(_ node: Node, depth: Int) -> Schema {
    if let schema = known[node.identity] { return schema }
    guard depth < Self.maximumDepth, open.insert(node.identity).inserted else {
      report.add(.schema, at: node.place, "a schema that is a part of itself without an end; any value is taken.")
      return Schema(.any, node: node)
    }
    defer { open.remove(node.identity) }
    let schema = read(node, depth: depth)
    known[node.identity] = schema
    return schema
  }

  private func read(_ node: Node, depth: Int) -> Schema {
    if node["$ref"] != nil {
      guard let target = references.target(of: node) else { return Schema(.any, node: node) }
      var schema = schema(target.node, depth: depth + 1)
      if schema.origin == [target.node.identity] { schema.name = target.name }
      // 3.1 allows keys beside a reference, and in 3.0 they are there all the same.
      for step in target.steps.reversed() where node["$ref"] != nil && step.members.count > 1 {
        schema = read(beside: step, schema)
      }
      return schema
    }
    guard node.isMapping else {
      if node.boolean == nil {
        report.add(.schema, at: node.place, "a schema that is \(node.what); any value is taken.")
      }
      return Schema(.any, node: node)
    }
    var schema = own(node)
    combine(&schema, depth: depth)
    return schema
  }

  /// What the keys beside a reference add to what it leads to.
  private func read(beside node: Node, _ target: Schema) -> Schema {
    var schema = target
    schema.title = text(node, "title") ?? schema.title
    schema.text = text(node, "description") ?? text(node, "summary") ?? schema.text
    if node["nullable"]?.boolean == true { schema.isNullable = true }
    schema.isDeprecated = schema.isDeprecated || node["deprecated"]?.boolean == true
    schema.example = node["example"] ?? schema.example
    schema.defaultValue = node["default"] ?? schema.defaultValue
    let read = [
      "$ref", "title", "description", "summary", "nullable", "deprecated", "example", "examples", "default", "readOnly",
      "writeOnly",
    ]
    for member in node.members where !read.contains(member.name) && !member.name.hasPrefix("x-") {
      report.add(.schema, at: member.place, "'\(member.name)' beside a '$ref'; only what the '$ref' leads to counts.")
    }
    return schema
  }

  // MARK: One schema's own keys

  private func own(_ node: Node) -> Schema {
    var schema = Schema(.any, node: node)
    schema.title = text(node, "title")
    schema.text = text(node, "description")
    schema.isNullable = node["nullable"]?.boolean == true
    schema.isDeprecated = node["deprecated"]?.boolean == true
    schema.example = node["example"] ?? node["examples"]?.elements.first
    schema.defaultValue = node["default"]
    schema.format = text(node, "format")
    readType(node, &schema)
    readValues(node, &schema)
    readLimits(node, &schema)
    if let required = node["required"] {
      if required.isSequence {
        schema.required = Set(required.elements.compactMap(\.string))
      } else if required.boolean == nil {
        report.add(.schema, at: required.place, "'required' is \(required.what); it is an array of names.")
      }
    }
    readMembers(node, &schema)
    for key in [
      "not", "if", "patternProperties", "dependentSchemas", "prefixItems", "contains", "discriminator", "xml",
    ] {
      guard let value = node[key] else { continue }
      report.add(.schema, at: value.place, "'\(key)' of a schema; a spec's types have nothing like it.")
    }
    let constraints = [
      "pattern", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
      "multipleOf",
    ]
    report.omit(.constraints, count: constraints.count { node[$0] != nil })
    return schema
  }

  private func readType(_ node: Node, _ schema: inout Schema) {
    guard let type = node["type"] else {
      if node["properties"] != nil || node["additionalProperties"] != nil {
        schema.kind = .object
      } else if node["items"] != nil {
        schema.kind = .array
      }
      return
    }
    let names = type.isSequence ? type.elements : [type]
    var kinds: [Schema.Kind] = []
    for name in names {
      guard let kind = kind(name) else { continue }
      if kind == .null { schema.isNullable = true } else if !kinds.contains(kind) { kinds.append(kind) }
    }
    if kinds.isEmpty { schema.kind = schema.isNullable && !names.isEmpty && node["nullable"] == nil ? .null : .any }
    if kinds.count == 1 { schema.kind = kinds[0] }
    if kinds.count > 1 {
      if Set(kinds) == [.integer, .number] {
        schema.kind = .number
      } else if Set(kinds).isDisjoint(with: [.array, .object]) {
        schema.kind = .scalar
      } else {
        let list = kinds.map { "\($0)" }.joined(separator: ", ")
        report.add(.schema, at: type.place, "values of several types (\(list)); any value is taken.")
      }
    }
  }

  private func kind(_ node: Node) -> Schema.Kind? {
    switch node.scalar ?? (node.isNull ? "null" : "") {
    case "string": return .string
    case "integer": return .integer
    case "number": return .number
    case "boolean": return .boolean
    case "array": return .array
    case "object": return .object
    case "null": return .null
    case "file":
      report.add(.schema, at: node.place, "the type 'file'; a text is taken.")
      return .string
    default:
      report.add(.schema, at: node.place, "unknown type '\(node.scalar ?? node.what)'; any value is taken.")
      return nil
    }
  }

  private func readValues(_ node: Node, _ schema: inout Schema) {
    var elements: [Node]
    if let values = node["enum"] {
      elements = values.elements
      if !values.isSequence {
        report.add(.schema, at: values.place, "'enum' is \(values.what); it is an array of values.")
        return
      }
    } else if let value = node["const"] {
      elements = [value]
    } else {
      return
    }
    if elements.contains(where: \.isNull) {
      schema.isNullable = true
      elements.removeAll(where: \.isNull)
    }
    if schema.kind == .any { schema.kind = Self.kind(ofValues: elements) }
    guard schema.kind == .string else {
      if !elements.isEmpty {
        report.add(.schema, at: elements[0].place, "fixed values that are no texts; any value of the type is taken.")
      }
      return
    }
    var values: [String] = []
    var seen: Set<String> = []
    for element in elements {
      guard let value = element.scalar, !value.isEmpty else {
        report.add(.schema, at: element.place, "an empty value of an enum, or one that is no text; it is left out.")
        continue
      }
      if seen.insert(value).inserted { values.append(value) }
    }
    schema.values = values.isEmpty ? nil : values
  }

  private static func kind(ofValues elements: [Node]) -> Schema.Kind {
    let kinds = Set(elements.map(\.kind))
    if kinds == [.string] { return .string }
    if kinds == [.boolean] { return .boolean }
    if kinds == [.number] { return elements.allSatisfy { $0.integer != nil } ? .integer : .number }
    return .any
  }

  private func readLimits(_ node: Node, _ schema: inout Schema) {
    guard schema.kind == .integer || schema.kind == .number else { return }
    schema.minimum = node["minimum"]?.integer
    schema.maximum = node["maximum"]?.integer
    if schema.kind == .integer {
      // A number in 3.1, in 3.0 a word about the limit beside it.
      if let limit = node["exclusiveMinimum"] {
        let value = limit.boolean == true ? schema.minimum : limit.integer
        if let value, value < .max { schema.minimum = value + 1 }
      }
      if let limit = node["exclusiveMaximum"] {
        let value = limit.boolean == true ? schema.maximum : limit.integer
        if let value, value > .min { schema.maximum = value - 1 }
      }
    }
    if let minimum = schema.minimum, let maximum = schema.maximum, minimum > maximum {
      report.add(.schema, at: node.place, "a minimum above the maximum; both are left out.")
      (schema.minimum, schema.maximum) = (nil, nil)
    }
  }

  private func readMembers(_ node: Node, _ schema: inout Schema) {
    if schema.kind == .array {
      if let items = node["items"] { schema.items = [items] }
      return
    }
    if let properties = node["properties"], schema.kind == .object || schema.kind == .any {
      schema.kind = .object
      if !properties.isMapping {
        report.add(.schema, at: properties.place, "'properties' is \(properties.what); it is an object of schemas.")
      }
      for member in properties.members {
        guard !member.name.isEmpty, !ImportNames.hasControlCharacters(member.name) else {
          report.add(.schema, at: member.place, "a member without a name that could be shown; it is left out.")
          continue
        }
        schema.properties.append(Schema.Property(name: member.name, schemas: [member.value]))
      }
    } else if let properties = node["properties"] {
      report.add(.schema, at: properties.place, "'properties' of a type that has none; they are left out.")
    }
    schema.isEmptyObject =
      schema.kind == .object && schema.properties.isEmpty && node["additionalProperties"]?.boolean == false
    if let others = node["additionalProperties"], others.isMapping, !others.members.isEmpty {
      schema.hasOtherMembers = true
      if !schema.properties.isEmpty {
        report.add(.schema, at: others.place, "members of any other name beside the known ones; only those are fields.")
      }
    }
  }

  private func text(_ node: Node, _ key: String) -> String? {
    guard let value = node[key], !value.isNull else { return nil }
    guard let text = value.scalar else {
      report.add(.schema, at: value.place, "'\(key)' is \(value.what); it is a text.")
      return nil
    }
    return text.isEmpty ? nil : text
  }

  // MARK: allOf, oneOf, anyOf

  private func combine(_ schema: inout Schema, depth: Int) {
    let node = schema.node
    if let parts = node["allOf"] {
      let schemas = parts.elements.map { self.schema($0, depth: depth + 1) }
      guard spend(schemas, at: parts) else { return }
      mergeAll(schemas, into: &schema, at: parts)
    }
    for key in ["oneOf", "anyOf"] {
      guard let parts = node[key] else { continue }
      let schemas = parts.elements.map { self.schema($0, depth: depth + 1) }
      // Alternatives that only say which members are required leave the type to what is beside them.
      guard schemas.contains(where: { $0.kind != .any }), spend(schemas, at: parts) else { continue }
      guard let union = Schema.union(of: schemas) else {
        report.add(
          .schema, at: parts.place,
          "'\(key)' of what has no type in common (\(Self.kinds(schemas))); any value is taken.")
        if schema.kind == .any { continue }
        continue
      }
      mergeAll([union], into: &schema, at: parts)
    }
  }

  /// Whether there is effort left to put the schemas together.
  private func spend(_ schemas: [Schema], at place: Node) -> Bool {
    effort -= schemas.reduce(0) { $0 + 1 + $1.properties.count + $1.items.count + $1.origin.count }
    if effort > 0 { return true }
    report.add(.schema, at: place.place, "schemas that are put together too many times; any value is taken.")
    return false
  }

  private func mergeAll(_ schemas: [Schema], into schema: inout Schema, at place: Node) {
    let saidNothing = schema.kind == .any && schema.required.isEmpty
    var places = schema.placesOfProperties
    for part in schemas where !schema.merge(part, places: &places) {
      report.add(
        .schema, at: place.place, "parts that contradict each other (\(Self.kinds([schema, part]))); the first counts.")
    }
    // A wrapper around a single schema is that schema: its model keeps its name.
    if saidNothing, schemas.count == 1, schemas[0].origin.count == 1 {
      schema.origin = schemas[0].origin
      schema.name = schemas[0].name
    }
  }

  private static func kinds(_ schemas: [Schema]) -> String {
    var names: [String] = []
    for schema in schemas where !names.contains("\(schema.kind)") { names.append("\(schema.kind)") }
    return names.joined(separator: ", ")
  }
}
