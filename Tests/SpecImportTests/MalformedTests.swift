import Foundation
import ProviderSpec
import Testing

@testable import SpecImport

/// What is no document, or one that means harm, is refused with its place, in time and memory that its size bounds.
@Suite struct MalformedTests {
  /// Why a file can't be imported.
  private func refusal(_ data: Data, _ name: String = "shop.yaml", limits: DocumentLimits = DocumentLimits()) throws
    -> String
  {
    try TemporaryDirectory.with { directory in
      try directory.write(data, to: name)
      do {
        _ = try SpecImporter.run(files: [directory.path + "/" + name], output: "spec/test", limits: limits)
        return "no refusal"
      } catch let error as ImportError {
        let first = try #require(error.errors.first)
        return "\(first.line):\(first.column): \(first.message)"
      }
    }
  }

  private func refusal(_ text: String, limits: DocumentLimits = DocumentLimits()) throws -> String {
    try refusal(Data(text.utf8), limits: limits)
  }

  // MARK: No document

  @Test(arguments: [
    ("", "1:1: the file is empty."), ("# nothing\n", "1:1: the file holds no value, only comments or nothing."),
    ("<!DOCTYPE html>\n<html></html>", "1:1: the file is HTML or XML; an OpenAPI document is YAML or JSON."),
    ("just words", "1:1: the file holds a string; an OpenAPI document is an object."),
    ("- a\n- b", "1:1: the file holds an array; an OpenAPI document is an object."),
    ("a: b", "1:1: none of the files describes an API: an OpenAPI document has 'openapi' and 'paths'."),
    ("swagger: '2.0'\npaths: {}", "1:10: the document is of Swagger 2.0; convert it to OpenAPI 3 first."),
    ("openapi: 3.0.0\npaths: {}", "1:1: nothing in the documents can be in a spec."),
    ("openapi: 3.0.0\npaths: 5", "1:1: nothing in the documents can be in a spec."),
  ])
  func whatDescribesNoAPIIsRefused(text: String, message: String) throws {
    #expect(try refusal(text) == message)
  }

  @Test(arguments: [
    (
      "openapi: 3.0.0\npaths: {a: [",
      "3:1: this is no YAML: did not find expected node content, while parsing a flow node."
    ),
    (
      "openapi: 3.0.0\npaths:\n\t/a: {}",
      "3:1: this is no YAML: found character that cannot start any token, while scanning for the next token."
    ),
    ("openapi: 'cut", "1:14: this is no YAML: found unexpected end of stream, while scanning a quoted scalar."),
    ("a: 1\n b: 2", "2:3: this is no YAML: mapping values are not allowed in this context."),
    ("a: \"\\x\"", "1:7: this is no YAML: did not find expected hexdecimal number, while parsing a quoted scalar."),
    ("a: b\u{1}", "1:5: this is no YAML: control characters are not allowed."),
    ("a: *b", "1:4: the alias '*b' without an anchor '&b' before it."),
    ("? [a]\n: b", "1:3: a key that is no text but an array; keys are texts."),
    ("{\"a\": 1,]", "1:9: "), ("{\"a\" 1}", "1:6: "), ("{\"a\": tru", "1:7: "), ("[1, 2", "1:6: "),
    ("{\"a\": \"\\ud83d\"}", "1:8: "),
  ])
  func whatIsNoYAMLOrJSONIsRefusedWithItsPlace(text: String, message: String) throws {
    let refusal = try refusal(text)
    #expect(refusal.hasPrefix(message) || refusal == message, "\(refusal)")
  }

  @Test func otherEncodingsAreRefused() throws {
    let text = "openapi: 3.0.0\npaths: {}\n"
    #expect(try refusal(try #require(text.data(using: .utf16))) == "1:1: the file is UTF-16 text; save it as UTF-8.")
    #expect(
      try refusal(try #require(text.data(using: .utf16LittleEndian)))
        == "1:1: the file is UTF-16 text; save it as UTF-8.")
    #expect(
      try refusal(try #require(text.data(using: .utf32BigEndian))) == "1:1: the file is UTF-32 text; save it as UTF-8.")
    #expect(
      try refusal(Data("a: b\nc: ".utf8) + Data([0xFF, 0xFE]))
        == "2:4: byte 9 of the file (0xFF) is not UTF-8; save the file as UTF-8.")
  }

