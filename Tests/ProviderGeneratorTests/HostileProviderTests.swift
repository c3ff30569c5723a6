import Foundation
import HostileProvider
import ProviderGenerator
import ProviderRuntime
import ProviderSpec
import Testing

/// A spec that tries everything to break out of comments, literals and names. That the module compiles is the first half
/// of the proof; the plugin generates it in the same build as these tests.
@Suite struct HostileProviderTests {
  private typealias Hostile = NastyInjected.HostileService

  private let directory = packageDirectory.appending(path: "Tests/HostileProvider/spec")

  @Test func `nothing of the spec is code`() throws {
    let files = Generator.files(for: try SpecLoader.load(directory: directory.path))
    #expect(files.count == 6)
    for file in files {
      let code = SourceText.code(file.text)
      // The title's own letters are the one name that the word is meant to be part of.
      let rest = code.replacing("NastyInjected", with: "")
      #expect(!rest.lowercased().contains("injected()"))
      #expect(!rest.contains("public let injected"))
      #expect(!rest.contains("\\("))
      // Names are all that is left of the spec, and no name holds anything but letters, digits and underscores.
      let unusual = rest.unicodeScalars.filter {
        !$0.isASCII && !$0.properties.isAlphabetic && $0.properties.numericType == nil
      }
      #expect(unusual.isEmpty)
      #expect(
        file.text.unicodeScalars.allSatisfy { scalar in
          switch scalar.value {
          case 0x0A: true
          case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069, 0x200B, 0x200E, 0x200F, 0xFEFF: false
          default: true
          }
        })
    }
  }

  @Test func `every text of the spec arrives as it was written`() throws {
    let provider = NastyInjected.descriptor
    let spec = try json("provider.json")
    #expect(JSONValue.string(provider.title) == spec["title"])
    #expect(JSONValue.string(provider.summary) == spec["summary"])
    #expect(JSONValue.string(provider.headers[0].value) == spec["headers"]?[0]?["value"])
    let hostile = try json("hostile.json")
    let service = try #require(provider.services.first)
    #expect(JSONValue.string(service.summary) == hostile["summary"])
    for (index, value) in Hostile.Hostile.knownValues.enumerated() {
      #expect(JSONValue.string(value.rawValue) == hostile["enums"]?[0]?["values"]?[index]?["name"])
    }
    for (model, spec) in zip(service.models, elements(hostile["models"])) {
      #expect(JSONValue.string(model.title) == spec["title"])
      #expect(JSONValue.string(model.summary) == spec["summary"])
      #expect(model.fields.map { JSONValue.string($0.name) } == elements(spec["fields"]).map { $0["name"] })
      #expect(
        model.fields.map { $0.title.map { JSONValue.string($0) } } == elements(spec["fields"]).map { $0["title"] })
    }
    let method = try #require(service.resources.first?.methods.first)
    #expect(method.scopes.map { JSONValue.string($0) } == elements(hostile["methods"]?[0]?["scopes"]))
    let names = elements(hostile["methods"]?[0]?["required"]) + elements(hostile["methods"]?[0]?["optional"])
    #expect(method.parameters.dropFirst().map { JSONValue.string($0.name) } == names)
  }

  @Test func `values with members of any name can be read, written and compared`() throws {
    var members: [String: JSONValue] = [:]
    for field in Hostile.Everything.descriptor.fields { members[field.name] = sample(field.type) }
    let object = JSONValue.object(members)
    let value = try JSONDecoder().decode(Hostile.Everything.self, from: JSONEncoder().encode(object))
    let written = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
    #expect(difference(written, object) == [])
    #expect(Mirror(reflecting: value.fieldValues).children.count == members.count)
    let again = try JSONDecoder().decode(Hostile.Everything.self, from: JSONEncoder().encode(written))
    #expect(again == value)
    #expect(Set([again, value]).count == 1)
  }

  @Test func `models that hold each other in a ring can be nested`() throws {
    let inner = Hostile.StringModel(id: "inner", value: "v")
    let outer = Hostile.StringModel(
      id: "outer", next: Hostile.IntModel(id: "int", selfField: Hostile.IntModel(id: "self")), selfField: inner,
      all: [inner])
    let copy = try JSONDecoder().decode(Hostile.StringModel.self, from: JSONEncoder().encode(outer))
    #expect(copy == outer)
    #expect(copy.next?.selfField?.id == "self")
  }

  @Test func `functions and arguments of any name can be called`() async throws {
    let transport = FakeTransport { request in
      HTTPResponse(
        status: request.method == "PUT" && request.url.contains("/xx/") ? 200 : 204,
        headers: ["Content-Type": "application/json"], body: Array(#"{"id":"1"}"#.utf8))
    }
    let nasty = NastyInjected(transport: transport)
    let everything = nasty.hostile.everything
    try await everything.initMethod(path: "a\" b/\\(x)")
    #expect(try await everything.selfMethod(path: "p").id == "1")
    try await everything.`import`(path: "x")
    _ = nasty.clientService.things
    _ = nasty.selfService
    _ = nasty.hostile.clientResource
    _ = nasty.hostile.`class`
    let lines = await transport.lines
    #expect(lines[0] == "PUT https://nasty.example/x/a%22%20b%2F%5C%28x%29")
  }

  private func json(_ name: String) throws -> JSONValue {
    try JSONDecoder().decode(JSONValue.self, from: Data(contentsOf: directory.appending(path: name)))
  }

  private func elements(_ value: JSONValue?) -> [JSONValue] {
    if case .array(let elements) = value { elements } else { [] }
  }

  /// The names of members that differ.
  private func difference(_ left: JSONValue, _ right: JSONValue) -> [String] {
    guard case .object(let left) = left, case .object(let right) = right else { return ["no objects"] }
    return Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
  }

  private func sample(_ type: TypeDescriptor) -> JSONValue {
    switch type {
    case .string(format: "date-time"): "2024-05-06T07:08:09.5Z"
    case .string: "text \" \\ \u{2028}"
    case .enumeration(let descriptor): .string(descriptor.values[0])
    case .integer: 42
    case .number: 1.5
    case .boolean: true
    case .model(let name): name == "empty" ? ["*/": "x"] : ["id": "1"]
    case .object: ["any": [nil, 1]]
    case .array(let element): [sample(element)]
    }
  }
}
