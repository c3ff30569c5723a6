import Testing

@testable import ProviderRuntime

@Suite("Dates of HTTP headers")
struct HTTPDateTests {
  @Test(
    "A date becomes seconds since 1970",
    arguments: [
      ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
      ("Tue, 29 Feb 2000 23:59:59 GMT", 951_868_799), ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
      ("Thu, 31 Dec 2099 00:00:00 GMT", 4_102_358_400), ("Fri, 21 Nov 2025 12:00:00 GMT", 1_763_726_400),
    ])
  func valid(text: String, seconds: Double) {
    #expect(HTTPDate.secondsSince1970(text) == seconds)
  }

  @Test(
    "Anything else is no date",
    arguments: [
      "", "120", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 25:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
    ])
  func invalid(text: String) {
    #expect(HTTPDate.secondsSince1970(text) == nil)
  }
}
