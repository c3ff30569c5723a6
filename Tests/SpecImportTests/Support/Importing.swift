import Foundation
import ProviderSpec
import Testing

@testable import SpecImport

/// Documents that were written for a test, and what became of them.
struct Imported {
  let provider: Provider
  let files: [GeneratedFile]
  let findings: [ImportFinding]
  let omissions: [ImportOmission: Int]

  /// Imports documents by the names of their files, the first first.
  init(_ documents: KeyValuePairs<String, String>, limits: DocumentLimits = DocumentLimits()) throws {
    let result = try TemporaryDirectory.with { directory in
      for (name, text) in documents { try directory.write(text, to: name) }
      return try SpecImporter.run(
        files: documents.map { directory.path + "/" + $0.key }, output: "spec/test", limits: limits)
    }
    provider = result.provider
    files = result.files
    findings = result.findings.map { finding in
      var finding = finding
      finding.file = (finding.file as NSString).lastPathComponent
      return finding
    }
    omissions = result.omissions
  }

  /// Imports one document in YAML.
  init(_ text: String) throws {
    try self.init(["shop.yaml": text])
  }

  /// Imports an OpenAPI document of which only the paths and components are given.
  init(paths: String, components: String = "", version: String = "3.0.3") throws {
    try self.init(Self.document(paths: paths, components: components, version: version))
  }

  /// An OpenAPI document around paths and components, which begin in the first column.
  static func document(paths: String, components: String = "", version: String = "3.0.3") -> String {
    func indented(_ text: String) -> String {
      text.split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }.joined(separator: "\n")
    }
    return """
      openapi: \(version)
      info: { title: Shop API, version: "1" }
      servers: [{ url: https://api.shop.example }]
      paths:
      \(indented(paths))
      components:
      \(indented(components.isEmpty ? "schemas: {}" : components))
      """
  }

  /// What could not be taken over, in words.
  var messages: [String] { findings.map(\.message) }

  /// The only service.
  func service() throws -> Service { try #require(provider.services.first) }

  func method(_ name: String) throws -> ProviderSpec.Method {
    try #require(provider.services.flatMap(\.methods).first { $0.name == name }, "no method '\(name)'")
  }

  func model(_ name: String) throws -> Model {
    try #require(provider.services.flatMap(\.models).first { $0.name == name }, "no model '\(name)'")
  }

  func field(_ name: String, of model: String) throws -> Field {
    try #require(try self.model(model).fields.first { $0.name == name }, "no field '\(name)'")
  }

  func resource(_ name: String) throws -> Resource {
    try #require(provider.services.flatMap(\.resources).first { $0.name == name }, "no resource '\(name)'")
  }

  func parameter(_ name: String, of method: String) throws -> MethodParameter {
    try #require(try self.method(method).parameters.first { $0.parameter.name == name }, "no parameter '\(name)'")
  }

  func values(of enumeration: String) throws -> [String] {
    let found = provider.services.flatMap(\.enums).first { $0.name == enumeration }
    return try #require(found, "no enum '\(enumeration)'").values.map(\.name)
  }
}

/// A directory of a test's own that is gone behind it.
struct TemporaryDirectory {
  let path: String

  static func with<Value>(_ body: (TemporaryDirectory) throws -> Value) throws -> Value {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent("spec-import-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: url) }
    return try body(TemporaryDirectory(path: url.path))
  }

  func write(_ text: String, to name: String) throws {
    try write(Data(text.utf8), to: name)
  }

  func write(_ data: Data, to name: String) throws {
    let url = URL(fileURLWithPath: path + "/" + name)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func text(of name: String) throws -> String {
    try String(contentsOfFile: path + "/" + name, encoding: .utf8)
  }
}
