import Foundation
import ProviderSpec
import Testing

/// What files may be made of, below the level of JSON.
@Suite struct EncodingTests {
  private func complaints(things bytes: [UInt8]) throws -> [String] {
    var spec = SmallSpec()
    spec.files["spec/things.json"] = bytes
    return try spec.complaints()
  }

  @Test func anEmptyFileIsNamedAsSuch() throws {
    #expect(
      try complaints(things: []) == [
        "spec/things.json:1:1: error: the file is empty; a spec file holds one JSON object."
      ])
    #expect(
      try complaints(things: Array(" \n\t".utf8)) == [
        "spec/things.json:1:1: error: the file holds white space only; a spec file holds one JSON object."
      ])
  }

  @Test func aByteOrderMarkIsRefused() throws {
    #expect(
      try complaints(things: [0xEF, 0xBB, 0xBF] + Array(SmallSpec.things.utf8)) == [
        "spec/things.json:1:1: error: the file begins with a byte order mark; save it as UTF-8 without one."
      ])
  }

  @Test(arguments: [
    (String.Encoding.utf16LittleEndian, "UTF-16"), (.utf16BigEndian, "UTF-16"), (.utf16, "UTF-16"),
    (.utf32LittleEndian, "UTF-32"), (.utf32BigEndian, "UTF-32"), (.utf32, "UTF-32"),
  ])
  func anotherEncodingIsNamed(_ encoding: String.Encoding, _ name: String) throws {
    let bytes = Array(try #require(SmallSpec.things.data(using: encoding)))
    #expect(
      try complaints(things: bytes) == ["spec/things.json:1:1: error: the file is \(name) text; save it as UTF-8."])
  }

  @Test(
    arguments: [
      [0xFF], [0x80], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82, 0x22], [0xE2, 0x22], [0xC3, 0x22],
    ] as [[UInt8]])
  func aByteThatIsNotUTF8IsShown(_ sequence: [UInt8]) throws {
    var bytes = Array(SmallSpec.things.utf8)
    let marker = Array("What".utf8)
    let index = try #require(bytes.indices.first { bytes[$0...].starts(with: marker) })
    bytes.insert(contentsOf: sequence, at: index)
    let hex = String(sequence[0], radix: 16, uppercase: true)
    #expect(
      try complaints(things: bytes) == [
        "spec/things.json:6:15: error: byte \(index + 1) of the file (0x\(hex)) is not UTF-8; save the file as UTF-8."
      ])
  }

  @Test func aSequenceCutOffByTheEndOfTheFileIsShown() throws {
    #expect(
      try complaints(things: Array("{ \"name\": \"".utf8) + [0xE2, 0x82]) == [
        "spec/things.json:1:12: error: byte 12 of the file (0xE2) is not UTF-8; save the file as UTF-8."
      ])
  }

  @Test func columnsCountUnicodeScalars() throws {
    let text = SmallSpec.things.replacing("\"title\": \"Part\",", with: "\"title\": \"Pärt 🧩e\u{301}\", \"x\": 1,")
    #expect(
      try complaints(things: Array(text.utf8)) == [
        "spec/things.json:29:44: error: unknown key 'x' in a model; it has 'name', 'title', 'summary' and 'fields'."
      ])
  }

  @Test func linesMayEndAsOnWindows() throws {
    let text = SmallSpec.things.replacing("\n", with: "\r\n")
    #expect(try complaints(things: Array(text.utf8)) == [])
    #expect(
      try complaints(things: Array(text.replacing("\"example\": 7", with: "\"example\": \"7\"").utf8)) == [
        "spec/things.json:21:73: error: the example is of type 'integer', found a string."
      ])
  }

  @Test func escapesAreRead() throws {
    var spec = SmallSpec()
    let text = SmallSpec.things.replacing("What Acme sells.", with: #"\"\\\/\b\f\n\r\t\u00e9\ud83e\udde9\u0041"#)
    spec.files["spec/things.json"] = Array(text.utf8)
    #expect(try spec.load().services.first?.summary == "\"\\/\u{8}\u{C}\n\r\té🧩A")
  }

  @Test func aFileThatIsCutOffAnywhereIsRefused() throws {
    let bytes = Array(SmallSpec.things.utf8)
    let end = try #require(bytes.lastIndex(of: UInt8(ascii: "}")))
    for length in 0...end {
      let complaints = try complaints(things: Array(bytes[..<length]))
      #expect(complaints.count == 1, "cut off after \(length) bytes")
    }
  }

  @Test func everyByteMayBeDamagedWithoutHarm() throws {
    let bytes = Array(SmallSpec.things.utf8)
    let damage: [UInt8] = [0, 0x22, 0x5C, 0x7B, 0x7D, 0xFF]
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] = damage[index % damage.count]
      // Some damage leaves a spec, inside of a summary; none may end the process or go on for ever.
      _ = try complaints(things: damaged)
    }
  }

  @Test func valuesNestedTooDeepAreRefused() throws {
    let text = String(repeating: "[", count: 100_000)
    #expect(
      try complaints(things: Array(text.utf8)) == [
        "spec/things.json:1:65: error: values are nested more than 64 deep; a spec is far flatter."
      ])
  }

  @Test func aFileThatHoldsNoObjectIsRefused() throws {
    #expect(
      try complaints(things: Array("[]".utf8)) == [
        "spec/things.json:1:1: error: expected a service, which is an object; found an array."
      ])
    var spec = SmallSpec()
    spec.files["spec/provider.json"] = Array("null".utf8)
    #expect(
      try spec.complaints() == ["spec/provider.json:1:1: error: expected a provider, which is an object; found null."])
  }

  @Test func aDirectoryWithoutAProviderIsRefused() throws {
    #expect(
      try SmallSpec(files: [:]).complaints() == [
        "spec/provider.json:1:1: error: the file can't be read (no such file); a spec is a directory with a 'provider.json'."
      ])
    let directory = FileManager.default.temporaryDirectory.appending(path: "no-spec-\(UUID().uuidString)").path
    let error = #expect(throws: SpecError.self) { try SpecLoader.load(directory: directory) }
    #expect(
      error?.description
        == "\(directory)/provider.json:1:1: error: the file can't be read (no such file); a spec is a directory with a 'provider.json'."
    )
  }
}
