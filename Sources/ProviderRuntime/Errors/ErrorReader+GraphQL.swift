extension ErrorReader {
  /// The error of an answer to a GraphQL document that lists errors, whatever its status; nil where it lists none.
  ///
  /// Data beside errors is not taken: nobody could tell what is missing in it.
  func graphQLError(_ response: HTTPResponse, _ request: PreparedRequest) -> ProviderError? {
    // What can't be read is told by whoever reads the whole.
    guard case .array(let range)? = try? JSONMember(["errors"], of: response.body) else { return nil }
    guard case .array(let errors)? = JSONValue(text: response.body[range]) else {
      return invalid("the errors of the answer can't be read", response, request)
    }
    if errors.isEmpty { return nil }
    let messages = errors.prefix(5).map { error -> String in
      if case .string(let message)? = error["message"] { message } else { "an error without a message" }
    }
    let more = errors.count > 5 ? ["and \(errors.count - 5) more"] : []
    let message = ErrorBody.line((messages + more).joined(separator: "; "), hiding: token)
    let refusal = refusal(response.status, message)
    return clear(
      ProviderError(
        kind: refusal.map { $0 == RefusalDescriptor.rateLimited ? .rateLimited : .refused(reason: $0) } ?? .rejected,
        method: request.method.name, requestLine: request.line, status: response.status, refusal: refusal,
        reason: "the server answered with \(errors.count == 1 ? "an error" : "\(errors.count) errors")",
        serverMessage: message, documentation: request.method.documentation,
        mayHaveTakenEffect: !request.isRead && Self.hasData(response)))
  }

  /// Whether some of the document was carried out.
  private static func hasData(_ response: HTTPResponse) -> Bool {
    guard case .object(let range)? = try? JSONMember(["data"], of: response.body),
      case .object(let data)? = JSONValue(text: response.body[range])
    else { return false }
    return data.values.contains { $0 != .null }
  }

  /// The error of an answer that the server is still finding out.
  func preparing(_ response: HTTPResponse, _ request: PreparedRequest) -> ProviderError {
    clear(
      ProviderError(
        kind: .notReady, method: request.method.name, requestLine: request.line, status: response.status,
        reason: "the server is still preparing the answer (\(StatusPhrase.text(response.status)))",
        documentation: request.method.documentation, advice: "Ask again in a while."))
  }
}
