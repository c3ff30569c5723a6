import ProviderSpec
import Testing

@testable import SpecImport

@Suite struct PagingTests {
  /// Imports lists, each with query parameters, the properties of its wrapper (none: a plain array), and keys of its answer.
  private func lists(_ lists: [(parameters: String, properties: String, answer: String)]) throws -> Imported {
    let paths = lists.enumerated().map { index, list in
      let schema =
        list.properties.isEmpty
        ? "{ type: array, items: { type: string } }"
        : "{ type: object, properties: { items: { type: array, items: { type: string } }, \(list.properties) } }"
      return """
        /list\(index):
          get:
            operationId: list\(index)
            parameters: [\(list.parameters)]
            responses: { 200: { description: x, content: { application/json: { schema: \(schema) } }, \(list.answer) } }
        """
    }
    return try Imported(paths: paths.joined(separator: "\n"))
  }

  private func pagination(_ parameters: String, _ properties: String = "", _ answer: String = "") throws -> Pagination?
  {
    try lists([(parameters, properties, answer)]).provider.pagination
  }

  private static func parameter(_ name: String, _ type: String = "integer", _ rest: String = "") -> String {
    "{ name: \(name), in: query, schema: { type: \(type)\(rest.isEmpty ? "" : ", " + rest) } }"
  }

