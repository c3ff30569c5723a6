import ProviderRuntime

/// A made-up provider with what GitHub's lacks: numbers, truths, a wrapped list, names that are keywords.
enum Depot {
  static let list = method(
    "list_boxes", "GET", "/sites/{site}/boxes",
    [
      path("site"), query("weight", .number()), query("sealed", .boolean), query("page", .integer()),
      query("per_page", .integer()),
    ],
    ResponseDescriptor(status: 200, shape: .list, type: .model("box"), member: ["boxes"]))
  static let get = method(
    "get_box", "GET", "/sites/{site}/boxes/{box_id}", [path("site"), path("box_id", .integer())],
    ResponseDescriptor(status: 200, shape: .object, type: .model("box")))
  static let delete = method(
    "delete_box", "DELETE", "/sites/{site}/boxes/{box_id}", [path("site"), path("box_id", .integer())],
    ResponseDescriptor(status: 204, shape: .none))
  static let pages = method(
    "list_events", "GET", "/events", [query("page", .integer()), query("per_page", .integer())],
    ResponseDescriptor(status: 200, shape: .list, type: .model("box")))

  /// A list for each way of paging but the provider's.
  static let styles: [MethodDescriptor] = {
    func list(
      _ name: String, _ parameters: [ParameterDescriptor], _ pagination: PaginationDescriptor
    ) -> MethodDescriptor {
      var method = method(
        name, "GET", "/events", parameters + [query("per_page", .integer())],
        ResponseDescriptor(status: 200, shape: .list, type: .object, member: ["items"]))
      method.pagination = pagination
      return method
    }
    var graphQL = list(
      "ask", [query("after", .string())],
      PaginationDescriptor(style: .cursor, cursorParameter: "after", cursorMember: ["next", "cursor"]))
    graphQL.httpMethod = "POST"
    graphQL.graphQL = "query ($after: String) { events(after: $after) { id } }"
    for index in graphQL.parameters.indices { graphQL.parameters[index].location = .variable }
    return [
      list(
        "numbered", [query("page", .integer())],
        PaginationDescriptor(
          style: .pageNumber, pageParameter: "page", pageSizeParameter: "per_page", maximumPageSize: 2)),
      list(
        "counted", [query("page", .integer())],
        PaginationDescriptor(
          style: .pageNumber, pageParameter: "page", firstPage: .max - 3, pageSizeParameter: "per_page",
          maximumPageSize: 2, totalMember: ["total"])),
      list(
        "offset", [query("offset", .integer())],
        PaginationDescriptor(style: .offset, offsetParameter: "offset", totalMember: ["total"])),
      list(
        "cursor", [query("after", .string())],
        PaginationDescriptor(
          style: .cursor, cursorParameter: "after", cursorMember: ["next", "cursor"], moreMember: ["next", "more"])),
      list("url", [], PaginationDescriptor(style: .nextURL, nextURLMember: ["next", "url"])),
      graphQL,
    ]
  }()

  static let provider = ProviderDescriptor(
    name: "depot", title: "Depot", summary: "Boxes.", server: ServerDescriptor(url: "https://api.example.com"),
    pagination: PaginationDescriptor(
      style: .link, pageParameter: "page", pageSizeParameter: "per_page", maximumPageSize: 2),
    rateLimit: RateLimitDescriptor(
      limitHeader: "x-limit", remainingHeader: "x-remaining", resetHeader: "x-reset", maximumConcurrency: 4,
      defaultConcurrency: 3),
    errors: ErrorDescriptor(
      messageMember: ["message"], documentationMember: ["documentation_url"],
      refusals: [RefusalDescriptor(status: 403, messageContains: "rate limit", reason: "rate_limited")]),
    services: [
      ServiceDescriptor(
        name: "stock", title: "Stock", summary: "What there is.",
        models: [
          ModelDescriptor(
            name: "box", title: "Box", summary: "A box.",
            fields: [
              field("id", .integer()), field("label", .string()), field("weight", .number()), field("sealed", .boolean),
              field("order", .object), field("tags", .array(.string())), field("group", .string(format: "date-time")),
            ])
        ],
        resources: [
          ResourceDescriptor(
            name: "boxes", title: "Boxes", summary: "Boxes.", model: "box",
            identity: [IdentityDescriptor(parameter: "box_id", field: "id")], methods: [get, list, delete],
            verbs: [
              VerbDescriptor(verb: .select, methods: ["get_box", "list_boxes"]),
              VerbDescriptor(verb: .delete, methods: ["delete_box"]),
            ]),
          ResourceDescriptor(
            name: "events", title: "Events", summary: "Events.", model: "box", methods: [pages],
            verbs: [VerbDescriptor(verb: .select, methods: ["list_events"])]),
        ])
    ])

  private static func field(_ name: String, _ type: TypeDescriptor) -> FieldDescriptor {
    FieldDescriptor(name: name, type: type, isRequired: false, summary: "")
  }

  static func path(_ name: String, _ type: TypeDescriptor = .string()) -> ParameterDescriptor {
    ParameterDescriptor(name: name, location: .path, isRequired: true, type: type, summary: "")
  }

  static func query(_ name: String, _ type: TypeDescriptor) -> ParameterDescriptor {
    ParameterDescriptor(name: name, location: .query, isRequired: false, type: type, summary: "")
  }

  static func method(
    _ name: String, _ httpMethod: String, _ path: String, _ parameters: [ParameterDescriptor],
    _ response: ResponseDescriptor
  ) -> MethodDescriptor {
    MethodDescriptor(
      name: name, action: name, httpMethod: httpMethod, path: path, parameters: parameters, response: response,
      summary: "")
  }
}
