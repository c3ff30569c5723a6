import Foundation
import ProviderSpec
import Testing

@testable import SpecImport

@Suite struct ProviderTests {
  private static let paths =
    "paths: { /a: { get: { operationId: a, responses: { 200: { description: x, content: { text/plain: {} } } } } } }"

  private func importing(_ rest: String) throws -> Imported {
    try Imported("openapi: 3.0.0\n\(Self.paths)\n\(rest)")
  }

  // MARK: Servers

  @Test(arguments: [
    ("servers: [{ url: https://api.shop.example/v1/ }]", "https://api.shop.example/v1"),
    (
      "servers: [{ url: 'https://{host}/{v}', variables: { host: { default: eu.shop.example }, v: { default: v2 } } }]",
      "https://eu.shop.example/v2"
    ),
    ("servers: [{ url: /v1 }]", "http://localhost"),
    ("info: { title: Shop }", "http://localhost"),
    (
      "servers: [{ url: 'https://{lost}/' }, { url: 'https://me@shop.example' }, { url: 'ftp://shop.example' }]",
      "http://localhost"
    ),
    ("servers: [{ url: http://shop.example }]", "http://shop.example"),
    (
      "servers: [{ url: http://shop.example }]\ncomponents: { securitySchemes: { t: { type: http, scheme: bearer } } }",
      "https://shop.example"
    ),
    (
      "servers: [{ url: http://127.0.0.1:8080 }]\ncomponents: { securitySchemes: { t: { type: http, scheme: bearer } } }",
      "http://127.0.0.1:8080"
    ),
  ])
  func theServerIsTheFirstWithAWholeAddress(rest: String, url: String) throws {
    #expect(try importing(rest).provider.server.url == url)
  }

  @Test func otherServersAreListed() throws {
    let imported = try importing("servers: [{ url: https://a.example }, { url: https://b.example }]")
    #expect(imported.messages == ["the server 'https://b.example'; a provider has one, which is 'https://a.example'."])
  }

  // MARK: Authentication

