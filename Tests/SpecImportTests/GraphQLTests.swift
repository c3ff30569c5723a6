import ProviderSpec
import Testing

@testable import SpecImport

@Suite struct GraphQLTests {
  private func importing(
    _ query: String, parameters: String = "{ name: owner, in: query, required: true, schema: { type: string } }",
    url: String = "https://api.shop.example/graphql"
  ) throws -> Imported {
    try Imported(
      """
      openapi: 3.0.0
      info: { title: Shop, version: "1" }
      servers: [{ url: https://api.shop.example }]
      paths:
        /graphql?resource=things:
          post:
            operationId: things
            x-stackQL-graphQL:
              url: \(url)
              httpVerb: POST
              responseSelection: { jsonPath: '$.data.shop.things.nodes[*]' }
              cursor: { jsonPath: $.data.shop.things.pageInfo.endCursor, terminateOnJsonPath: $.data.shop.things.pageInfo.hasNextPage }
              query: |
                \(query.replacing("\n", with: "\n          "))
            parameters: [\(parameters)]
            responses: { 200: { description: x, content: { application/json: { schema: { type: object, properties: { data: { type: object, properties: { shop: { type: object, properties: { things: { type: object, properties: { nodes: { type: array, items: { type: object, properties: { id: { type: string } } } } } } } } } } } } } } } }
        /pets: { get: { operationId: pets, responses: { 200: { description: x, content: { application/json: { schema: { type: array, items: { type: string } } } } } } } }
      components:
        x-stackQL-resources:
          things:
            methods: { list: { operation: { $ref: '#/paths/~1graphql?resource=things/post' } } }
            sqlVerbs: { select: [{ $ref: '#/components/x-stackQL-resources/things/methods/list' }] }
          pets: { methods: { pets: { operation: { $ref: '#/paths/~1pets/get' } } } }
      """)
  }

  @Test func placeholdersBecomeVariables() throws {
    let imported = try importing(
      """
      query {
        shop(owner: "{{ .owner }}", number: {{ .number }}) {
          things(first: 100{{ .cursor }}) { pageInfo { endCursor hasNextPage } nodes { id } }
        }
      }
      """,
      parameters:
        "{ name: owner, in: query, required: true, schema: { type: string } }, { name: number, in: query, required: true, schema: { type: integer } }"
    )
    let method = try imported.method("list")
    #expect(method.httpMethod == "POST" && method.path == "/graphql")
    #expect(
      method.graphQL == """
        query($owner: String!, $number: Int!, $cursor: String) {
          shop(owner: $owner, number: $number) {
            things(first: 100, after: $cursor) { pageInfo { endCursor hasNextPage } nodes { id } }
          }
        }
        """)
    #expect(method.parameters.map(\.parameter.name) == ["owner", "number", "cursor"])
    #expect(method.parameters.map(\.isRequired) == [true, true, false])
    #expect(method.parameters.allSatisfy { $0.location == .variable })
    #expect(
      method.response
        == Response(status: 200, shape: .list, type: .model("list_item"), member: ["data", "shop", "things", "nodes"]))
    #expect(method.pagination?.style == .cursor)
    #expect(method.pagination?.cursorMember == ["data", "shop", "things", "pageInfo", "endCursor"])
    #expect(method.pagination?.moreMember == ["data", "shop", "things", "pageInfo", "hasNextPage"])
    #expect(try imported.resource("things").verbs.map(\.verb) == [.select])
  }

  @Test func whatIsLeftOutWithoutAParameterIsAVariableThatMayBeLeftOut() throws {
    let imported = try importing(
      "{ shop{{ if .from }}(from: \"{{ .from }}\"){{ end }} { things { nodes { id } } } }",
      parameters: "{ name: from, in: query, schema: { type: string, format: date-time } }")
    let method = try imported.method("list")
    #expect(method.graphQL == "query($from: DateTime) { shop(from: $from) { things { nodes { id } } } }")
    #expect(method.pagination == nil)
  }

  @Test(arguments: [
    ("{ shop(owner: \"a{{ .owner }}\") { id } }", "within a text"),
    ("{ shop(owner: \"{{ .lost }}\") { id } }", "is no parameter"),
    ("{ shop(owner: {{ range .owner }}) { id } }", "names no parameter"),
    ("{ shop(owner: \"{{ .owner ) { id } }", "without '}}'"),
    ("subscription { shop(owner: \"{{ .owner }}\") { id } }", "begins with neither"),
  ])
  func whatCannotBecomeAVariableIsListed(query: String, reason: String) throws {
    let imported = try importing(query)
    let finding = try #require(imported.findings.first { $0.kind == .operation })
    #expect(finding.message.contains(reason))
    #expect(finding.line == 13)
    #expect(try imported.service().methods.map(\.name) == ["pets"])
  }

  @Test func anotherServerIsListed() throws {
    let imported = try importing("{ a }", url: "https://elsewhere.example/graphql")
    #expect(imported.messages.first?.contains("it goes to 'https://elsewhere.example/graphql'") == true)
  }
}
