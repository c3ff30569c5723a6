import Foundation
import ProviderSpec
import Testing

@testable import SpecImport

@Suite struct OutputTests {
  private static let document = Imported.document(
    paths:
      "/things: { get: { operationId: things, responses: { 200: { description: x, content: { text/plain: {} } } } } }")

  /// Imports the document of a service of the name into the directory.
  private func write(
    _ directory: TemporaryDirectory, service: String = "things", text: String = document, force: Bool = false
  ) throws -> OutputDirectory.Changes {
    try directory.write(text, to: "source/\(service).yaml")
    let result = try SpecImporter.run(
      files: [directory.path + "/source/\(service).yaml"], output: directory.path + "/out")
    return try SpecImporter.write(result, to: directory.path + "/out", force: force)
  }

  /// Another version of the document.
  private static let newer = document.replacing("description: x", with: "description: y")
    .replacing("operationId: things", with: "operationId: things, summary: 'Lists what there is.'")

  @Test("A file that was changed since the import is not replaced, unless that is wanted", arguments: [false, true])
  func editedFiles(isGone: Bool) throws {
    try TemporaryDirectory.with { directory in
      _ = try write(directory)
      let edited = try directory.text(of: "out/things.json").replacing(
        "\"things\",\n  \"title\"", with: "\"things\", \"title\"")
      try directory.write(edited, to: "out/things.json")
      let before = try directory.text(of: "out/provider.json")
      let service = isGone ? "stuff" : "things"
      let error = #expect(throws: EditedSpecError.self) {
        _ = try write(directory, service: service, text: Self.newer)
      }
      #expect(error?.files == [.init(path: directory.path + "/out/things.json", reason: .changed)])
      #expect(error?.description.contains("things.json: error: the file was changed since it was imported") == true)
      #expect(error?.description.contains("--force") == true)
      #expect(try directory.text(of: "out/things.json") == edited)
      #expect(try directory.text(of: "out/provider.json") == before)
      #expect(try write(directory, service: service, text: Self.newer, force: true).written.contains(service + ".json"))
      // From here on it is the import's again.
      #expect(try write(directory, service: service).written == [service + ".json"])
    }
  }

  @Test func aSpecThatNoImportWroteIsNotReplaced() throws {
    try TemporaryDirectory.with { directory in
      _ = try write(directory)
      try FileManager.default.removeItem(atPath: directory.path + "/out/imported.sha256")
      // What would be the same is nobody's loss.
      #expect(try write(directory).written.isEmpty)
      try FileManager.default.removeItem(atPath: directory.path + "/out/imported.sha256")
      let error = #expect(throws: EditedSpecError.self) { _ = try write(directory, text: Self.newer) }
      #expect(error?.files.map(\.reason) == [.notImported])
      #expect(!FileManager.default.fileExists(atPath: directory.path + "/out/imported.sha256"))
    }
  }

  @Test func theRecordIsOneThatSha256sumReads() throws {
    try TemporaryDirectory.with { directory in
      _ = try write(directory)
      let record = try directory.text(of: "out/imported.sha256")
      let lines = record.split(separator: "\n").filter { !$0.hasPrefix("#") }
      #expect(lines.map { $0.suffix(from: $0.index($0.startIndex, offsetBy: 66)) } == ["provider.json", "things.json"])
      for line in lines {
        let text = try directory.text(of: "out/" + line.dropFirst(66))
        #expect(line.prefix(64) == SHA256.digest(text.utf8))
      }
      #expect(try SpecLoader.load(directory: directory.path + "/out").services.count == 1)
    }
  }

  /// The examples of FIPS 180-2, and the lengths at which a block is just full.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (String(repeating: "a", count: 1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    (String(repeating: "a", count: 55), "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
    (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
  ])
  func digests(text: String, digest: String) {
    #expect(SHA256.digest(text.utf8) == digest)
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
