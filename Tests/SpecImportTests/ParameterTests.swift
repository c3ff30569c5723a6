import ProviderSpec
import Testing

@testable import SpecImport

@Suite struct ParameterTests {
  /// Imports one operation with parameters, each a line of YAML.
  private func listing(_ parameters: String..., path: String = "/things") throws -> Imported {
    try Imported(
      paths: """
        \(path):
          get:
            operationId: list-things
            parameters:
        \(parameters.map { "      - " + $0 }.joined(separator: "\n"))
            responses: { 200: { description: x, content: { application/json: { schema: { type: array, items: { type: string } } } } } }
        """)
  }

  @Test func theyTravelInPathQueryAndHeader() throws {
    let imported = try listing(
      "{ name: q, in: query, required: true, description: 'What to *look* for.', schema: { type: string } }",
      "{ name: X-Trace, in: header, schema: { type: string } }",
      "{ name: shop, in: path, required: true, schema: { type: string }, example: north }",
      "{ name: limit, in: query, schema: { type: integer, minimum: 1, maximum: 50, default: 20 } }",
      path: "/shops/{shop}/things")
    let parameters = try imported.method("list_things").parameters
    #expect(parameters.map(\.parameter.name) == ["shop", "q", "X-Trace", "limit"])
    #expect(parameters.map(\.location) == [.path, .query, .header, .query])
    #expect(parameters.map(\.isRequired) == [true, true, false, false])
    #expect(parameters[0].parameter.example == .string("north"))
    #expect(parameters[1].parameter.summary == "What to look for.")
    #expect(parameters[3].parameter.maximum == 50 && parameters[3].parameter.defaultValue == .number("20"))
  }

