import Foundation
import ProviderSpec
import Testing

@testable import SpecImport

/// OpenAPI 3.0 and 3.1, YAML and JSON say the same in four ways.
@Suite struct DialectTests {
  private static let yaml30 = """
    openapi: 3.0.3
    info:
      title: Shop API
      description: What the shop sells.
      version: 1.2.0
    servers:
      - url: https://api.shop.example/v2/
    paths:
      /things/{thing_id}:
        get:
          operationId: get-thing
          summary: Get a thing
          parameters:
            - { name: thing_id, in: path, required: true, schema: { type: integer, format: int64, minimum: 1 } }
          responses:
            '200':
              description: The thing.
              content:
                application/json:
                  schema: { $ref: '#/components/schemas/Thing' }
    components:
      schemas:
        Thing:
          type: object
          description: A thing of the shop.
          required: [id]
          properties:
            id: { type: integer }
            note: { type: string, nullable: true, example: "fragile \\u00e9\\U0001F600" }
            color: { type: string, enum: [red, green] }
            owner: { nullable: true, allOf: [{ $ref: '#/components/schemas/Owner' }] }
            level: { type: integer, minimum: 0, exclusiveMinimum: true }
        Owner: { type: object, properties: { name: { type: string } } }
    """

  private static let yaml31 =
    yaml30
    .replacing("openapi: 3.0.3", with: "openapi: 3.1.0")
    .replacing("type: string, nullable: true, example: ", with: "type: [string, 'null'], example: ")
    .replacing(
      "nullable: true, allOf: [{ $ref: '#/components/schemas/Owner' }]",
      with: "oneOf: [{ $ref: '#/components/schemas/Owner' }, { type: 'null' }]"
    )
    .replacing("minimum: 0, exclusiveMinimum: true", with: "exclusiveMinimum: 0")

  private static let json = """
    { "openapi": "3.0.3",
      "info": { "title": "Shop API", "description": "What the shop sells.", "version": "1.2.0" },
      "servers": [{ "url": "https://api.shop.example/v2/" }],
      "paths": { "/things/{thing_id}": { "get": {
        "operationId": "get-thing", "summary": "Get a thing",
        "parameters": [{ "name": "thing_id", "in": "path", "required": true,
          "schema": { "type": "integer", "format": "int64", "minimum": 1 } }],
        "responses": { "200": { "description": "The thing.", "content": { "application/json": {
          "schema": { "$ref": "#/components/schemas/Thing" } } } } } } } },
      "components": { "schemas": {
        "Thing": { "type": "object", "description": "A thing of the shop.", "required": ["id"], "properties": {
          "id": { "type": "integer" },
          "note": { "type": "string", "nullable": true, "example": "fragile \\u00e9\\ud83d\\ude00" },
          "color": { "type": "string", "enum": ["red", "green"] },
          "owner": { "nullable": true, "allOf": [{ "$ref": "#/components/schemas/Owner" }] },
          "level": { "type": "integer", "minimum": 0, "exclusiveMinimum": true } } },
        "Owner": { "type": "object", "properties": { "name": { "type": "string" } } } } } }
    """

  @Test func eachFieldIsAsTheDocumentSays() throws {
    let imported = try Imported(Self.yaml30)
    #expect(imported.findings.isEmpty)
    #expect(imported.provider.name == "shop")
    #expect(imported.provider.title == "Shop")
    #expect(imported.provider.server.url == "https://api.shop.example/v2")
    #expect(imported.provider.apiVersion == "1.2.0")
    let thing = try imported.model("thing")
    #expect(thing.summary == "A thing of the shop.")
    #expect(thing.fields.map(\.name) == ["id", "note", "color", "owner", "level"])
    #expect(thing.fields.map(\.isRequired) == [true, false, false, false, false])
    #expect(thing.fields.map(\.isNullable) == [false, true, false, true, false])
    #expect(
      thing.fields.map(\.type) == [
        .integer(format: nil), .string(format: nil), .enumeration("color"), .model("owner"), .integer(format: nil),
      ])
    #expect(thing.fields[1].example == .string("fragile é😀"))
    #expect(try imported.values(of: "color") == ["red", "green"])
    let id = try imported.parameter("thing_id", of: "get_thing")
    #expect(id.location == .path && id.isRequired)
    #expect(id.parameter.type == .integer(format: "int64") && id.parameter.minimum == 1)
  }

  @Test(arguments: ["3.1", "JSON"])
  func otherDialectsGiveTheSameFiles(dialect: String) throws {
    let other = dialect == "JSON" ? try Imported(["shop.json": Self.json]) : try Imported(Self.yaml31)
    #expect(other.findings.isEmpty)
    #expect(other.files == (try Imported(Self.yaml30)).files)
  }

  @Test func aFlowMappingIsYAMLThoughItBeginsAsJSONDoes() throws {
    let text = Self.json.replacing("\"openapi\": \"3.0.3\"", with: "openapi: 3.0.3")
      .replacing("\\ud83d\\ude00", with: "\\U0001F600")
    #expect(try Imported(["shop.yaml": text]).files == (try Imported(Self.yaml30)).files)
  }

  @Test func aByteOrderMarkBeforeYAMLIsNoMistake() throws {
    #expect(try Imported("\u{FEFF}" + Self.yaml30).files == (try Imported(Self.yaml30)).files)
  }

  @Test func scalarsMeanWhatTheCoreSchemaSays() throws {
    let imported = try Imported(
      paths: """
        /things:
          get:
            operationId: list-things
            parameters:
              - { name: a, in: query, schema: { type: string, enum: [yes, no, on, 1.10, null, ~] } }
              - { name: b, in: query, schema: { type: integer, default: 0x1F } }
              - { name: c, in: query, schema: { type: number, default: +.5 } }
              - { name: d, in: query, schema: { type: boolean, default: TRUE } }
              - { name: e, in: query, schema: { type: string, default: 2001-01-01 } }
            responses: { 204: { description: Nothing. } }
        """)
    #expect(try imported.values(of: "a") == ["yes", "no", "on", "1.10"])
    #expect(try imported.parameter("b", of: "list_things").parameter.defaultValue == .number("31"))
    #expect(try imported.parameter("c", of: "list_things").parameter.defaultValue == .number("0.5"))
    #expect(try imported.parameter("d", of: "list_things").parameter.defaultValue == .boolean(true))
    #expect(try imported.parameter("e", of: "list_things").parameter.defaultValue == .string("2001-01-01"))
  }
}
