import ProviderSpec
import Testing

@testable import SpecImport

/// Each construct of a schema, as it comes out in a model.
@Suite struct SchemaTests {
  /// Imports one operation that answers the schema 'Thing'.
  private func thing(_ schemas: String, version: String = "3.0.3") throws -> Imported {
    let indented = schemas.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
    return try Imported(
      paths: """
        /thing:
          get:
            operationId: get-thing
            responses:
              '200':
                description: The thing.
                content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } }
        """,
      components: "schemas:\n" + indented.joined(separator: "\n"), version: version)
  }

  @Test func allOfPutsPartsTogetherAndTheLaterSaysMore() throws {
    let imported = try thing(
      """
      Base: { type: object, required: [id], properties: { id: { type: integer }, kind: { type: string } } }
      Thing:
        description: A thing.
        allOf:
          - $ref: '#/components/schemas/Base'
          - type: object
            required: [kind]
            properties: { kind: { type: string, enum: [big, small] }, size: { type: number } }
      """)
    let thing = try imported.model("thing")
    #expect(thing.fields.map(\.name) == ["id", "kind", "size"])
    #expect(thing.fields.map(\.isRequired) == [true, true, false])
    #expect(thing.fields[1].type == .enumeration("kind"))
    #expect(imported.findings.isEmpty)
  }

  @Test(arguments: ["oneOf", "anyOf"])
  func oneOfSeveralObjectsHasTheFieldsOfAllAndRequiresWhatAllRequire(key: String) throws {
    let imported = try thing(
      """
      Thing:
        \(key):
          - { type: object, required: [id, name], properties: { id: { type: integer }, name: { type: string } } }
          - { type: object, required: [id], properties: { id: { type: number }, size: { type: integer } } }
      """)
    let thing = try imported.model("thing")
    #expect(thing.fields.map(\.name) == ["id", "name", "size"])
    #expect(thing.fields.map(\.isRequired) == [true, false, false])
    #expect(thing.fields[0].type == .number(format: nil))
    #expect(imported.findings.isEmpty)
  }

  @Test func scalarsBecomeTheWidestThatHoldsThem() throws {
    let imported = try thing(
      """
      Thing:
        type: object
        properties:
          amount: { oneOf: [{ type: integer }, { type: number }] }
          state: { anyOf: [{ type: string, enum: [on] }, { type: string, enum: ['off', on] }] }
          mixed: { oneOf: [{ type: string }, { type: integer }] }
          label: { oneOf: [{ type: string }, { type: object, properties: { name: { type: string } } }] }
      """)
    #expect(try imported.field("amount", of: "thing").type == .number(format: nil))
    #expect(try imported.values(of: "state") == ["on", "off"])
    #expect(try imported.field("mixed", of: "thing").type == .object)
    #expect(try imported.field("label", of: "thing").type == .object)
    #expect(imported.messages == ["'oneOf' of what has no type in common (string, object); any value is taken."])
    #expect(imported.findings.first?.line == 20)
  }

  @Test func nullIsSaidInEveryDialect() throws {
    let imported = try thing(
      """
      Other: { type: object, nullable: true, properties: { id: { type: integer } } }
      Thing:
        type: object
        properties:
          a: { type: string, nullable: true }
          b: { type: [string, 'null'] }
          c: { oneOf: [{ type: string }, { type: 'null' }] }
          d: { type: string, enum: [x, null] }
          e: { $ref: '#/components/schemas/Other' }
          f: { allOf: [{ $ref: '#/components/schemas/Other' }] }
          g: { type: 'null' }
          h: { type: string }
      """, version: "3.1.0")
    let fields = try imported.model("thing").fields
    #expect(fields.map(\.isNullable) == [true, true, true, true, true, true, true, false])
    #expect(fields[4].type == .model("other"))
    #expect(fields[5].type == .model("other"))
  }

  @Test func aModelMayHoldItself() throws {
    let imported = try thing(
      """
      Thing:
        type: object
        properties:
          parent: { $ref: '#/components/schemas/Thing' }
          children: { type: array, items: { $ref: '#/components/schemas/Thing' } }
      """)
    #expect(try imported.field("parent", of: "thing").type == .model("thing"))
    #expect(try imported.field("children", of: "thing").type == .array(.model("thing")))
  }

  @Test func whatHasNoEndIsAnyValue() throws {
    let imported = try thing(
      """
      Loop: { allOf: [{ $ref: '#/components/schemas/Loop' }] }
      Turn: { $ref: '#/components/schemas/Back' }
      Back: { $ref: '#/components/schemas/Turn' }
      List: { type: array, items: { $ref: '#/components/schemas/List' } }
      Thing:
        type: object
        properties:
          loop: { $ref: '#/components/schemas/Loop' }
          turn: { $ref: '#/components/schemas/Turn' }
          list: { $ref: '#/components/schemas/List' }
      """)
    #expect(try imported.field("loop", of: "thing").type == .object)
    #expect(try imported.field("turn", of: "thing").type == .object)
    #expect(imported.messages.contains("a schema that is a part of itself without an end; any value is taken."))
    #expect(imported.messages.contains { $0.contains("leads from one '$ref' to the next without an end") })
    #expect(imported.messages.contains("arrays within arrays without an end; any value is taken."))
  }

  @Test func theSameModelIsThereOnce() throws {
    let imported = try thing(
      """
      Thing:
        type: object
        properties:
          first: { type: object, properties: { x: { type: integer }, y: { type: integer } } }
          second: { type: object, properties: { x: { type: integer }, y: { type: integer } } }
          third: { type: object, properties: { x: { type: integer }, y: { type: string } } }
      """)
    let service = try imported.service()
    #expect(service.models.map(\.name) == ["thing", "thing_first", "thing_third"])
    #expect(try imported.field("second", of: "thing").type == .model("thing_first"))
  }

