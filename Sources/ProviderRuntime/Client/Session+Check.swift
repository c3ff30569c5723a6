extension Session {
  /// Throws unless the answer is the success that the spec describes, as far as that shows without reading the body.
  ///
  /// A write that the server says to have done is done: which status says so does not matter, and of what comes back only
  /// that it is no page of somebody else.
  func check(_ response: HTTPResponse, _ request: PreparedRequest, isPlanned: Bool) throws {
    guard (200...299).contains(response.status) else {
      var error = errors.error(response, request)
      let pause = limits.pause(response.headers, now: secondsSince1970)
      if response.status >= 500, pause > .zero { error.wait = pause }
      throw error
    }
    let expected = request.method.response
    if request.method.graphQL != nil, let error = errors.graphQLError(response, request) { throw error }
    if isPlanned || expected.shape == .none && !request.isRead { return try checkType(response, request) }
    if isPreparing(response, request) { throw errors.preparing(response, request) }
    guard response.status == expected.status || !request.isRead else {
      throw errors.invalid(
        "the server answered \(StatusPhrase.text(response.status)) where \(StatusPhrase.text(expected.status)) was due",
        response, request)
    }
    if expected.shape != .none { try checkBody(response, request) }
  }

  /// What says of itself that it is something else than the API answers was said by a proxy or a login page before it.
  private func checkType(_ response: HTTPResponse, _ request: PreparedRequest) throws {
    let expected = request.method.response
    guard !response.body.isEmpty, let type = response.headers["Content-Type"].map(MediaType.essence) else { return }
    if MediaType.isJSON(type) || type == expected.mediaType.map(MediaType.essence) { return }
    // Nobody says what a method answers that answers nothing; a word such as `OK` is none of a page.
    if expected.shape == .none, !MediaType.isHTML(type) { return }
    throw errors.invalid("the answer is not \(expected.mediaType ?? "JSON") but \(type)", response, request)
  }

  private func checkBody(_ response: HTTPResponse, _ request: PreparedRequest) throws {
    let type = response.headers["Content-Type"]
    if let expected = request.method.response.mediaType {
      if let type, MediaType.essence(of: type) != MediaType.essence(of: expected) {
        throw errors.invalid("the answer is not \(expected) but \(MediaType.essence(of: type))", response, request)
      }
      // A text may be empty, and is where nothing was said about it.
      return
    }
    if let type, !MediaType.isJSON(type), !response.body.isEmpty {
      throw errors.invalid("the answer is not JSON but \(MediaType.essence(of: type))", response, request)
    }
    if response.body.isEmpty { throw errors.invalid("the answer is empty", response, request) }
  }

  /// Whether the server says that it has begun to find the answer out, and will have it later.
  func isPreparing(_ response: HTTPResponse, _ request: PreparedRequest) -> Bool {
    request.isRead && response.status == 202 && request.method.response.status != 202
  }
}
