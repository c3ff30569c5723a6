extension ReadAhead.State {
  /// The statement asks for something: it has read the page that it had.
  mutating func settle() {
    if isReading { used += 1 }
    isReading = false
  }

  // MARK: Scans

  /// A reader comes to a scan; nil where a scout comes after the statement.
  mutating func enter(_ question: ScanQuestion, at site: Int, reader: Int) throws -> Int? {
    let isStatement = reader == ReadAhead.statement
    guard scouting != nil else {
      if isStatement { return add(question, at: nil, places: [reader: Scan.Place()], isExpected: false) }
      throw CancellationError()
    }
    let number = scouting?.count(site, reader) ?? 0
    if let known = scouting?.scan(site, number), let scan = scans[known] {
      if scan.question.isSame(as: question) {
        if isStatement { scans[known]?.isExpected = false }
        return known
      }
      // A scout that goes another way is of no use.
      endScouting()
      return try enter(question, at: site, reader: reader)
    }
    if scouting?.wasThere(site, number) ?? false {
      if isStatement { endScouting() }
      return isStatement ? try enter(question, at: site, reader: reader) : nil
    }
    var places = [ReadAhead.statement: Scan.Place()]
    for scout in scouting?.readers(of: site) ?? [] { places[scout] = Scan.Place() }
    let scan = add(question, at: (site, number), places: places, isExpected: !isStatement)
    scouting?.remember(scan, site, number)
    return scan
  }

  private mutating func add(
    _ question: ScanQuestion, at position: (Int, Int)?, places: [Int: Scan.Place], isExpected: Bool
  ) -> Int {
    nextScan += 1
    scans[nextScan] = Scan(question: question, position: position, places: places, isExpected: isExpected)
    order.append(nextScan)
    return nextScan
  }

  mutating func leave(_ number: Int, reader: Int) {
    guard let scan = scans[number], let place = scan.places[reader] else { return }
    scans[number]?.places[reader] = nil
    if reader == ReadAhead.statement {
      if place.request < scan.question.requests.count, let site = scan.position?.site { leftEarly.insert(site) }
      for index in scan.fetches.keys { abandon(number, index) }
    }
    trim(number)
  }

  /// The statement is not going to read the rest of a request's answer.
  private mutating func abandon(_ number: Int, _ index: Int) {
    guard let fetch = scans[number]?.fetches[index], !fetch.isAbandoned else { return }
    let unread = fetch.asked - fetch.taken + fetch.reserved
    ahead -= unread
    wasted += unread
    scans[number]?.fetches[index]?.reserved = 0
    scans[number]?.fetches[index]?.isAbandoned = true
  }

  /// Forgets what nobody is going to read.
  private mutating func trim(_ number: Int) {
    guard let scan = scans[number] else { return }
    guard let last = scan.places.values.min() else {
      for fetch in scan.fetches.values { drop(fetch, fetch.pulls.count) }
      scans[number] = nil
      order.removeAll { $0 == number }
      if let position = scan.position { scouting?.forget(position.site, position.number) }
      return
    }
    for (index, fetch) in scan.fetches where index < last.request {
      drop(fetch, fetch.pulls.count)
      scans[number]?.fetches[index] = nil
    }
    guard var fetch = scans[number]?.fetches[last.request], last.page > fetch.dropped else { return }
    let count = last.page - fetch.dropped
    held -= count
    fetch.pulls.removeFirst(count)
    fetch.dropped += count
    scans[number]?.fetches[last.request] = fetch
  }

  private mutating func drop(_ fetch: Fetch, _ count: Int) {
    held -= count
    // What is over is not harmed by that.
    for pull in fetch.pulls.suffix(count) { pull.cancel() }
    if fetch.isBusy, fetch.asked == 1 { firstPulls[fetch.key] = nil }
  }

  // MARK: Requests

  mutating func add(_ request: PlannedRequest, _ key: PageCache.Key, _ index: Int, to number: Int) {
    guard let question = scans[number]?.question else { return }
    let stream = PageStream(
      client: question.client, request: request, fields: question.fields, expectedRows: question.expectedRows)
    scans[number]?.fetches[index] = Fetch(stream: stream, key: key)
    let next = scans[number]?.nextRequest ?? 0
    scans[number]?.nextRequest = max(next, index + 1)
  }

  /// A reader goes on. What all have had is not kept.
  mutating func move(_ number: Int, reader: Int, to place: Scan.Place) {
    guard let old = scans[number]?.places.updateValue(place, forKey: reader) else { return }
    if reader == ReadAhead.statement, place.request > old.request { abandon(number, old.request) }
    trim(number)
    // A scout that lies so far behind is of no use, and must not make the pages pile up.
    if held > 2 * (limit + concurrency) { endScouting() }
  }

  /// The statement takes a page.
  mutating func take(_ number: Int, _ index: Int) {
    ahead -= 1
    isReading = true
    scans[number]?.fetches[index]?.taken += 1
  }

  /// A page has come.
  mutating func complete(
    _ number: Int, _ index: Int, _ part: PageStream.Part?, isAtEnd: Bool, pagesAhead: Int
  ) {
    guard var fetch = scans[number]?.fetches[index] else { return }
    fetch.isBusy = false
    fetch.isComplete = isAtEnd
    if !fetch.isAbandoned {
      ahead += pagesAhead - fetch.reserved
      fetch.reserved = pagesAhead
    }
    if fetch.asked == 1 {
      firstPulls[fetch.key] = nil
      // An answer of several pages is not kept: nobody knows how large it gets.
      if isAtEnd { cache[fetch.key] = PageCache.Entry(page: part?.page) }
    }
    scans[number]?.fetches[index] = fetch
  }

  mutating func fail(_ number: Int, _ index: Int) {
    guard var fetch = scans[number]?.fetches[index] else { return }
    fetch.isBusy = false
    fetch.isComplete = true
    fetch.hasFailed = true
    if fetch.asked == 1 { firstPulls[fetch.key] = nil }
    scans[number]?.fetches[index] = fetch
  }

  // MARK: Scouts

  mutating func endScouting() {
    guard let scouting else { return }
    self.scouting = nil
    for number in order {
      guard let scan = scans[number] else { continue }
      scans[number]?.places = scan.places.filter { $0.key == ReadAhead.statement && !scan.isExpected }
      if scan.isExpected { for index in scan.fetches.keys { abandon(number, index) } }
      trim(number)
    }
    scouting.waker.wake()
  }

  /// Nothing is kept for a scout that has ended.
  mutating func retire(scout: Int) {
    scouting?.retire(scout)
    for number in order where scans[number]?.places.removeValue(forKey: scout) != nil { trim(number) }
  }

  func wakeScouts() { scouting?.waker.wake() }
}
