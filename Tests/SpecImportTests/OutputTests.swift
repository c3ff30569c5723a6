import Foundation
import ProviderSpec
import Testing

@testable import SpecImport

@Suite struct OutputTests {
  private static let document = Imported.document(
    paths:
      "/things: { get: { operationId: things, responses: { 200: { description: x, content: { text/plain: {} } } } } }")

  /// Imports the document of a service of the name into the directory.
  @discardableResult
  private func write(
    _ directory: TemporaryDirectory, service: String = "things", text: String = document
  ) throws -> SpecImporter.Written {
    try directory.write(text, to: "source/\(service).yaml")
    let result = try SpecImporter.run(
      files: [directory.path + "/source/\(service).yaml"], output: directory.path + "/out")
    return try SpecImporter.write(result, to: directory.path + "/out")
  }

  /// Another version of the document.
  private static let newer = document.replacing(
    "operationId: things", with: "operationId: things, summary: 'Lists what there is.'")

  /// Changes a file of the spec by hand.
  private func edit(
    _ directory: TemporaryDirectory, _ text: String, _ change: String, in file: String = "out/things.json"
  ) throws {
    let before = try directory.text(of: file)
    try #require(before.contains(text), "\(before)")
    try directory.write(before.replacing(text, with: change), to: file)
  }

  /// A document of things with a size and, in its next version, a weight.
  private static func shop(
    version: Int, size: String = "Its size.", gone: String = "", count: String = "How many."
  ) -> String {
    let fields = [
      "id: { type: integer, description: Its number. }",
      gone == "size" ? nil : "size: { type: integer, description: '\(size)' }",
      version > 1 ? "weight: { type: number, description: Its weight. }" : nil,
    ]
    return Imported.document(
      paths: """
        /things:
          get:
            operationId: list_things
            tags: [things]
            summary: Lists things.
            parameters: [{ name: per_page, in: query, description: '\(count)', schema: { type: integer, maximum: 50 } }]
            responses: { 200: { description: x, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/thing' } } } } } }
        \(version > 1 ? "  post: { operationId: make_thing, tags: [things], summary: Makes a thing., responses: { 204: { description: x } } }" : "")
        """,
      components: """
        schemas:
          thing:
            type: object
            properties:
              \(fields.compactMap { $0 }.joined(separator: "\n      "))
        """)
  }

  @Test func whatWasChangedByHandStaysAndWhatTheDocumentsChangedComes() throws {
    try TemporaryDirectory.with { directory in
      try write(directory, text: Self.shop(version: 1))
      try edit(directory, "Its size.", "Its size in millimetres.")
      try edit(directory, "\"action\": \"list\"", "\"action\": \"list_all\"")
      try edit(
        directory, "{ \"name\": \"id\", ",
        "{ \"name\": \"color\", \"type\": \"string\", \"summary\": \"By hand.\" }, { \"name\": \"id\", ")
      try edit(directory, "\"maximum\": 50", "\"maximum\": 20")
      try edit(directory, "{\n  \"format\"", "{ \"$schema\": \"../service.schema.json\", \"format\"")
      let written = try write(directory, text: Self.shop(version: 2, count: "How many at most."))
      #expect(written.merged == ["things.json"])
      #expect(written.conflicts.isEmpty && written.error == nil)
      let text = try directory.text(of: "out/things.json")
      #expect(text.hasPrefix("{\n  \"$schema\": \"../service.schema.json\",\n  \"format\": 1"))
      let service = try #require(SpecLoader.load(directory: directory.path + "/out").services.first)
      let thing = try #require(service.models.first)
      #expect(thing.fields.map(\.name) == ["color", "id", "size", "weight"])
      #expect(thing.fields.map(\.summary) == ["By hand.", "Its number.", "Its size in millimetres.", "Its weight."])
      #expect(service.methods.map(\.action) == ["list_all", "create"])
      #expect(service.parameters.map(\.maximum) == [20])
      #expect(service.parameters.map(\.summary) == ["How many at most."])
      // What only the hand has changed is as it is for ever, and no file is written for it.
      #expect(try write(directory, text: Self.shop(version: 2, count: "How many at most.")).changes.written.isEmpty)
      #expect(try directory.text(of: "out/things.json") == text)
      // The record is a spec of its own, and the other side of what was changed by hand.
      let pristine = try SpecLoader.load(directory: directory.path + "/out/imported")
      #expect(pristine.services.first?.models.first?.fields.map(\.name) == ["id", "size", "weight"])
    }
  }

