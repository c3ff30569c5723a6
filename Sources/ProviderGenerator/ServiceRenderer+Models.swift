import ProviderSpec

/// A field of a model as generated code knows it.
private struct Property {
  let field: Field
  /// The property's name, without backticks.
  let name: String
  /// The type without its question mark.
  let wrapped: String
  /// Where the value is kept if not in the property itself.
  let storage: String?

  var isOptional: Bool { !field.isRequired || field.isNullable }
  var type: String { isOptional ? wrapped + "?" : wrapped }
  var escapedName: String { SwiftNames.escaped(name) }
  var holdsDate: Bool { field.type.holdsDate }

  /// The functions of `FieldDecoder` and `FieldEncoder` that treat absence and null as the spec says.
  var presence: String { !field.isRequired ? "optional" : field.isNullable ? "nullable" : "required" }
}

extension ServiceRenderer {
  /// Writes a model.
  func write(_ model: Model, to writer: inout SwiftWriter) {
    guard let type = names.models[model.name] else { return }
    let properties = properties(of: model)
    let isIdentifiable = properties.contains { $0.name == "id" && !$0.isOptional }
    writer.documentation(model.summary.isEmpty ? model.title : model.summary)
    let isSent = sentModels.contains(model.name)
    writer.block("public struct \(type): GeneratedModel\(isIdentifiable ? ", Identifiable" : "") {") { writer in
      for property in properties { write(property, isMutable: isSent, to: &writer) }
      if isSent { writeMemberwise(properties, to: &writer) }
      if !properties.isEmpty { writer.line() }
      writeDecoding(properties, to: &writer)
      writer.line()
      writeEncoding(properties, to: &writer)
      writer.line()
      writeDescriptor(of: model, to: &writer)
    }
  }

  private func properties(of model: Model) -> [Property] {
    let indirect = model.fields.filter { recursion.isIndirect($0, of: model) }
    let all = SwiftNames.memberNames(
      model.fields.map(\.name) + indirect.map { $0.name + "_storage" }, suffix: "Field")
    var storage = all.dropFirst(model.fields.count)
    return zip(model.fields, all).map { field, name in
      Property(
        field: field, name: name, wrapped: swiftType(field.type),
        storage: recursion.isIndirect(field, of: model) ? storage.popFirst() : nil)
    }
  }

  private func write(_ property: Property, isMutable: Bool, to writer: inout SwiftWriter) {
    let field = property.field
    let summary = field.summary.isEmpty ? field.title ?? "" : field.summary
    writer.documentation(Comment.line(summary).isEmpty ? "The field `\(field.name)`." : summary)
    guard let storage = property.storage else {
      writer.line("public \(isMutable ? "var" : "let") \(property.escapedName): \(property.type)")
      return
    }
    let value = "self.\(storage)\(property.isOptional ? "?" : "").value"
    if isMutable {
      writer.block("public var \(property.escapedName): \(property.type) {") { writer in
        writer.line("get { \(value) }")
        writer.line("set { self.\(storage) = Indirect(\(property.isOptional ? "optional: " : "")newValue) }")
      }
    } else {
      writer.line("public var \(property.escapedName): \(property.type) { \(value) }")
    }
    writer.line(
      "private \(isMutable ? "var" : "let") \(storage): Indirect<\(property.wrapped)>\(property.isOptional ? "?" : "")")
  }

  private func writeMemberwise(_ properties: [Property], to writer: inout SwiftWriter) {
    if !properties.isEmpty { writer.line() }
    writer.documentation("Creates a value from its parts.")
    let parameters = properties.map {
      Argument("", .code("\($0.escapedName): \($0.type)" + ($0.isOptional ? " = nil" : "")))
    }
    writer.function("public init(", parameters, ") {") { writer in
      for property in properties {
        writer.line(assignment(property, property.escapedName))
      }
    }
  }

  private func assignment(_ property: Property, _ value: String, effect: String = "") -> String {
    guard let storage = property.storage else { return "self.\(property.escapedName) = \(effect)\(value)" }
    return "self.\(storage) = \(effect)" + (property.isOptional ? "Indirect(optional: \(value))" : "Indirect(\(value))")
  }

  private func writeDecoding(_ properties: [Property], to writer: inout SwiftWriter) {
    writer.documentation("Reads the fields; members that the spec does not know are passed over.")
    writer.block("public init(_ fields: FieldDecoder) throws {") { writer in
      for property in properties {
        let name = SwiftLiteral.string(property.field.name)
        if !property.holdsDate {
          writer.line(assignment(property, "fields.\(property.presence)(\(name))", effect: "try "))
        } else if case .string = property.field.type {
          writer.line("self.\(property.escapedName) = try fields.\(property.presence)Date(\(name))")
        } else {
          let local = "timestamps: \(timestampType(property.field.type))" + (property.isOptional ? "?" : "")
          let map =
            property.isOptional
            ? "timestamps.map { \(unwrapped("$0", property.field.type)) }"
            : unwrapped("timestamps", property.field.type)
          writer.block("do {") { writer in
            writer.line("let \(local) = try fields.\(property.presence)(\(name))")
            writer.line("self.\(property.escapedName) = \(map)")
          }
        }
      }
    }
  }

  private func writeEncoding(_ properties: [Property], to writer: inout SwiftWriter) {
    writer.documentation("Writes the fields in the order of the spec.")
    writer.block("public func write(to fields: inout FieldEncoder) throws {") { writer in
      for property in properties {
        let name = SwiftLiteral.string(property.field.name)
        let value = "self.\(property.escapedName)"
        if !property.holdsDate {
          writer.line("try fields.\(property.presence)(\(value), \(name))")
        } else if case .string = property.field.type {
          writer.line("try fields.\(property.presence)Date(\(value), \(name))")
        } else {
          let map =
            property.isOptional
            ? "\(value).map { \(wrapped("$0", property.field.type)) }"
            : wrapped(value, property.field.type)
          writer.line("try fields.\(property.presence)(\(map), \(name))")
        }
      }
    }
  }

  /// An array of dates as it is read and written.
  private func timestampType(_ type: ValueType) -> String {
    if case .array(let element) = type { "[" + timestampType(element) + "]" } else { "Timestamp" }
  }

  /// The expression with dates in place of timestamps, however deep the arrays.
  private func unwrapped(_ value: String, _ type: ValueType) -> String {
    guard case .array(let element) = type else { return value + ".date" }
    if case .array = element { return "\(value).map { \(unwrapped("$0", element)) }" }
    return "\(value).map(\\.date)"
  }

  /// The inverse of `unwrapped`.
  private func wrapped(_ value: String, _ type: ValueType) -> String {
    guard case .array(let element) = type else { return "Timestamp(\(value))" }
    if case .array = element { return "\(value).map { \(wrapped("$0", element)) }" }
    return "\(value).map(Timestamp.init)"
  }
}
