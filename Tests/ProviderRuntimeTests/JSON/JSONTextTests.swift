import Foundation
import ProviderRuntime
import Testing

@Suite("JSON text") struct JSONTextTests {
  @Test(
    arguments: [
      ("null", .null), (" [true , false,-0, 1.5e1,\"a\\u00e9\\uD83D\\uDE00\\n\"] ", [true, false, 0, 15.0, "aé😀\n"]),
      (#"{"b":{},"a":[[],{"x":null}],"b":2}"#, ["b": [:], "a": [[], ["x": nil]]]),
      ("9223372036854775807", .integer(.max)), ("9223372036854775808", .number(9_223_372_036_854_775_808)),
    ] as [(String, JSONValue)])
  func `is read as the value that it is`(_ text: String, value: JSONValue) {
    #expect(JSONValue(text: text.utf8) == value)
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\"}", "{\"a\":1,}", "[1] 2", "nul", "01", "1.", "\"\u{1}\"", "\"\\x\"", "\"\\uD800\"",
    "1e999",
    "NaN", "[1 2]", String(repeating: "[", count: 100_000), "{\"a\":1 \"b\":2}",
  ])
  func `that is none is no value`(_ text: String) {
    #expect(JSONValue(text: text.utf8) == nil)
  }

  @Test func `is no text of another encoding`() {
    #expect(JSONValue(text: [UInt8(ascii: "\""), 0xFF, UInt8(ascii: "\"")]) == nil)
  }

  @Test func `is written so that others read the same`() throws {
    let value: JSONValue = [
      "b": [nil, true, -1, 0.1, 5.0, 1e300, "\"\\/\u{8}\u{C}\n\r\t\u{1}\u{7F}é😀\u{2028}"], "a": [:], "": [],
    ]
    let text = try #require(value.text)
    #expect(try JSONDecoder().decode(JSONValue.self, from: Data(text)) == JSONValue(text: text))
    #expect(
      String(decoding: text, as: UTF8.self)
        == #"{"":[],"a":{},"b":[null,true,-1,0.1,5,1e+300,"\"\\/\b\f\n\r\t\u0001\#u{7F}é😀\#u{2028}"]}"#)
  }

  @Test(arguments: [Double.nan, .infinity])
  func `has no number that JSON does not have`(_ number: Double) {
    #expect(JSONValue.array([.number(number)]).text == nil)
  }
}
