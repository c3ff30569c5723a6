import ProviderSpec
import Testing

@testable import SpecImport

/// Without a mapping, resources follow from tags and paths.
@Suite struct ResourceTests {
  /// Imports operations, each `GET /path`, with a tag or none; what ends in `{…}` and is read answers an object.
  private func importing(_ lines: String..., tags: [String: String] = [:]) throws -> Imported {
    var paths: [(path: String, operations: [String])] = []
    for line in lines {
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      let names = words[1].split(separator: "{").dropFirst().map { $0.prefix { $0 != "}" } }
      let schema =
        words[1].hasSuffix("}")
        ? "{ $ref: '#/components/schemas/Pet' }" : "{ type: array, items: { $ref: '#/components/schemas/Pet' } }"
      let answer =
        words[0] == "GET"
        ? "200: { description: x, content: { application/json: { schema: \(schema) } } }" : "204: { description: x }"
      let parameters = names.map { name in
        "{ name: \(name), in: path, required: true, schema: { type: \(name.hasSuffix("id") ? "integer" : "string") } }"
      }
      let tag = tags[line].map { "tags: [\($0)], " } ?? ""
      let operation =
        "  \(words[0].lowercased()): { \(tag)parameters: [\(parameters.joined(separator: ", "))], responses: { \(answer) } }"
      if let index = paths.firstIndex(where: { $0.path == words[1] }) {
        paths[index].operations.append(operation)
      } else {
        paths.append((words[1], [operation]))
      }
    }
    return try Imported(
      paths: paths.map { "\($0.path):\n" + $0.operations.joined(separator: "\n") }.joined(separator: "\n"),
      components:
        "schemas: { Pet: { type: object, properties: { id: { type: integer }, name: { type: string }, login: { type: string } } } }"
    )
  }

  private func verbs(_ resource: Resource) -> [String: [String]] {
    Dictionary(uniqueKeysWithValues: resource.verbs.map { ($0.verb.rawValue, $0.methods) })
  }