  @Test func whatBothHaveChangedIsListedWithItsPlace() throws {
    try TemporaryDirectory.with { directory in
      try write(directory, text: Self.shop(version: 1))
      try edit(directory, "Its size.", "By hand.")
      let written = try write(directory, text: Self.shop(version: 2, size: "In inches."))
      let text = try directory.text(of: "out/things.json")
      let line = try #require(text.split(separator: "\n").firstIndex { $0.contains("By hand.") }) + 1
      #expect(written.conflicts.map(\.line) == [line])
      #expect(
        written.report == [
          "\(directory.path)/out/things.json:\(line):\(written.conflicts[0].column): warning: 'models.thing.fields.size.summary' "
            + "was changed by hand and by the documents, which have \"In inches.\" now; what was written by hand stays."
        ])
      // It is told once.
      #expect(try write(directory, text: Self.shop(version: 2, size: "In inches.")).conflicts.isEmpty)

      let gone = try write(directory, text: Self.shop(version: 2, gone: "size"))
      #expect(
        gone.conflicts.map(\.message) == [
          "'models.thing.fields.size' was changed by hand, and the documents no longer have it; it is gone."
        ])
      #expect(try !directory.text(of: "out/things.json").contains("size\""))
    }
  }

  @Test func whatWasRemovedOrPutIntoAnotherOrderByHandStaysSo() throws {
    try TemporaryDirectory.with { directory in
      try write(directory, text: Self.shop(version: 2))
      let file = "out/things.json"
      let lines = try directory.text(of: file).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      let id = try #require(lines.firstIndex { $0.contains("\"name\": \"id\"") })
      // The fields are id, size, weight: weight first, and no size.
      var edited = lines
      edited[id] = lines[id + 2] + ","
      edited[id + 1] = String(lines[id].dropLast())
      edited.remove(at: id + 2)
      try directory.write(edited.joined(separator: "\n"), to: file)
      let written = try write(directory, text: Self.shop(version: 2, count: "How many at most."))
      #expect(written.conflicts.isEmpty)
      let service = try #require(SpecLoader.load(directory: directory.path + "/out").services.first)
      #expect(service.models[0].fields.map(\.name) == ["weight", "id"])
      let again = try write(directory, text: Self.shop(version: 2, size: "In inches."))
      #expect(
        again.conflicts.map(\.message) == [
          "'models.thing.fields.size' was removed by hand, and the documents have changed it; it stays away."
        ])
    }
  }

  @Test func whatComesOfBothAndIsNoSpecIsToldWithItsPlace() throws {
    try TemporaryDirectory.with { directory in
      try write(directory, text: Self.shop(version: 2))
      // A method by hand, with the parameter that the next document no longer has.
      let method = "{ \"name\": \"few\", \"request\": \"GET /few\", \"optional\": [\"per_page\"], \"summary\": \"x\", "
      try edit(
        directory, "\"methods\": [\n    {",
        "\"methods\": [\n    \(method)\"action\": \"few\", \"response\": { \"status\": 204 } },\n    {")
      try edit(directory, "\"methods\": [\"list_things\"", "\"methods\": [\"few\", \"list_things\"")
      try edit(directory, "\"verbs\": {", "\"verbs\": { \"exec\": [\"few\"],")
      let text = Self.shop(version: 2).replacing("per_page", with: "size")
      let written = try write(directory, text: text)
      let mistakes = try #require(written.error?.diagnostics)
      #expect(mistakes.count == 1 && mistakes[0].message.contains("'per_page'"), "\(mistakes)")
      let line = try directory.text(of: "out/things.json").split(separator: "\n")[mistakes[0].line - 1]
      #expect(line.contains("per_page"))
    }
  }

  @Test func aChangedFileThatIsNoJSONEndsTheImport() throws {
    try TemporaryDirectory.with { directory in
      try write(directory, text: Self.shop(version: 1))
      try directory.write("{ \"format\": 1,\n  \"name\": \"things\",", to: "out/things.json")
      let before = try directory.text(of: "out/provider.json")
      let error = #expect(throws: SpecError.self) { try write(directory, text: Self.shop(version: 2)) }
      #expect(error?.diagnostics.map(\.line) == [2])
      #expect(error?.diagnostics.map(\.file) == [directory.path + "/out/things.json"])
      #expect(try directory.text(of: "out/provider.json") == before)
      try directory.write("{}", to: "out/things.json")
      try directory.write("{ ", to: "out/imported/things.json")
      let record = #expect(throws: SpecError.self) { try write(directory, text: Self.shop(version: 2)) }
      #expect(record?.diagnostics.map(\.file) == [directory.path + "/out/imported/things.json"])
    }
  }

  @Test func aServiceOfOnesOwnStays() throws {
    try TemporaryDirectory.with { directory in
      try write(directory, text: Self.shop(version: 1))
      let own = try directory.text(of: "out/things.json").replacing(
        "\"name\": \"things\",\n  \"title\"", with: "\"name\": \"own\",\n  \"title\"")
      try directory.write(own, to: "out/own.json")
      try edit(
        directory, "{ \"name\": \"things\", \"file\": \"things.json\" }",
        "{ \"name\": \"things\", \"file\": \"things.json\" }, { \"name\": \"own\", \"file\": \"own.json\" }",
        in: "out/provider.json")
      let written = try write(directory, text: Self.shop(version: 2))
      #expect(written.conflicts.isEmpty && written.error == nil && written.changes.removed.isEmpty)
      #expect(try SpecLoader.load(directory: directory.path + "/out").services.map(\.name) == ["things", "own"])
    }
  }

  @Test func aServiceThatIsGoneStaysWhereItWasChangedByHand() throws {
    try TemporaryDirectory.with { directory in
      try write(directory)
      try edit(directory, "\"title\": \"Things\"", "\"title\": \"My things\"")
      let written = try write(directory, service: "stuff")
      #expect(written.changes.removed.isEmpty)
      #expect(
        written.conflicts.map(\.message) == [
          "the documents no longer describe this service; the file stays, since it was changed by hand."
        ])
      #expect(try directory.text(of: "out/things.json").contains("My things"))
      #expect(!FileManager.default.fileExists(atPath: directory.path + "/out/imported/things.json"))
    }
  }

  @Test func aSpecThatNoImportWroteIsNotReplaced() throws {
    try TemporaryDirectory.with { directory in
      try write(directory)
      try FileManager.default.removeItem(atPath: directory.path + "/out/imported")
      // What would be the same is nobody's loss.
      #expect(try write(directory).changes.written.isEmpty)
      try FileManager.default.removeItem(atPath: directory.path + "/out/imported")
      let error = #expect(throws: OutputError.self) { try write(directory, text: Self.newer) }
      #expect(error?.description.contains("things.json: error: no import wrote this file") == true)
      #expect(!FileManager.default.fileExists(atPath: directory.path + "/out/imported"))
    }
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    try TemporaryDirectory.with { directory in
      #expect(try write(directory).changes.written == ["provider.json", "things.json"])
      let provider = try SpecLoader.load(directory: directory.path + "/out")
      #expect(provider.services.map(\.name) == ["things"])
    }
  }

  @Test func aFileThatIsTheSameIsNotTouched() throws {
    try TemporaryDirectory.with { directory in
      try write(directory)
      let changes = try write(directory).changes
      #expect(changes.written.isEmpty && changes.removed.isEmpty)
    }
  }

  @Test func aServiceThatIsGoneIsRemovedAndNothingElse() throws {
    try TemporaryDirectory.with { directory in
      try write(directory)
      try directory.write("{}", to: "out/own.json")
      try directory.write("notes", to: "out/notes.md")
      let changes = try write(directory, service: "stuff").changes
      #expect(changes.written == ["provider.json", "stuff.json"])
      #expect(changes.removed == ["things.json"])
      #expect(try directory.text(of: "out/own.json") == "{}")
    }
  }

  @Test(arguments: ["provider.json", "things.json"])
  func aFileThatIsNoSpecStays(name: String) throws {
    try TemporaryDirectory.with { directory in
      try directory.write("{ \"name\": \"mine\" }", to: "out/" + name)
      #expect(throws: OutputError.self) { try write(directory) }
      #expect(try directory.text(of: "out/" + name) == "{ \"name\": \"mine\" }")
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.path + "/out") == [name])
    }
  }

  @Test func theSpecOfAnotherProviderStays() throws {
    try TemporaryDirectory.with { directory in
      try write(directory)
      let before = try directory.text(of: "out/provider.json")
      try directory.write(Self.document.replacing("Shop API", with: "Zoo API"), to: "zoo.yaml")
      let result = try SpecImporter.run(files: [directory.path + "/zoo.yaml"], output: "out")
      #expect(throws: OutputError.self) { try SpecImporter.write(result, to: directory.path + "/out") }
      #expect(try directory.text(of: "out/provider.json") == before)
    }
  }
}
