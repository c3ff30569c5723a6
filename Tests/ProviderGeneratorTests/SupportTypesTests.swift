import Foundation
import ProviderRuntime
import Testing

@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0.0), ("2024-02-29T23:59:59Z", 1_709_251_199),
      ("2024-05-06T07:08:09.250Z", 1_714_979_289.25),
      ("2024-05-06T09:08:09+02:00", 1_714_979_289), ("2024-05-06t07:08:09z", 1_714_979_289),
      ("2024-05-06 07:08:09Z", 1_714_979_289), ("2024-05-06T02:38:09-0430", 1_714_979_289),
      ("1969-12-31T23:59:59.5Z", -0.5), ("0001-01-01T00:00:00Z", -62_135_596_800),
      ("2016-12-31T23:59:60Z", 1_483_228_800),
    ])
  func `dates are read with or without fraction and offset`(text: String, seconds: Double) {
    #expect(Timestamp(text)?.date == Date(timeIntervalSince1970: seconds))
  }

  @Test(
    arguments: [
      "", "2024-05-06", "2024-05-06T07:08:09", "2024-13-06T07:08:09Z", "2023-02-29T00:00:00Z", "2024-05-06T24:00:00Z",
      "2024-05-06T07:08:09.Z", "2024-05-06T07:08:09Zx", "24-05-06T07:08:09Z", "2024-05-06T07:08:09+2", "yesterday",
    ])
  func `what is no date is not read as one`(text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test func `dates are written so that they are read as the same`() {
    for seconds in [0, 1_714_979_289, 1_714_979_289.25, -0.5, 1_714_979_289.123456, 253_402_300_799, -62_135_596_800] {
      let timestamp = Timestamp(Date(timeIntervalSince1970: seconds))
      let read = Timestamp(timestamp.description)
      #expect(abs((read?.date.timeIntervalSince1970 ?? .infinity) - seconds) < 0.000001)
      #expect(read?.description == timestamp.description)
    }
    #expect(Timestamp(Date(timeIntervalSince1970: 1_714_979_289)).description == "2024-05-06T07:08:09Z")
    #expect(Timestamp(Date(timeIntervalSince1970: 1_714_979_289.5)).description == "2024-05-06T07:08:09.5Z")
  }

  @Test func `Foundation reads what is written, on every day of four centuries`() throws {
    let style = Date.ISO8601FormatStyle()
    for day in stride(from: -36_525, to: 110_000, by: 7) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400 + Double(day.magnitude % 86_400))
      #expect(try style.parse(Timestamp(date).description) == date)
    }
  }
}

@Suite struct JSONValueTests {
  @Test func `any JSON is read and written as it is`() throws {
    let text = #"{"a":[null,true,1,-2.5,"x",{}],"b":9223372036854775807}"#
    let value = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    #expect(value == ["a": [nil, true, 1, -2.5, "x", [:]], "b": .integer(.max)])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    #expect(String(decoding: try encoder.encode(value), as: UTF8.self) == text)
    #expect(value["a"]?[4] == "x")
    #expect(value["a"]?[9] == nil)
    #expect(value["c"] == nil)
  }
}
