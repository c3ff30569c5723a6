import Foundation
import Testing

@Suite("bindery spec import")
struct SpecImportTests {
  private static let document = """
    openapi: 3.0.3
    info: { title: Shop API, version: "1" }
    servers: [{ url: https://api.shop.example }]
    paths:
      /things/{thing_id}:
        get:
          operationId: get-thing
          parameters: [{ name: thing_id, in: path, required: true, schema: { type: integer } }]
          responses: { 200: { description: x, content: { application/json: { schema: { $ref: '#/components/schemas/Thing' } } } } }
        head: { responses: { 200: { description: x } } }
    components:
      schemas: { Thing: { type: object, properties: { id: { type: integer }, made_at: { type: string, pattern: a } } } }
    """

  @Test("A document becomes a spec that is valid and can be queried at once; what is left out is told")
  func importing() throws {
    let folder = try TemporaryFolder()
    let document = try folder.file("shop.yaml", Self.document).path
    let output = folder.url.appending(path: "spec").path
    let result = try Program.run(["spec", "import", document, "--output", output])
    #expect(result.status == 0)
    #expect(
      result.output
        == "\(output): provider 'shop', 1 service, 1 resource, 1 method, 1 model; 2 of 2 files written, 0 unchanged\n")
    #expect(
      result.error == """
        \(document):10:5: warning: HEAD /things/{thing_id}; a spec has GET, POST, PUT, PATCH and DELETE.
        bindery: 1 warning (operation 1); not looked at, because no spec has them: 1 constraints that the server checks (pattern, maxLength, minItems, …)

        """)
    #expect(try Program.run(["spec", "validate", output]).status == 0)
    let explained = try Program.run(
      ["query", "--spec", output, "--format", "json", "EXPLAIN SELECT made_at FROM shop.shop.things WHERE id = 7"])
    #expect(explained.output.contains("GET /things/7"), "\(explained)")
    let again = try Program.run(["spec", "import", document, "--output", output])
    #expect(again.output.hasSuffix("0 of 2 files written, 2 unchanged\n"))
  }

  @Test("A file that can't be read ends it with its place, and nothing is written")
  func refusing() throws {
    let folder = try TemporaryFolder()
    let document = try folder.file("shop.yaml", "openapi: 3.0.0\npaths: {").path
    let output = folder.url.appending(path: "spec").path
    let result = try Program.run(["spec", "import", document, "/nonexistent.yaml", "--output", output])
    #expect(result.status == 1)
    #expect(result.output.isEmpty)
    #expect(result.error.hasPrefix("\(document):3:1: error: this is no YAML: "))
    #expect(result.error.hasSuffix("/nonexistent.yaml:1:1: error: there is no such file.\n"))
    #expect(!FileManager.default.fileExists(atPath: output))
  }

  @Test("A file in the way that is no spec stays")
  func inTheWay() throws {
    let folder = try TemporaryFolder()
    let document = try folder.file("shop.yaml", Self.document).path
    _ = try folder.file("provider.json", "{}")
    let result = try Program.run(["spec", "import", document, "--output", folder.url.path])
    #expect(result.status == 1)
    #expect(
      result.error
        == "bindery: \(folder.url.path)/provider.json: error: no import wrote this file, and none replaces it; "
        + "remove it, or import into another directory\n")
  }

  @Test(
    "A command line that can't be carried out gets one clear line",
    arguments: [
      (["a.yaml"], "spec import needs a directory to write to: --output DIR"),
      (["--output", "x"], "spec import needs a document: bindery spec import FILE… --output DIR"),
      (["a.yaml", "--output"], "--output needs a value: --output DIR"),
      (["a.yaml", "--outptu", "x"], "unknown option '--outptu'. Did you mean '--output'?"),
      (["a.yaml", "--output", "x", "--output", "y"], "--output was given twice"),
    ])
  func misuse(words: [String], message: String) throws {
    let result = try Program.run(["spec", "import"] + words)
    #expect(result.status == 1)
    #expect(result.error == "bindery: \(message)\n")
  }

  @Test("It has help with an example", arguments: [[], ["--help"]])
  func help(words: [String]) throws {
    let result = try Program.run(["spec", "import"] + words)
    #expect(result.status == 0)
    #expect(result.output.contains("usage: bindery spec import FILE… --output DIR"))
    #expect(result.output.contains("example:\n  bindery spec import openapi.yaml --output spec/acme"))
  }
}
