import Foundation
import ProviderSpec

/// Writes the calls of a resource's functions.
struct SwiftExamples {
  let service: Service
  let names: SwiftServiceNames
  /// What leads to the resource's functions, for example `github.packages.packageVersions`.
  let receiver: String
  /// The service's type with the provider's, for example `GitHub.PackagesService`.
  let serviceType: String
  let enums: [String: Enumeration]
  private let models: [String: Model]
  private let functions: [String: SwiftFunction]

  init(provider: SwiftProviderNames, variable: String, service: Service, names: SwiftServiceNames, resource: Resource) {
    self.service = service
    self.names = names
    let property = names.resourceProperties[resource.name] ?? SwiftNames.memberName(resource.name)
    receiver = [variable, SwiftNames.escaped(names.propertyName), SwiftNames.escaped(property)].joined(separator: ".")
    serviceType = provider.typeName + "." + names.typeName
    enums = Dictionary(service.enums.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    models = Dictionary(service.models.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    functions = Dictionary(
      SwiftFunction.functions(of: resource, in: service).map { ($0.method.name, $0) },
      uniquingKeysWith: { first, _ in first })
  }

  /// The properties of a model's fields, in their order.
  static func properties(of model: Model) -> [String] {
    SwiftNames.memberNames(model.fields.map(\.name), suffix: "Field")
  }

  /// The call of a method with values for the given parameters.
  func call(_ method: Method, giving shown: [MethodParameter]) -> String {
    guard let function = functions[method.name] else { return "" }
    let arguments = function.arguments.compactMap { argument -> String? in
      switch argument.content {
      case .parameter(let parameter):
        guard shown.contains(parameter) else { return nil }
        let value = SQLExamples.value(parameter.parameter, in: method, enums: enums)
        return Self.label(argument.label) + ": " + literal(value, parameter.parameter.type)
      case .body(.model(let model)): return Self.label(argument.label) + ": " + value(of: model, depth: 0)
      case .body(.value(let type, _)):
        return Self.label(argument.label) + ": "
          + literal(SQLExamples.sample(of: type, named: "body", enums: enums), type)
      }
    }
    let name = receiver + "." + SwiftNames.escaped(function.name)
    let item = method.response.model.map(SwiftNames.memberName).map(SwiftNames.escaped) ?? "answer"
    switch (method.response.shape, method.body) {
    case (.none, _): return wrapped("try await \(name)(", arguments, ")")
    case (.list, nil):
      return wrapped("for try await \(item) in \(name)(", arguments, ") {") + "\n  print(\(item))\n}"
    default: return wrapped("let \(item) = try await \(name)(", arguments, ")") + "\nprint(\(item))"
    }
  }

  /// On one line where that is short, else each argument on its own.
  private func wrapped(_ start: String, _ arguments: [String], _ end: String) -> String {
    let line = start + arguments.joined(separator: ", ") + end
    if line.count <= 88 || arguments.isEmpty { return line }
    return start + "\n" + arguments.map { "  " + $0 }.joined(separator: ",\n") + "\n" + end
  }

  // MARK: Values

  /// A label as a call writes it: all keywords but one stand for themselves there.
  private static func label(_ name: String) -> String {
    name == "inout" ? "`inout`" : name
  }

  private func literal(_ value: Literal, _ type: ValueType) -> String {
    switch (type, value) {
    case (.string(format: "date-time"), .string(let text)):
      let date = (try? Date(text, strategy: .iso8601)) ?? Date(timeIntervalSince1970: 1_738_324_800)
      return "Date(timeIntervalSince1970: \(Int(date.timeIntervalSince1970)))"
    case (.enumeration(let name), .string(let text)):
      if let index = enums[name]?.values.firstIndex(where: { $0.name == text }), let enumeration = enums[name] {
        let members = SwiftNames.memberNames(
          enumeration.values.map(\.name), reserved: ["descriptor", "knownValues"])
        return "." + SwiftNames.escaped(members[index])
      }
      return "\(serviceType).\(names.enums[name] ?? "String")(rawValue: \(SwiftLiteral.string(text)))"
    case (.array(let items), .array(let values)):
      return "[" + values.map { literal($0, items) }.joined(separator: ", ") + "]"
    case (_, .object(let members)) where members.isEmpty: return "[:]"
    case (_, .string(let text)): return SwiftLiteral.string(text)
    default: return LiteralText.plain(value) ?? "nil"
    }
  }

  /// The call that makes a value of a model with what must be given.
  private func value(of model: String, depth: Int) -> String {
    guard let definition = models[model], let type = names.models[model], depth < 8 else { return "nil" }
    let arguments = zip(definition.fields, Self.properties(of: definition)).compactMap { field, property -> String? in
      guard field.isRequired, !field.isNullable else { return nil }
      return Self.label(property) + ": " + sample(field, depth: depth)
    }
    return "\(serviceType).\(type)(\(arguments.joined(separator: ", ")))"
  }

  private func sample(_ field: Field, depth: Int) -> String {
    switch field.type {
    case .model(let name): return value(of: name, depth: depth + 1)
    case .object: return "[:]"
    case .array: return "[]"
    default:
      let value = field.example ?? SQLExamples.sample(of: field.type, named: field.name, enums: enums)
      return literal(value, field.type)
    }
  }
}
