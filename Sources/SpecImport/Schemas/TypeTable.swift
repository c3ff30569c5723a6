import ProviderSpec

/// The models and enums of one service while they are found. Until the end they have numbers in place of names: which of
/// them are one is known only when all are there. A class, because every method of a service adds to it.
final class TypeTable {
  /// A model that was found.
  struct FoundModel {
    /// The name in the components.
    var name: String?
    var title: String?
    var text: String?
    /// The model that it was found in first, and the name of what it is there.
    var parent: Int?
    var part: String
    var fields: [Field] = []
  }

  /// An enum that was found.
  struct FoundEnum {
    var name: String?
    var parent: Int?
    var part: String
    var values: [String]
  }

  private struct ModelKey: Hashable {
    var origin: [Node.Identity]
    var isInput: Bool
  }

  /// What a type is part of, for its name.
  struct Place {
    var parent: Int?
    var part: String
    /// Whether it is sent to the server.
    var isInput = false
  }

  /// How deep arrays are nested.
  private static let maximumDepth = 8

  let reader: SchemaReader
  let report: ImportReport
  private(set) var models: [FoundModel] = []
  private(set) var enums: [FoundEnum] = []
  private var modelNumbers: [ModelKey: Int] = [:]
  private var enumNumbers: [[String]: Int] = [:]
  /// The models whose fields are not read yet.
  private var waiting: [(number: Int, schema: Schema, isInput: Bool)] = []

  init(reader: SchemaReader, report: ImportReport) {
    self.reader = reader
    self.report = report
  }

  // MARK: Types

  /// The type of a value with the schema.
  func type(of schema: Schema, at place: Place, depth: Int = 0) -> ValueType {
    switch schema.kind {
    case .any, .scalar, .null: return .object
    case .boolean: return .boolean
    case .integer: return .integer(format: format(schema, "integer"))
    case .number: return .number(format: format(schema, "number"))
    case .string:
      guard let values = schema.values else { return .string(format: format(schema, "string")) }
      return .enumeration(String(enumNumber(values, schema, at: place)))
    case .object:
      return hasFields(schema, at: place) ? .model(String(modelNumber(schema, at: place))) : .object
    case .array:
      guard let items = reader.schema(anyOf: schema.items) else { return .array(.object) }
      guard depth < Self.maximumDepth else {
        report.add(.schema, at: schema.node.place, "arrays within arrays without an end; any value is taken.")
        return .object
      }
      return .array(type(of: items, at: place, depth: depth + 1))
    }
  }

  private func format(_ schema: Schema, _ type: String) -> String? {
    guard let format = schema.format else { return nil }
    if SpecFormat.isAccepted(format, type: type), !ImportNames.hasControlCharacters(format) { return format }
    // What it says is no more than what the type says, or it is a slip.
    report.add(
      .schema, at: schema.node["format"]?.place ?? schema.node.place,
      "format '\(format)' on type '\(type)', which a spec does not know there; it is left out.")
    return nil
  }

  private func enumNumber(_ values: [String], _ schema: Schema, at place: Place) -> Int {
    if let number = enumNumbers[values] { return number }
    enumNumbers[values] = enums.count
    enums.append(
      FoundEnum(name: schema.name.flatMap(ImportNames.name), parent: place.parent, part: place.part, values: values))
    return enums.count - 1
  }

  private func modelNumber(_ schema: Schema, at place: Place) -> Int {
    // Only where it makes a difference are there two models of one schema.
    let isInput = place.isInput && schema.properties.contains { isLeftOut($0, isInput: true) }
    let key = ModelKey(origin: schema.origin, isInput: isInput)
    if let number = modelNumbers[key] { return number }
    let number = models.count
    modelNumbers[key] = number
    models.append(
      FoundModel(
        name: schema.name.flatMap(ImportNames.name).map { isInput ? $0 + "_input" : $0 },
        title: PlainText.title(schema.title), text: PlainText.summary(schema.text), parent: place.parent,
        part: place.part))
    waiting.append((number, schema, place.isInput))
    return number
  }

