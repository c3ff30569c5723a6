import Dispatch
import ProviderRuntime

/// Fetches what one statement reads, several requests at a time.
///
/// What the statement needs is fetched at once. What it will need next is fetched ahead of it, in the same order: more
/// pages of a list, more requests of a scan, and scans that a scout has found. As with paging, no more pages are ahead,
/// or were in vain, than the statement has used, so that one that stops early wastes at most what it used.
final class ReadAhead: Sendable {
  /// The reader that is the statement itself; scouts have the numbers from 1.
  static let statement = 0

  /// What comes next for a reader.
  enum Step {
    /// The whole answer to a request; nil where there is no such object.
    case known(Page?, request: Int)
    /// A page of a request, to be waited for.
    case pull(Pull, request: Int)
    /// Another scan is asking the same: look again when it has its answer.
    case wait(Pull)
    /// Not before the statement has gone on (for scouts).
    case hold
    case end
  }

  /// The state of the whole. Its methods call back for what starts tasks.
  struct State {
    /// Pages that the statement has read to their end.
    var used = 0
    /// Pages that were fetched and left unread.
    var wasted = 0
    /// Pages asked for that the statement has not taken.
    var ahead = 0
    /// Pages that wait to be read.
    var held = 0
    /// Whether the statement is reading a page.
    var isReading = false
    /// How many pages are being fetched.
    var inFlight = 0
    /// How many may be.
    let concurrency: Int
    /// The largest number of pages ahead: more than are fetched at once, because pages of one list may have to wait for
    /// each other while those of later ones have come already.
    var limit: Int { concurrency > 1 ? 8 * concurrency : 0 }
    var scans: [Int: Scan] = [:]
    /// The scans in the order in which they are read.
    var order: [Int] = []
    var nextScan = 0
    var cache = PageCache()
    /// First pages that are being fetched.
    var firstPulls: [PageCache.Key: Pull] = [:]
    /// Places in the statement whose scans it has left before their end.
    var leftEarly: Set<Int> = []
    var scouting: Scouting?

    /// How many pages may be asked for now, ahead of the statement.
    var allowance: Int { min(min(used - wasted, limit) - ahead, concurrency - inFlight) }
  }

  private let state: Locked<State>

  /// `concurrency` is how many requests may be under way at once.
  init(concurrency: Int) {
    state = Locked(State(concurrency: concurrency))
  }

  /// Scouts are going to run ahead.
  func begin(_ scouting: Scouting) {
    state.withLock { $0.scouting = scouting }
  }

  /// Ends the scouting; what scouts found and the statement has not come to is forgotten.
  func endScouting() {
    state.withLock { $0.endScouting() }
  }

  /// A scout has come to its end, and reads nothing more.
  func retire(scout: Int) {
    state.withLock { $0.retire(scout: scout) }
  }

  // MARK: Scans

  /// A reader comes to a scan.
  ///
  /// - Parameter site: the place in the statement.
  /// - Returns: The scan's number; nil where a scout comes too late: the statement has been there.
  /// - Throws: `CancellationError` for a scout that is no longer needed.
  func enter(_ question: ScanQuestion, at site: Int, reader: Int) throws -> Int? {
    try state.withLock { state in
      if reader == Self.statement { state.settle() }
      let scan = try state.enter(question, at: site, reader: reader)
      if reader != Self.statement { pump(&state) }
      return scan
    }
  }

  /// Whether so many scans are expected that a scout is far enough ahead.
  func isFarAhead() -> Bool {
    state.withLock { state in
      state.scouting != nil && state.order.count { state.scans[$0]?.isExpected ?? false } >= max(state.limit, 1)
    }
  }

  /// A reader leaves a scan, at its end or before.
  func leave(_ scan: Int, reader: Int) {
    state.withLock { state in
      state.leave(scan, reader: reader)
      state.wakeScouts()
    }
  }

  // MARK: Pages

  /// The next page for a reader.
  ///
  /// - Throws: `CancellationError` where the scan was ended for the reader: that is not the end of its rows.
  func next(_ scan: Int, reader: Int) throws -> Step {
    try state.withLock { state in
      guard state.scans[scan]?.places[reader] != nil else { throw CancellationError() }
      let isStatement = reader == Self.statement
      if isStatement { state.settle() }
      let step = next(scan, reader, &state)
      if isStatement {
        pump(&state)
        state.wakeScouts()
      }
      return step
    }
  }

