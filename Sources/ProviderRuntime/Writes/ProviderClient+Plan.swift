extension ProviderClient {
  /// Plans to call a method once for each of the arguments. Nothing is sent. Calls of a method whose requests have bodies
  /// are planned one by one, by `plannedWrite`.
  ///
  /// - Parameters:
  ///   - method: A method that changes something. One that reads, and one whose request has a body, is an error.
  ///   - arguments: The parameters of each call, in the order in which the calls are to be sent.
  ///   - resource: The full name of the resource that is changed; nil takes the first that has the method.
  ///   - statement: What the user wrote; nil takes the method's name.
  ///   - width: How much the plan touches; nil finds it out from the method and the number of calls.
  ///   - reason: Why each request is in the plan, for people.
  /// - Throws: `ProviderError` where a request can't be built.
  public func plan(
    _ method: MethodDescriptor, _ arguments: [Arguments], resource: String? = nil, statement: String? = nil,
    width: WritePlan.Width? = nil, reason: String = "given by the caller"
  ) throws -> WritePlan {
    let writes = try arguments.map { arguments in
      try plannedWrite(method, arguments, resource: resource, reason: reason)
    }
    return WritePlan(
      statement: statement ?? method.name, provider: provider.name, width: width ?? provider.width(of: writes),
      writes: writes)
  }

  /// One request of a plan. Nothing is sent.
  ///
  /// - Parameters:
  ///   - method: A method that changes something.
  ///   - arguments: The values of its parameters.
  ///   - body: The body of its request as it travels, which a method that has one can't do without: JSON text for a model
  ///     (`{}` where nothing is given), and for a value whose media type is JSON; any other value is the text itself.
  ///   - resource: The full name of the resource that is changed; nil takes the first that has the method.
  ///   - reason: Why the request is in the plan, for people.
  ///   - row: The row as it was read, as JSON text; nil where nothing was read.
  /// - Throws: `ProviderError` where the request can't be built.
  public func plannedWrite(
    _ method: MethodDescriptor, _ arguments: Arguments, body: String? = nil, resource: String? = nil, reason: String,
    row: String? = nil
  ) throws -> PlannedWrite {
    try plannedWrite(
      method, arguments, body: body, hiding: body == nil ? [] : provider.hiddenMembers(of: method), resource: resource,
      reason: reason, row: row)
  }

  /// The same where the names of the body's secrets are known: a plan may have thousands of requests.
  package func plannedWrite(
    _ method: MethodDescriptor, _ arguments: Arguments, body: String?, hiding hiddenMembers: Set<String>,
    resource: String?, reason: String, row: String?
  ) throws -> PlannedWrite {
    if method.isRead {
      throw ProviderError(
        kind: .invalidArgument("method"), method: method.name,
        reason: "\(method.name) only reads (\(method.httpMethod) \(method.path)) and can't be planned as a write")
    }
    let request = try session.builder.request(method, arguments, body: try method.bytes(of: body))
    return PlannedWrite(
      resource: resource ?? provider.resourceName(of: method), method: method, arguments: arguments, body: body,
      hiddenMembers: hiddenMembers, request: request.line, reason: reason, row: row)
  }

  /// Plans to undo what was done: the inverse of each write that was `done`, the newest first. What was already gone,
  /// refused or failed is left out, for there the plan changed nothing; so is what is unknown. Nothing is sent.
  ///
  /// - Parameters:
  ///   - results: Results in the order in which they came about.
  ///   - statement: What the user wrote; nil names the undoing.
  ///   - reason: Why each request is in the plan, for people, for example `undoes run 7`.
  /// - Throws: `ProviderError` where the spec names no inverse of a method that was done.
  public func undo(
    _ results: [WriteResult], statement: String? = nil, reason: String = "undoes what was done"
  ) throws -> WritePlan {
    let writes = try results.reversed().filter { $0.outcome == .done }.map { result in
      let method = result.write.method
      guard let inverse = provider.inverse(of: method) else {
        throw ProviderError(
          kind: .invalidArgument("method"), method: method.name, requestLine: result.write.request,
          reason: "\(provider.title) has no method that undoes \(method.name)")
      }
      var arguments = Arguments()
      for parameter in inverse.parameters where parameter.isRequired {
        arguments[parameter.name] = result.write.arguments[parameter.name]
      }
      return try plannedWrite(
        inverse, arguments, resource: result.write.resource, reason: reason, row: result.write.row)
    }
    return WritePlan(
      statement: statement ?? "undo", provider: provider.name, width: provider.width(of: writes), writes: writes)
  }
}
