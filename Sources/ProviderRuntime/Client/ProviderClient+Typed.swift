extension ProviderClient {
  /// Calls a method that answers one object, or a whole list at once. The 404 of an object that does not exist is
  /// `.notFound`. An answer whose media type is not JSON's is a `String`.
  public func object<Model: FieldConvertible & Sendable>(
    _ method: MethodDescriptor, _ arguments: Arguments
  ) async throws -> Model {
    try await object(method, arguments, body: nil)
  }

  /// Calls a method that takes a body, and answers as one without does.
  ///
  /// `body` is the request's body: what its media type says, JSON of any value or a `String` of anything else.
  public func object<Model: FieldConvertible & Sendable>(
    _ method: MethodDescriptor, _ arguments: Arguments, body: (any FieldConvertible & Sendable)?
  ) async throws -> Model {
    let exchange = try await self.exchange(method, arguments, body: try encode(body, for: method))
    do {
      return try method.response.decode(exchange.response.body)
    } catch {
      throw try session.errors.unreadable(error, exchange.response, exchange.request)
    }
  }

  /// Calls a method that answers a list. The list is read page by page while it is iterated over; an explicit page
  /// number, offset or cursor reads that page only.
  public func list<Model: FieldConvertible & Sendable>(
    _ method: MethodDescriptor, _ arguments: Arguments
  ) -> PagedSequence<Model> {
    PagedSequence(
      pages: pages(method, arguments) { response in
        let items: [Model] = try method.response.decode(response.body)
        return ParsedPage(page: items, count: items.count)
      })
  }

  /// Calls a method whose answer is of no interest, or that has none.
  public func perform(_ method: MethodDescriptor, _ arguments: Arguments) async throws {
    try await perform(method, arguments, body: nil)
  }

  /// Calls a method that takes a body, and whose answer is of no interest.
  public func perform(
    _ method: MethodDescriptor, _ arguments: Arguments, body: (any FieldConvertible & Sendable)?
  ) async throws {
    _ = try await self.exchange(method, arguments, body: try encode(body, for: method))
  }

  private func encode(
    _ body: (any FieldConvertible & Sendable)?, for method: MethodDescriptor
  ) throws(ProviderError) -> [UInt8]? {
    guard let body else { return nil }
    func invalid(_ reason: String) -> ProviderError {
      ProviderError(
        kind: .invalidArgument("body"), method: method.name, reason: "the body of \(method.name) can't be \(reason)")
    }
    if case .value(_, let mediaType) = method.body, !MediaType.isJSON(mediaType) {
      guard let text = body as? String else { throw invalid("sent as \(mediaType): it is no String") }
      return Array(text.utf8)
    }
    guard let text = body.fieldValue.json.text else { throw invalid("written as JSON: a number is none that JSON has") }
    return text
  }
}

extension ResponseDescriptor {
  /// Reads the object out of a body.
  fileprivate func decode<Value: FieldConvertible>(_ body: [UInt8]) throws -> Value {
    guard let mediaType else { return try Value(reading: body, at: member) }
    guard let text = String(validating: body, as: UTF8.self) else { throw Unreadable(reason: "it is no UTF-8") }
    guard let value = text as? Value else { throw Unreadable(reason: "\(mediaType) is read as a String only") }
    return value
  }
}

/// Why a text can't be what was asked for.
private struct Unreadable: Error, CustomStringConvertible {
  var reason: String
  var description: String { reason }
}