  /// Whether members are known that travel in the type's direction.
  private func hasFields(_ schema: Schema, at place: Place) -> Bool {
    schema.properties.contains { !isLeftOut($0, isInput: place.isInput) }
  }

  /// Whether a member travels in the other direction only.
  private func isLeftOut(_ property: Schema.Property, isInput: Bool) -> Bool {
    let key = isInput ? "readOnly" : "writeOnly"
    return property.schemas.allSatisfy { $0[key]?.boolean == true }
  }

  // MARK: Fields

  /// Reads the fields of all models that were found, and of those that are found in them.
  func readFields() {
    var next = 0
    while next < waiting.count {
      let (number, schema, isInput) = waiting[next]
      next += 1
      var fields: [Field] = []
      for property in schema.properties where !isLeftOut(property, isInput: isInput) {
        fields.append(
          field(property, isRequired: schema.required.contains(property.name), in: number, isInput: isInput))
      }
      models[number].fields = fields
    }
    waiting = []
  }

  private func field(_ property: Schema.Property, isRequired: Bool, in parent: Int, isInput: Bool) -> Field {
    let place = Place(parent: parent, part: ImportNames.name(property.name) ?? "value", isInput: isInput)
    guard let schema = reader.schema(anyOf: property.schemas) else {
      return Field(name: property.name, type: .object, isRequired: isRequired, isNullable: true, summary: "")
    }
    let type = type(of: schema, at: place)
    let title = PlainText.title(schema.title)
    return Field(
      name: property.name, type: type, isRequired: isRequired, isNullable: schema.isNullable || schema.kind == .null,
      example: example(schema, of: type), title: title, summary: summary(schema) ?? "")
  }

  /// The text of a schema with a word on whether it is on its way out.
  func summary(_ schema: Schema) -> String? {
    let text = PlainText.summary(schema.text)
    guard schema.isDeprecated, text?.lowercased().contains("deprecated") != true else { return text }
    return text.map { $0 + " Deprecated." } ?? "Deprecated."
  }

  // MARK: Examples

  /// The schema's example where it is a value of the type that a line can show.
  func example(_ schema: Schema, of type: ValueType) -> Literal? {
    guard let node = schema.example, !node.isNull else { return nil }
    return literal(node, of: type, what: "example")
  }

  /// A value of a document as one of the type; nil where it is none, or too long to be shown.
  func literal(_ node: Node, of type: ValueType, what: String) -> Literal? {
    if node.isMapping {
      report.omit(.examples)
      return nil
    }
    if node.isSequence {
      guard case .array(let items) = type, node.isSmall(9),
        node.elements.allSatisfy({ !$0.isMapping && !$0.isSequence })
      else {
        report.omit(.examples)
        return nil
      }
      let elements = node.elements.compactMap { literal($0, of: items, what: what) }
      return elements.isEmpty || elements.count < node.elements.count ? nil : .array(elements)
    }
    let result = scalar(node, of: type)
    if result == nil {
      report.add(
        .schema, at: node.place,
        "the \(what) '\((node.scalar ?? "").prefix(60))' is no value of the type; it is left out.")
    }
    return result
  }

  private func scalar(_ node: Node, of type: ValueType) -> Literal? {
    guard let text = node.scalar else { return nil }
    switch type {
    case .string: return text.isEmpty || text.utf8.count > 300 ? nil : .string(text)
    case .enumeration(let number):
      return Int(number).map { enums[$0].values.contains(text) } == true ? .string(text) : nil
    case .integer: return Int64(text).map { .number(String($0)) }
    case .number:
      // A number may be written as a text; JSON's numbers are what this accepts without white space and names.
      return Double(text).flatMap { $0.isFinite && node.kind == .number ? .number(text) : nil }
    case .boolean: return text == "true" ? .boolean(true) : text == "false" ? .boolean(false) : nil
    case .model, .object, .array: return nil
    }
  }
}
