import ProviderSpec

/// Methods that StackQL describes by a GraphQL document with placeholders (`x-stackQL-graphQL`).
extension MethodBuilder {
  /// The method; nil where the document can't be carried over, which was reported.
  func graphQLMethod(_ plan: MethodPlan, _ node: Node) -> Built? {
    let operation = plan.operation
    func leaveOut(_ place: SourcePlace, _ reason: String) -> Built? {
      report.add(.operation, at: place, "\(operation.line) is left out: \(reason).")
      return nil
    }
    guard let text = node["query"]?.scalar else { return leaveOut(node.place, "its GraphQL has no 'query'") }
    let url = node["url"]?.scalar ?? server + "/graphql"
    guard url.hasPrefix(server + "/") else {
      return leaveOut(node["url"]?.place ?? node.place, "it goes to '\(url)', and a provider has one server")
    }
    let template = PathTemplate(String(url.dropFirst(server.count)))
    if let problem = template.problem { return leaveOut(node["url"]?.place ?? node.place, problem) }
    let given = parameters(of: operation, template: template)
    let cursorPath = node["cursor"]?["jsonPath"]?.scalar.flatMap(JSONPath.names)
    let document: GraphQLDocument
    do {
      document = try GraphQLDocument(text, parameters: given, hasCursor: cursorPath != nil)
    } catch {
      return leaveOut(node["query"]?.place ?? node.place, error.reason)
    }
    var plan = plan
    if plan.objectKey == nil { plan.objectKey = node["responseSelection"]?["jsonPath"] }
    guard let answer = answer(of: plan) else { return nil }
    var method = Method(
      name: plan.name, action: plan.name, httpMethod: "POST", path: template.path,
      parameters: variables(given, of: document, plan), graphQL: document.text, response: answer.response, scopes: [],
      summary: summary(of: plan), documentation: documentation(of: operation))
    if answer.response.shape == .list, let cursorPath, document.usesCursor {
      var pagination = Pagination(style: .cursor)
      pagination.cursorParameter = GraphQLDocument.cursor
      pagination.cursorMember = cursorPath
      pagination.moreMember = node["cursor"]?["terminateOnJsonPath"]?.scalar.flatMap(JSONPath.names)
      method.pagination = pagination
    }
    return Built(method: method)
  }

  private func variables(
    _ given: [MethodParameter], of document: GraphQLDocument, _ plan: MethodPlan
  ) -> [MethodParameter] {
    var result: [MethodParameter] = []
    for use in given {
      var use = use
      if use.location == .query {
        guard document.variables.contains(use.parameter.name) else {
          report.add(
            .parameter, at: plan.operation.place,
            "the GraphQL of '\(plan.name)' does not use '\(use.parameter.name)'; it is left out.")
          continue
        }
        use.location = .variable
      }
      result.append(use)
    }
    if document.usesCursor {
      let cursor = Parameter(
        name: GraphQLDocument.cursor, type: .string(format: nil),
        summary: "Where the page begins: the end of the one before.")
      result.append(MethodParameter(parameter: cursor, location: .variable, isRequired: false))
    }
    return result
  }
}
