import ProviderRuntime
import Testing

@Suite("Paging", .timeLimit(.minutes(5)))
struct PagingTests {
  static let arguments: Arguments = ["org": "acme", "kind": "x", "per_page": 10]

  func ids(_ transport: FakeTransport, _ arguments: Arguments = arguments) async throws -> [Int] {
    let things: PagedSequence<Thing> = Fixture.client(transport).list(Fixture.list, arguments)
    var ids: [Int] = []
    for try await thing in things { ids.append(thing.id) }
    return ids
  }

  @Test(
    "A list comes whole and in order, with as many requests as pages",
    arguments: [PagedServer.Links.all, .nextOnly, .relative, .otherPath], [0, 1, 9, 10, 11, 95, 100, 1_000])
  func whole(links: PagedServer.Links, items: Int) async throws {
    let transport = PagedServer(items: items, links: links).transport
    #expect(try await ids(transport) == Array(0..<items))
    // A single full page has no links, so it has to be asked whether there is another.
    #expect(transport.requests.count == (items == 10 ? 2 : max(1, (items + 9) / 10)))
  }

  @Test("Links are followed to the path that the server names")
  func otherPath() async throws {
    let transport = PagedServer(items: 35, links: .otherPath).transport
    _ = try await ids(transport)
    #expect(transport.lines.first == "GET /orgs/acme/things?kind=x&per_page=10")
    #expect(
      Set(transport.lines.dropFirst()) == [
        "GET /organizations/7/things?kind=x&per_page=10&page=2",
        "GET /organizations/7/things?kind=x&per_page=10&page=3",
        "GET /organizations/7/things?kind=x&per_page=10&page=4",
      ])
  }

  @Test("Where the server names no pages, a full one is followed by a probe", arguments: [30, 25])
  func probes(items: Int) async throws {
    let transport = PagedServer(items: items, links: .none).transport
    #expect(try await ids(transport) == Array(0..<items))
    #expect(transport.requests.count == (items == 30 ? 4 : 3))
  }

  @Test("A server that answers every page with the same full one has a list without an end, which is an error")
  func samePage() async throws {
    let server = PagedServer(items: 10, links: .none)
    let transport = FakeTransport { request in
      var request = request
      request.url = String(request.url.prefix { $0 != "?" }) + "?kind=x&per_page=10"
      return server.answer(request)
    }
    let error = await #expect(throws: ProviderError.self) { try await ids(transport) }
    #expect(error?.kind == .invalidLink)
    #expect(transport.requests.count == 2)
  }

  @Test("A page in the middle that forgets its links loses nothing", arguments: [1, 2, 5, 9])
  func forgottenLinks(page: Int) async throws {
    let transport = PagedServer(items: 95, pagesWithoutLinks: [page]).transport
    #expect(try await ids(transport) == Array(0..<95))
    #expect(transport.requests.count == 10)
  }

  @Test("A size beyond the largest page does not hide that a page is full")
  func oversized() async throws {
    let server = PagedServer(items: 150, links: .none)
    let transport = FakeTransport { request in
      var request = request
      request.url = request.url.replacing("per_page=1000", with: "per_page=100")
      return server.answer(request)
    }
    #expect(try await ids(transport, ["org": "acme", "kind": "x", "per_page": 1_000]).count == 150)
  }

  @Test("An explicit page is read alone, with links or without", arguments: [PagedServer.Links.all, .none])
  func explicitPage(links: PagedServer.Links) async throws {
    let transport = PagedServer(items: 100, links: links).transport
    #expect(try await ids(transport, ["org": "acme", "kind": "x", "per_page": 10, "page": 3]) == Array(20..<30))
    #expect(transport.requests.count == 1)
  }

  @Test("A list that grows while it is read is read to its new end")
  func growing() async throws {
    let served = Locked(0)
    let transport = FakeTransport { request in
      let count = served.withLock {
        $0 += 1
        return $0
      }
      return PagedServer(items: count < 3 ? 40 : 60).answer(request)
    }
    #expect(try await ids(transport) == Array(0..<60))
  }

  @Test(
    "A list that loses pages while it is read is an error and not a shorter list: items have moved to pages already read",
    arguments: [(60, 30), (60, 20), (60, 0), (60, 50)])
  func shrinking(before: Int, after: Int) async throws {
    let transport = FakeTransport { request in
      PagedServer(items: (PagedServer.number("page", request.url) ?? 1) < 3 ? before : after).answer(request)
    }
    let error = await providerError { _ = try await ids(transport) }
    #expect(error.kind == .listChanged)
    #expect(error.requestLine == "GET /orgs/acme/things?kind=x&per_page=10&page=3")
  }

  @Test("A short page that forgets its links is no end where more pages were announced")
  func shortPage() async throws {
    let server = PagedServer(items: 95) { page, response in
      switch page {
      // Its pages can't be numbered, because the last one is named by another path.
      case 3:
        .json(
          "[{\"id\":20}]",
          headers: ["Link": "</orgs/acme/things?kind=x&per_page=10&page=4>; rel=next, </last?page=10>; rel=last"])
      case 4: .json("[{\"id\":30}]")
      default: response
      }
    }
    #expect(try await ids(server.transport) == Array(0..<20) + [20, 30] + Array(40..<95))
  }

  @Test("An empty page in the middle of a list, with links or without, is no end", arguments: [true, false])
  func emptyPage(hasLinks: Bool) async throws {
    let server = PagedServer(items: 95) { page, response in
      page == 4 ? .json("[]", headers: hasLinks ? ["Link": "</first?page=1>; rel=first"] : [:]) : response
    }
    #expect(await providerError { _ = try await ids(server.transport) }.kind == .listChanged)
  }

  @Test("A list behind a member is unwrapped")
  func wrapped() async throws {
    let transport = FakeTransport { request in
      PagedServer.number("page", request.url) == 2
        ? .json(#"{"total":3,"items":[{"id":3}]}"#)
        : .json(
          #"{"total":3,"items":[{"id":1},{"id":2}]}"#,
          headers: ["Link": "</wrapped?per_page=100&page=2>; rel=next"])
    }
    let things: PagedSequence<Thing> = Fixture.client(transport).list(Fixture.listWrapped, [:])
    var ids: [Int] = []
    for try await thing in things { ids.append(thing.id) }
    #expect(ids == [1, 2, 3])
  }

  @Test("Pages that are not numbered are followed one by one")
  func cursors() async throws {
    let transport = FakeTransport { request in
      let cursor = PagedServer.number("after", request.url) ?? 0
      return .json(
        "[{\"id\":\(cursor)}]",
        headers: cursor < 4 ? ["Link": "</events?after=\(cursor + 1)>; rel=\"next\""] : [:])
    }
    let things: PagedSequence<Thing> = Fixture.client(transport).list(Fixture.listUnnumbered, [:])
    var ids: [Int] = []
    for try await thing in things { ids.append(thing.id) }
    #expect(ids == [0, 1, 2, 3, 4])
  }

  @Test(
    "A link that leads back is an error, not an endless list and not a shorter one",
    arguments: [
      "<https://api.example.com/orgs/acme/things?kind=x&per_page=10&page=5>; rel=\"next\"",
      "<https://api.example.com/orgs/acme/things?kind=x&per_page=10&page=2>; rel=\"next\"",
      "<https://api.example.com/orgs/acme/things?kind=x&per_page=10>; rel=\"next\"",
    ])
  func loops(link: String) async {
    let server = PagedServer(items: 100) { page, response in
      var response = response
      if page == 5 { response.headers["Link"] = link }
      return response
    }
    let error = await providerError { _ = try await ids(server.transport) }
    #expect(error.kind == .invalidLink)
    #expect(error.requestLine == "GET /orgs/acme/things?kind=x&per_page=10&page=5")
  }

  @Test(
    "The largest number that there is, as a page's or as the last one, is nothing to stumble over",
    arguments: [
      [1: "<?page=9223372036854775807>; rel=\"next\""],
      [
        1: "<?page=9223372036854775804>; rel=\"next\"", .max - 3: "<?page=9223372036854775805>; rel=\"next\"",
        .max - 2: "<?page=9223372036854775806>; rel=\"next\", <?page=9223372036854775807>; rel=\"last\"",
        .max - 1: "<?page=9223372036854775807>; rel=\"next\", <?page=9223372036854775807>; rel=\"last\"",
      ],
    ])
  func largestNumber(links: [Int: String]) async throws {
    let transport = FakeTransport { request in
      let body = "[" + Array(repeating: "{\"id\":1}", count: 10).joined(separator: ",") + "]"
      let link = links[PagedServer.number("page", request.url) ?? 1]
      return .json(body, headers: link.map { ["Link": $0] } ?? [:])
    }
    let things: PagedSequence<Thing> = Fixture.client(transport).list(Fixture.list, Self.arguments)
    let read = Locked(0)
    let error = await providerError { for try await _ in things { read.withLock { $0 += 1 } } }
    #expect(error.kind == .invalidLink)
    #expect(read.withLock { $0 } == (links.count + 1) * 10)
  }

  @Test("A loop without numbers is an error")
  func cursorLoop() async {
    let transport = FakeTransport { request in
      let cursor = PagedServer.number("after", request.url) ?? 0
      return .json("[]", headers: ["Link": "</events?after=\((cursor + 1) % 3)>; rel=\"next\""])
    }
    let things: PagedSequence<Thing> = Fixture.client(transport).list(Fixture.listUnnumbered, [:])
    let error = await providerError { for try await _ in things {} }
    #expect(error.kind == .invalidLink)
  }

  @Test(
    "A link to another server is refused before anything is sent there",
    arguments: [
      "https://evil.example/things?page=2", "http://api.example.com/things?page=2",
      "https://api.example.com:444/things?page=2", "//evil.example/?page=2",
      "https://api.example.com@evil.example/?page=2", "https://api.example.com.evil.example/?page=2",
    ])
  func foreignLinks(target: String) async {
    let server = PagedServer(items: 100) { page, response in
      var response = response
      if page == 1 { response.headers["Link"] = "<\(target)>; rel=\"next\", <\(target)>; rel=\"last\"" }
      return response
    }
    let transport = server.transport
    let error = await providerError { _ = try await ids(transport) }
    #expect(error.kind == .invalidLink)
    #expect(transport.requests.count == 1)
  }

  @Test("A foreign link harms nobody who does not follow it")
  func unfollowedForeignLink() async throws {
    let transport = FakeTransport(
      always: .json("[{\"id\":1}]", headers: ["Link": "<https://evil.example/>; rel=next"]))
    let things: PagedSequence<Thing> = Fixture.client(transport).list(Fixture.list, Self.arguments)
    var iterator = things.makeAsyncIterator()
    #expect(try await iterator.next() == Thing(id: 1))
  }

  @Test("An error on any page ends the list with it, behind the pages before", arguments: [1, 2, 3, 7, 10])
  func errors(page: Int) async throws {
    let server = PagedServer(items: 100) { number, response in
      number == page ? .json(#"{"message":"Only the first 10000 are available"}"#, status: 422) : response
    }
    let things: PagedSequence<Thing> = Fixture.client(server.transport).list(Fixture.list, Self.arguments)
    var iterator = things.makeAsyncIterator()
    var ids: [Int] = []
    let error = await providerError { while let thing = try await iterator.next() { ids.append(thing.id) } }
    #expect(error.kind == .rejected)
    #expect(error.status == 422)
    #expect(ids == Array(0..<(page - 1) * 10))
    #expect(try await iterator.next() == nil)
  }

  @Test("Pages under way grow to 1, 2, 4, 8 and stay at the limit")
  func window() async throws {
    let rounds = [1...1, 2...2, 3...4, 5...8, 9...16, 17...24]
    let barrier = Barrier()
    let server = PagedServer(items: 240)
    // Each request of a round waits for the whole round: without enough under way at once this would not end.
    let transport = FakeTransport { request in
      let page = PagedServer.number("page", request.url) ?? 1
      guard let round = rounds.first(where: { $0.contains(page) }) else { return server.answer(request) }
      await barrier.arrive(round.lowerBound, of: round.count)
      return server.answer(request)
    }
    #expect(try await ids(transport) == Array(0..<240))
  }

  @Test("A reader that stops has cost at most twice the pages that it used", arguments: 1...12)
  func waste(pages: Int) async throws {
    let transport = PagedServer(items: 1_000).transport
    let things: PagedSequence<Thing> = Fixture.client(transport).list(Fixture.list, Self.arguments)
    var read = 0
    for try await _ in things {
      read += 1
      if read == pages * 10 { break }
    }
    #expect(transport.requests.count <= (pages == 1 ? 1 : 2 * pages))
  }

  @Test("No more requests are under way than the client may have, over all its lists")
  func limit() async throws {
    let gauge = Locked((now: 0, most: 0))
    let server = PagedServer(items: 300)
    let transport = FakeTransport { request in
      gauge.withLock {
        $0.now += 1
        $0.most = max($0.most, $0.now)
      }
      for _ in 0..<5 { await Task.yield() }
      gauge.withLock { $0.now -= 1 }
      return server.answer(request)
    }
    let client = Fixture.client(transport, configuration: .init(concurrency: 3))
    try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let things: PagedSequence<Thing> = client.list(Fixture.list, Self.arguments)
          var count = 0
          for try await _ in things { count += 1 }
          return count
        }
      }
      for try await count in group { #expect(count == 300) }
    }
    #expect(gauge.withLock { $0.most } <= 3)
  }

  @Test("Cancelling the reader ends it and what is under way")
  func cancellation() async throws {
    let server = PagedServer(items: 1_000)
    let ended = Locked(0)
    let (arrivals, arrived) = AsyncStream.makeStream(of: Int.self)
    let transport = FakeTransport { request in
      let page = PagedServer.number("page", request.url) ?? 1
      if page < 5 { return server.answer(request) }
      arrived.yield(page)
      defer { ended.withLock { $0 += 1 } }
      try await Task.sleep(for: .seconds(3_600))
      return server.answer(request)
    }
    let reader = Task { try await ids(transport) }
    var waiting: Set<Int> = []
    for await page in arrivals {
      waiting.insert(page)
      if waiting.count == 4 { break }
    }
    reader.cancel()
    let error = await providerError { _ = try await reader.value }
    #expect(error.kind == .cancelled)
    while ended.withLock({ $0 }) < 4 { await Task.yield() }
  }

  @Test("Dropping the iterator cancels what is under way")
  func dropping() async throws {
    let server = PagedServer(items: 1_000)
    let (endings, ended) = AsyncStream.makeStream(of: Void.self)
    let transport = FakeTransport { request in
      if (PagedServer.number("page", request.url) ?? 1) < 4 { return server.answer(request) }
      defer { ended.yield() }
      try await Task.sleep(for: .seconds(3_600))
      return server.answer(request)
    }
    do {
      let things: PagedSequence<Thing> = Fixture.client(transport).list(Fixture.list, Self.arguments)
      var read = 0
      // The third page is taken while the fourth is under way.
      for try await _ in things {
        read += 1
        if read == 21 { break }
      }
    }
    for await _ in endings { break }
  }
}

/// Lets a group of callers go on once all of them have come.
actor Barrier {
  private var waiting: [Int: [CheckedContinuation<Void, Never>]] = [:]

  func arrive(_ group: Int, of count: Int) async {
    if waiting[group, default: []].count == count - 1 {
      for continuation in waiting[group, default: []] { continuation.resume() }
      return
    }
    await withCheckedContinuation { waiting[group, default: []].append($0) }
  }
}
