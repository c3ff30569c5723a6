import ProviderSpec
import Testing

@testable import SpecImport

@Suite struct BodyTests {
  private func creating(_ content: String, required: Bool = true, method: String = "post") throws -> Imported {
    try Imported(
      paths: """
        /things:
          get: { operationId: list-things, responses: { 204: { description: x } } }
          \(method == "get" ? "put" : method):
            operationId: create-thing
            requestBody: { required: \(required), content: \(content) }
            responses: { 201: { description: x } }
        """)
  }

  @Test func anObjectBecomesAModel() throws {
    let imported = try creating(
      "{ application/json: { schema: { type: object, properties: { name: { type: string } } } } }")
    #expect(try imported.method("create_thing").body == .model("create_thing_body"))
    #expect(imported.findings.isEmpty)
  }

  @Test(arguments: [
    (
      "{ application/json: { schema: { type: array, items: { type: string } } } }",
      ValueType.array(.string(format: nil))
    ),
    ("{ application/json: { schema: { type: object } } }", .object),
    ("{ application/json: {} }", .object),
    ("{ application/vnd.shop+json: { schema: { type: integer } } }", .integer(format: nil)),
  ])
  func anythingElseBecomesAValue(content: String, type: ValueType) throws {
    #expect(try creating(content).method("create_thing").body == .value(type, mediaType: "application/json"))
  }

  @Test func textIsSentAsWhatItIs() throws {
    let body = try creating("{ 'text/csv; charset=utf-8': { schema: { type: string } } }").method("create_thing").body
    #expect(body == .value(.string(format: nil), mediaType: "text/csv"))
  }

  @Test func JSONIsTakenOfSeveralAndTheOthersListed() throws {
    let imported = try creating(
      "{ application/xml: { schema: { type: object } }, application/json: { schema: { type: object, properties: { a: { type: string } } } } }"
    )
    #expect(try imported.method("create_thing").body == .model("create_thing_body"))
    #expect(imported.messages == ["the body of POST /things as 'application/xml'; 'application/json' is sent."])
  }

  @Test(arguments: ["multipart/form-data", "application/octet-stream", "application/xml"])
  func whatIsNeitherIsListed(mediaType: String) throws {
    let imported = try creating("{ \(mediaType): { schema: { type: object } } }")
    #expect(try imported.method("create_thing").body == nil)
    #expect(
      imported.messages == [
        "the body of POST /things is '\(mediaType)'; a spec has JSON and text, the request goes without."
      ])
  }

  @Test func ofAnObjectOrSomethingElseTheObjectIsSent() throws {
    let imported = try creating(
      """
      { application/json: { schema: { oneOf: [
        { type: object, properties: { labels: { type: array, items: { type: string } } } }, { type: array, items: { type: string } } ] } } }
      """.replacing("\n", with: " "))
    #expect(try imported.method("create_thing").body == .model("create_thing_body"))
    #expect(imported.messages.contains("a body that is an object or something else; only the object can be sent."))
  }

  @Test func aBodyThatMayBeLeftOutIsListedWhereItHasNeeds() throws {
    let imported = try creating(
      "{ application/json: { schema: { type: object, required: [a], properties: { a: { type: string } } } } }",
      required: false)
    #expect(imported.messages == ["the body of POST /things may be left out; here it is always sent."])
  }

  @Test func aDeleteMayHaveABodyAndAGetMayNot() throws {
    let imported = try Imported(
      paths: """
        /things:
          get:
            operationId: find-things
            requestBody: { content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }
            responses: { 204: { description: x } }
          delete:
            operationId: remove-things
            requestBody: { content: { application/json: { schema: { type: object, properties: { a: { type: string } } } } } }
            responses: { 204: { description: x } }
        """)
    #expect(try imported.method("remove_things").body == .model("remove_things_body"))
    #expect(imported.messages.first == "the body of GET /things; a GET has none.")
  }

  @Test func aParameterOfTheSameNameTakesThePlaceOfABodyOfOneValue() throws {
    let imported = try Imported(
      paths: """
        /things:
          post:
            operationId: add
            parameters: [{ name: body, in: query, schema: { type: string } }]
            requestBody: { required: true, content: { text/plain: {} } }
            responses: { 204: { description: x } }
        """)
    #expect(try imported.method("add").body == nil)
    #expect(imported.messages.count == 1)
  }
}
