import ProviderRuntime
import Testing

/// What holds for every way of paging; `PagingTests` has the rest of what `Link` headers do.
@Suite("Ways of paging", .timeLimit(.minutes(5)))
struct StyleTests {
  typealias Style = StyledServer.Style

  private func ids(
    _ transport: FakeTransport, _ method: MethodDescriptor, _ arguments: Arguments = [:], atMost limit: Int = .max,
    provider: ProviderDescriptor = Fixture.provider
  ) async throws -> [Int] {
    let client = Fixture.client(transport, token: "secret", provider: provider)
    let things: PagedSequence<Thing> = client.list(method, arguments)
    var ids: [Int] = []
    for try await thing in things {
      ids.append(thing.id)
      if ids.count == limit { break }
    }
    return ids
  }

  @Test(
    "A list comes whole and in order, with the requests that are due", arguments: Style.allCases,
    [0, 1, 9, 10, 11, 95, 100, 1_000])
  func whole(style: Style, items: Int) async throws {
    let server = StyledServer(style: style, items: items)
    let transport = server.transport
    #expect(try await ids(transport, server.method) == Array(0..<items))
    // Where nobody says that a full page is the last, there may be another one.
    #expect(
      transport.requests.count == max(1, (items + 9) / 10) + (style.isUnsaid && items > 0 && items % 10 == 0 ? 1 : 0))
    #expect(transport.requests.allSatisfy { StyledServer.number("size", $0) == 10 }, "pages are as large as can be")
  }

  @Test("A size of the user's holds for every page, and an argument that says which page is meant for one alone")
  func arguments() async throws {
    for style in Style.allCases {
      let server = StyledServer(style: style, items: 25)
      let transport = server.transport
      #expect(try await ids(transport, server.method, ["size": 4]) == Array(0..<25))
      #expect(transport.requests.count == 7)
      let position: (String, ArgumentValue, [Int])? =
        switch style {
        case .counted: ("number", 1, Array(10..<20))
        case .numbered, .paged: ("number", 1, Array(0..<10))
        case .tail: ("after", "4", Array(5..<15))
        case .totalled, .offset: ("offset", 3, Array(3..<13))
        case .cursor, .graphQL: ("after", "4", Array(4..<14))
        case .nextURL: nil
        }
      guard let (name, value, expected) = position else { continue }
      let single = server.transport
      #expect(try await ids(single, server.method, [name: value]) == expected, "\(style)")
      #expect(single.requests.count == 1)
    }
  }

  @Test("A method that does not take the style's parameter has one page")
  func withoutParameter() async throws {
    // That of another one is not one page in silence where it says that it is not.
    for style in Style.allCases where style != .nextURL && style != .tail {
      let server = StyledServer(style: style, items: 25)
      var method = server.method
      method.parameters.removeAll { $0.name != "size" }
      let transport = server.transport
      #expect(try await ids(transport, method) == Array(0..<10))
      #expect(transport.requests.count == 1)
    }
  }

  @Test("A list that is the whole body has no member that leads on, and so one page")
  func wholeBody() async throws {
    var provider = Fixture.provider
    provider.pagination = StyledServer.method(.nextURL).pagination
    var method = StyledServer.method(.nextURL)
    method.pagination = nil
    method.response.member = []
    let transport = FakeTransport(always: .json("[{\"id\":1},{\"id\":2}]"))
    let things: PagedSequence<Thing> = Fixture.client(transport, provider: provider).list(method, [:])
    var count = 0
    for try await _ in things { count += 1 }
    #expect(count == 2)
    #expect(transport.requests.count == 1)
  }

  @Test("A method's own way of paging goes before the provider's, which holds for the others")
  func precedence() async throws {
    let server = StyledServer(style: .offset, items: 25)
    var provider = Fixture.provider
    provider.pagination = server.method.pagination
    var method = server.method
    method.pagination = nil
    let transport = server.transport
    let things: PagedSequence<Thing> = Fixture.client(transport, provider: provider).list(method, [:])
    var count = 0
    for try await _ in things { count += 1 }
    #expect(count == 25)
    #expect(transport.lines.last == "GET /things?offset=20&size=10")
  }

  @Test("Pages that are known are read ahead, up to as many as were used; others one after the other")
  func readAhead() async throws {
    for style in Style.allCases {
      let server = StyledServer(style: style, items: 200)
      let transport = server.transport
      let known = Fixture.client(transport).pages(server.method, [:]) { response in
        ParsedPage(page: response.body.count, count: 10)
      }
      var pages = known.makeAsyncIterator()
      _ = try await pages.next()
      #expect(transport.requests.count == 1, "the first page comes alone")
      #expect(pages.pagesBehind == (style.isCounted ? 19 : style.isUnsaid ? 0 : 1), "\(style)")
      for used in 2...8 {
        _ = try await pages.next()
        #expect(pages.pagesAhead == (style.isCounted ? used - 2 : 0), "\(style)")
        #expect(!pages.isAtEnd)
      }
    }
  }

  @Test("A server that gives fewer items than it is asked for costs none", arguments: Style.allCases)
  func smallerPages(style: Style) async throws {
    // Where neither the page nor the body says that there are more, the size has to be what the spec says.
    if style.isUnsaid { return }
    let server = StyledServer(style: style, items: 33, maximum: 4)
    #expect(try await ids(server.transport, server.method) == Array(0..<33))
  }

  @Test("Where the spec does not know the largest page, a list without a count ends with an empty page")
  func unknownSize() async throws {
    for style in [Style.numbered, .offset] {
      let server = StyledServer(style: style, items: 33, maximum: 4)
      var method = server.method
      method.parameters[1].maximum = nil
      #expect(try await ids(server.transport, method, ["size": 50]) == Array(0..<33))
      method.parameters.removeLast()
      let transport = StyledServer(style: style, items: 60).transport
      #expect(try await ids(transport, method) == Array(0..<60))
      #expect(transport.requests.count == 3)
    }
  }

  @Test(
    "A server that answers the same for ever has a list without an end, which is an error", arguments: Style.allCases)
  func samePage(style: Style) async throws {
    let server = StyledServer(style: style, items: 25)
    let stamp = Locked(0)
    let transport = FakeTransport { request in
      var request = request
      request.url = String(request.url.prefix { $0 != "?" }) + "?size=10"
      request.body = nil
      let response = server.answer(request)
      guard style.isCounted else { return response }
      // What is beside the items may be another each time.
      let time = stamp.withLock { stamp in
        stamp += 1
        return stamp
      }
      return .json(
        String(decoding: response.body, as: UTF8.self).replacing("{\"meta\"", with: "{\"time\":\(time),\"meta\""))
    }
    let error = await providerError { _ = try await ids(transport, server.method) }
    #expect(error.kind == .invalidLink)
    #expect(error.description.contains("has no end"))
    #expect(transport.requests.count <= 3)
  }

  @Test(
    "A list that loses items while it is read is an error where that can be seen",
    arguments: [Style.counted, .totalled])
  func shrinking(style: Style) async throws {
    for after in [54, 20, 0] {
      let transport = FakeTransport { request in
        let start = StyledServer.number("number", request) ?? (StyledServer.number("offset", request) ?? 0) / 10
        return StyledServer(style: style, items: start < 2 ? 55 : after).answer(request)
      }
      let error = await providerError { _ = try await ids(transport, StyledServer.method(style)) }
      #expect(error.kind == .listChanged)
      #expect(error.description.contains("from 55 items to \(after)"))
    }
  }

  @Test("A count of pages that becomes smaller, and an empty page among those that are counted, are errors")
  func countedPages() async throws {
    func server(_ body: @escaping @Sendable (Int) -> String) -> FakeTransport {
      FakeTransport { request in .json(body(StyledServer.number("number", request) ?? 1)) }
    }
    @Sendable func page(_ number: Int, of count: String, _ things: String) -> String {
      "{\"page.info\":{\"of\":\(count)},\"@odata.value\":[\(things)]}"
    }
    let method = StyledServer.method(.paged)
    let shrinking = server { page($0, of: $0 < 3 ? "5" : "3", "{\"id\":\($0)}") }
    let shorter = await providerError { _ = try await ids(shrinking, method) }
    #expect(shorter.description.contains("from 5 pages to 3"))
    let empty = server { page($0, of: "5", $0 == 3 ? "" : "{\"id\":\($0)}") }
    let hole = await providerError { _ = try await ids(empty, method) }
    #expect(hole.kind == .listChanged)
    // A page that is not full is no end, where pages are counted; what says nothing leaves it to the pages.
    let short = server { page($0, of: "5", "{\"id\":\($0)}") }
    #expect(try await ids(short, method) == [1, 2, 3, 4, 5])
    let silent = server { page($0, of: "null", "{\"id\":\($0)}") }
    #expect(try await ids(silent, method) == [1])
    let none = server { page($0, of: "0", "") }
    #expect(try await ids(none, method) == [])
    let missing = server { _ in "{\"page.info\":{},\"@odata.value\":[{\"id\":1}]}" }
    let uncounted = await providerError { _ = try await ids(missing, method) }
    #expect(uncounted.description.contains("the count of the pages"))
  }

  @Test("Behind the last item goes on what says nothing of more, until a page is empty")
  func tails() async throws {
    var method = StyledServer.method(.tail)
    method.pagination?.moreMember = nil
    let server = StyledServer(style: .tail, items: 25)
    let transport = server.transport
    #expect(try await ids(transport, method) == Array(0..<25))
    #expect(transport.lines.last == "GET /things?after=24&size=10")
    #expect(transport.requests.count == 4)
    method.pagination?.cursorItemMember = ["position", "key"]
    let error = await providerError { _ = try await ids(server.transport, method) }
    #expect(error.kind == .invalidResponse)
    #expect(error.description.contains("the last item of the page has no 'position.key'"))
    method.pagination?.cursorItemMember = ["id", "key"]
    let wrong = await providerError { _ = try await ids(server.transport, method) }
    #expect(wrong.kind == .invalidResponse)
    #expect(wrong.description.contains("of the page's last item is not an object"), "\(wrong)")
    method.pagination?.cursorItemMember = ["position", "key"]
    let nested = FakeTransport { request in
      let start = StyledServer.number("after", request) ?? 0
      return .json(
        start < 3 ? "{\"data\":[{\"id\":0},{\"id\":1,\"position\":{\"key\":\"\(start + 1)\"}}]}" : "{\"data\":[]}")
    }
    #expect(try await ids(nested, method) == [0, 1, 0, 1, 0, 1])
  }

  @Test(
    "A list that nobody knows how to page is no whole list where the server says that there is more",
    arguments: [
      (#"{"data":[{"id":1},{"id":2}],"has_more":true}"#, nil, true),
      (#"{"hasMore" : true, "data":[{"id":1},{"id":2}]}"#, nil, true),
      (#"{"has_next_page":true,"data":[{"id":1},{"id":2}]}"#, nil, true),
      (#"{"pageInfo":{"hasNextPage":true},"data":[{"id":1},{"id":2}]}"#, nil, true),
      (#"{"data":[{"id":1},{"id":2}]}"#, "</things?page=2>; rel=next", true),
      (#"{"data":[{"id":1},{"id":2}]}"#, "</things?page=1>; rel=last", false),
      (#"{"data":[{"id":1},{"id":2}],"has_more":false}"#, nil, false),
      (#"{"data":[{"id":1},{"id":2}],"has_more":"true"}"#, nil, false),
      // What is inside of an item, or said of something else, is not the list's.
      (#"{"data":[{"id":1},{"id":2,"has_more":true}]}"#, nil, false),
      (#"{"data":[{"id":1},{"id":2}],"other":{"has_more":true}}"#, nil, false),
    ] as [(String, String?, Bool)])
  func moreThanOnePage(body: String, link: String?, hasMore: Bool) async throws {
    var method = StyledServer.method(.tail)
    method.pagination = nil
    method.parameters = []
    var provider = Fixture.provider
    provider.pagination = nil
    let transport = FakeTransport(always: .json(body, headers: link.map { ["Link": $0] } ?? [:]))
    let things: PagedSequence<Thing> = Fixture.client(transport, provider: provider).list(method, [:])
    var ids: [Int] = []
    do {
      for try await thing in things { ids.append(thing.id) }
      #expect(!hasMore)
    } catch {
      #expect(hasMore)
      #expect((error as? ProviderError)?.kind == .invalidResponse)
      #expect("\(error)".contains("the spec does not say how they are asked for"))
    }
    #expect(ids == [1, 2])
    #expect(transport.requests.count == 1)
    // What the first page holds needs no more.
    var first: Int?
    for try await thing in things {
      first = thing.id
      break
    }
    #expect(first == 1)
  }

  @Test(
    "A page that leads on to nothing, although the server says that there is more, is an error in every way of paging",
    arguments: Style.allCases.filter { $0 != .tail })
  func moreThanTheLastPage(style: Style) async throws {
    let method = StyledServer.method(style)
    let name = method.response.member.last
    let server = StyledServer(style: style, items: 25) { start, response in
      guard start == 20 else { return response }
      let body = String(decoding: response.body, as: UTF8.self)
      guard let name else { return .json(body, headers: ["Link": "</things?number=9>; rel=next"]) }
      let list = "\"\(name)\":["
      return .json(body.replacing(list, with: "\"hasMore\":true,\(list)"))
    }
    var ids: [Int] = []
    let error = await #expect(throws: ProviderError.self) {
      let things: PagedSequence<Thing> = Fixture.client(server.transport).list(method, [:])
      for try await thing in things { ids.append(thing.id) }
    }
    #expect(error?.kind == .invalidResponse)
    #expect("\(error, default: "")".contains("its answer does not lead to the next"))
    #expect(ids == Array(0..<25))
  }

  @Test(
    "A page that was asked for is no list that ends too early, whatever the spec knows of paging",
    arguments: ["page", "page[number]", "pageNumber", "$skip", "starting_after"])
  func onePageOfMany(parameter: String) async throws {
    var method = StyledServer.method(.tail)
    method.pagination = nil
    method.parameters = [Fixture.query(parameter, .integer()), Fixture.query("after", .integer())]
    var provider = Fixture.provider
    provider.pagination = nil
    let transport = FakeTransport(
      always: .json(#"{"data":[{"id":1}],"has_more":true}"#, headers: ["Link": "</things?page=3>; rel=next"]))
    #expect(try await ids(transport, method, [parameter: 2], provider: provider) == [1])
    // What may be a condition on the items does not make a page of them.
    await #expect(throws: ProviderError.self) { try await ids(transport, method, ["after": 2], provider: provider) }
  }

  @Test("A list that grows while it is read is read to its new end", arguments: Style.allCases)
  func growing(style: Style) async throws {
    let served = Locked(0)
    let transport = FakeTransport { request in
      let count = served.withLock {
        $0 += 1
        return $0
      }
      return StyledServer(style: style, items: count < 3 ? 40 : 60).answer(request)
    }
    #expect(try await ids(transport, StyledServer.method(style)) == Array(0..<60))
  }

  @Test("A page that is short or empty where items are due is an error, or its items are asked for again")
  func shortPages() async throws {
    for style in [Style.counted, .totalled] {
      for (kept, isFirst) in [(4, false), (0, false), (0, true)] {
        let wrong = Locked(true)
        let server = StyledServer(style: style, items: 45) { start, response in
          guard start == (isFirst ? 0 : 20), wrong.withLock({ $0 }) else { return response }
          wrong.withLock { $0 = false }
          let things = (start..<start + kept).map { "{\"id\":\($0)}" }.joined(separator: ",")
          return .json("{\"meta\":{\"total\":45},\"data\":{\"things\":[\(things)]}}")
        }
        let outcome: Result<[Int], any Error>
        do { outcome = .success(try await ids(server.transport, server.method)) } catch { outcome = .failure(error) }
        switch outcome {
        case .success(let ids): #expect(ids == Array(0..<45) && style == .totalled && kept > 0)
        case .failure(let error):
          #expect((error as? ProviderError)?.kind == .listChanged)
          #expect(style == .counted || kept == 0)
        }
      }
    }
  }

  @Test("Empty pages that lead on are passed over, but not for ever")
  func emptyPages() async throws {
    for style in [Style.cursor, .nextURL, .graphQL] {
      let server = StyledServer(style: style, items: 50) { start, response in
        let body = String(decoding: response.body, as: UTF8.self)
        guard [10, 20].contains(start), let open = body.firstRange(of: "[{"), let close = body.firstRange(of: "}]")
        else {
          return response
        }
        return .json(body.replacingCharacters(open.lowerBound..<close.upperBound, with: "[]"))
      }
      #expect(try await ids(server.transport, server.method) == Array(0..<10) + Array(30..<50))
    }
    let served = Locked(0)
    let endless = FakeTransport { _ in
      let count = served.withLock {
        $0 += 1
        return $0
      }
      return .json("{\"things\":[],\"next\":{\"cursor\":\(count),\"more\":true}}")
    }
    let error = await providerError { _ = try await ids(endless, StyledServer.method(.cursor)) }
    #expect(error.kind == .limitReached)
    #expect(endless.requests.count == 101)
  }

  @Test("Nothing wrong is sent when a read stops early")
  func early() async throws {
    for style in Style.allCases {
      let server = StyledServer(style: style, items: 1_000)
      let transport = server.transport
      #expect(try await ids(transport, server.method, atMost: 35).count == 35)
      #expect(transport.requests.count <= (style.isCounted ? 8 : 4))
    }
  }
}

extension String {
  fileprivate func replacingCharacters(_ range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