  @Test(arguments: [
    ("{ type: http, scheme: Bearer }", true, 0), ("{ type: oauth2, flows: {} }", true, 0),
    ("{ type: openIdConnect, openIdConnectUrl: x }", true, 0),
    ("{ type: apiKey, in: header, name: Authorization }", true, 1),
    ("{ type: apiKey, in: header, name: X-Key }", false, 1), ("{ type: apiKey, in: query, name: key }", false, 1),
    ("{ type: http, scheme: basic }", false, 1), ("{ type: mutualTLS }", false, 1), ("5", false, 1),
  ])
  func aTokenIsSentWhereASchemeTakesOne(scheme: String, hasToken: Bool, findings: Int) throws {
    let imported = try importing(
      "servers: [{ url: https://shop.example }]\ninfo: { title: My Shop }\ncomponents: { securitySchemes: { s: \(scheme) } }"
    )
    #expect((imported.provider.authentication != nil) == hasToken)
    if hasToken { #expect(imported.provider.authentication?.environment == ["MY_SHOP_TOKEN"]) }
    #expect(imported.findings.count == findings)
  }

  @Test func scopesAreThoseOfTheOperationsSecurity() throws {
    let imported = try Imported(
      paths:
        "/a: { delete: { operationId: a, security: [{ login: [write, admin] }], responses: { 204: { description: x } } } }",
      components: "securitySchemes: { login: { type: oauth2, flows: {} } }")
    #expect(try imported.method("a").scopes == ["write", "admin"])
  }

  @Test func aRefusalOfStrangersMeansAToken() throws {
    let imported = try Imported(
      paths: "/a: { delete: { operationId: a, responses: { 204: { description: x }, 401: { description: x } } } }")
    #expect(imported.provider.authentication != nil)
    #expect(imported.findings.map(\.kind) == [.authentication])
  }

  @Test(
    "A token's variable that the host is not named by is told: it may hold another host's token",
    arguments: [
      ("GitHub", "https://api.evil.example", true), ("GitHub", "https://api.github.com", false),
      ("Acme Shop API", "https://acme-shop.example/v1", false), ("Stripe Payments", "https://api.stripe.com", false),
      ("GitHub", "http://localhost:8080", false),
    ])
  func aTokenOfAnotherHost(title: String, server: String, isTold: Bool) throws {
    let imported = try Imported(
      """
      openapi: 3.0.0
      info: { title: \(title), version: "1" }
      servers: [{ url: "\(server)" }]
      paths: { /a: { delete: { operationId: a, responses: { 204: { description: x } } } } }
      components: { securitySchemes: { token: { type: http, scheme: bearer } } }
      """)
    let variable = try #require(imported.provider.authentication?.environment.first)
    let told = imported.messages.filter { $0.contains("the token in \(variable) would be sent to") }
    #expect(told.count == (isTold ? 1 : 0), "\(imported.messages)")
  }

  // MARK: Errors

  @Test func theMessageOfAFailureIsFound() throws {
    let imported = try Imported(
      paths: """
        /a:
          delete:
            operationId: a
            responses: { 204: { description: x }, 404: { $ref: '#/components/responses/missing' } }
        """,
      components: """
        responses:
          missing: { description: x, content: { application/json: { schema: { type: object, properties: { code: { type: integer }, message: { type: string }, documentation_url: { type: string } } } } } }
        """)
    #expect(imported.provider.errors.messageMember == ["message"])
    #expect(imported.provider.errors.documentationMember == ["documentation_url"])
  }

  @Test func theMessageOfAFailureIsFoundInItsError() throws {
    let error = "error: { type: object, properties: { message: { type: string }, more_info: { type: string } } }"
    let imported = try Imported(
      paths: """
        /a:
          delete:
            operationId: a
            responses: { 204: { description: x }, 404: { description: x, content: { application/json: { schema: { type: object, properties: { \(error) } } } } } }
        """)
    #expect(imported.provider.errors.messageMember == ["error", "message"])
    #expect(imported.files[0].text.contains(#""message": "error.message""#))
    #expect(imported.provider.errors.documentationMember == ["error", "more_info"])
  }

  // MARK: Names

  @Test(arguments: [
    ("info: { title: Pet Shop API }", "pet_shop", "Pet Shop"),
    ("servers: [{ url: https://api.acme.com }]", "acme", "Acme"),
    ("info: { title: '42' }", "api", "API"), ("info: { title: 5 }", "api", "API"),
    ("info: { title: '**Bold** <b>Shop</b>' }", "bold_shop", "Bold Shop"),
  ])
  func theProviderIsNamedByItsTitleOrItsHost(rest: String, name: String, title: String) throws {
    let provider = try importing(rest).provider
    #expect(provider.name == name)
    #expect(provider.title == title)
  }

  @Test func aServiceIsNamedByItsFile() throws {
    let imported = try Imported(
      [
        "Big Pets.yaml": "openapi: 3.0.0\n\(Self.paths)", "openapi.yaml": "openapi: 3.1.0\n\(Self.paths)",
        "provider.yaml": "openapi: 3.1.0\n\(Self.paths)",
      ])
    #expect(imported.provider.services.map(\.name) == ["big_pets", "api", "api_2"])
  }

  // MARK: Several documents

  @Test func documentsReferToEachOther() throws {
    let imported = try Imported([
      "pets.yaml": """
      openapi: 3.0.0
      info: { title: Shop }
      servers: [{ url: https://a.example }]
      paths:
        /pets:
          $ref: parts/paths.json#/pets
        /toys: { get: { operationId: toys, responses: { 200: { $ref: './parts/paths.json#/answers/0' } } } }
      """,
      "parts/paths.json": """
      { "pets": { "get": { "operationId": "pets", "responses": { "200": { "description": "x", "content": { "application/json": {
        "schema": { "type": "array", "items": { "$ref": "../models.yaml#/components/schemas/Pet%20of~1me" } } } } } } } },
        "answers": [{ "description": "x", "content": { "application/json": { "schema": { "$ref": "#/texts" } } } }],
        "texts": { "type": "array", "items": { "type": "string" } } }
      """,
      "models.yaml": """
      openapi: 3.0.0
      components: { schemas: { Pet of/me: { type: object, properties: { id: { type: integer } } } } }
      """,
    ])
    #expect(imported.findings.isEmpty)
    #expect(try imported.method("pets").response.type == .model("pet_of_me"))
    #expect(try imported.method("toys").response.type == .string(format: nil))
  }

  @Test func anchorsAndMergeKeysOfYAMLAreFollowed() throws {
    let imported = try Imported(
      """
      openapi: 3.0.0
      info: { title: Shop }
      servers: [{ url: https://a.example }]
      x-common: &common
        description: &text Said once.
        responses: { 200: { description: x, content: { application/json: { schema: &list { type: array, items: { type: string } } } } } }
      paths:
        /a: { get: { <<: *common, operationId: a } }
        /b: { get: { operationId: b, description: *text, responses: { 200: { description: x, content: { application/json: { schema: *list } } } } } }
      """)
    #expect(try imported.method("a").summary == "Said once.")
    #expect(try imported.method("b").summary == "Said once.")
    #expect(try imported.method("b").response == (try imported.method("a").response))
  }
}