  @Test func whatIsNoFileIsRefused() {
    for (path, message) in [
      ("/nowhere/shop.yaml", "there is no such file."), ("/", "this is a directory; name the documents in it."),
    ] {
      #expect {
        try SpecImporter.run(files: [path], output: "spec/test")
      } throws: { error in
        (error as? ImportError)?.errors.first?.message.hasPrefix(message) == true
      }
    }
  }

  @Test func everyFileThatCannotBeReadIsNamed() throws {
    #expect {
      try SpecImporter.run(files: ["/nowhere/a.yaml", "/nowhere/b.yaml"], output: "spec/test")
    } throws: { error in
      (error as? ImportError)?.errors.map(\.file) == ["/nowhere/a.yaml", "/nowhere/b.yaml"]
    }
  }

  // MARK: Harm

  @Test func aliasesThatMultiplyAreRefused() throws {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1...12 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let refusal = try refusal(text)
    #expect(refusal.hasSuffix("with its aliases written out the document has more than 8000000 values."))
    // The fifth list of lists of ten holds a million, the sixth is too much.
    #expect(refusal.hasPrefix("7:"))
  }

  @Test func aliasesThatDeepenAreRefused() throws {
    var text = "a0: &a0 [x]\n"
    for level in 1...200 { text += "a\(level): &a\(level) [*a\(level - 1)]\n" }
    #expect(try refusal(text).contains("values are nested more than 100 deep behind the alias"))
  }

  @Test func aLongKeyThatAliasesRepeatIsRefused() throws {
    let limits = DocumentLimits(bytes: 10_000)
    let text = "a: &a \(String(repeating: "k", count: 5_000))\nb: ["
    let keys = { Array(repeating: "{*a : 1}", count: $0).joined(separator: ", ") + "]" }
    #expect(try refusal(text + keys(2), limits: limits).contains("none of the files describes an API"))
    #expect(
      try refusal(text + keys(5), limits: limits).contains("with its aliases written out the document has more than"))
  }

  @Test func aLongTextThatAliasesRepeatIsRefused() throws {
    let limits = DocumentLimits(bytes: 10_000)
    let text = "a: &a \(String(repeating: "k", count: 5_000))\nb: "
    func aliases(_ count: Int) -> String { "[" + Array(repeating: "*a", count: count).joined(separator: ", ") + "]" }
    #expect(try refusal(text + aliases(2), limits: limits).contains("none of the files describes an API"))
    let message = "with its aliases written out the document has more than"
    #expect(try refusal(text + aliases(3), limits: limits).contains(message))
    // What holds an alias has its text, too, when it is repeated in its turn.
    #expect(try refusal(text + "&b [*a]\nc: [*b, *b]", limits: limits).contains(message))
  }

  @Test func anAliasWithinItsOwnValueIsRefused() throws {
    #expect(
      try refusal("a: &a\n  b: *a")
        == "2:6: the alias '*a' within the value that it stands for; the value would have no end.")
  }

  @Test(arguments: ["[", "a: [", "- ", "{\"a\":", "? "])
  func whatIsNestedTooDeepIsRefused(unit: String) throws {
    let refusal = try refusal(String(repeating: unit, count: 200_000))
    #expect(refusal.contains("nested more than 100 deep") || refusal.contains("a key that is no text"), "\(refusal)")
  }

  @Test func aFileThatIsTooLargeIsRefusedUnread() throws {
    let limits = DocumentLimits(bytes: 1 << 20)
    #expect(
      try refusal(String(repeating: "a", count: 1 << 20 + 1), limits: limits) == "1:1: the file has more than 1 MB.")
    #expect(
      throws: ImportError.self, "what has no end is read no further than the limit",
      performing: { try SpecImporter.run(files: ["/dev/zero"], output: "spec/test", limits: limits) })
    #expect(DocumentLimits().bytes < 100_000_000)
  }

  @Test func tooManyValuesAreRefused() throws {
    let limits = DocumentLimits(values: 1_000)
    #expect(
      try refusal("[" + String(repeating: "1,", count: 2_000) + "1]", limits: limits)
        == "1:2000: the document has more than 1000 values.")
  }

  @Test func schemasThatMultiplyEndInTime() throws {
    // Each schema is one of two that are each one of two: 2^200 ways through them.
    var schemas = "S0: { type: object, properties: { x: { type: string } } }\n"
    for level in 1...30 {
      schemas +=
        "  S\(level): { oneOf: [{ $ref: '#/components/schemas/S\(level - 1)' }, { allOf: [{ $ref: '#/components/schemas/S\(level - 1)' }, { type: object, properties: { p\(level): { $ref: '#/components/schemas/S\(level - 1)' } } }] }] }\n"
    }
    let imported = try Imported(
      paths:
        "/a: { get: { operationId: a, responses: { 200: { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/S30' } } } } } } }",
      components: "schemas:\n  " + schemas)
    #expect(try imported.service().methods.map(\.name) == ["a"])
  }

  // MARK: What can be read all the same

  @Test func repeatedKeysAreListedAndTheFirstCounts() throws {
    let imported = try Imported(
      """
      openapi: 3.0.0
      info: { title: Shop, title: Other }
      servers: [{ url: https://a.example }]
      paths:
        /a: { get: { operationId: a, responses: { 200: { description: x, content: { text/plain: {} } } } } }
        /a: { get: { operationId: b, responses: { 200: { description: x, content: { text/plain: {} } } } } }
      """)
    #expect(imported.provider.name == "shop")
    #expect(try imported.service().methods.map(\.name) == ["a"])
    #expect(
      imported.findings.map(\.description) == [
        "shop.yaml:2:22: warning: the key 'title' is given twice in one object; the first one counts.",
        "shop.yaml:6:3: warning: the key '/a' is given twice in one object; the first one counts.",
      ])
  }

  @Test func aSecondDocumentInTheFileIsListed() throws {
    let text = Imported.document(
      paths: "/a: { get: { responses: { 200: { description: x, content: { text/plain: {} } } } } }")
    let imported = try Imported(text + "\n---\nopenapi: 3.0.0\n")
    #expect(imported.messages == ["a second document in one file; only the first is read."])
  }

  @Test func wrongTypesEverywhereAreListed() throws {
    let imported = try Imported(
      """
      openapi: 3
      info: [1]
      servers: { url: 5 }
      tags: 7
      security: x
      paths:
        /a: 5
        /b: { get: 5, parameters: 5, post: { operationId: [b], parameters: [5, {}], requestBody: 5, responses: 5, tags: 5, description: {} } }
        /c: { put: { summary: [x], requestBody: { content: 5 }, responses: { 200: 5, 201: { content: [1], headers: 5 } }, externalDocs: { url: 'no url' } } }
        /d: { patch: { responses: { 200: { content: { application/json: { schema: 5 } } } }, security: 5, servers: 5, callbacks: 5 } }
      components: { schemas: 5, securitySchemes: { a: 5 }, parameters: [] }
      """)
    #expect(try imported.service().methods.count == 3)
    #expect(imported.findings.count >= 12)
  }
}