  @Test func aCollectionAndItsItemsAreOneResource() throws {
    let imported = try importing(
      "GET /v1/pets", "POST /v1/pets", "GET /v1/pets/{pet_id}", "PUT /v1/pets/{pet_id}", "PATCH /v1/pets/{pet_id}",
      "DELETE /v1/pets/{pet_id}", "POST /v1/pets/{pet_id}/feed", "GET /v1/pets/{pet_id}/toys")
    #expect(try imported.service().resources.map(\.name) == ["pets", "toys"])
    #expect(
      verbs(try imported.resource("pets")) == [
        "select": ["get_v1_pets_by_pet_id", "get_v1_pets"], "insert": ["post_v1_pets"],
        "update": ["patch_v1_pets_by_pet_id"], "replace": ["put_v1_pets_by_pet_id"],
        "delete": ["delete_v1_pets_by_pet_id"], "exec": ["post_v1_pets_by_pet_id_feed"],
      ])
    #expect(try imported.resource("pets").model == "pet")
    #expect(try imported.resource("pets").identity == [Identity(parameter: "pet_id", field: "id")])
    let actions = try imported.resource("pets").methods.map { try imported.method($0).action }
    #expect(actions == ["get", "list", "create", "update", "replace", "delete", "feed"])
  }

  @Test func whatIsThereOnceIsReadAndReplaced() throws {
    let imported = try importing("GET /settings", "PUT /settings", "PATCH /settings", "POST /login")
    #expect(verbs(try imported.resource("settings")).mapValues(\.count) == ["select": 1, "replace": 1, "update": 1])
    #expect(verbs(try imported.resource("login")).mapValues(\.count) == ["exec": 1])
  }

  @Test func oneNounOfOneTagIsOneResourceAndOfTwoTagsTwo() throws {
    let imported = try importing(
      "GET /orgs/{org}/pets", "GET /shops/{shop}/pets", "GET /zoos/{zoo}/pets",
      tags: ["GET /orgs/{org}/pets": "home", "GET /shops/{shop}/pets": "home", "GET /zoos/{zoo}/pets": "zoo"])
    #expect(try imported.service().resources.map(\.name) == ["home_pets", "zoo_pets"])
    #expect(try imported.resource("home_pets").methods.count == 2)
  }

  @Test func withoutTagsTheNameBeforeTellsThemApart() throws {
    let imported = try importing("GET /orgs/{org}/pets", "GET /shops/{shop}/pets")
    #expect(try imported.service().resources.map(\.name) == ["orgs_pets", "shops_pets"])
  }

  @Test func aMethodOnTheTokensOwnAccountSaysSo() throws {
    let imported = try importing("GET /orgs/{org}/pets", "GET /user/pets", "DELETE /user/pets/{pet_id}")
    #expect(try imported.method("get_user_pets").action == "list_for_authenticated_user")
    #expect(try imported.method("delete_user_pets_by_pet_id").action == "delete_for_authenticated_user")
    #expect(try imported.method("get_orgs_by_org_pets").action == "list")
  }

  @Test func aWriteThatNeedsLessThanAnotherOfItsNameHasItsFullName() throws {
    let tags = ["DELETE /pets/{pet_id}": "t", "DELETE /shops/{shop}/pets/{pet_id}": "t"]
    let imported = try importing("DELETE /pets/{pet_id}", "DELETE /shops/{shop}/pets/{pet_id}", tags: tags)
    #expect(try imported.method("delete_pets_by_pet_id").action == "delete_pets_by_pet_id")
    #expect(try imported.method("delete_shops_by_shop_pets_by_pet_id").action == "delete")
  }

  @Test func functionsThatSwiftCouldNotTellApartHaveTheirFullNames() throws {
    let tags = ["GET /a/{x}/pets": "t", "GET /b/{x}/pets": "t"]
    let imported = try importing("GET /a/{x}/pets", "GET /b/{x}/pets", tags: tags)
    #expect(try imported.method("get_a_by_x_pets").action == "list")
    #expect(try imported.method("get_b_by_x_pets").action == "get_b_by_x_pets")
  }

  @Test func theFieldThatCarriesAParameterIsTiedToItWhereThatIsSure() throws {
    let imported = try importing(
      "GET /users/{username}", "GET /pets/{pet_name}", "GET /toys/{toy}", "GET /cages", "DELETE /cages/{cage_id}",
      "DELETE /doors/{door_id}")
    #expect(try imported.resource("users").identity == [Identity(parameter: "username", field: "login")])
    #expect(try imported.resource("pets").identity == [Identity(parameter: "pet_name", field: "name")])
    #expect(try imported.resource("toys").identity == [])
    #expect(try imported.resource("cages").identity == [Identity(parameter: "cage_id", field: "id")])
    #expect(try imported.resource("doors").identity == [])
  }

  @Test func aFieldIsFoundHoweverItsNameIsWritten() throws {
    func identity(_ parameter: String, _ fields: String...) throws -> [Identity] {
      let imported = try Imported(
        paths: """
          /users/{\(parameter)}:
            get:
              operationId: get
              parameters: [{ name: \(parameter), in: path, required: true, schema: { type: integer } }]
              responses: { 200: { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } } }
          """,
        components: """
          schemas: { User: { type: object, properties: { name: { type: string }, \(fields.map { "\($0): { type: integer }" }.joined(separator: ", ")) } } }
          """)
      return try imported.resource("users").identity
    }
    #expect(try identity("user-id", "Id") == [Identity(parameter: "user-id", field: "Id")])
    #expect(try identity("userId", "user_id") == [Identity(parameter: "userId", field: "user_id")])
    #expect(try identity("userId", "userID", "id") == [Identity(parameter: "userId", field: "userID")])
    #expect(try identity("userId", "ID", "Id") == [])
  }

  @Test func aPathWithParametersWithinItsPartsIsNamedByTheFixedOnes() throws {
    let imported = try importing("GET /reports/{year}-{month}.csv")
    #expect(try imported.service().resources.map(\.name) == ["reports"])
  }

  @Test func restoringUndoesDeleting() throws {
    let imported = try importing(
      "GET /pets/{pet_id}", "DELETE /pets/{pet_id}", "POST /pets/{pet_id}/restore", "POST /pets/{pet_id}/undelete")
    #expect(try imported.method("delete_pets_by_pet_id").inverse == "post_pets_by_pet_id_restore")
    #expect(try imported.method("post_pets_by_pet_id_restore").inverse == "delete_pets_by_pet_id")
    #expect(try imported.method("post_pets_by_pet_id_undelete").inverse == nil)
  }

  @Test func pathsThatNoSpecHasAreListed() throws {
    let imported = try Imported(
      paths: """
        /things: { get: { responses: { 204: { description: x } } } }
        things: { get: { operationId: other, responses: { 204: { description: x } } } }
        /a?b=c: { get: { responses: { 204: { description: x } } } }
        /a/{b: { get: { responses: { 204: { description: x } } } }
        /a/{b}/{b}: { get: { responses: { 204: { description: x } } } }
        /caf\u{E9}/a b: { get: { operationId: cafe, responses: { 204: { description: x } } } }
        """)
    #expect(
      imported.messages == [
        "GET things is left out: the path does not begin with '/'.",
        "GET /a?b=c is left out: it holds a query, and a spec's paths have none.",
        "GET /a/{b is left out: there is a '{' without '}'.",
        "GET /a/{b}/{b} is left out: it holds {b} twice.",
      ])
    #expect(try imported.method("cafe").path == "/caf%C3%A9/a%20b")
  }
}
