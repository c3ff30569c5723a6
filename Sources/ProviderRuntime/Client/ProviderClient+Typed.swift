#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ProviderClient {
  /// Calls a method that answers one object, or a whole list at once. The 404 of an object that does not exist is
  /// `.notFound`. An answer whose media type is not JSON's is a `String`.
  ///
  /// `body` is the request's body: what its media type says, JSON of any value or a `String` of anything else.
  public func object<Model: Decodable & Sendable>(
    _ method: MethodDescriptor, _ arguments: Arguments, body: (any Encodable & Sendable)? = nil
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
  public func list<Model: Decodable & Sendable>(
    _ method: MethodDescriptor, _ arguments: Arguments
  ) -> PagedSequence<Model> {
    PagedSequence(
      pages: pages(method, arguments) { response in
        let items: [Model] = try method.response.decode(response.body)
        return ParsedPage(page: items, count: items.count)
      })
  }

  /// Calls a method whose answer is of no interest, or that has none.
  public func perform(
    _ method: MethodDescriptor, _ arguments: Arguments, body: (any Encodable & Sendable)? = nil
  ) async throws {
    _ = try await self.exchange(method, arguments, body: try encode(body, for: method))
  }

  private func encode(
    _ body: (any Encodable & Sendable)?, for method: MethodDescriptor
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
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Models write their dates themselves; this is for a body that is one.
    encoder.dateEncodingStrategy = .custom { try Timestamp($0).encode(to: $1) }
    do {
      return Array(try encoder.encode(body))
    } catch {
      throw invalid("written as JSON: \(error)")
    }
  }
}

extension ResponseDescriptor {
  /// Reads the object or the list out of a body.
  fileprivate func decode<Value: Decodable>(_ body: [UInt8]) throws -> Value {
    if let mediaType {
      guard let text = String(validating: body, as: UTF8.self) else { throw Unreadable(reason: "it is no UTF-8") }
      guard let value = text as? Value else { throw Unreadable(reason: "\(mediaType) is read as a String only") }
      return value
    }
    let decoder = JSONDecoder()
    decoder.dateDecodingStrategy = .custom { try Timestamp(from: $0).date }
    if member.isEmpty { return try decoder.decode(Value.self, from: Data(body)) }
    return try decoder.decode(Member<Value>.self, from: Data(body), configuration: member).value
  }
}

/// Why a text can't be what was asked for.
private struct Unreadable: Error, CustomStringConvertible {
  var reason: String
  var description: String { reason }
}

/// What is inside of an object, or inside of an object in it.
private struct Member<Value: Decodable>: DecodableWithConfiguration {
  let value: Value

  init(from decoder: any Decoder, configuration path: [String]) throws {
    var container = try decoder.container(keyedBy: FieldKey.self)
    for name in path.dropLast() {
      container = try container.nestedContainer(keyedBy: FieldKey.self, forKey: FieldKey(stringValue: name))
    }
    value = try container.decode(Value.self, forKey: FieldKey(stringValue: path.last ?? ""))
  }
}
