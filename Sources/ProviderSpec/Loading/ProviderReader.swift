/// Reads a provider's file into a draft and checks what needs no service.
struct ProviderReader {
  var report: SourceReport

  static let shape = ObjectShape(
    "a provider", .optional("$schema"), .required("format", "1"), .required("name", "\"github\""),
    .required("title", "\"GitHub\""), .required("summary", "\"GitHub's REST API.\""), .optional("api_version"),
    .required("server", "{ \"url\": \"https://api.github.com\" }"), .optional("headers"), .optional("authentication"),
    .optional("pagination"), .optional("rate_limit"), .optional("errors"),
    .required("services", "[{ \"name\": \"packages\", \"file\": \"packages.json\" }]"))
  static let serverShape = ObjectShape(
    "a server", .required("url", "\"https://api.github.com\""), .optional("environment"))
  static let authenticationShape = ObjectShape(
    "an authentication", .required("scheme", "\"bearer\""), .required("environment", "[\"GITHUB_TOKEN\"]"),
    .optional("scopes_header"))
  static let rateLimitShape = ObjectShape(
    "a rate limit", .optional("limit_header"), .optional("remaining_header"), .optional("reset_header"),
    .optional("points_per_minute"), .required("read_cost", "1"), .required("write_cost", "5"),
    .required("maximum_concurrency", "100"), .required("default_concurrency", "8"))
  static let serviceShape = ObjectShape(
    "a service of a provider", .required("name", "\"packages\""), .required("file", "\"packages.json\""))

  /// The draft; nil where the file is no provider of a format that is known.
  mutating func provider(_ node: SourceNode) -> ProviderDraft? {
    guard let reader = ObjectReader(node, Self.shape, report: &report), reader.knowsFormat(&report) else { return nil }
    let name = reader.name("name", &report)
    let title = reader.string("title", &report)
    let summary = reader.string("summary", &report)
    let apiVersion = reader.optionalString("api_version", &report)?.value
    let authentication = reader.node("authentication").flatMap { self.authentication($0) }
    let server = server(reader, hasToken: reader.node("authentication") != nil)
    var draft = ProviderDraft(
      provider: Provider(
        file: report.file, name: name.value, title: title.value, summary: summary.value, apiVersion: apiVersion,
        server: server, headers: headers(reader), authentication: authentication, pagination: nil,
        rateLimit: reader.node("rate_limit").flatMap { rateLimit($0) },
        errors: reader.node("errors").map { errors($0) }
          ?? ErrorRules(refusals: []),
        services: []))
    draft.pagination = reader.node("pagination").flatMap { PaginationReader.read($0, report: &report) }
    draft.provider.pagination = draft.pagination?.pagination
    readServices(reader, into: &draft)
    return draft
  }

  // MARK: Server, headers, authentication

  private mutating func server(_ provider: ObjectReader, hasToken: Bool) -> Server {
    guard let node = provider.node("server"), let reader = ObjectReader(node, Self.serverShape, report: &report) else {
      return Server(url: "", environment: nil)
    }
    let url = reader.string("url", &report)
    if !url.value.isEmpty { check(url, hasToken: hasToken) }
    let environment = reader.optionalString("environment", &report)
    if let environment { checkEnvironment(environment) }
    return Server(url: url.value, environment: environment?.value)
  }

  private mutating func check(_ url: Located<String>, hasToken: Bool) {
    guard let parts = SpecURL.parts(url.value), SpecURL.problem(url.value) == nil else {
      let problem = SpecURL.problem(url.value) ?? "it begins with 'https://'"
      return report.error(at: url, "'\(url.value)' is no server's address: \(problem).")
    }
    if parts.authority.contains("@") {
      report.error(at: url, "the server's address holds a user; tokens come from the environment, remove it.")
    }
    if parts.rest.contains("?") || parts.rest.contains("#") {
      report.error(at: url, "the server's address has a query or a fragment; it ends with the path.")
    } else if parts.rest.hasSuffix("/") {
      report.error(at: url, "the server's address ends with '/'; paths begin with one, remove it here.")
    }
    if parts.scheme == "http", hasToken, !parts.isLoopback {
      report.error(
        at: url,
        "the token would travel unencrypted to '\(url.value)'; write 'https://\(parts.authority)\(parts.rest)'.")
    }
  }

  private mutating func checkEnvironment(_ name: Located<String>) {
    if !SpecNames.isEnvironmentVariable(name.value) {
      report.error(
        at: name,
        "'\(name.value)' can't name an environment variable; use letters, digits and underscores, as in 'API_URL'.")
    }
  }

