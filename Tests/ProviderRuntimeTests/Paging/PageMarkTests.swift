import ProviderRuntime
import Testing

@Suite("What a body says about the next page", .timeLimit(.minutes(5)))
struct PageMarkTests {
  /// Reads a list whose first page is the text, and whose second one ends it.
  private func read(
    _ style: StyledServer.Style, _ first: String, second: String = #"{"things":[{"id":2}]}"#
  ) async -> (ids: [Int], error: ProviderError?, lines: [String]) {
    let transport = FakeTransport(script: [.success(.json(first)), .success(.json(second))])
    let things: PagedSequence<Thing> = Fixture.client(transport, token: "secret").list(StyledServer.method(style), [:])
    var ids: [Int] = []
    do {
      for try await thing in things { ids.append(thing.id) }
      return (ids, nil, transport.lines)
    } catch {
      return (ids, error as? ProviderError, transport.lines)
    }
  }

  @Test(
    "A cursor is sent as it is; none, null, an empty one and an end that is said end the list",
    arguments: [
      (#"{"next":{"cursor":"a b&c"},"things":[{"id":1}]}"#, "GET /things?after=a%20b%26c&size=10"),
      (#"{"next":{"cursor":17,"more":null},"things":[{"id":1}]}"#, "GET /things?after=17&size=10"),
      (
        #"{"next":{"cursor":"\u00e9\ud83d\ude00"},"things":[{"id":1}]}"#, "GET /things?after=%C3%A9%F0%9F%98%80&size=10"
      ),
      (#"{"next":{"cursor":"x","more":true},"things":[{"id":1}]}"#, "GET /things?after=x&size=10"),
      (#"{"next":{"cursor":"x","more":false},"things":[{"id":1}]}"#, nil),
      (#"{"next":{"cursor":null},"things":[{"id":1}]}"#, nil),
      (#"{"next":{"cursor":""},"things":[{"id":1}]}"#, nil),
      (#"{"next":{},"things":[{"id":1}]}"#, nil),
      (#"{"next":null,"things":[{"id":1}]}"#, nil),
      (#"{"things":[{"id":1}]}"#, nil),
      // What is inside of an item is not the page's.
      (#"{"things":[{"id":1,"next":{"cursor":"x"}}]}"#, nil),
    ] as [(String, String?)])
  func cursors(body: String, line: String?) async {
    let outcome = await read(.cursor, body)
    #expect(outcome.error == nil)
    #expect(outcome.ids == (line == nil ? [1] : [1, 2]))
    #expect(outcome.lines == ["GET /things?size=10"] + (line.map { [$0] } ?? []))
  }

  @Test(
    "A URL is resolved against the page's; none, null and an empty one end the list",
    arguments: [
      (#""next":"/other?x=1""#, "GET /other?x=1"),
      (#""next":"?after=1""#, "GET /things?after=1"),
      (#""next":"https:\/\/api.example.com/things?after=1""#, "GET /things?after=1"),
      (#""next":null"#, nil), (#""next":"""#, nil), (#""prev":"x""#, nil),
    ] as [(String, String?)])
  func urls(link: String, line: String?) async {
    let outcome = await read(.nextURL, #"{"things":[{"id":1}],"links":{\#(link)}}"#)
    #expect(outcome.error == nil)
    #expect(outcome.lines == ["GET /things?size=10"] + (line.map { [$0] } ?? []))
  }

  @Test(
    "A next page at another server, or at none, is refused and gets no request",
    arguments: [
      "https://elsewhere.example/things?after=1", "http://api.example.com/things", "//elsewhere.example/", "https://",
      "https://user@api.example.com/", "https://api.example.com:444/", "ftp://api.example.com/", "/a b",
    ])
  func otherOrigins(url: String) async {
    let outcome = await read(.nextURL, #"{"things":[{"id":1}],"links":{"next":"\#(url)"}}"#)
    #expect(outcome.error?.kind == .invalidLink)
    #expect(outcome.error?.requestLine == "GET /things?size=10")
    #expect(outcome.ids == [1])
    #expect(outcome.lines.count == 1)
  }

  @Test(
    "A list that leads back is an error",
    arguments: [
      (StyledServer.Style.nextURL, #"{"things":[{"id":1}],"links":{"next":"?size=10"}}"#),
      (.nextURL, #"{"things":[{"id":1}],"links":{"next":"/things?size=10&after=1"}}"#),
      (.cursor, #"{"things":[{"id":1}],"next":{"cursor":"a"}}"#),
    ])
  func loops(style: StyledServer.Style, body: String) async {
    let outcome = await read(style, body, second: body)
    #expect(outcome.error?.kind == .invalidLink)
    #expect(outcome.error?.description.contains("has no end") == true)
    #expect(outcome.lines.count <= 2)
  }

  @Test(
    "A member of another type, or a count that is missing, is an error that names it and says where to look",
    arguments: [
      (.cursor, #"{"things":[{"id":1}],"next":{"cursor":{}}}"#, "the member 'next.cursor' of the answer is an object"),
      (
        .cursor, #"{"things":[{"id":1}],"next":{"cursor":["a"]}}"#, "the member 'next.cursor' of the answer is an array"
      ),
      (.cursor, #"{"things":[{"id":1}],"next":{"cursor":1.5}}"#, "the member 'next.cursor' of the answer is a number"),
      (
        .cursor, #"{"things":[{"id":1}],"next":{"cursor":true}}"#, "the member 'next.cursor' of the answer is a boolean"
      ),
      (.cursor, #"{"things":[{"id":1}],"next":"a"}"#, "the member 'next' of the answer is not an object but a string"),
      (
        .cursor, #"{"things":[{"id":1}],"next":{"more":1}}"#,
        "the member 'next.more' of the answer is a number, not true"
      ),
      (.cursor, #"{"things":[{"id":1}],"next":{"more":true}}"#, "does not say where the next begins"),
      (.nextURL, #"{"things":[{"id":1}],"links":{"next":1}}"#, "the member 'links.next' of the answer is a number"),
      (
        .nextURL, #"{"things":[{"id":1}],"links":[]}"#, "the member 'links' of the answer is not an object but an array"
      ),
      (.counted, #"{"data":{"things":[{"id":1}]},"meta":{}}"#, "the member 'meta.total' of the answer is missing"),
      (.counted, #"{"data":{"things":[{"id":1}]}}"#, "the member 'meta.total' of the answer is missing"),
      (
        .counted, #"{"data":{"things":[{"id":1}]},"meta":{"total":"3"}}"#,
        "the member 'meta.total' of the answer is a string"
      ),
      (
        .counted, #"{"data":{"things":[{"id":1}]},"meta":{"total":-1}}"#,
        "the member 'meta.total' of the answer is a number"
      ),
      (
        .totalled, #"{"data":{"things":[{"id":1}]},"meta":{"total":1e3}}"#,
        "the member 'meta.total' of the answer is a number"
      ),
      (
        .counted, #"{"data":{"things":[{"id":1},{"id":2}]},"meta":{"total":1}}"#,
        "the list has a length of 1, and its first page has 2"
      ),
    ] as [(StyledServer.Style, String, String)])
  func wrongMembers(style: StyledServer.Style, body: String, text: String) async {
    let outcome = await read(style, body)
    #expect(outcome.error?.kind == .invalidResponse)
    #expect(outcome.error?.description.contains(text) == true, "\(outcome.error?.description ?? "no error")")
    #expect(outcome.error?.advice?.contains("in the spec") == true)
    #expect(
      outcome.error?.requestLine
        == (style == .counted || style == .totalled || style == .cursor || style == .nextURL
          ? "GET /things?size=10" : nil))
    #expect(outcome.lines.count == 1)
  }

  @Test("A count that is null is none, and the largest there is nothing to stumble over")
  func counts() async {
    let full = (1...10).map { "{\"id\":\($0)}" }.joined(separator: ",")
    for style in [StyledServer.Style.counted, .totalled] {
      let untold = await read(
        style, #"{"data":{"things":[\#(full)]},"meta":{"total":null}}"#,
        second: #"{"data":{"things":[{"id":11}]},"meta":{"total":null}}"#)
      #expect(untold.error == nil)
      #expect(untold.ids == Array(1...11))
      let huge = await read(
        style, #"{"data":{"things":[{"id":1}]},"meta":{"total":9223372036854775807}}"#,
        second: #"{"data":{"things":[]},"meta":{"total":9223372036854775807}}"#)
      #expect(huge.error?.kind == .listChanged)
    }
  }
}
