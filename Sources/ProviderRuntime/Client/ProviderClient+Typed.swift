#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension ProviderClient {
  /// Calls a method that answers one object. The 404 of an object that does not exist is `.notFound`.
  public func object<Model: Decodable & Sendable>(
    _ method: MethodDescriptor, _ arguments: Arguments, body: (any Encodable & Sendable)? = nil
  ) async throws -> Model {
    let exchange = try await self.exchange(method, arguments, body: try encode(body, for: method))
    do {
      return try JSONDecoder().decode(Model.self, from: Data(exchange.response.body))
    } catch {
      throw try session.errors.unreadable(error, exchange.response, exchange.request)
    }
  }

  /// Calls a method that answers a list. The list is read page by page while it is iterated over; an explicit page
  /// number reads that page only.
  public func list<Model: Decodable & Sendable>(
    _ method: MethodDescriptor, _ arguments: Arguments
  ) -> PagedSequence<Model> {
    let member = method.response.member
    return PagedSequence(
      pages: pages(method, arguments) { response in
        let data = Data(response.body)
        let items: [Model]
        if !member.isEmpty {
          items = try JSONDecoder().decode(WrappedList<Model>.self, from: data, configuration: member).items
        } else {
          items = try JSONDecoder().decode([Model].self, from: data)
        }
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
  ) throws -> [UInt8]? {
    guard let body else { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(body))
    } catch {
      throw ProviderError(
        kind: .invalidArgument("body"), method: method.name,
        reason: "the body of \(method.name) can't be written as JSON: \(error)")
    }
  }
}

/// The items of a list that is a member of an object.
private struct WrappedList<Item: Decodable>: DecodableWithConfiguration {
  /// The member's name.
  private struct Member: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  let items: [Item]

  init(from decoder: any Decoder, configuration path: [String]) throws {
    var container = try decoder.container(keyedBy: Member.self)
    for name in path.dropLast() {
      container = try container.nestedContainer(keyedBy: Member.self, forKey: Member(stringValue: name))
    }
    items = try container.decode([Item].self, forKey: Member(stringValue: path.last ?? ""))
  }
}
