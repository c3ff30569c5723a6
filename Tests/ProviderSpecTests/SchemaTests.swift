import Foundation
import Testing

/// The JSON Schemas, from which editors complete, agree with the loader: they take what it takes, and refuse what can be
/// seen without following references.
@Suite(
  .enabled(if: PythonTool.hasCheckJSONSchema, "needs check-jsonschema: python3 -m pip install check-jsonschema"))
struct SchemaTests {
  private static func schema(_ name: String) -> String {
    BundledSpecTests.directory.appending(path: "\(name).schema.json").path
  }

  @Test func theyAreSchemas() throws {
    let result = PythonTool.run([
      "-m", "check_jsonschema", "--check-metaschema", Self.schema("provider"), Self.schema("service"),
    ])
    #expect(result?.status == 0, "\(result?.text ?? "")")
  }

  @Test(arguments: [("provider", "provider.json"), ("service", "packages.json")])
  func theBundledSpecFollowsThem(_ schema: String, _ file: String) throws {
    let path = BundledSpecTests.directory.appending(path: "github").appending(path: file).path
    let result = PythonTool.run(["-m", "check_jsonschema", "--schemafile", Self.schema(schema), path])
    #expect(result?.status == 0, "\(result?.text ?? "")")
  }

  @Test(arguments: [("provider", SmallSpec.provider), ("service", SmallSpec.things)])
  func theSmallSpecFollowsThem(_ schema: String, _ text: String) throws {
    #expect(try Self.refused([("small", text)], by: schema) == [])
  }

  /// Mistakes that only following references, or comparing values, brings to light.
  private static let beyondSchemas: Set<String> = [
    "an example outside its enum", "a wildcard outside its enum", "a default outside its enum",
    "a default above the maximum",
    "a default below the minimum", "a minimum above the maximum", "an example of the wrong type",
    "an example that is null on a field that is not", "a misspelt format", "a format of another type",
    "a number that fits no integer",
  ]

  @Test func theyRefuseWhatTheLoaderRefusesInStructureAndTypes() throws {
    let mistakes = (Mistake.structure + Mistake.types).filter {
      $0.file == "things" && !Self.beyondSchemas.contains($0.description)
    }
    #expect(mistakes.count >= 24)
    let texts = mistakes.map {
      ($0.description, SmallSpec.things.replacing($0.text, with: $0.change, maxReplacements: 1))
    }
    #expect(try Self.refused(texts, by: "service") == Set(mistakes.map(\.description)))
  }

  @Test func theyRefuseWhatTheLoaderRefusesInMethodsAndVerbs() throws {
    let wanted: Set<String> = [
      "a request line without a path", "an unknown HTTP method", "an HTTP method that nobody knows",
      "a path without a slash", "a query in a path", "a space in a path", "an opening brace too many",
      "a closing brace too many", "a brace that is not closed", "braces without a name", "a parameter twice",
      "a body on a GET", "a response that is both object and list", "a member without a list",
      "a body on status 204", "a status that is no success", "an inverse of a read",
      "documentation that is no address", "an unknown verb", "a verb without methods",
    ]
    let mistakes = (Mistake.methods + Mistake.resources).filter { wanted.contains($0.description) }
    let texts = mistakes.map {
      ($0.description, SmallSpec.things.replacing($0.text, with: $0.change, maxReplacements: 1))
    }
    #expect(try Self.refused(texts, by: "service") == wanted)
  }

  @Test func theyRefuseWhatTheLoaderRefusesInProviders() throws {
    let wanted: Set<String> = [
      "a server that is no address", "a server without a host", "a server that ends with a slash",
      "a server with a query", "a server with a user", "an environment variable that can't be",
      "a header that can't be",
      "an unknown authentication", "an unknown pagination", "a largest page without a parameter",
      "a rate limit below one", "a refusal that is no failure", "no services", "a service outside of the directory",
      "a service in a file that is not JSON",
    ]
    let mistakes = Mistake.providers.filter { wanted.contains($0.description) }
    let texts = mistakes.map {
      ($0.description, SmallSpec.provider.replacing($0.text, with: $0.change, maxReplacements: 1))
    }
    #expect(try Self.refused(texts, by: "provider") == wanted)
  }

  /// The names of the texts that a schema refuses.
  private static func refused(_ texts: [(name: String, text: String)], by schema: String) throws -> Set<String> {
    let directory = FileManager.default.temporaryDirectory.appending(path: "schema-tests-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    var paths: [String: String] = [:]
    for (index, (name, text)) in texts.enumerated() {
      let url = directory.appending(path: "\(index).json")
      try Data(text.utf8).write(to: url)
      paths[url.path] = name
    }
    let arguments = ["-m", "check_jsonschema", "--output-format", "json", "--schemafile", Self.schema(schema)]
    let result = try #require(PythonTool.run(arguments + paths.keys.sorted()))
    struct Report: Decodable {
      struct Problem: Decodable { var filename: String }
      var errors: [Problem]?
      var parse_errors: [Problem]?
    }
    let report = try JSONDecoder().decode(Report.self, from: result.output)
    #expect((report.parse_errors ?? []).isEmpty)
    return Set((report.errors ?? []).compactMap { paths[$0.filename] })
  }
}
