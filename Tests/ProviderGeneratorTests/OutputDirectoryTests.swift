import Foundation
import ProviderGenerator
import ProviderSpec
import Testing

@Suite struct OutputDirectoryTests {
  private let provider: Provider

  init() throws {
    provider = try SpecLoader.load(directory: packageDirectory.appending(path: "Tests/GoldenProvider/spec").path)
  }

  @Test func `files are written once and left alone while their text stays the same`() throws {
    try withTemporaryDirectory { directory in
      let output = OutputDirectory(path: directory.appending(path: "new/deep").path)
      let files = Generator.files(for: provider)
      #expect(
        try output.write(files) == [
          "Depot.generated.swift", "Depot+Stock.generated.swift", "Depot+People.generated.swift",
          "Depot+Office.generated.swift",
        ])
      let first = try identities(output)
      #expect(try output.write(files) == [])
      #expect(try identities(output) == first)
    }
  }

  @Test func `a change is written to the file that it concerns and to no other`() throws {
    try withTemporaryDirectory { directory in
      let output = OutputDirectory(path: directory.path)
      try output.write(Generator.files(for: provider))
      let first = try identities(output)
      var changed = provider
      changed.services[1].models[0].summary = "Someone else."
      #expect(try output.write(Generator.files(for: changed)) == ["Depot+People.generated.swift"])
      let second = try identities(output)
      #expect(second["Depot.generated.swift"] == first["Depot.generated.swift"])
      #expect(second["Depot+Stock.generated.swift"] == first["Depot+Stock.generated.swift"])
      #expect(second["Depot+People.generated.swift"] != first["Depot+People.generated.swift"])
      #expect(second.count == 4)
    }
  }

  @Test func `nothing is written where two files differ only in case`() throws {
    try withTemporaryDirectory { directory in
      var clashing = provider
      clashing.services[0].name = "a_b"
      clashing.services[1].name = "ab"
      let error = #expect(throws: OutputError.self) {
        try OutputDirectory(path: directory.path).write(Generator.files(for: clashing))
      }
      #expect(error?.description.contains("'Depot+AB.generated.swift' and 'Depot+Ab.generated.swift'") == true)
      let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      #expect(names.isEmpty)
    }
  }

  @Test func `a file in the directory's place is an error that names it`() throws {
    try withTemporaryDirectory { directory in
      let file = directory.appending(path: "file")
      try Data("text".utf8).write(to: file)
      let error = #expect(throws: OutputError.self) {
        try OutputDirectory(path: file.path).write(Generator.files(for: provider))
      }
      #expect(error?.path == file.path)
      #expect(try Data(contentsOf: file) == Data("text".utf8))
    }
  }

  @Test func `the plugin expects the files that the generator makes`() throws {
    for (title, name) in [
      ("GitHub", "github"), ("My \"API\" (v2)", "my_api"), ("世界", "hello_world"),
      ("T\(String(repeating: "x", count: 300))", "t"),
    ] {
      try withTemporaryDirectory { directory in
        let services = ["packages", "code_scanning", "a", "x_1", String(repeating: "s", count: 300)]
        let json: [String: Any] = [
          "title": title, "name": name, "services": services.map { ["name": $0, "file": "\($0.prefix(9)).json"] },
        ]
        let file = directory.appending(path: "provider.json")
        try JSONSerialization.data(withJSONObject: json).write(to: file)
        #expect(
          Outline(file: file).outputs == [GeneratedFile.name(providerTitle: title, providerName: name)]
            + services.map { GeneratedFile.name(providerTitle: title, providerName: name, service: $0) })
      }
    }
  }

  /// The number of each file in the file system with its time of change: both are new when a file is replaced.
  private func identities(_ output: OutputDirectory) throws -> [String: [String]] {
    let manager = FileManager.default
    var result: [String: [String]] = [:]
    for name in try manager.contentsOfDirectory(atPath: output.path) {
      let attributes = try manager.attributesOfItem(atPath: output.path + "/" + name)
      result[name] = ["\(attributes[.systemFileNumber] ?? "")", "\(attributes[.modificationDate] ?? "")"]
    }
    return result
  }
}