  private mutating func headers(_ provider: ObjectReader) -> [Header] {
    let shape = ObjectShape(
      "a header", .required("name", "\"Accept\""), .required("value", "\"application/json\""))
    var seen: Set<String> = []
    var result: [Header] = []
    for element in provider.array("headers", &report) {
      guard let reader = ObjectReader(element, shape, report: &report) else { continue }
      let name = reader.string("name", &report)
      let value = reader.string("value", &report)
      checkHeader(name)
      if ["authorization", "host", "content-length", "connection", "transfer-encoding"].contains(
        name.value.lowercased())
      {
        report.error(at: name, "the header '\(name.value)' is set by Bindery itself; remove it.")
      }
      if !name.value.isEmpty, !seen.insert(name.value.lowercased()).inserted {
        report.error(at: name, "the header '\(name.value)' is given twice; remove one of the two.")
      }
      if value.value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
        report.error(at: value, "the value of a header holds a control character; remove it.")
      }
      result.append(Header(name: name.value, value: value.value))
    }
    return result
  }

  private mutating func checkHeader(_ name: Located<String>) {
    if !name.value.isEmpty, !SpecNames.isHeaderName(name.value) {
      report.error(
        at: name, "'\(name.value)' can't name a header; use letters, digits and hyphens, as in 'X-Request-Id'.")
    }
  }

  private mutating func header(_ key: String, _ reader: ObjectReader) -> String? {
    guard let name = reader.optionalString(key, &report) else { return nil }
    checkHeader(name)
    return name.value
  }

  private mutating func authentication(_ node: SourceNode) -> Authentication? {
    guard let reader = ObjectReader(node, Self.authenticationShape, report: &report) else { return nil }
    let scheme = reader.string("scheme", &report)
    if !scheme.value.isEmpty, scheme.value != "bearer" {
      report.error(
        at: scheme,
        "unknown authentication scheme '\(scheme.value)'\(Suggestion.text(for: scheme.value, orOneOf: ["bearer"]))")
    }
    let environment = reader.strings("environment", &report)
    for name in environment { checkEnvironment(name) }
    return Authentication(
      scheme: "Bearer", environment: environment.map(\.value), scopesHeader: header("scopes_header", reader))
  }

  // MARK: Limits

  private mutating func rateLimit(_ node: SourceNode) -> RateLimit? {
    guard let reader = ObjectReader(node, Self.rateLimitShape, report: &report) else { return nil }
    let maximum = reader.integer("maximum_concurrency", atLeast: 1, &report)
    let usual = reader.integer("default_concurrency", atLeast: 1, &report)
    if let maximum, let usual, usual.value > maximum.value {
      report.error(
        at: usual,
        "'default_concurrency' is \(usual.value), more than 'maximum_concurrency', \(maximum.value); lower it.")
    }
    return RateLimit(
      limitHeader: header("limit_header", reader), remainingHeader: header("remaining_header", reader),
      resetHeader: header("reset_header", reader),
      pointsPerMinute: reader.integer("points_per_minute", atLeast: 1, &report)?.value,
      readCost: reader.integer("read_cost", atLeast: 0, &report)?.value ?? 1,
      writeCost: reader.integer("write_cost", atLeast: 0, &report)?.value ?? 1,
      maximumConcurrency: maximum?.value ?? 1, defaultConcurrency: usual?.value ?? 1)
  }

  // MARK: Errors

  private mutating func errors(_ node: SourceNode) -> ErrorRules {
    let shape = ObjectShape("errors", .optional("message"), .optional("documentation"), .optional("refusals"))
    let refusalShape = ObjectShape(
      "a refusal", .required("status", "403"), .optional("message_contains"), .required("reason", "\"forbidden\""))
    var rules = ErrorRules(refusals: [])
    guard let reader = ObjectReader(node, shape, report: &report) else { return rules }
    rules.messageMember = reader.memberPath("message", &report)?.value
    rules.documentationMember = reader.memberPath("documentation", &report)?.value
    for element in reader.array("refusals", &report) {
      guard let refusal = ObjectReader(element, refusalShape, report: &report) else { continue }
      let reason = refusal.name("reason", &report)
      let text = refusal.optionalString("message_contains", &report)?.value
      guard let status = refusal.integer("status", &report) else { continue }
      guard (400...599).contains(status.value) else {
        report.error(at: status, "status \(status.value) is no failure; a refusal has one from 400 to 599.")
        continue
      }
      let wanted = text?.lowercased() ?? ""
      let earlier = rules.refusals.first { rule in
        rule.status == status.value && rule.messageContains.map { wanted.contains($0.lowercased()) } ?? true
      }
      if let earlier {
        report.error(
          at: element.offset,
          "this refusal is never reached: '\(earlier.reason)' before it matches the same answers; move it up.")
      }
      rules.refusals.append(Refusal(status: status.value, messageContains: text, reason: reason.value))
    }
    return rules
  }

  // MARK: Services

  private mutating func readServices(_ provider: ObjectReader, into draft: inout ProviderDraft) {
    var names: Set<String> = []
    var files: Set<String> = []
    let elements = provider.filledArray("services", &report)
    defer { draft.servicesAreComplete = !elements.isEmpty && draft.services.count == elements.count }
    for element in elements {
      guard let reader = ObjectReader(element, Self.serviceShape, report: &report) else { continue }
      let name = reader.name("name", &report)
      let file = reader.string("file", &report)
      if !name.value.isEmpty, !names.insert(name.value).inserted {
        report.error(at: name, "the service '\(name.value)' is given twice; give one of them another name.")
      }
      if file.value.isEmpty { continue }
      if file.value.contains("/") || file.value.contains("\\") {
        report.error(
          at: file, "'\(file.value)' is not beside the provider's file; a service's file lies in the same directory.")
      } else if !file.value.hasSuffix(".json") {
        report.error(at: file, "'\(file.value)' is no JSON file by its name; services are written in '.json' files.")
      } else if !files.insert(file.value).inserted {
        report.error(at: file, "the file '\(file.value)' is given twice; each service has its own.")
      } else {
        draft.services.append((name, file))
      }
    }
  }
}
