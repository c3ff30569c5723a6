import Foundation

extension Mutation {
  /// Changes of what the bundled spec does not have: bodies, values, ways of paging, GraphQL; in the service `office` of the
  /// spec that uses every feature of the format.
  static let bodies: [Mutation] = [
    office("no value that asks for all", "SQL major: parameter 'note': wildcard 'any' → none") {
      try $0.set("parameters/note", "wildcard", nil, of: "office")
    },
    office("another value that asks for all", "SQL major: parameter 'note': wildcard 'any' → 'all'") {
      try $0.set("parameters/note", "wildcard", "\"all\"", of: "office")
    },
    office("a field of a body more", "- minor: field 'gift' of model 'new_order' added (boolean)") {
      try $0.insert(#"{ "name": "gift", "type": "boolean" }"#, behind: "models/new_order/fields/rush", of: "office")
    },
    office(
      "a required field of a body more", "SQL+Swift major: field 'gift' of model 'new_order' added (boolean, required)"
    ) {
      try $0.insert(
        #"{ "name": "gift", "type": "boolean", "required": true }"#, behind: "models/new_order/fields/rush",
        of: "office")
    },
    office(
      "a field of a body that is required now",
      "SQL+Swift major: field 'rush' of model 'new_order': required 'false' → 'true'"
    ) {
      try $0.set("models/new_order/fields/rush", "required", "true", of: "office")
    },
    office(
      "a field of a body that is not required any more",
      "Swift major: field 'lines' of model 'new_order': required 'true' → 'false'"
    ) {
      try $0.set("models/new_order/fields/lines", "required", nil, of: "office")
    },
    office(
      "a field of a body that may not be null",
      "SQL major: field 'note' of model 'new_order': nullable 'true' → 'false'"
    ) {
      try $0.set("models/new_order/fields/note", "nullable", nil, of: "office")
    },
    office(
      "a field inside a body that is an enum now",
      "SQL+Swift major: field 'note' of model 'new_order': type 'string' → 'enum order_state'"
    ) {
      try $0.set("models/new_order/fields/note", "enum", "\"order_state\"", of: "office")
    },
    office(
      "a body of a model that takes the same and more",
      "- minor: model 'newer_order' added (5 fields)",
      "Swift major: method 'create_order': body 'model new_order' → 'model newer_order'"
    ) {
      try $0.set("methods/create_order", "body", "\"newer_order\"", of: "office")
      try $0.insert(newerOrder(isRequired: false), behind: "models/new_order", of: "office")
    },
    office(
      "a body of a model that needs more",
      "- minor: model 'newer_order' added (5 fields)",
      "SQL+Swift major: method 'create_order': body 'model new_order' → 'model newer_order'"
    ) {
      try $0.set("methods/create_order", "body", "\"newer_order\"", of: "office")
      try $0.insert(newerOrder(isRequired: true), behind: "models/new_order", of: "office")
    },
    office("no body", "SQL+Swift major: method 'set_order_tags': body 'list of string' → none") {
      try $0.set("methods/set_order_tags", "body", nil, of: "office")
    },
    office("a body", "SQL+Swift major: method 'restore_widget': body none → 'model new_widget'") {
      try $0.set("methods/restore_widget", "body", "\"new_widget\"", of: "stock")
    },
    office("a body's media type", "- patch: method 'print_order': body.media_type 'text/plain' → 'text/markdown'") {
      try $0.set("methods/print_order/body", "media_type", "\"text/markdown\"", of: "office")
    },
    office("an answer's media type", "- patch: method 'print_order': response.media_type 'text/html' → 'text/plain'") {
      try $0.set("methods/print_order/response", "media_type", "\"text/plain\"", of: "office")
    },
    office("a list's place", "- patch: method 'list_orders': response.member 'data.orders' → 'orders'") {
      try $0.set("methods/list_orders/response", "member", "\"orders\"", of: "office")
    },
    office(
      "values of another type",
      "SQL+Swift major: method 'list_order_notes': response 'list of string' → 'list of integer'"
    ) {
      try $0.set("methods/list_order_notes/response/list", "type", "\"integer\"", of: "office")
    },
    office(
      "a method's way of paging", "- patch: method 'list_order_events': pagination.style 'next_url' → 'link'",
      "- patch: method 'list_order_events': pagination.next_url_member 'links.next' → none"
    ) {
      try $0.set("methods/list_order_events", "pagination", #"{ "style": "link" }"#, of: "office")
    },
    office(
      "the provider's way of paging for a method", "- patch: method 'list_order_events': pagination 'next_url' → none"
    ) {
      try $0.set("methods/list_order_events", "pagination", nil, of: "office")
    },
    office("another cursor", "- patch: method 'list_order_notes': pagination.cursor_member 'next.cursor' → 'cursor'") {
      try $0.set("methods/list_order_notes/pagination", "cursor_member", "\"cursor\"", of: "office")
    },
    office(
      "a name with a dot in place of two names",
      "- patch: method 'list_orders': response.member 'data.orders' → '\"data.orders\"'"
    ) {
      try $0.set("methods/list_orders/response", "member", #"["data.orders"]"#, of: "office")
    },
    office(
      "a cursor beside the list", "- patch: method 'list_drafts': pagination.cursor_member none → 'next'",
      "- patch: method 'list_drafts': pagination.cursor_item_member 'id' → none"
    ) {
      try $0.set("methods/list_drafts/pagination", "cursor_member", "\"next\"", of: "office")
      try $0.set("methods/list_drafts/pagination", "cursor_item_member", nil, of: "office")
    },
    office(
      "no count of pages", "- patch: method 'list_old_orders': pagination.page_count_member 'pages' → none"
    ) {
      try $0.set("methods/list_old_orders/pagination", "page_count_member", nil, of: "office")
    },
    office("another number for the first page", "- patch: method 'list_orders': pagination.first_page '0' → '1'") {
      try $0.set("methods/list_orders/pagination", "first_page", nil, of: "office")
    },
    office("a GraphQL document", "- patch: method 'search_orders': graphql changed") {
      try $0.set(
        "methods/search_orders", "graphql",
        #""query ($state: String!, $after: String) { orders(state: $state, after: $after) { nodes { id state } pageInfo { endCursor hasNextPage } } }""#,
        of: "office")
    },
    office("a header", "- patch: parameter 'If-Match': in 'header' → 'query'") {
      try $0.set("parameters/If-Match", "in", nil, of: "office")
    },
    office("how a list is written", "- patch: parameter 'fields': explode 'false' → 'true'") {
      try $0.set("parameters/fields", "explode", nil, of: "office")
    },
    office("lists of another type", "SQL+Swift major: parameter 'X-Tags': type 'list of integer' → 'list of string'") {
      try $0.set("parameters/X-Tags", "items", #"{ "type": "string" }"#, of: "office")
    },
    office(
      "a definition of one method's own", "- patch: parameter 'state' of method 'search_orders': summary changed"
    ) {
      try $0.set("methods/search_orders/parameters/state", "summary", "\"Only these.\"", of: "office")
    },
    office(
      "a method that reads by its key what was listed",
      "- minor: method 'get_big_order' added (GET /big-orders/{order_id})"
    ) {
      try $0.insert(
        """
        { "name": "get_big_order", "action": "get_big", "request": "GET /big-orders/{order_id}", "required": ["offset"],
          "response": { "status": 200, "object": "full_order" }, "summary": "Reads a big order." }
        """, behind: "methods/get_order", of: "office")
      try $0.at("resources/orders/methods", of: "office").add("get_big_order")
      try $0.at("resources/orders/verbs/select", of: "office").add("get_big_order")
    },
    office(
      "a field whose name another one had in Swift", "- minor: field 'Note' of model 'order' added (string)",
      "Swift major: field 'note' of model 'order': swift_name 'note' → 'note2'"
    ) {
      try $0.insert(#"{ "name": "Note", "type": "string" }"#, behind: "models/order/fields/id", of: "office")
    },
  ]

  private static func office(
    _ description: String, _ changes: String..., apply: @escaping @Sendable (MutableSpec) throws -> Void
  ) -> Mutation {
    var mutation = Mutation(description, apply: apply)
    mutation.changes = changes
    mutation.spec = "Tests/GoldenProvider/spec"
    return mutation
  }

  private static func newerOrder(isRequired: Bool) -> String {
    """
    { "name": "newer_order", "title": "Newer order", "summary": "More.", "fields": [
      { "name": "lines", "type": "array", "items": { "type": "object", "model": "order_line" }, "required": true },
      { "name": "note", "type": "string", "nullable": true }, { "name": "rush", "type": "boolean" },
      { "name": "extra", "type": "object" }, { "name": "gift", "type": "boolean", "required": \(isRequired) } ] }
    """
  }
}
