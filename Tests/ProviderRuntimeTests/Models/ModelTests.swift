import Foundation
import ProviderRuntime
import Testing

@Suite("Models") struct ModelTests {
  @Test func `read, write and show their fields`() throws {
    let text =
      #"{"box":{"id":1,"tags":[["a"],[]]},"color":"blue","made_at":"2026-01-02T03:04:05Z","secret":"s3","size":null}"#
    let crate = try JSONDecoder().decode(Crate.self, from: Data(text.utf8))
    #expect(crate.box.id == 1)
    #expect(crate.box.tags == [["a"], []])
    #expect(crate.color == Color(rawValue: "blue"))
    #expect(crate.madeAt == Date(timeIntervalSince1970: 1_767_323_045))
    #expect(crate.size == nil)
    #expect(crate.lid == nil)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(crate), as: UTF8.self) == text)
    #expect("\(crate)".contains(#"box: ProviderRuntime.FieldValues(id: 1, tags: "#), "\(crate)")
    #expect("\(crate)".contains(#"secret: "hidden""#) && !"\(crate)".contains("s3"))
  }

  @Test func `are values: a change of one leaves its copies as they are`() {
    let one = Box(id: 1, tags: [["a"]])
    var other = one
    other.id = 2
    other.tags = nil
    #expect((one.id, other.id) == (1, 2))
    #expect(one.tags == [["a"]])
    #expect(one != other)
    #expect(Set([one, other, Box(id: 1, tags: [["a"]])]).count == 2)
  }

  @Test(arguments: [
    (#"{"color":"red","made_at":"2026-01-02T03:04:05Z","size":1}"#, "box", true),
    (#"{"box":{"id":1},"color":"red","made_at":"2026-01-02T03:04:05Z"}"#, "size", true),
    (#"{"box":null,"color":"red","made_at":"2026-01-02T03:04:05Z","size":1}"#, "box", false),
    (#"{"box":{"id":1},"color":null,"made_at":"2026-01-02T03:04:05Z","size":1}"#, "color", false),
  ])
  func `that lack a field, or have null in it, name it`(_ text: String, name: String, isMissing: Bool) {
    do {
      let crate = try JSONDecoder().decode(Crate.self, from: Data(text.utf8))
      Issue.record("read as \(crate)")
    } catch DecodingError.keyNotFound(let key, _) {
      #expect(isMissing && key.stringValue == name)
    } catch DecodingError.valueNotFound(_, let context) {
      #expect(!isMissing && context.codingPath.map(\.stringValue) == [name])
    } catch {
      Issue.record(error)
    }
  }
}

/// What the generator writes of an enum.
private struct Color: OpenEnum, RawRepresentable, Codable, Hashable {
  static var descriptor: EnumDescriptor { EnumDescriptor(name: "color", values: ["red"]) }
  let rawValue: String
}

/// What the generator writes of a model that is sent.
private struct Box: GeneratedModel, Codable, Hashable {
  var id: Int {
    get { fieldValues.integer(0) }
    set { fieldValues.set(0, newValue) }
  }
  var tags: [[String]]? {
    get { fieldValues.optionalValue(1) }
    set { fieldValues.set(1, newValue) }
  }
  private(set) var fieldValues: FieldValues

  init(fieldValues: FieldValues) { self.fieldValues = fieldValues }

  init(id: Int, tags: [[String]]?) {
    fieldValues = FieldValues(of: Self.self)
    fieldValues.set(0, id)
    fieldValues.set(1, tags)
  }

  static var descriptor: ModelDescriptor {
    ModelDescriptor(
      name: "box", title: "Box", summary: "",
      fields: [
        FieldDescriptor(name: "id", type: .integer(), isRequired: true),
        FieldDescriptor(name: "tags", type: .array(.array(.string()))),
      ])
  }
}

/// What the generator writes of a model that is answered.
private struct Crate: GeneratedModel, Codable, Hashable {
  var box: Box { fieldValues.value(0) }
  var color: Color { fieldValues.value(1) }
  var madeAt: Date { fieldValues.date(2) }
  var size: Int? { fieldValues.optionalInteger(3) }
  var lid: Box? { fieldValues.optionalValue(4) }
  let fieldValues: FieldValues

  init(fieldValues: FieldValues) { self.fieldValues = fieldValues }

  static var models: [any GeneratedModel.Type] { [Box.self] }

  static var descriptor: ModelDescriptor {
    ModelDescriptor(
      name: "crate", title: "Crate", summary: "",
      fields: [
        FieldDescriptor(name: "box", type: .model("box"), isRequired: true),
        FieldDescriptor(name: "color", type: .enumeration(Color.descriptor), isRequired: true),
        FieldDescriptor(name: "made_at", type: .string(format: "date-time"), isRequired: true),
        FieldDescriptor(name: "size", type: .integer(), isRequired: true, isNullable: true),
        FieldDescriptor(name: "lid", type: .model("box")),
        FieldDescriptor(name: "secret", type: .string(format: "password")),
      ])
  }
}
