import ProviderRuntime
import ProviderSQL

/// A made-up provider with what GitHub's lacks: numbers, booleans, a wrapped list, a name that is a keyword.
enum Library {
  static let genre = EnumDescriptor(name: "genre", values: ["novel", "poetry"])
  static let state = EnumDescriptor(name: "state", values: ["open", "closed"])

  static let provider = ProviderDescriptor(
    name: "library", title: "Library", summary: "Books of shops.",
    server: ServerDescriptor(url: "https://library.example"),
    pagination: PaginationDescriptor(
      style: .link, pageParameter: "page", pageSizeParameter: "per_page", maximumPageSize: 4),
    services: [
      ServiceDescriptor(
        name: "catalog", title: "Catalog", summary: "What there is.",
        models: [
          ModelDescriptor(
            name: "book", title: "Book", summary: "A book.",
            fields: [
              field("id", .integer(), isRequired: true), field("title", .string()), field("price", .number()),
              field("in_stock", .boolean), field("genre", .enumeration(genre)), field("tags", .array(.string())),
              field("author", .object), field("order", .integer()), field("added_at", .string(format: "date-time")),
            ]),
          ModelDescriptor(
            name: "order", title: "Order", summary: "An order.",
            fields: [field("id", .integer(), isRequired: true), field("state", .enumeration(state))]),
          ModelDescriptor(name: "shelf", title: "Shelf", summary: "A shelf.", fields: [field("label", .string())]),
        ],
        resources: [
          ResourceDescriptor(
            name: "books", title: "Books", summary: "Books.", model: "book",
            identity: [IdentityDescriptor(parameter: "book_id", field: "id")],
            methods: [
              method(
                "list_books", "/shops/{shop}/books",
                [
                  path("shop"), query("genre", .enumeration(genre)), query("in_stock", .boolean),
                  query("above", .number()), query("page", .integer(), minimum: 1),
                  query("per_page", .integer(), minimum: 1, maximum: 4),
                ],
                ResponseDescriptor(status: 200, shape: .list, type: .model("book"))),
              method(
                "get_book", "/shops/{shop}/books/{book_id}", [path("shop"), path("book_id", .integer())],
                ResponseDescriptor(status: 200, shape: .object, type: .model("book"))),
            ],
            verbs: [VerbDescriptor(verb: .select, methods: ["list_books", "get_book"])]),
          ResourceDescriptor(
            name: "shelves", title: "Shelves", summary: "Shelves.", model: "shelf",
            methods: [
              method(
                "list_shelves", "/shelves", [],
                ResponseDescriptor(status: 200, shape: .list, type: .model("shelf"), member: ["shelves"]))
            ],
            verbs: [VerbDescriptor(verb: .select, methods: ["list_shelves"])]),
          ResourceDescriptor(
            name: "orders", title: "Orders", summary: "Orders.", model: "order",
            identity: [IdentityDescriptor(parameter: "order_id", field: "id")],
            methods: [
              method(
                "list_orders", "/orders",
                [query("state", .enumeration(state), defaultValue: "open"), query("page", .integer())],
                ResponseDescriptor(status: 200, shape: .list, type: .model("order"))),
              method(
                "get_order", "/orders/{order_id}", [path("order_id", .integer())],
                ResponseDescriptor(status: 200, shape: .object, type: .model("order"))),
            ],
            verbs: [VerbDescriptor(verb: .select, methods: ["get_order", "list_orders"])]),
        ])
    ])

  private static func field(_ name: String, _ type: TypeDescriptor, isRequired: Bool = false) -> FieldDescriptor {
    FieldDescriptor(name: name, type: type, isRequired: isRequired, summary: "The \(name).")
  }

  private static func path(_ name: String, _ type: TypeDescriptor = .string()) -> ParameterDescriptor {
    ParameterDescriptor(name: name, location: .path, isRequired: true, type: type, summary: "The \(name).")
  }

  private static func query(
    _ name: String, _ type: TypeDescriptor, defaultValue: String? = nil, minimum: Int? = nil, maximum: Int? = nil
  ) -> ParameterDescriptor {
    ParameterDescriptor(
      name: name, location: .query, isRequired: false, type: type, defaultValue: defaultValue, minimum: minimum,
      maximum: maximum, summary: "The \(name).")
  }

  private static func method(
    _ name: String, _ path: String, _ parameters: [ParameterDescriptor], _ response: ResponseDescriptor
  ) -> MethodDescriptor {
    MethodDescriptor(
      name: name, action: name, httpMethod: "GET", path: path, parameters: parameters, response: response,
      summary: "Reads.")
  }

  /// Runs a body over a database whose server answers so.
  static func withDatabase<Value: Sendable>(
    path: String? = nil, answer: @escaping @Sendable (HTTPRequest) async throws -> HTTPResponse,
    _ body: @escaping @Sendable (Database, FakeServer) throws -> Value
  ) async throws -> Value {
    let server = FakeServer(answer)
    let client = ProviderClient(provider: provider, transport: server, token: "", environment: [:])
    return try await onThread { try body(try Database(clients: [client], path: path), server) }
  }

  /// Runs a body over a database whose server answers every request with one text.
  static func withAnswer<Value: Sendable>(
    _ text: String, path: String? = nil, _ body: @escaping @Sendable (Database, FakeServer) throws -> Value
  ) async throws -> Value {
    try await withDatabase(path: path, answer: { _ in .json(text) }, body)
  }
}
