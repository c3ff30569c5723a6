import ProviderSpec
import Testing

@testable import SpecImport

@Suite struct ResponseTests {
  private func reading(_ responses: String) throws -> Imported {
    try Imported(
      paths: """
        /things:
          get:
            operationId: list-things
            responses: \(responses)
        """)
  }

  private func response(_ responses: String) throws -> Response {
    try reading(responses).method("list_things").response
  }

  @Test func itIsAListAnObjectOrNothing() throws {
    #expect(try response("{ 204: { description: x } }") == Response(status: 204, shape: .none))
    #expect(
      try response(
        "{ 200: { description: x, content: { application/json: { schema: { type: array, items: { type: integer } } } } } }"
      )
        == Response(status: 200, shape: .list, type: .integer(format: nil)))
    #expect(
      try response(
        "{ 200: { description: x, content: { application/json: { schema: { type: array, items: { type: object, properties: { id: { type: integer } } } } } } } }"
      )
        == Response(status: 200, shape: .list, type: .model("list_things_item")))
    #expect(
      try response(
        "{ 200: { description: x, content: { application/json: { schema: { type: object, properties: { id: { type: integer } } } } } } }"
      )
        == Response(status: 200, shape: .object, type: .model("list_things_response")))
    #expect(
      try response("{ 200: { description: x, content: { application/json: {} } } }")
        == Response(status: 200, shape: .object, type: .object))
  }

  @Test func anObjectThatHasNoMembersIsNothing() throws {
    let schema = "{ type: object, properties: {}, additionalProperties: false }"
    #expect(
      try response("{ 201: { description: x, content: { application/json: { schema: \(schema) } } } }")
        == Response(status: 201, shape: .none))
  }

  @Test func textIsReadAsText() throws {
    #expect(
      try response("{ 200: { description: x, content: { 'text/csv; charset=utf-8': { schema: { type: string } } } } }")
        == Response(status: 200, shape: .object, type: .string(format: nil), mediaType: "text/csv"))
  }

  @Test func ofSeveralMediaTypesJSONIsRead() throws {
    let imported = try reading(
      "{ 200: { description: x, content: { text/plain: {}, application/hal+json: { schema: { type: object } }, application/xml: {} } } }"
    )
    #expect(try imported.method("list_things").response.mediaType == nil)
    #expect(imported.findings.map(\.kind) == [.response, .response])
  }

  @Test func whatIsNeitherJSONNorTextIsListedAndNotRead() throws {
    let imported = try reading(
      "{ 200: { description: x, content: { application/zip: { schema: { type: string, format: binary } } } } }")
    #expect(try imported.method("list_things").response == Response(status: 200, shape: .none))
    #expect(
      imported.messages.first == "GET /things answers 'application/zip'; only JSON and text are read, the body is not.")
  }

  @Test func ofSeveralSuccessesTheFirstWithABodyCounts() throws {
    let imported = try reading(
      "{ 202: { description: x }, 200: { description: x, content: { application/json: { schema: { type: object } } } }, 404: { description: x } }"
    )
    #expect(try imported.method("list_things").response.status == 200)
    #expect(imported.messages == ["GET /things may answer 202, too; the answer of 200 is taken."])
    #expect(imported.omissions[.failures] == 1)
  }

  @Test(arguments: ["2XX", "2xx", "default"])
  func rangesAndTheDefaultStandFor200(key: String) throws {
    #expect(
      try response("{ \(key): { description: x, content: { application/json: { schema: { type: object } } } } }").status
        == 200)
  }

  @Test func anOperationThatOnlyRedirectsIsLeftOut() throws {
    let imported = try Imported(
      paths: """
        /things: { get: { operationId: list-things, responses: { 204: { description: x } } } }
        /archive: { get: { operationId: archive, responses: { 302: { description: x } } } }
        """)
    #expect(try imported.service().methods.map(\.name) == ["list_things"])
    #expect(imported.messages.contains("GET /archive is left out: none of its answers (302) is a success."))
  }

  @Test(arguments: [
    ("items: { type: array, items: { type: string } }, total: { type: integer }", ["items"]),
    (
      "data: { type: array, items: { type: string } }, meta: { type: object, properties: { total_count: { type: integer } } }",
      ["data"]
    ),
    ("rows: { type: array, items: { type: string } }, next_cursor: { type: string }", ["rows"]),
    ("items: { type: array, items: { type: string } }, name: { type: string }", []),
    (
      "data: { type: array, items: { type: string } }, included: { type: array, items: {} }, links: { type: object, properties: { next: { type: string } } }",
      ["data"]
    ),
    (
      "a: { type: array, items: { type: string } }, b: { type: array, items: { type: string } }, total: { type: integer }",
      []
    ),
  ])
  func aWrapperIsToldByOneArrayAndACount(properties: String, member: [String]) throws {
    let response = try response(
      "{ 200: { description: x, content: { application/json: { schema: { type: object, properties: { \(properties) } } } } } }"
    )
    #expect(response.member == member)
    #expect(response.shape == (member.isEmpty ? .object : .list))
  }

  @Test(
    arguments: [
      ("data: { $ref: '#/components/schemas/Pet' }", ["data"]),
      (
        "data: { $ref: '#/components/schemas/Pet' }, meta: { type: object }, included: { type: array, items: {} }",
        ["data"]
      ),
      ("pet: { $ref: '#/components/schemas/Pet' }", ["pet"]),
      (
        "result: { $ref: '#/components/schemas/Pet' }, success: { type: boolean }, errors: { type: array, items: {} }",
        ["result"]
      ),
      // What is beside it is the object's, or it is a part of the object.
      ("data: { $ref: '#/components/schemas/Pet' }, id: { type: integer }", []),
      ("owner: { $ref: '#/components/schemas/Pet' }", []),
      ("pet: { $ref: '#/components/schemas/Pet' }, color: { type: string }", []),
      ("data: { type: object }", []),
    ] as [(String, [String])])
  func anObjectWithinAnEnvelopeIsTheRow(properties: String, member: [String]) throws {
    let imported = try Imported(
      paths: """
        /pets/{pet_id}:
          parameters: [{ name: pet_id, in: path, required: true, schema: { type: integer } }]
          get:
            operationId: get
            responses: { 200: { description: x, content: { application/json: { schema: { type: object, properties: { \(properties) } } } } } }
          put:
            operationId: put
            responses: { 200: { description: x, content: { application/json: { schema: { type: object, properties: { \(properties) } } } } } }
        """,
      components: "schemas: { Pet: { type: object, properties: { id: { type: integer }, name: { type: string } } } }")
    #expect(try imported.service().methods.map(\.response.member) == [member, member])
    #expect(try imported.service().methods.map(\.response.shape) == [.object, .object])
    if !member.isEmpty { #expect(try imported.resource("pets").model == "pet") }
  }

  @Test func callbacksLinksWebhooksAndHeadersAreNotLostInSilence() throws {
    let imported = try Imported(
      """
      openapi: 3.1.0
      info: { title: Shop, version: "1" }
      servers: [{ url: https://api.shop.example }]
      webhooks: { sold: { post: { responses: { 200: { description: x } } } } }
      paths:
        /things:
          head: { responses: { 200: { description: x } } }
          post:
            operationId: watch
            callbacks: { changed: { '{$request.body#/url}': { post: { responses: { 200: { description: x } } } } } }
            responses:
              201:
                description: x
                headers: { X-Rate: { schema: { type: integer } } }
                links: { next: { operationId: watch } }
      """)
    #expect(
      imported.messages == [
        "the webhook 'sold'; requests that a server sends are no part of a spec.",
        "HEAD /things; a spec has GET, POST, PUT, PATCH and DELETE.",
        "the callback 'changed'; requests that a server sends are no part of a spec.",
        "the link 'next' of an answer; a spec has none.",
      ])
    #expect(imported.omissions[.headers] == 1)
  }
}