  @Test func theSameModelIsThereOnceThoughItHoldsItself() throws {
    let imported = try thing(
      """
      Left: { type: object, properties: { next: { $ref: '#/components/schemas/Right' } } }
      Right: { type: object, properties: { next: { $ref: '#/components/schemas/Left' } } }
      Thing: { type: object, properties: { a: { $ref: '#/components/schemas/Left' }, b: { type: string } } }
      """)
    #expect(try imported.service().models.map(\.name) == ["thing", "left"])
    #expect(try imported.field("next", of: "left").type == .model("left"))
  }

  @Test func enumsAreSharedAndNamedByWhatTheyAreOf() throws {
    let imported = try thing(
      """
      Thing:
        type: object
        properties:
          state: { type: string, enum: [on, 'off'] }
          old_state: { type: string, enum: [on, 'off'] }
          part: { type: object, properties: { state: { type: string, enum: [hot, cold, hot, ''] } } }
          kinds: { type: array, items: { const: only } }
          level: { type: integer, enum: [1, 2] }
      """)
    #expect(try imported.service().enums.map(\.name) == ["state", "kinds", "thing_part_state"])
    #expect(try imported.field("old_state", of: "thing").type == .enumeration("state"))
    #expect(try imported.values(of: "thing_part_state") == ["hot", "cold"])
    #expect(try imported.field("kinds", of: "thing").type == .array(.enumeration("kinds")))
    #expect(try imported.field("level", of: "thing").type == .integer(format: nil))
    #expect(
      imported.messages == [
        "an empty value of an enum, or one that is no text; it is left out.",
        "fixed values that are no texts; any value of the type is taken.",
      ])
  }

  @Test func examplesAndFormatsThatDoNotFitAreLeftOutAndListed() throws {
    let imported = try thing(
      """
      Thing:
        type: object
        properties:
          id: { type: integer, example: seven }
          name: { type: string, example: web, format: data-time }
          count: { type: integer, format: uint64 }
          when: { type: string, format: x-shop-time }
          tags: { type: array, items: { type: string }, example: [a, b] }
          owner: { type: object, properties: { id: { type: integer } }, example: { id: 1 } }
      """)
    #expect(try imported.field("id", of: "thing").example == nil)
    #expect(try imported.field("name", of: "thing").example == .string("web"))
    #expect(try imported.field("name", of: "thing").type == .string(format: nil))
    #expect(try imported.field("when", of: "thing").type == .string(format: "x-shop-time"))
    #expect(try imported.field("tags", of: "thing").example == .array([.string("a"), .string("b")]))
    #expect(imported.findings.map(\.kind) == [.schema, .schema, .schema])
    #expect(imported.omissions[.examples] == 1)
  }

  @Test func aModelThatIsSentHasNothingThatIsOnlyRead() throws {
    let imported = try Imported(
      paths: """
        /things:
          get:
            operationId: list-things
            responses: { 200: { description: x, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Thing' } } } } } }
          post:
            operationId: create-thing
            requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
            responses: { 201: { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
        """,
      components: """
        schemas:
          Thing:
            type: object
            properties:
              id: { type: integer, readOnly: true }
              name: { type: string }
              secret: { type: string, writeOnly: true }
        """)
    #expect(try imported.model("thing").fields.map(\.name) == ["id", "name"])
    #expect(try imported.method("create_thing").body == .model("thing_input"))
    #expect(try imported.model("thing_input").fields.map(\.name) == ["name", "secret"])
  }

  @Test func whatNoSpecHasIsListedWithItsPlace() throws {
    let imported = try thing(
      """
      Thing:
        type: object
        discriminator: { propertyName: kind }
        additionalProperties: { type: string }
        properties:
          kind: { type: string, pattern: '^a', maxLength: 3, xml: { attribute: true } }
          either: { type: [object, array] }
          unknown: { type: wish }
          lost: { $ref: '#/components/schemas/Nowhere' }
          remote: { $ref: 'https://shop.example/schemas/a.json#/A' }
          file: { $ref: 'other.yaml#/A' }
          beside: { $ref: '#/components/schemas/Part', required: [id], description: Said here. }
      Part: { type: object, properties: { id: { type: integer } } }
      """)
    #expect(
      imported.messages == [
        "'discriminator' of a schema; a spec's types have nothing like it.",
        "members of any other name beside the known ones; only those are fields.",
        "'xml' of a schema; a spec's types have nothing like it.",
        "values of several types (object, array); any value is taken.",
        "unknown type 'wish'; any value is taken.",
        "'#/components/schemas/Nowhere' leads nowhere: there is no 'Nowhere'.",
        "'https://shop.example/schemas/a.json' is on a server; only files that were given are read.",
        "'other.yaml' was not given; name it behind 'import', too.",
        "'required' beside a '$ref'; only what the '$ref' leads to counts.",
      ])
    #expect(imported.findings.allSatisfy { $0.file == "shop.yaml" && $0.line > 10 && $0.column > 1 })
    #expect(imported.omissions[.constraints] == 2)
    #expect(try imported.field("beside", of: "thing").summary == "Said here.")
    #expect(try imported.field("lost", of: "thing").type == .object)
  }

  @Test func namesOfFieldsStayTheProviders() throws {
    let imported = try thing(
      """
      Thing:
        type: object
        properties: { '@type': { type: string }, 'with space': { type: string }, 'a.b': { type: string }, 'e\\u0301': { type: string } }
      """)
    #expect(try imported.model("thing").fields.map(\.name).prefix(3) == ["@type", "with space", "a.b"])
  }
}
