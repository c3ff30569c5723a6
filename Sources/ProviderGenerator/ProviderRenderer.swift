import ProviderSpec

/// Writes the provider's file: the type that a user starts from, and the root of the registry.
struct ProviderRenderer {
  let provider: Provider
  let names: SwiftProviderNames
  let version: Int

  func render() -> GeneratedFile {
    var writer = SwiftWriter()
    FileHeader.write(to: &writer, sources: [provider.file], version: version, needsFoundation: false)
    writer.documentation(provider.summary.isEmpty ? provider.title : provider.summary)
    writer.block("public struct \(names.typeName): Sendable {") { writer in
      client(&writer)
      for (service, serviceNames) in zip(provider.services, names.services) {
        writer.line()
        writer.documentation(service.summary.isEmpty ? service.title : service.summary)
        let property = SwiftNames.escaped(serviceNames.propertyName)
        writer.short("public var \(property): \(serviceNames.typeName)", "\(serviceNames.typeName)(client: client)")
      }
      writer.line()
      writer.documentation("The registry: what this provider offers, as plain data.")
      writer.call("public static let descriptor: ProviderDescriptor = ProviderDescriptor(", descriptor)
    }
    return GeneratedFile(
      name: GeneratedFile.name(providerTitle: provider.title, providerName: provider.name), text: writer.text)
  }

  private func client(_ writer: inout SwiftWriter) {
    writer.documentation("What sends the requests.")
    writer.line("public let client: ProviderClient")
    writer.line()
    let variables = provider.authentication?.environment ?? []
    let named = variables.map { "`\(Comment.line($0))`" }.joined(separator: " or ")
    writer.documentation("Creates a client.")
    writer.line("///")
    writer.line("/// - Parameters:")
    writer.documentation(
      item: "- token: ",
      variables.isEmpty
        ? "The token to send; nil or an empty string for none."
        : "The token to send; nil takes the one in the environment (\(named)), an empty string sends none.",
      level: 1)
    writer.documentation(item: "- transport: ", "What carries the requests, for example a `CurlTransport`.", level: 1)
    writer.documentation(item: "- configuration: ", "Time limits, concurrency, and where requests go.", level: 1)
    let parameters = [
      "token: String? = nil", "transport: any HTTPTransport",
      "configuration: ClientConfiguration = ClientConfiguration()",
    ]
    writer.function("public init(", parameters.map { Argument("", .code($0)) }, ") {") { writer in
      writer.call(
        "client = ProviderClient(",
        ["provider: Self.descriptor", "transport: transport", "token: token", "configuration: configuration"].map {
          Argument("", .code($0))
        })
    }
    writer.line()
    writer.documentation("Creates a client that sends its requests through another one, which shares its limits.")
    writer.block("public init(client: ProviderClient) {") { writer in
      writer.line("self.client = client")
    }
  }

  private var descriptor: [Argument] {
    var arguments: [Argument] = [
      Argument("name", .string(provider.name)),
      Argument("title", .string(provider.title)),
      Argument("summary", .string(provider.summary)),
      Argument(
        "server",
        .call(
          "ServerDescriptor",
          [Argument("url", .string(provider.server.url))] + string("environment", provider.server.environment))),
    ]
    if !provider.headers.isEmpty {
      let headers: [Argument.Value] = provider.headers.map {
        .call("HeaderDescriptor", [Argument("name", .string($0.name)), Argument("value", .string($0.value))])
      }
      arguments.append(Argument("headers", .list(headers)))
    }
    if let authentication = provider.authentication {
      arguments.append(
        Argument(
          "authentication",
          .call(
            "AuthenticationDescriptor",
            [
              Argument("scheme", .string(authentication.scheme)),
              Argument("environment", .list(authentication.environment.map { .string($0) })),
            ] + string("scopesHeader", authentication.scopesHeader))))
    }
    if let pagination = provider.pagination {
      arguments.append(
        Argument(
          "pagination",
          .call(
            "PaginationDescriptor",
            pagination.arguments)))
    }
    if let limit = provider.rateLimit {
      arguments.append(Argument("rateLimit", .call("RateLimitDescriptor", rateLimit(limit))))
    }
    arguments.append(Argument("errors", .call("ErrorDescriptor", errors)))
    arguments.append(Argument("services", .list(names.services.map { .code("\($0.typeName).descriptor") })))
    return arguments
  }

  private func rateLimit(_ limit: RateLimit) -> [Argument] {
    string("limitHeader", limit.limitHeader) + string("remainingHeader", limit.remainingHeader)
      + string("resetHeader", limit.resetHeader) + integer("pointsPerMinute", limit.pointsPerMinute)
      + integer("readCost", limit.readCost) + integer("writeCost", limit.writeCost)
      + integer("maximumConcurrency", limit.maximumConcurrency)
      + integer("defaultConcurrency", limit.defaultConcurrency)
  }

  private var errors: [Argument] {
    var arguments = member("messageMember", provider.errors.messageMember)
    arguments += member("documentationMember", provider.errors.documentationMember)
    if !provider.errors.refusals.isEmpty {
      let refusals: [Argument.Value] = provider.errors.refusals.map {
        .call(
          "RefusalDescriptor",
          integer("status", $0.status) + string("messageContains", $0.messageContains) + string("reason", $0.reason))
      }
      arguments.append(Argument("refusals", .list(refusals)))
    }
    return arguments
  }
}

/// An argument that is left away where there is no text.
func string(_ label: String, _ text: String?) -> [Argument] {
  text.map { [Argument(label, .string($0))] } ?? []
}

/// An argument that is left away where there is no number.
func integer(_ label: String, _ number: Int?) -> [Argument] {
  number.map { [Argument(label, .code(String($0)))] } ?? []
}
