import Foundation
import Testing

@testable import ProviderRuntime

@Suite("Finding a member of a JSON text")
struct JSONMemberTests {
  private static let text = #"""
    { "a": { "b": [1, {"c": 9}], "c": "x", "d": null }, "e\u0301\"\\": true, "n": -12, "f": 1.0, "big": 9223372036854775808,
      "a": 3, "s": "\ud83d\ude00\n\/", "": { "": 7 }, "o": {} , "t": [ ] }
    """#

  @Test(
    "The names lead to it, the first of the same name counts",
    arguments: [
      (["a", "c"], .string("x")), (["a", "d"], .null), (["a", "d", "x"], .missing), (["a", "x"], .missing),
      (["c"], .missing), (["e\u{301}\"\\"], .boolean(true)), (["n"], .integer(-12)), (["f"], .number),
      (["big"], .number),
      (["s"], .string("😀\n/")), (["", ""], .integer(7)), (["o", "a"], .missing),
    ] as [([String], JSONMember)])
  func found(path: [String], member: JSONMember) throws {
    #expect(try JSONMember(path, of: Array(Self.text.utf8)) == member)
  }

  @Test("Arrays and objects are named by where they are")
  func places() throws {
    let bytes = Array(Self.text.utf8)
    guard case .array(let range) = try JSONMember(["a", "b"], of: bytes) else {
      Issue.record("no array")
      return
    }
    #expect(String(decoding: bytes[range], as: UTF8.self) == #"[1, {"c": 9}]"#)
    guard case .object(let whole) = try JSONMember([], of: [0xEF, 0xBB, 0xBF] + bytes) else {
      Issue.record("no object")
      return
    }
    #expect(whole.lowerBound == 3)
  }

  @Test("What is no object can't hold a member")
  func noObject() {
    func problem(_ path: [String], _ text: String) -> JSONMember.Problem? {
      do throws(JSONMember.Problem) {
        _ = try JSONMember(path, of: Array(text.utf8))
        return nil
      } catch {
        return error
      }
    }
    #expect(problem(["a"], "[]") == .noObject([], "an array"))
    #expect(problem(["a"], "null") == .noObject([], "null"))
    #expect(problem(["a", "b"], #"{"a":"x"}"#) == .noObject(["a"], "a string"))
    #expect(problem(["a", "b", "c"], #"{"a":{"b":false}}"#) == .noObject(["a", "b"], "a boolean"))
  }

  @Test(
    "What is no JSON is an error, wherever in the text it is before the member",
    arguments: [
      "", " ", "{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{a:1}", "{\"a\" 1}", "{\"a\":01}",
      "{\"a\":1.}", "{\"a\":-}", "{\"a\":1e}", "{\"a\":+1}", "{\"a\":tru}", "{\"a\":nul}", "{\"a\":[1,]}",
      "{\"a\":[1 2]}",
      "{\"a\":[}", "{\"a\":{]}", "{\"a\":\"\u{1}\"}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12\"}", "{\"a\":\"",
      "{\"a\":\"\\",
      "{\"\\ud800\":1}", "{\"\\udc00x\":1}", "{\"\\ud800\\u0041\":1}", "nan", "'a'",
    ])
  func malformed(text: String) {
    #expect(throws: JSONMember.Problem.notJSON) { try JSONMember(["z"], of: Array(text.utf8)) }
    #expect(throws: JSONMember.Problem.notJSON) { try JSONMember(whole: Array((text + ",").utf8)) }
  }

  @Test("Text that is not UTF-8 is no string, and what is nested without end is no JSON")
  func limits() throws {
    #expect(throws: JSONMember.Problem.notJSON) {
      try JSONMember(["a"], of: Array("{\"a\":\"".utf8) + [0xFF, 0x22, 0x7D])
    }
    for open in ["[", "{\"a\":"] {
      let deep = "{\"x\":" + String(repeating: open, count: 100_000)
      #expect(throws: JSONMember.Problem.notJSON) { try JSONMember(["z"], of: Array(deep.utf8)) }
    }
    let nested = "{\"x\":" + String(repeating: "[", count: 1_000) + String(repeating: "]", count: 1_000) + ",\"z\":1}"
    #expect(try JSONMember(["z"], of: Array(nested.utf8)) == .integer(1))
  }

  @Test("Whatever Foundation reads, it reads alike")
  func agreement() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<300 {
      let value = JSONValue.random(&generator, depth: 4)
      let text = Array(try JSONEncoder().encode(["v": value, "w": 1]))
      #expect(try JSONMember(["w"], of: text) == .integer(1))
      guard case .object(let members) = value else { continue }
      for (name, member) in members {
        let found = try JSONMember(["v", name], of: text)
        switch member {
        case .null: #expect(found == .null)
        case .boolean(let truth): #expect(found == .boolean(truth))
        case .integer(let number): #expect(found == .integer(number))
        case .string(let text): #expect(found == .string(text))
        case .number: break
        case .array, .object:
          guard case .array(let range) = found.asArray else {
            Issue.record("\(found)")
            continue
          }
          #expect(try JSONDecoder().decode(JSONValue.self, from: Data(text[range])) == member)
        }
      }
    }
  }
}

extension JSONMember {
  /// An object as an array of the same place.
  fileprivate var asArray: JSONMember { if case .object(let range) = self { .array(range) } else { self } }
}

extension JSONValue {
  fileprivate static func random(_ generator: inout some RandomNumberGenerator, depth: Int) -> JSONValue {
    let texts = ["", "a", "\"", "\\", "é😀", "\u{1}\n\t", "next", "{}[],:", "\u{2028}/"]
    switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
    case 0: return .null
    case 1: return .boolean(.random(using: &generator))
    case 2: return .integer(.random(in: .min ... .max, using: &generator))
    case 3: return .number(.random(in: -1e9...1e9, using: &generator) + 0.5)
    case 4: return .string(texts.randomElement(using: &generator) ?? "")
    case 5: return .array((0..<3).map { _ in random(&generator, depth: depth - 1) })
    default:
      let members = (0..<4).map { _ in
        (texts.randomElement(using: &generator) ?? "", random(&generator, depth: depth - 1))
      }
      return .object(Dictionary(members, uniquingKeysWith: { $1 }))
    }
  }
}
