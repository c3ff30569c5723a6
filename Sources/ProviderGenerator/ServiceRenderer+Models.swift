import ProviderSpec

/// A field of a model as generated code knows it.
private struct Property {
  let field: Field
  /// The property's name, without backticks.
  let name: String
  /// The type without its question mark.
  let wrapped: String
  /// The field's place in the model.
  let index: Int

  var isOptional: Bool { !field.isRequired || field.isNullable }
  var type: String { isOptional ? wrapped + "?" : wrapped }
  var escapedName: String { SwiftNames.escaped(name) }

  /// The expression that reads the value. Functions of one type each, where there is one, are what compiles fastest.
  var value: String {
    let function =
      switch wrapped {
      case "String": "string"
      case "Int": "integer"
      case "Bool": "boolean"
      case "Date": "date"
      default: "value"
      }
    let name = isOptional ? "optional" + function.prefix(1).uppercased() + function.dropFirst() : function
    return "fieldValues.\(name)(\(index))"
  }
}

extension ServiceRenderer {
  /// Writes a model.
  func write(_ model: Model, at place: Int, to writer: inout SwiftWriter) {
    guard let type = names.models[model.name] else { return }
    let properties = properties(of: model)
    let isIdentifiable = properties.contains { $0.name == "id" && !$0.isOptional }
    writer.documentation(model.summary.isEmpty ? model.title : model.summary)
    let isSent = sentModels.contains(model.name)
    let protocols = "GeneratedModel, Codable, Hashable" + (isIdentifiable ? ", Identifiable" : "")
    writer.block("public struct \(type): \(protocols) {") { writer in
      for property in properties {
        write(property, isMutable: isSent, to: &writer)
        writer.line()
      }
      if isSent {
        writeMemberwise(properties, to: &writer)
        writer.line()
      }
      writer.documentation("The values of the fields.")
      writer.line("public \(isSent ? "private(set) var" : "let") fieldValues: FieldValues")
      writer.line()
      writer.documentation("Creates a model of values that fit its fields.")
      writer.block("public init(fieldValues: FieldValues) {") { $0.line("self.fieldValues = fieldValues") }
      writer.line()
      writeModels(of: model, to: &writer)
      writer.documentation("The model's part of the registry.")
      writeDescriptor("descriptor: ModelDescriptor", "model(\(place))", to: &writer)
    }
  }

  private func properties(of model: Model) -> [Property] {
    let all = SwiftNames.memberNames(model.fields.map(\.name), suffix: "Field")
    return zip(model.fields, all).enumerated().map { index, entry in
      Property(field: entry.0, name: entry.1, wrapped: swiftType(entry.0.type), index: index)
    }
  }

  private func write(_ property: Property, isMutable: Bool, to writer: inout SwiftWriter) {
    let field = property.field
    let summary = field.summary.isEmpty ? field.title ?? "" : field.summary
    writer.documentation(Comment.line(summary).isEmpty ? "The field `\(field.name)`." : summary)
    let declaration = "public var \(property.escapedName): \(property.type)"
    guard isMutable else {
      writer.short(declaration, property.value)
      return
    }
    writer.block(declaration + " {") { writer in
      writer.line("get { \(property.value) }")
      writer.line("set { fieldValues.set(\(property.index), newValue) }")
    }
  }

  private func writeMemberwise(_ properties: [Property], to writer: inout SwiftWriter) {
    writer.documentation("Creates a value from its parts.")
    let parameters = properties.map {
      Argument("", .code("\($0.escapedName): \($0.type)" + ($0.isOptional ? " = nil" : "")))
    }
    writer.function("public init(", parameters, ") {") { writer in
      writer.line("fieldValues = FieldValues(of: Self.self)")
      for property in properties {
        writer.line("fieldValues.set(\(property.index), \(property.escapedName))")
      }
    }
  }

  /// Writes which models the fields hold, each once.
  private func writeModels(of model: Model, to writer: inout SwiftWriter) {
    var seen: Set<String> = []
    let types = model.fields.compactMap { field -> String? in
      guard let name = field.type.model, seen.insert(name).inserted else { return nil }
      return names.models[name]
    }
    guard !types.isEmpty else { return }
    writer.documentation("The models that the fields hold.")
    writer.block("public static var models: [any GeneratedModel.Type] {") { writer in
      writer.call("[", types.map { Argument("", .code("\($0).self")) }, "]")
    }
    writer.line()
  }
}
