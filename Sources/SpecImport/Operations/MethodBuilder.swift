import ProviderSpec

/// Makes methods of operations.
struct MethodBuilder {
  let references: References
  let types: TypeTable
  let report: ImportReport
  /// The URL that paths are joined to.
  let server: String

  var schemas: SchemaReader { types.reader }

  /// A method whose types still have numbers for names, and what was noticed for the rest of the import.
  struct Built {
    var method: Method
    /// The response's schema behind `member`; nil where there is no body.
    var paging: PagingFacts?
  }

  /// The method of a plan; nil where there can't be one, which was reported.
  func method(_ plan: MethodPlan) -> Built? {
    let operation = plan.operation
    if let graphQL = operation.node["x-stackQL-graphQL"] { return graphQLMethod(plan, graphQL) }
    let template = PathTemplate(operation.path)
    if let problem = template.problem {
      report.add(.operation, at: operation.place, "\(operation.line) is left out: \(problem).")
      return nil
    }
    reportRest(of: operation)
    guard let answer = answer(of: plan) else { return nil }
    let parameters = parameters(of: operation, template: template)
    var method = Method(
      name: plan.name, action: plan.name, httpMethod: operation.httpMethod, path: template.path,
      parameters: parameters, body: body(of: plan, parameters: parameters), response: answer.response,
      scopes: scopes(of: operation), summary: summary(of: plan), documentation: documentation(of: operation))
    if case .value = method.body, parameters.contains(where: { $0.parameter.name == "body" }) {
      report.add(
        .body, at: operation.node["requestBody"]?.place ?? operation.place,
        "a body of one value beside a parameter 'body', whose name it needs; \(plan.name) goes without its body.")
      method.body = nil
    }
    var paging: PagingFacts?
    if answer.response.shape == .list {
      paging = PagingFacts(
        plan: plan, method: method, wrapper: answer.wrapper, item: answer.item, hasLinkHeader: answer.hasLinkHeader)
    }
    return Built(method: method, paging: paging)
  }

  // MARK: Texts

  /// What the method does, in the document's words.
  func summary(of plan: MethodPlan) -> String {
    let node = plan.operation.node
    let text =
      PlainText.joined(PlainText.summary(text(node, "summary")), PlainText.summary(text(node, "description")))
      ?? ImportNames.title(plan.name) + "."
    guard node["deprecated"]?.boolean == true, !text.lowercased().contains("deprecated") else { return text }
    return text + " Deprecated."
  }

  /// A text of a node; nil where it has none, or something else, which is reported.
  func text(_ node: Node, _ key: String) -> String? {
    guard let value = node[key], !value.isNull else { return nil }
    if let text = value.scalar { return text }
    report.add(.document, at: value.place, "'\(key)' is \(value.what); it is a text.")
    return nil
  }

  func documentation(of operation: Operation) -> String? {
    guard let place = operation.node["externalDocs"]?["url"], let url = place.scalar else { return nil }
    if let problem = SpecURL.problem(url) {
      report.add(.document, at: place.place, "'\(url)' is no web address: \(problem); the method goes without it.")
      return nil
    }
    return url
  }

  /// The scopes that the operation's security asks for.
  private func scopes(of operation: Operation) -> [String] {
    guard let security = operation.node["security"] else { return [] }
    var result: [String] = []
    for requirement in security.elements {
      for scheme in requirement.members {
        for scope in scheme.value.elements.compactMap(\.scalar) where !scope.isEmpty && !result.contains(scope) {
          result.append(scope)
        }
      }
    }
    return result
  }

  /// Lists what an operation has and a method has not.
  private func reportRest(of operation: Operation) {
    if let callbacks = operation.node["callbacks"] {
      for callback in callbacks.members where !callback.name.hasPrefix("x-") {
        report.add(
          .callback, at: callback.place,
          "the callback '\(callback.name)'; requests that a server sends are no part of a spec.")
      }
    }
    if let servers = operation.node["servers"] {
      for server in servers.elements {
        guard let url = server["url"]?.scalar, url.trimmingSuffix("/") != self.server else { continue }
        report.add(
          .server, at: server.place,
          "\(operation.line) goes to '\(url)'; a provider has one server, and the request goes to '\(self.server)'.")
      }
    }
    report.omit(.extensions, count: operation.node.members.count { $0.name.hasPrefix("x-") })
  }
}

extension String {
  /// The text without an ending, however often it is there.
  func trimmingSuffix(_ suffix: Character) -> String {
    var text = self[...]
    while text.last == suffix { text.removeLast() }
    return String(text)
  }
}