  private func next(_ number: Int, _ reader: Int, _ state: inout State) -> Step {
    let isStatement = reader == Self.statement
    while let scan = state.scans[number], var place = scan.places[reader] {
      guard place.request < scan.question.requests.count else { return .end }
      let index = place.request
      if let fetch = scan.fetches[index] {
        if place.page < fetch.asked {
          let pull = fetch.pulls[place.page - fetch.dropped]
          place.page += 1
          state.move(number, reader: reader, to: place)
          if isStatement { state.take(number, index) }
          return .pull(pull, request: index)
        }
        if fetch.isComplete {
          state.move(number, reader: reader, to: Scan.Place(request: index + 1))
          continue
        }
      } else {
        let request = scan.question.requests[index]
        let key = scan.question.key(request)
        if let entry = state.cache[key] {
          state.move(number, reader: reader, to: Scan.Place(request: index + 1))
          return .known(entry.page, request: index)
        }
        if let pull = state.firstPulls[key] { return .wait(pull) }
        guard isStatement || state.allowance > 0 else { return .hold }
        state.add(request, key, index, to: number)
      }
      guard isStatement || state.allowance > 0 else { return .hold }
      start(number, index, &state, readsAhead: true)
    }
    return .end
  }

  /// Asks for the next page of a request.
  private func start(_ scan: Int, _ index: Int, _ state: inout State, readsAhead: Bool) {
    guard var fetch = state.scans[scan]?.fetches[index], !fetch.isBusy else { return }
    let isFirst = fetch.asked == 0
    if fetch.isAbandoned {
      // A scout reads on where the statement has left.
      state.wasted += 1
    } else {
      // The page may be one of those that are under way already.
      state.ahead += 1 - fetch.reserved
      fetch.reserved = readsAhead && !isFirst ? max(0, min(state.allowance, fetch.stream.pagesBehind - 1)) : 0
      state.ahead += fetch.reserved
    }
    state.inFlight += 1 + fetch.reserved
    state.held += 1
    fetch.isBusy = true
    let (stream, limit) = (fetch.stream, fetch.reserved)
    if !isFirst, let outcome = Self.atHand(stream, limit) {
      fetch.pulls.append(Pull(outcome))
      state.scans[scan]?.fetches[index] = fetch
      state.inFlight -= 1 + limit
      if case .success(let part) = outcome {
        state.complete(scan, index, part, isAtEnd: stream.isAtEnd, pagesAhead: stream.pagesAhead)
      } else {
        state.fail(scan, index)
      }
      return
    }
    let pull = Pull { [self] in
      do {
        let part = try await stream.next(readingAhead: limit)
        completed(scan, index, part, stream, inFlight: 1 + limit)
        return part
      } catch {
        failed(scan, index, inFlight: 1 + limit)
        throw error
      }
    }
    fetch.pulls.append(pull)
    if isFirst { state.firstPulls[fetch.key] = pull }
    state.scans[scan]?.fetches[index] = fetch
  }

  /// The next page, where it need not be waited for: a task that waits for it, and a thread that waits for the task, take
  /// longer than most pages do.
  private static func atHand(_ stream: PageStream, _ limit: Int) -> Pull.Outcome? {
    do {
      return try stream.nextAtHand(readingAhead: limit).map { .success($0) }
    } catch {
      return .failure(error)
    }
  }

  private func completed(
    _ scan: Int, _ index: Int, _ part: PageStream.Part?, _ stream: PageStream, inFlight: Int
  ) {
    let (isAtEnd, pagesAhead) = (stream.isAtEnd, stream.pagesAhead)
    state.withLock { state in
      state.inFlight -= inFlight
      state.complete(scan, index, part, isAtEnd: isAtEnd, pagesAhead: pagesAhead)
      pump(&state)
      state.wakeScouts()
    }
  }

  private func failed(_ scan: Int, _ index: Int, inFlight: Int) {
    state.withLock { state in
      state.inFlight -= inFlight
      state.fail(scan, index)
      state.wakeScouts()
    }
  }

  /// Fetches ahead, in the order in which the statement will read.
  private func pump(_ state: inout State) {
    for number in state.order {
      guard let scan = state.scans[number] else { continue }
      let current = scan.isExpected ? nil : scan.places[Self.statement]?.request
      if !scan.isExpected, current == nil { continue }
      let isLeftEarly = scan.position.map { state.leftEarly.contains($0.site) } ?? false
      for index in scan.fetches.keys.sorted() {
        guard let fetch = state.scans[number]?.fetches[index] else { continue }
        // The statement is not going to get beyond an error.
        if fetch.hasFailed { return }
        if fetch.isBusy || fetch.isComplete || isLeftEarly { continue }
        if index == current {
          // The next page is made ready while the statement is at this one, where it is under way in any case. As long as
          // the window grows the statement asks for it itself, with what it has read counted in.
          if fetch.reserved > 0, fetch.asked == fetch.taken, state.used - state.wasted >= 2 * state.concurrency {
            start(number, index, &state, readsAhead: true)
          }
          continue
        }
        guard state.allowance > 0 else { return }
        start(number, index, &state, readsAhead: false)
      }
      while let scan = state.scans[number], scan.nextRequest < scan.question.requests.count {
        guard state.allowance > 0 else { return }
        let index = scan.nextRequest
        let request = scan.question.requests[index]
        let key = scan.question.key(request)
        state.scans[number]?.nextRequest += 1
        if scan.fetches[index] != nil || state.cache[key] != nil || state.firstPulls[key] != nil { continue }
        state.add(request, key, index, to: number)
        start(number, index, &state, readsAhead: false)
      }
    }
  }
}
