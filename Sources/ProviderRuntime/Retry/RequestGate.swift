/// Decides when the next request of a client may go out: a free place, no wait that the provider asked for, and
/// requests left to send. Everything that limits a client is asked here, before each attempt.
struct RequestGate: Sendable {
  private struct State {
    var sent = 0
    /// When the provider takes requests again, in the time source's time; nil where nothing holds them back.
    var closedUntil: Duration?
    var reason: WaitReason = .slowedDown
    /// Until when the observer knows that nothing is sent; nil where nothing was announced yet.
    var announcedUntil: Duration?
    var points: PointsBudget
  }

  /// Why the next request may not go out yet, and for how long.
  private enum Hold {
    /// The provider takes none.
    case closed(Duration)
    /// The points of the last minute are spent.
    case paced(Duration)
  }

  private let limiter: ConcurrencyLimiter
  private let state: Locked<State>
  private let maximumRequests: Int?
  private let maximumWait: Duration
  private let time: TimeSource
  private let observer: (@Sendable (ClientEvent) -> Void)?

  /// Creates a gate with so many places and points.
  init(places: Int, points: PointsBudget, configuration: ClientConfiguration, time: TimeSource) {
    limiter = ConcurrencyLimiter(places: places)
    state = Locked(State(points: points))
    maximumRequests = configuration.maximumRequests
    maximumWait = configuration.maximumWait
    self.time = time
    observer = configuration.observer
  }

  /// Why a request may not go out.
  enum Refusal: Error {
    /// The client has sent as many as it may.
    case requestsUsedUp(Int)
    /// The provider takes none for longer than the client may wait.
    case waitTooLong(Duration, WaitReason)
  }

  /// Takes a place as soon as one is free and the provider takes requests, and counts the request. The caller gives the
  /// place back with `leave()`.
  ///
  /// `waited` is what this request has waited for the provider so far, and grows. Waiting for points is not counted: it
  /// is the client's own pace.
  func enter(isRead: Bool, waited: inout Duration) async throws {
    while true {
      try await limiter.enter()
      let hold: Hold?
      do {
        hold = try pass(isRead: isRead)
      } catch {
        limiter.leave()
        throw error
      }
      guard let hold else { return }
      // The place is free for others while this one waits.
      limiter.leave()
      switch hold {
      case .closed(let remaining): try await wait(remaining, waited: &waited)
      case .paced(let remaining):
        observer?(.waiting(duration: remaining, reason: .pacing))
        try await time.sleep(remaining)
      }
    }
  }

  /// Gives the place back.
  func leave() { limiter.leave() }

  /// Holds back every request for a while. A shorter wait does not shorten a longer one.
  func close(for duration: Duration, reason: WaitReason) {
    let end = time.now() + duration
    state.withLock { state in
      if let current = state.closedUntil, current >= end { return }
      state.closedUntil = end
      state.reason = reason
    }
  }

  /// Counts a request that goes out now, or says how long none may.
  private func pass(isRead: Bool) throws -> Hold? {
    let now = time.now()
    return try state.withLock { state in
      if let end = state.closedUntil {
        if end > now { return .closed(end - now) }
        state.closedUntil = nil
      }
      if let maximumRequests, state.sent >= maximumRequests { throw Refusal.requestsUsedUp(maximumRequests) }
      if let wait = state.points.spend(isRead: isRead, now: now) { return .paced(wait) }
      state.sent += 1
      return nil
    }
  }

  /// Whether a wait is to be announced: those that wait together say it once, also where each was refused by itself and so
  /// they end one shortly after the other.
  private func isNews(_ duration: Duration) -> Bool {
    let now = time.now()
    return state.withLock { state in
      // What is shorter than a second is what is left of a wait that has ended for others.
      if let known = state.announcedUntil, now + duration <= known + .seconds(1), known > now || duration < .seconds(1)
      {
        return false
      }
      state.announcedUntil = now + duration
      return true
    }
  }

  private func wait(_ duration: Duration, waited: inout Duration) async throws {
    let reason = state.withLock { $0.reason }
    guard waited + duration <= maximumWait else { throw Refusal.waitTooLong(duration, reason) }
    if isNews(duration) { observer?(.waiting(duration: duration, reason: reason)) }
    waited += duration
    try await time.sleep(duration)
  }
}
