import ProviderSpec

extension ServiceRenderer {
  /// Writes a resource: its functions and its part of the registry.
  func write(_ resource: Resource, at place: Int, to writer: inout SwiftWriter) {
    guard let type = names.resourceTypes[resource.name] else { return }
    writer.documentation(resource.summary.isEmpty ? resource.title : resource.summary)
    writer.block("public struct \(type): Sendable {") { writer in
      writer.documentation("What sends the requests.")
      writer.line("public let client: ProviderClient")
      writer.line()
      writer.documentation("Creates the resource's part of a client.")
      writer.block("public init(client: ProviderClient) {") { $0.line("self.client = client") }
      for function in SwiftFunction.functions(of: resource, in: service) {
        writer.line()
        write(function, to: &writer)
      }
      writer.line()
      writer.documentation("The resource's part of the registry.")
      writeDescriptor("descriptor: ResourceDescriptor", "resource(\(place))", to: &writer)
    }
  }

  private func write(_ function: SwiftFunction, to writer: inout SwiftWriter) {
    let method = function.method
    guard let descriptor = names.methods[method.name] else { return }
    // Inside, an argument must hide neither what the function itself names nor another one.
    let locals = SwiftNames.memberNames(
      function.arguments.map { SwiftNames.escaped($0.label) == $0.label ? $0.label : $0.label + "_value" },
      reserved: ["arguments", "client"])
    writeDocumentation(of: function, locals: locals, to: &writer)
    let parameters = zip(function.arguments, locals).map { argument, local in
      Argument("", .code(parameter(argument, local: local)))
    }
    let (effects, result, call) = signature(method)
    writer.function(
      "public func \(SwiftNames.escaped(function.name))(", parameters, ")\(effects)\(result) {"
    ) { writer in
      let sent = zip(function.arguments, locals)
      var body = ""
      if function.arguments.contains(where: { if case .parameter = $0.content { true } else { false } }) {
        writer.line("var arguments = Arguments()")
      } else {
        writer.line("let arguments = Arguments()")
      }
      for (argument, local) in sent {
        switch argument.content {
        case .parameter(let parameter):
          writer.line("arguments.set(\(SwiftLiteral.string(parameter.parameter.name)), \(local))")
        case .body:
          body = ", body: \(local)"
        }
      }
      writer.line("\(call)(Methods.\(SwiftNames.escaped(descriptor)), arguments\(body))")
    }
  }

  private func parameter(_ argument: SwiftFunction.Argument, local: String) -> String {
    let label = argument.label == local ? local : "\(SwiftNames.escaped(argument.label)) \(local)"
    switch argument.content {
    case .parameter(let parameter):
      return label + ": " + swiftType(parameter.parameter.type) + (parameter.isRequired ? "" : "? = nil")
    case .body(let body):
      return label + ": " + swiftType(body.type)
    }
  }

  private func signature(_ method: Method) -> (effects: String, result: String, call: String) {
    let type = method.response.type.map { swiftType($0) } ?? "JSONValue"
    return switch (method.response.shape, method.body) {
    case (.none, _): (" async throws", "", "try await client.perform")
    case (.object, _): (" async throws", " -> \(type)", "return try await client.object")
    case (.list, nil): ("", " -> PagedSequence<\(type)>", "return client.list")
    // What answers a body is the result of one request and has no pages.
    case (.list, _): (" async throws", " -> [\(type)]", "return try await client.object")
    }
  }

  private func writeDocumentation(of function: SwiftFunction, locals: [String], to writer: inout SwiftWriter) {
    let method = function.method
    let scopes = method.scopes.map { "`\($0)`" }.joined(separator: ", ")
    writer.documentation(
      method.summary, "`\(method.httpMethod) \(method.path)`",
      scopes.isEmpty ? "" : (method.scopes.count == 1 ? "Needs the scope " : "Needs the scopes ") + scopes + ".",
      method.documentation.map { "See <\($0)>." } ?? "")
    guard !function.arguments.isEmpty || method.response.shape != .none else { return }
    writer.line("///")
    let items = zip(function.arguments, locals).map { argument, local in (local, summary(argument)) }
    if items.count == 1 {
      writer.documentation(item: "- Parameter \(items[0].0): ", items[0].1)
    } else if !items.isEmpty {
      writer.line("/// - Parameters:")
      for (name, summary) in items { writer.documentation(item: "- \(name): ", summary, level: 1) }
    }
    if method.response.shape == .list, method.body == nil {
      writer.documentation(item: "- Returns: ", "The objects, read page by page as they are asked for.")
    } else {
      if method.response.shape != .none { writer.documentation(item: "- Returns: ", "What the provider answers.") }
      let isCheck = method.response.shape == .none && method.httpMethod == "GET"
      writer.documentation(
        item: "- Throws: ",
        isCheck
          ? "`ProviderError`; of the kind `.notFound` where it is not there."
          : "`ProviderError` where the provider refuses or can't be reached.")
    }
  }

  private func summary(_ argument: SwiftFunction.Argument) -> String {
    switch argument.content {
    case .parameter(let parameter):
      let summary = Comment.line(parameter.parameter.summary)
      return summary.isEmpty ? "The parameter `\(Comment.line(parameter.parameter.name))`." : summary
    case .body(.model(let model)):
      return "The body of the request, a `\(swiftType(.model(model)))`."
    case .body(.value(_, let mediaType)):
      return "The body of the request, of media type \(Comment.line(mediaType))."
    }
  }
}
