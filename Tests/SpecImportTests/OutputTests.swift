import Foundation
import ProviderSpec
import Testing

@testable import SpecImport

@Suite struct OutputTests {
  private static let document = Imported.document(
    paths:
      "/things: { get: { operationId: things, responses: { 200: { description: x, content: { text/plain: {} } } } } }")

  /// Imports the document of a service of the name into the directory.
  private func write(_ directory: TemporaryDirectory, service: String = "things") throws -> OutputDirectory.Changes {
    try directory.write(Self.document, to: "source/\(service).yaml")
    let result = try SpecImporter.run(
      files: [directory.path + "/source/\(service).yaml"], output: directory.path + "/out")
    return try SpecImporter.write(result, to: directory.path + "/out")
  }

  @Test func whatIsWrittenIsReadAgain() throws {
    try TemporaryDirectory.with { directory in
      #expect(try write(directory).written == ["provider.json", "things.json"])
      let provider = try SpecLoader.load(directory: directory.path + "/out")
      #expect(provider.services.map(\.name) == ["things"])
    }
  }

  @Test func aFileThatIsTheSameIsNotTouched() throws {
    try TemporaryDirectory.with { directory in
      _ = try write(directory)
      let changes = try write(directory)
      #expect(changes.written.isEmpty && changes.removed.isEmpty)
    }
  }

  @Test func aServiceThatIsGoneIsRemovedAndNothingElse() throws {
    try TemporaryDirectory.with { directory in
      _ = try write(directory)
      try directory.write("{}", to: "out/own.json")
      try directory.write("notes", to: "out/notes.md")
      let changes = try write(directory, service: "stuff")
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
      _ = try write(directory)
      let before = try directory.text(of: "out/provider.json")
      try directory.write(Self.document.replacing("Shop API", with: "Zoo API"), to: "zoo.yaml")
      let result = try SpecImporter.run(files: [directory.path + "/zoo.yaml"], output: "out")
      #expect(throws: OutputError.self) { try SpecImporter.write(result, to: directory.path + "/out") }
      #expect(try directory.text(of: "out/provider.json") == before)
    }
  }
}
