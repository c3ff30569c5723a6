import ProviderRuntime
import ProviderSQL
import Testing

/// Fields that hold arrays and objects, compared with values.
@Suite("A field that holds JSON")
struct JSONComparisonTests {
  private static let books = "library.catalog.books"

  /// Books of which the list takes tags and an author.
  private static let provider: ProviderDescriptor = {
    var provider = Library.provider
    provider.services[0].resources[0].methods[0].parameters += [
      ParameterDescriptor(
        name: "tags", location: .query, isRequired: false, type: .array(.string()), summary: "Tags."),
      ParameterDescriptor(name: "author", location: .query, isRequired: false, type: .object, summary: "The author."),
    ]
    return provider
  }()

  private static let answer = #"[{"id":1,"tags":["vip","x"],"author":{"name":"N"}},{"id":2,"tags":["vip"]}]"#

  private func withBooks(
    _ provider: ProviderDescriptor, _ body: @escaping @Sendable (Database, FakeServer) throws -> Void
  ) async throws {
    let server = FakeServer { _ in .json(Self.answer) }
    let client = ProviderClient(provider: provider, transport: server, token: "", environment: [:])
    try await onThread { try body(try Database(clients: [client]), server) }
  }

  @Test("is compared by the server where a parameter has its name", arguments: ["'vip'", #"'["vip"]'"#])
  func server(_ value: String) async throws {
    try await withBooks(Self.provider) { database, server in
      let rows = try database.query("SELECT id, tags FROM \(Self.books) WHERE shop = 's' AND tags = \(value)")
      #expect(rows.texts("id") == ["1", "2"])
      #expect(rows.texts("tags") == [#"["vip","x"]"#, #"["vip"]"#])
      #expect(server.requests == ["GET /shops/s/books?per_page=4&tags=vip"])
      let object = #"'{"name": "N"}'"#
      let authors = try database.query("SELECT id FROM \(Self.books) WHERE shop = 's' AND author = \(object)")
      #expect(authors.texts("id") == ["1", "2"])
    }
  }

  @Test(
    "is asked about one value at a time, since a row may have several",
    arguments: ["IN ('vip', 'x')", "= 'vip' OR tags = 'x'"])
  func several(_ comparison: String) async throws {
    try await withBooks(Self.provider) { database, server in
      let message = database.message("SELECT id FROM \(Self.books) WHERE shop = 's' AND (tags \(comparison))")
      #expect(message.contains("joined by UNION"), "\(message)")
      #expect(server.requests.isEmpty)
    }
  }

  @Test("is an error where it never equals what is written")
  func errors() async throws {
    try await withBooks(Library.provider) { database, server in
      func message(_ condition: String) -> String {
        database.message("SELECT id FROM \(Self.books) WHERE shop = 's' AND \(condition)")
      }
      #expect(message("tags = 'vip'").contains("EXISTS (SELECT 1 FROM json_each(tags) WHERE value = 'vip')"))
      #expect(message("author = 'N'").contains("author ->> '$.…' = 'N'"))
      #expect(message(#"author = '{"name": "N"}'"#).contains(#"author = json('{"name": "N"}')"#))
      #expect(server.requests.isEmpty)
      for condition in [#"author = '{"name":"N"}'"#, #"author = json('{"name": "N"}')"#, #"tags = '["vip","x"]'"#] {
        let rows = try database.query("SELECT id FROM \(Self.books) WHERE shop = 's' AND \(condition)")
        #expect(rows.texts("id") == ["1"], "\(condition)")
      }
    }
  }
}