  @Test func arraysAreRepeatedOrJoined() throws {
    let imported = try listing(
      "{ name: a, in: query, schema: { type: array, items: { type: string, enum: [x, y] } } }",
      "{ name: b, in: query, explode: false, schema: { type: array, items: { type: integer } } }",
      "{ name: c, in: query, style: pipeDelimited, schema: { type: array, items: { type: string } } }",
      "{ name: D, in: header, schema: { type: array, items: { type: string } } }",
      "{ name: e, in: query, schema: { type: object, properties: { f: { type: string } } } }")
    #expect(try imported.parameter("a", of: "list_things").parameter.type == .array(.enumeration("a")))
    #expect(try imported.parameter("a", of: "list_things").parameter.isExploded)
    #expect(try imported.parameter("b", of: "list_things").parameter.isExploded == false)
    #expect(try imported.parameter("c", of: "list_things").parameter.isExploded == false)
    #expect(try imported.parameter("D", of: "list_things").parameter.isHeader)
    #expect(try imported.parameter("e", of: "list_things").parameter.type == .string(format: nil))
    #expect(
      imported.messages == [
        "'c' is written in the style 'pipeDelimited'; its values are repeated or joined by commas.",
        "the parameter 'e' is an object; a text is taken, to be given as it is sent.",
      ])
  }

  @Test func waysOfWritingThatNoSpecHasAreListed() throws {
    let imported = try listing(
      "{ name: a, in: path, required: true, style: matrix, schema: { type: string } }",
      "{ name: b, in: path, required: true, x-multi-segment: true, schema: { type: string } }",
      "{ name: c, in: query, allowReserved: true, schema: { type: string } }", path: "/things/{a}/{b}")
    #expect(
      imported.messages == [
        "'a' is written in the style 'matrix'; its value is written as it is.",
        "'b' may be several segments of the path; a slash in it is sent as %2F.",
        "'c' may hold reserved characters as they are; they are percent-encoded.",
      ])
  }

  @Test func whatCannotTravelIsListed() throws {
    let imported = try listing(
      "{ name: session, in: cookie, schema: { type: string } }",
      "{ name: Authorization, in: header, schema: { type: string } }",
      "{ name: thing-id, in: path, required: true, schema: { type: integer } }",
      "{ name: gone, in: path, required: true, schema: { type: integer } }",
      "{ name: thing_id, in: query, schema: { type: integer } }",
      "{ name: filter, in: query, content: { application/json: { schema: { type: object } } } }",
      "{ in: query }", path: "/things/{thing_id}/{kind}")
    let parameters = try imported.method("list_things").parameters
    #expect(parameters.map(\.parameter.name) == ["thing_id", "kind", "filter"])
    #expect(parameters[0].parameter.type == .integer(format: nil))
    #expect(
      imported.messages == [
        "{kind} of GET /things/{thing_id}/{kind} is not described; a text is taken.",
        "the parameter 'session' of GET /things/{thing_id}/{kind} is left out: a spec has no cookies.",
        "the parameter 'Authorization' of GET /things/{thing_id}/{kind} is left out: OpenAPI ignores it, and Bindery sets the header itself.",
        "the parameter 'thing-id' is 'thing_id' in the path; that is its name.",
        "the parameter 'gone' of GET /things/{thing_id}/{kind} is left out: the path has no {gone}.",
        "the parameter 'thing_id' of GET /things/{thing_id}/{kind} is left out: the path has a parameter of its name.",
        "the parameter 'filter' is written as application/json; a text is taken, to be given as it is sent.",
        "a parameter without 'name' or without 'in'; it is left out.",
      ])
  }

  @Test func thoseOfAPathHoldForItsOperationsUnlessTheyHaveTheirOwn() throws {
    let imported = try Imported(
      paths: """
        /things:
          parameters:
            - { name: q, in: query, schema: { type: string } }
            - { name: z, in: query, schema: { type: string } }
          get:
            operationId: list-things
            parameters: [{ name: q, in: query, required: true, schema: { type: integer } }]
            responses: { 204: { description: x } }
          delete: { operationId: clear-things, responses: { 204: { description: x } } }
        """)
    #expect(try imported.parameter("q", of: "list_things").parameter.type == .integer(format: nil))
    #expect(try imported.parameter("q", of: "clear_things").parameter.type == .string(format: nil))
    #expect(try imported.method("list_things").parameters.map(\.parameter.name) == ["q", "z"])
  }

  @Test func mostMethodsShareADefinitionAndOthersHaveTheirOwn() throws {
    let imported = try Imported(
      paths: """
        /a: { get: { operationId: a, parameters: [{ name: q, in: query, schema: { type: integer } }], responses: { 204: { description: x } } } }
        /b: { get: { operationId: b, parameters: [{ name: q, in: query, schema: { type: string } }], responses: { 204: { description: x } } } }
        /c: { get: { operationId: c, parameters: [{ name: q, in: query, schema: { type: string } }], responses: { 204: { description: x } } } }
        """)
    #expect(try imported.service().parameters.map(\.type) == [.string(format: nil)])
    #expect(try imported.parameter("q", of: "a").parameter.type == .integer(format: nil))
    #expect(imported.files[1].text.contains("\"parameters\": [{ \"name\": \"q\", \"type\": \"integer\""))
  }

  @Test func aValueForAllValuesOfAFieldIsTheWildcard() throws {
    func list(_ name: String, _ parameters: String, _ item: String) -> String {
      """
      /\(name):
        get:
          operationId: \(name)
          parameters: [\(parameters)]
          responses: { 200: { description: x, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/\(item)' } } } } } }
      """
    }
    let state = "{ name: state, in: query, schema: { type: string, enum: [open, closed, all] } }"
    let kind = "{ name: kind, in: query, schema: { type: string, enum: [any, bolt] } }"
    let size = "{ name: size, in: query, schema: { type: string, enum: [any, small] } }"
    let color = "{ name: color, in: query, schema: { type: string, enum: [any, red] } }"
    let imported = try Imported(
      paths: [
        list("issues", [state, kind, size, color].joined(separator: ", "), "issue"), list("notes", state, "note"),
        list("switches", "{ name: kind, in: query, schema: { type: string, enum: [any, bolt] } }", "switch"),
        list("pulls", "{ name: sort, in: query, schema: { type: string, enum: [all, new] } }", "issue"),
      ].joined(separator: "\n"),
      components: """
        schemas:
          issue:
            type: object
            properties:
              state: { type: string, enum: [open, closed] }
              kind: { type: string, enum: [bolt, nut] }
              size: { type: string }
              color: { type: string, example: red }
          note: { type: object, properties: { text: { type: string } } }
          switch: { type: object, properties: { kind: { type: string, enum: [any, some] } } }
        """)
    #expect(try imported.parameter("state", of: "issues").parameter.wildcard == "all")
    #expect(try imported.parameter("kind", of: "issues").parameter.wildcard == "any")
    #expect(try imported.parameter("color", of: "issues").parameter.wildcard == "any")
    // Of a free text it may be a value.
    #expect(try imported.parameter("size", of: "issues").parameter.wildcard == nil)
    // Here it is a value like others.
    #expect(try imported.parameter("kind", of: "switches").parameter.wildcard == nil)
    // One definition is enough for those whose rows have the field and those whose rows do not.
    #expect(try imported.service().parameters.first { $0.name == "state" }?.wildcard == "all")
    #expect(try imported.parameter("state", of: "notes").parameter.wildcard == "all")
    #expect(try imported.parameter("sort", of: "pulls").parameter.wildcard == nil)
  }

  @Test func valuesOutsideOfTheLimitsAreLeftOut() throws {
    let imported = try listing(
      "{ name: a, in: query, schema: { type: integer, minimum: 5, default: 1 } }",
      "{ name: b, in: query, schema: { type: integer, minimum: 5, maximum: 1 } }",
      "{ name: c, in: query, schema: { type: string, enum: [x], default: y } }")
    #expect(try imported.service().parameters.allSatisfy { $0.defaultValue == nil })
    #expect(try imported.parameter("b", of: "list_things").parameter.minimum == nil)
    #expect(imported.findings.count == 3)
  }
}