  @Test func byLinkHeaders() throws {
    var expected = Pagination(style: .link)
    expected.pageParameter = "page"
    expected.pageSizeParameter = "per_page"
    expected.maximumPageSize = 50
    #expect(
      try pagination(
        [Self.parameter("page"), Self.parameter("per_page", "integer", "maximum: 50")].joined(separator: ", "), "",
        "headers: { Link: { schema: { type: string } } }") == expected)
  }

  @Test func byPageNumber() throws {
    var expected = Pagination(style: .pageNumber)
    expected.pageParameter = "pageNumber"
    expected.firstPage = 0
    expected.pageSizeParameter = "pageSize"
    expected.totalMember = ["meta", "totalCount"]
    #expect(
      try pagination(
        [Self.parameter("pageNumber", "integer", "minimum: 0"), Self.parameter("pageSize")].joined(separator: ", "),
        "meta: { type: object, properties: { totalCount: { type: integer } } }") == expected)
  }

  @Test func byOffset() throws {
    var expected = Pagination(style: .offset)
    expected.offsetParameter = "offset"
    expected.pageSizeParameter = "limit"
    expected.totalMember = ["total"]
    #expect(
      try pagination(
        [Self.parameter("offset"), Self.parameter("limit")].joined(separator: ", "), "total: { type: integer }")
        == expected)
  }

  @Test func byCursor() throws {
    var expected = Pagination(style: .cursor)
    expected.cursorParameter = "pageToken"
    expected.cursorMember = ["nextPageToken"]
    #expect(
      try pagination(Self.parameter("pageToken", "string"), "nextPageToken: { type: string, nullable: true }")
        == expected)
    expected.cursorParameter = "after"
    expected.cursorMember = ["paging", "end_cursor"]
    expected.moreMember = ["paging", "has_next_page"]
    #expect(
      try pagination(
        Self.parameter("after", "string"),
        "paging: { type: object, properties: { end_cursor: { type: string }, has_next_page: { type: boolean } } }")
        == expected)
  }

  @Test(arguments: [
    ("next: { type: string, format: uri }", ["next"]),
    ("next_page_url: { type: string }", ["next_page_url"]),
    ("links: { type: object, properties: { next: { type: string } } }", ["links", "next"]),
    (
      "_links: { type: object, properties: { next: { type: object, properties: { href: { type: string } } } } }",
      ["_links", "next", "href"]
    ),
  ])
  func byTheNextURL(properties: String, member: [String]) throws {
    var expected = Pagination(style: .nextURL)
    expected.nextURLMember = member
    #expect(try pagination("", properties) == expected)
  }

  @Test("Stripe's way: behind the last item")
  func behindTheLastItem() throws {
    func list(_ parameter: String, _ item: String, _ rest: String = "has_more: { type: boolean }") throws -> Imported {
      try Imported(
        paths: """
          /charges:
            get:
              operationId: list
              parameters: [{ name: \(parameter), in: query, schema: { type: string } }, \(Self.parameter("limit", "integer", "maximum: 100"))]
              responses: { 200: { description: x, content: { application/json: { schema: { type: object, properties: {
                object: { type: string }, url: { type: string }, \(rest), data: { type: array, items: { type: object, properties: { \(item) } } } } } } } } }
          """)
    }
    var expected = Pagination(style: .cursor)
    expected.cursorParameter = "starting_after"
    expected.cursorItemMember = ["id"]
    expected.moreMember = ["has_more"]
    expected.pageSizeParameter = "limit"
    expected.maximumPageSize = 100
    let imported = try list("starting_after", "id: { type: string }, amount: { type: integer }")
    #expect(imported.provider.pagination == expected)
    #expect(try imported.method("list").response.member == ["data"])
    expected.cursorParameter = "after_id"
    expected.cursorItemMember = nil
    expected.cursorMember = ["last_id"]
    #expect(
      try list("after_id", "id: { type: string }", "has_more: { type: boolean }, last_id: { type: string }").provider
        .pagination == expected)
    // Without what tells an item, or whether there is more, nothing says where the next page begins.
    #expect(try list("starting_after", "amount: { type: integer }").provider.pagination == nil)
  }

  @Test("HubSpot's way: a cursor two objects down")
  func aCursorInNext() throws {
    var expected = Pagination(style: .cursor)
    expected.cursorParameter = "after"
    expected.cursorMember = ["paging", "next", "after"]
    #expect(
      try pagination(
        Self.parameter("after", "string"),
        "paging: { type: object, properties: { next: { type: object, properties: { after: { type: string }, link: { type: string } } } } }"
      ) == expected)
  }

  @Test("HAL, OData and Spring: lists in collections of their own kind")
  func collections() throws {
    func list(_ parameters: String, _ properties: String) throws -> Imported {
      try Imported(
        paths: """
          /things:
            get:
              operationId: list
              parameters: [\(parameters)]
              responses: { 200: { description: x, content: { application/json: { schema: { type: object, properties: { \(properties) } } } } } }
          """)
    }
    let strings = "{ type: array, items: { type: string } }"
    let hal = try list(
      "",
      "_embedded: { type: object, properties: { items: \(strings) } }, _links: { type: object, properties: { next: { type: object, properties: { href: { type: string } } } } }"
    )
    #expect(try hal.method("list").response.member == ["_embedded", "items"])
    #expect(hal.provider.pagination?.nextURLMember == ["_links", "next", "href"])
    let odata = try list(
      Self.parameter("$top"),
      "'@odata.context': { type: string }, '@odata.count': { type: integer }, '@odata.nextLink': { type: string }, value: \(strings)"
    )
    #expect(try odata.method("list").response.member == ["value"])
    var next = Pagination(style: .nextURL)
    next.nextURLMember = ["@odata.nextLink"]
    next.pageSizeParameter = "$top"
    #expect(odata.provider.pagination == next)
    #expect(odata.files[0].text.contains(#""next_url_member": ["@odata.nextLink"]"#))
    let spring = try list(
      Self.parameter("pageNumber", "integer", "default: 0") + ", " + Self.parameter("size", "integer", "maximum: 50"),
      "content: \(strings), totalPages: { type: integer }")
    var numbered = Pagination(style: .pageNumber)
    numbered.pageParameter = "pageNumber"
    numbered.firstPage = 0
    numbered.pageSizeParameter = "size"
    numbered.maximumPageSize = 50
    numbered.pageCountMember = ["totalPages"]
    #expect(spring.provider.pagination == numbered)
    #expect((hal.findings + odata.findings + spring.findings).isEmpty)
  }

  @Test(
    arguments: [
      ("$.data.items[*]", ["data", "items"]), ("$['@odata.nextLink']", ["@odata.nextLink"]),
      ("$.meta.[\"next.page\"].url", ["meta", "next.page", "url"]), ("items", ["items"]), ("$", []),
      ("$.a..b", nil), ("$.a[0]", nil), ("$['a", nil), ("$.a['b']c", nil), ("$..a", nil),
    ] as [(String, [String]?)])
  func jsonPaths(text: String, names: [String]?) {
    #expect(JSONPath.names(text) == names)
  }

  @Test("Names in brackets are those of parameters, too")
  func namesInBrackets() throws {
    func parameters(_ names: String...) -> String { names.map { Self.parameter("'\($0)'") }.joined(separator: ", ") }
    let offset = try pagination(parameters("page[offset]", "page[limit]"))
    #expect(offset?.offsetParameter == "page[offset]" && offset?.pageSizeParameter == "page[limit]")
    let number = try pagination(parameters("page[number]", "page[size]"))
    #expect(number?.pageParameter == "page[number]" && number?.pageSizeParameter == "page[size]")
    let cursor = try pagination(parameters("page[after]", "page[size]"), "next_cursor: { type: string }")
    #expect(cursor?.cursorParameter == "page[after]" && cursor?.pageSizeParameter == "page[size]")
  }

  @Test("A count may be that of the page alone, by which a list must not end")
  func aCountIsNoTotal() throws {
    let offset = Self.parameter("offset")
    #expect(try pagination(offset, "count: { type: integer }")?.totalMember == nil)
    let both = "count: { type: integer }, total_count: { type: integer }"
    #expect(try pagination(offset, both)?.totalMember == ["total_count"])
  }

  @Test(
    "Where there are signs of more pages and no way to them, that is listed",
    arguments: [
      ("limit", "has_more: { type: boolean }", "the answer has 'has_more', but"),
      (
        "limit",
        "paging: { type: object, properties: { next: { type: object, properties: { after: { type: string } } } } }",
        "the answer has 'paging.next.after', but"
      ),
      ("sort", "next_cursor: { type: string }", "the answer has 'next_cursor', but"),
    ])
  func unknownWays(parameter: String, properties: String, message: String) throws {
    let imported = try lists([(Self.parameter(parameter), properties, "")])
    #expect(imported.provider.pagination == nil)
    #expect(imported.messages.contains { $0.hasPrefix(message) }, "\(imported.messages)")
  }

  @Test("An index that counts from 1 is no offset: each page but the first would begin one item early")
  func aStartIndexIsNoOffset() throws {
    let imported = try lists([(Self.parameter("startIndex"), "totalResults: { type: integer }", "")])
    #expect(imported.provider.pagination == nil)
    #expect(imported.messages.contains { $0.hasPrefix("'startIndex' counts from 1") })
  }

  @Test func notAtAll() throws {
    #expect(try pagination(Self.parameter("q", "string")) == nil)
  }

  @Test func theProvidersWayIsTheOneOfMostAndOthersHaveTheirs() throws {
    let page = Self.parameter("page")
    let imported = try lists([
      (Self.parameter("offset"), "total: { type: integer }", ""), (page, "", ""), (page, "", ""), ("", "", ""),
    ])
    #expect(imported.provider.pagination?.style == .pageNumber)
    #expect(try imported.method("list0").pagination?.style == .offset)
    #expect(try ["list1", "list2", "list3"].allSatisfy { try imported.method($0).pagination == nil })
  }

  @Test func theLargestPageIsReadFromTheTextWhereNothingElseSaysIt() {
    #expect(PagingFacts.maximum(in: "The number of results per page (max 100).") == 100)
    #expect(PagingFacts.maximum(in: "At most 1,000 results. The maximum.") == 1000)
    #expect(PagingFacts.maximum(in: "How many. Maximum page size is 50.") == 50)
    #expect(PagingFacts.maximum(in: "Results per page.") == nil)
  }

  @Test(arguments: [
    ("{ requestToken: { key: '', location: request }, responseToken: { key: Link, location: header } }", "link"),
    ("{ requestToken: { key: pageToken, location: query }, responseToken: { key: $.next, location: body } }", "cursor"),
    ("{ responseToken: { key: $.nextLink, location: body } }", "next_url"),
  ])
  func asStackQLSaysIt(config: String, style: String) throws {
    let imported = try Imported(
      """
      openapi: 3.0.0
      info: { title: Shop, version: "1" }
      servers: [{ url: https://api.shop.example }]
      paths:
        /things:
          get:
            parameters: [{ name: pageToken, in: query, schema: { type: string } }]
            responses: { 200: { description: x, content: { application/json: { schema: { type: object, properties: { items: { type: array, items: { type: string } }, next: { type: string }, nextLink: { type: string } } } } } } }
      components:
        x-stackQL-resources:
          things:
            id: shop.store.things
            methods: { list: { operation: { $ref: '#/paths/~1things/get' }, response: { openAPIDocKey: '200', objectKey: $.items } } }
            sqlVerbs: { select: [{ $ref: '#/components/x-stackQL-resources/things/methods/list' }] }
      x-stackQL-config: { pagination: \(config) }
      """)
    #expect(imported.provider.pagination?.style.rawValue == style)
    #expect(imported.findings.isEmpty)
  }
}
