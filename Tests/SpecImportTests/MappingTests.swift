import Foundation
import ProviderSpec
import Testing

@testable import SpecImport

/// StackQL's form: a provider.yaml, and documents whose components map operations to resources.
@Suite struct MappingTests {
  /// A document of two operations with the given mapping, which begins in the first column.
  private static func document(_ mapping: String, paths: String = "") -> String {
    let indented = mapping.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
    return """
      openapi: 3.0.0
      info: { title: store API, description: What is in store., version: v1 }
      servers: [{ url: https://api.shop.example }]
      paths:
        /things:
          get: { operationId: list, responses: { 200: { description: x, content: { application/json: { schema: { type: object, properties: { things: { type: array, items: { $ref: '#/components/schemas/thing' } } } } } } } } }
          post: { operationId: add, responses: { 200: { description: x }, 201: { description: x } } }
      \(paths)
      components:
        schemas: { thing: { type: object, properties: { id: { type: integer } } } }
        x-stackQL-resources:
      \(indented.joined(separator: "\n"))
      """
  }

  private static let good = """
    things:
      id: shop.store.things
      name: things
      title: Things
      methods:
        list_things:
          operation: { $ref: '#/paths/~1things/get' }
          response: { mediaType: application/json, openAPIDocKey: '200', objectKey: $.things }
        add_thing:
          operation: { $ref: '#/paths/~1things/post' }
          response: { mediaType: application/json, openAPIDocKey: '201' }
      sqlVerbs:
        select: [{ $ref: '#/components/x-stackQL-resources/things/methods/list_things' }]
        insert: []
    """

  @Test func itGivesResourcesVerbsAndWhereTheListIs() throws {
    let imported = try Imported(["anything.yaml": Self.document(Self.good)])
    #expect(imported.provider.name == "shop" && imported.provider.title == "Shop")
    #expect(try imported.service().name == "store")
    #expect(try imported.service().title == "Store")
    let things = try imported.resource("things")
    #expect(things.verbs.map(\.verb) == [.select, .exec])
    #expect(try imported.method("list_things").response.member == ["things"])
    #expect(try imported.method("add_thing").response.status == 201)
    #expect(imported.messages == ["POST /things may answer 200, too; the answer of 201 is taken."])
  }

  @Test(arguments: [
    ("~1things/post", "~1nowhere/post", "'#/paths/~1nowhere/post' leads nowhere: there is no '/nowhere'."),
    (
      "#/paths/~1things/post", "#/components/schemas/thing",
      "'#/components/schemas/thing' leads to no operation; 'add_thing' is left out."
    ),
    ("operation: { $ref: '#/paths/~1things/post' }", "operation: 5", "the method 'add_thing' without an operation."),
    ("select: [", "selekt: [", "unknown verb 'selekt'."),
    (
      "methods/list_things' }]", "methods/lost' }]",
      "'#/components/x-stackQL-resources/things/methods/lost' leads nowhere: there is no 'lost'."
    ),
    (
      "things/methods/list_things' }]", "things' }]",
      "'#/components/x-stackQL-resources/things' leads to no method that was read; the verb goes without it."
    ),
    ("select: [{ $ref:", "select: [{ ref:", "a verb's method without a '$ref' to it."),
    (
      "objectKey: $.things", "transform: x",
      "'transform' of the response of 'list_things'; a spec has nothing like it."
    ),
    (
      "title: Things", "config: { views: x }", "'views' of the resource 'things'; a spec has nothing like it."
    ),
    (
      "objectKey: $.things", "objectKey: $.lost",
      "'$.lost' leads nowhere in the answer of GET /things: there is no 'lost'."
    ),
    (
      "objectKey: $.things", "objectKey: \"$.things[?(@.id)]\"",
      "'$.things[?(@.id)]' is no path of member names such as '$.data.items'; it is left out."
    ),
    ("openAPIDocKey: '201'", "openAPIDocKey: '404'", "'404' is no success of POST /things; another one is taken."),
    (
      "insert: []", "delete: [{ $ref: '#/components/x-stackQL-resources/things/methods/add_thing' }]",
      "'add_thing' is a POST under 'delete'; it becomes one for EXEC."
    ),
    ("methods:\n", "methods: 7\n  other:\n", "POST /things belongs to no resource of the mapping."),
  ])
  func aMistakeInItIsListedAndTheRestIsImported(old: String, new: String, message: String) throws {
    let mapping = Self.good.replacing(old, with: new)
    try #require(mapping != Self.good)
    do {
      let imported = try Imported(Self.document(mapping))
      #expect(imported.messages.contains(message), "\(imported.messages)")
    } catch let error as ImportError {
      #expect(error.description.contains(message))
    }
  }

  @Test func anOperationThatItDoesNotUseIsListed() throws {
    let imported = try Imported(
      Self.document(
        Self.good, paths: "  /other: { get: { operationId: other, responses: { 204: { description: x } } } }"))
    let finding = try #require(imported.findings.first { $0.kind == .operation })
    #expect(finding.description == "shop.yaml:8:13: warning: GET /other belongs to no resource of the mapping.")
  }

  @Test func namesThatMeetInOneServiceAreToldApart() throws {
    let mapping = """
      things:
        methods: { list: { operation: { $ref: '#/paths/~1things/get' } } }
        sqlVerbs: { select: [{ $ref: '#/components/x-stackQL-resources/things/methods/list' }] }
      adds:
        methods: { list: { operation: { $ref: '#/paths/~1things/post' } } }
      """
    let imported = try Imported(Self.document(mapping))
    #expect(try imported.service().methods.map(\.name) == ["list_things", "list_adds"])
    #expect(imported.findings.filter { $0.kind == .name }.count == 2)
  }

  // MARK: provider.yaml

  private static let provider = """
    id: shop
    name: shop
    providerServices:
      store:
        id: store:v1
        title: store API
        service: { $ref: shop/v1/services/store.yaml }
    config: { auth: { type: bearer, credentialsenvvar: SHOP } }
    """

  @Test(arguments: ["services/store.yaml", "shop/v1/services/store.yaml", "store.yaml"])
  func theProviderNamesItsDocuments(path: String) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(Self.provider, to: "provider.yaml")
      try directory.write(Self.document(Self.good), to: path)
      let result = try SpecImporter.run(files: [directory.path + "/provider.yaml"], output: "spec/shop")
      #expect(result.provider.services.map(\.name) == ["store"])
      #expect(result.provider.authentication?.environment == ["SHOP_TOKEN"])
      let both = try SpecImporter.run(
        files: [directory.path + "/" + path, directory.path + "/provider.yaml"], output: "spec/shop")
      #expect(both.files == result.files)
    }
  }

  @Test func aDocumentThatIsNotThereIsListed() throws {
    let provider = Self.provider.replacing(
      "config:", with: "  gone:\n    service: { $ref: shop/v1/services/gone.yaml }\nconfig:")
    let imported = try Imported(["provider.yaml": provider, "store.yaml": Self.document(Self.good)])
    #expect(imported.findings.first?.line == 9)
    #expect(imported.messages.first?.hasPrefix("the service 'gone' is left out: there is no file") == true)
    #expect(imported.provider.services.map(\.name) == ["store"])
  }
}
