import ProviderSpec
import Testing

/// The bundled spec says what GitHub's own document says, but for differences that are explained here.
@Suite(
  .enabled(
    if: OpenAPIDocument.isReadable,
    "needs python3 with PyYAML and GitHub's OpenAPI document; BINDERY_GITHUB_OPENAPI may say where that is"))
struct OpenAPIFactsTests {
  /// Query parameters that an operation takes, though the document does not list them: paging is seen to work there.
  private static let undocumented: [String: Set<String>] = [
    "get_all_package_versions_for_package_owned_by_user": ["page", "per_page"]
  ]

  /// Fields that differ, and why.
  private static let explained: [String: String] = [
    "package-version.metadata.docker.tags":
      "the document requires it without defining it; both names are seen, neither always",
    "package.visibility": "the document's enum omits 'internal', which answers carry",
  ]

  @Test func everyOperationIsThereWithItsParameters() throws {
    let document = try OpenAPIDocument.load()
    let service = try BundledSpecTests.load()
    #expect(Set(service.methods.map(\.name)) == Set(document.operations.keys))
    for method in service.methods {
      let operation = try #require(document.operations[method.name])
      #expect("\(method.httpMethod) \(method.path)" == operation.request)
      #expect(method.documentation == operation.documentation)
      #expect(method.response.status == operation.status)
      switch method.response.shape {
      case .none: #expect(operation.shape == "none")
      case .object: #expect(operation.shape == "object")
      default: #expect(operation.shape == "list")
      }
      let model = service.models.first { $0.name == method.response.model }
      #expect(model?.title ?? "" == operation.title)
      let undocumented = Self.undocumented[method.name] ?? []
      let ours = method.parameters.filter { !undocumented.contains($0.parameter.name) }
        .map { Self.fact($0, service) }
      #expect(Set(ours) == Set(operation.parameters), "\(method.name)")
      #expect(ours.count == operation.parameters.count)
    }
  }

  private static func fact(_ use: MethodParameter, _ service: Service) -> OpenAPIDocument.Parameter {
    let facts = typeFacts(use.parameter.type, service)
    let text: String? =
      switch use.parameter.defaultValue {
      case .string(let text), .number(let text): text
      default: nil
      }
    return OpenAPIDocument.Parameter(
      name: use.parameter.name, location: use.location.rawValue, required: use.isRequired, type: facts.type,
      values: facts.values, defaultValue: text)
  }

  private static func typeFacts(
    _ type: ValueType, _ service: Service
  ) -> (type: String, format: String?, values: [String]) {
    switch type {
    case .string(let format): ("string", format, [])
    case .enumeration(let name):
      ("string", nil, service.enums.first { $0.name == name }?.values.map(\.name) ?? [])
    case .integer(let format): ("integer", format, [])
    case .number(let format): ("number", format, [])
    case .boolean: ("boolean", nil, [])
    case .model, .object: ("object", nil, [])
    case .array: ("array", nil, [])
    }
  }

  @Test func methodsAreChosenInTheOrderOfTheMappings() throws {
    let document = try OpenAPIDocument.load()
    for resource in try BundledSpecTests.load().resources {
      guard let mapping = document.verbs[resource.name] else { continue }
      for (verb, methods) in mapping where !methods.isEmpty {
        #expect(resource.verbs.first { $0.verb.rawValue == verb }?.methods == methods, "\(resource.name) \(verb)")
      }
    }
  }

  @Test func everyFieldIsThereWithItsType() throws {
    let document = try OpenAPIDocument.load()
    let service = try BundledSpecTests.load()
    var waiting = [("package", "package"), ("package-version", "package_version")]
    var fields = 0
    while let (path, name) = waiting.popLast() {
      let schema = try #require(document.schemas[path], "\(path)")
      let model = try #require(service.models.first { $0.name == name })
      let ours = model.fields.filter { Self.explained["\(path).\($0.name)"] == nil }
      let theirs = schema.filter { Self.explained["\(path).\($0.name)"] == nil }
      #expect(Set(ours.map(\.name)) == Set(theirs.map(\.name)), "\(path)")
      for field in ours {
        let fact = try #require(theirs.first { $0.name == field.name })
        let type = Self.typeFacts(field.type, service)
        #expect(type.type == fact.type && type.format == fact.format, "\(path).\(field.name)")
        #expect(type.values == fact.values, "\(path).\(field.name)")
        #expect(field.isRequired == fact.required, "\(path).\(field.name)")
        #expect(field.isNullable == fact.nullable, "\(path).\(field.name)")
        fields += 1
        var element = field.type
        while case .array(let inner) = element { element = inner }
        if case .model(let nested) = element { waiting.append(("\(path).\(field.name)", nested)) }
      }
    }
    #expect(fields > 180)
  }
}
