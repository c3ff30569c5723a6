import Foundation
import ProviderSpec
import Testing

@testable import SpecImport

/// Documents with random damage are imported or refused, and never end the program; what is imported is a valid spec.
@Suite struct MutationTests {
  static let document = """
    openapi: 3.1.0
    info: { title: Shop API, description: "What *the* shop sells.", version: "1" }
    servers: [{ url: 'https://{host}/v1', variables: { host: { default: api.shop.example } } }]
    paths:
      /shops/{shop}/things:
        parameters: [{ $ref: '#/components/parameters/shop' }]
        get:
          operationId: things/list
          tags: [things]
          parameters:
            - { name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }
            - { name: kinds, in: query, explode: false, schema: { type: array, items: { type: string, enum: [a, b] } } }
            - { name: X-Trace, in: header, schema: { type: string } }
          responses:
            '200':
              headers: { Link: { schema: { type: string } } }
              content: { application/json: { schema: { type: object, properties: { items: { type: array, items: { $ref: '#/components/schemas/Thing' } }, total: { type: integer } } } } }
            '404': { $ref: '#/components/responses/missing' }
        post:
          operationId: things/create
          requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } }
          responses: { '201': { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
      /shops/{shop}/things/{thing_id}:
        get: { operationId: things/get, deprecated: true, responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } } }
        delete: { operationId: things/delete, responses: { '204': { description: Gone. } } }
      /graphql?resource=x:
        post:
          x-stackQL-graphQL: { query: '{ shop(name: "{{ .name }}"{{ .cursor }}) { id } }', cursor: { jsonPath: $.data.end } }
          parameters: [{ name: name, in: query, required: true, schema: { type: string } }]
          responses: { '200': { content: { application/json: { schema: { type: object, properties: { data: { type: array } } } } } } }
    components:
      parameters: { shop: { name: shop, in: path, required: true, schema: { type: string }, example: &north north } }
      responses: { missing: { content: { application/json: { schema: { type: object, properties: { message: { type: string } } } } } } }
      securitySchemes: { token: { type: http, scheme: bearer } }
      schemas:
        Thing:
          allOf:
            - { $ref: '#/components/schemas/Named' }
            - oneOf:
                - { type: object, required: [id], properties: { id: { type: integer, example: 7 }, parent: { $ref: '#/components/schemas/Thing' } } }
                - { type: object, required: [id], properties: { id: { type: [string, 'null'] }, made_at: { type: string, format: date-time } } }
        Named: { type: object, properties: { name: { type: string, default: *north }, color: { type: string, enum: [red, green] } } }
    """

  private static let words = [
    "null", "5", "[]", "{}", "''", "true", "*north", "&north", "$ref", "#/components/schemas/Thing", "type", "object",
    "array", "string", "properties", "items", "allOf", "- ", ": ", "\n", "  ", "\t", "\"", "'", "{", "}", "[", "]",
    "~1",
    "\u{0}", "\u{1F600}", "\u{202E}", "e\u{301}", "9223372036854775808", "-1", "1e999", "{{ .x }}", "/", "?", "%",
    "body",
    "id", "name", "default", "enum", "<<: *north", "required", "2XX", "text/plain", "Self", "init", "self",
  ]

  @Test(arguments: 0..<40)
  func damageNeverEndsTheProgram(seed: UInt64) throws {
    var random = SplitMix(state: seed)
    for _ in 0..<(ProcessInfo.processInfo.environment["BINDERY_LONG_TESTS"] == "1" ? 500 : 10) {
      var bytes = Array(Self.document.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 0...12, using: &random))
        let word = Self.words.randomElement(using: &random) ?? ""
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: word.utf8, at: place)
        case 2: bytes.replaceSubrange(place..<end, with: word.utf8)
        default:
          let from = Int.random(in: 0..<bytes.count, using: &random)
          bytes.insert(contentsOf: bytes[from..<min(bytes.count, from + 60)], at: place)
        }
      }
      try Self.check(bytes)
    }
  }

  /// Every scalar and every collection of the document, one at a time, in place of which another value stands.
  @Test func aWrongValueAnywhereNeverEndsTheProgram() throws {
    let lines = Self.document.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      guard let colon = line.range(of: ": ") else { continue }
      for value in ["5", "[]", "{}", "null", "[[{}]]", "''"] {
        var changed = lines
        changed[index] = line[..<colon.upperBound] + value
        try Self.check(Array(changed.joined(separator: "\n").utf8))
      }
    }
  }

  /// The same with documents of GitHub's, as they are: the long form only.
  @Test(
    .enabled(if: GitHubDocuments.areThere, "../shared/specs/github-openapi-stackql is not there"),
    .enabled(if: ProcessInfo.processInfo.environment["BINDERY_LONG_TESTS"] == "1", "BINDERY_LONG_TESTS is not 1"),
    arguments: ["credentials", "gitignore", "markdown", "discussions", "interactions", "packages"])
  func damageToLargerDocumentsNeverEndsTheProgram(service: String) throws {
    let path = GitHubDocuments.directory + "/services/\(service).yaml"
    let original = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    var random = SplitMix(state: UInt64(original.count))
    for _ in 0..<100 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...20, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 0...40, using: &random))
        let from = Int.random(in: 0..<bytes.count, using: &random)
        let piece = Array(bytes[from..<min(bytes.count, from + Int.random(in: 0...40, using: &random))])
        bytes.replaceSubrange(place..<end, with: piece)
      }
      try Self.check(bytes)
    }
  }

  /// Imports bytes and checks that the outcome is a refusal with a place or a valid spec.
  private static func check(_ bytes: [UInt8]) throws {
    do {
      let result = try SpecImporter.run(
        documents: [("shop.yaml", bytes)], output: "spec/test")
      #expect(!result.provider.services.isEmpty)
    } catch let error as ImportError {
      #expect(error.errors.allSatisfy { $0.line > 0 && $0.column > 0 && !$0.message.isEmpty })
    } catch {
      Issue.record("\(error) of:\n\(String(decoding: bytes, as: UTF8.self))")
    }
  }
}

/// A generator of random numbers that gives the same ones for the same seed (https://prng.di.unimi.it/splitmix64.c).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
