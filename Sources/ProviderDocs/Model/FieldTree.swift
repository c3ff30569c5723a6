import ProviderSpec

/// Opens out the objects within a row. Each model is listed once on a page; where it comes again, within itself too, the
/// field leads to that place.
struct FieldTree {
  let models: [String: Model]
  let enums: [String: Enumeration]
  private var opened: [String: String] = [:]
  private var waiting: [(model: Model, path: [String], swift: String)] = []

  init(models: [String: Model], enums: [String: Enumeration]) {
    self.models = models
    self.enums = enums
  }

  /// The members of a row, then those of the objects within it, outer ones first.
  mutating func groups(of model: Model, columns: TableColumns) -> [FieldGroup] {
    opened[model.name] = Anchor.fields
    waiting = [(model, [], "")]
    var groups: [FieldGroup] = []
    while !waiting.isEmpty {
      let next = waiting.removeFirst()
      let properties = SwiftExamples.properties(of: next.model)
      let fields = zip(next.model.fields, properties).map { field, property in
        entry(field, in: next.path, swift: next.swift + SwiftNames.escaped(property), columns: columns)
      }
      groups.append(
        FieldGroup(
          path: next.path, anchor: next.path.isEmpty ? Anchor.fields : Anchor.members(next.path),
          title: SpecText.line(next.model.title), summary: Prose(spec: next.model.summary), fields: fields))
    }
    return groups
  }

  private mutating func entry(_ field: Field, in parent: [String], swift: String, columns: TableColumns) -> FieldEntry {
    let path = parent + [field.name]
    var members: String?
    if let (name, suffix) = Self.model(in: field.type), let model = models[name] {
      let isOptional = !field.isRequired || field.isNullable
      members = open(
        model, at: path + (suffix ? ["[]"] : []), swift: swift + (suffix ? "[]" : isOptional ? "?" : "") + ".")
    }
    return FieldEntry(
      path: path, anchor: Anchor.field(path), datatype: Datatype.name(field.type),
      summary: Prose(spec: field.summary), title: field.title.map(SpecText.line),
      example: LiteralText.plain(field.example), values: Datatype.values(field.type, enums),
      isAlwaysThere: field.isRequired && !field.isNullable, sql: Self.sql(path, columns), swift: swift,
      members: members)
  }

  private mutating func open(_ model: Model, at path: [String], swift: String) -> String {
    if let anchor = opened[model.name] { return anchor }
    let anchor = Anchor.members(path)
    opened[model.name] = anchor
    waiting.append((model, path, swift))
    return anchor
  }

  /// The model of an object or of an array's objects, and whether it is an array.
  private static func model(in type: ValueType) -> (name: String, isArray: Bool)? {
    switch type {
    case .model(let name): (name, false)
    case .array(let element): model(in: element).map { ($0.name, true) }
    default: nil
    }
  }

  /// A column, or the member of one; what is within an array has no expression of its own.
  private static func sql(_ path: [String], _ columns: TableColumns) -> String? {
    guard let column = columns.fields.first(where: { $0.field.name == path[0] })?.column else { return nil }
    let members = path.dropFirst()
    if members.isEmpty { return SQLNames.name(column) }
    guard !members.contains("[]") else { return nil }
    return SQLNames.jsonPath(members).map { "json_extract(\(SQLNames.name(column)), \(SQLNames.string($0)))" }
  }
}

/// Types as the docs name them.
enum Datatype {
  /// The type, with its format.
  static func name(_ type: ValueType) -> String {
    switch type {
    case .string(let format): "string" + suffix(format)
    case .enumeration: "string"
    case .integer(let format): "integer" + suffix(format)
    case .number(let format): "number" + suffix(format)
    case .boolean: "boolean"
    case .model, .object: "object"
    case .array(let element): "array of " + plural(element)
    }
  }

  private static func suffix(_ format: String?) -> String {
    format.map { " (\(SpecText.line($0)))" } ?? ""
  }

  private static func plural(_ type: ValueType) -> String {
    switch type {
    case .string(let format): "strings" + suffix(format)
    case .enumeration: "strings"
    case .integer(let format): "integers" + suffix(format)
    case .number(let format): "numbers" + suffix(format)
    case .boolean: "booleans"
    case .model, .object: "objects"
    case .array(let element): "arrays of " + plural(element)
    }
  }

  /// The known values of a string, or of an array's strings.
  static func values(_ type: ValueType, _ enums: [String: Enumeration]) -> [ValueEntry] {
    switch type {
    case .enumeration(let name):
      enums[name]?.values.map { ValueEntry(name: $0.name, summary: Prose(spec: $0.summary)) } ?? []
    case .array(let element): values(element, enums)
    default: []
    }
  }
}
