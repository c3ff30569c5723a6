import ProviderRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Tells on standard error how far the work is: a line that renews itself on a terminal once work takes longer than half a
/// second, waits and retries as lines of their own, and with --verbose a line for each request.
final class Progress: Sendable {
  private struct State {
    var requests = 0
    var rows = 0
    var bytes = 0
    var retries = 0
    var waits = 0
    var waited = Duration.zero
    var quota: Quota?
    var isDrawn = false
    // The first drawing is due half a second from now, each after it a tenth of a second later.
    var lastDrawing = ContinuousClock.now.advanced(by: .milliseconds(400))
  }

  private let isVerbose: Bool
  private let isQuiet: Bool
  private let draws: Bool
  private let state: Locked<State>

  init(isVerbose: Bool, isQuiet: Bool) {
    self.isVerbose = isVerbose
    self.isQuiet = isQuiet
    draws = Console.isTerminal && !isQuiet && !isVerbose
    state = Locked(State())
  }

  /// Begins to count anew.
  func restart() {
    state.withLock { $0 = State() }
  }

  /// Takes note of what the client does.
  func observe(_ event: ClientEvent) {
    state.withLock { state in
      switch event {
      case .sending: break
      case .received(let request, let status, let bytes, let quota):
        state.requests += 1
        state.bytes += bytes
        state.quota = quota ?? state.quota
        if isVerbose {
          let left = quota.map { ", \($0.remaining)\($0.limit.map { " of \($0)" } ?? "") requests left" } ?? ""
          Console.note("\(request): \(status), \(bytes) bytes\(left)")
        }
      case .waiting(let duration, let reason):
        state.waits += 1
        state.waited += duration
        say("waiting \(Self.seconds(duration)): \(Self.explanation(reason, duration))", &state)
      case .retrying(let request, let pause, let reason):
        state.retries += 1
        say("\(request): \(reason); trying again in \(Self.seconds(pause))", &state)
      }
      draw(&state)
    }
  }

  /// Takes note of a row that was written.
  func countRow() {
    guard draws else { return }
    state.withLock { state in
      state.rows += 1
      if state.rows.isMultiple(of: 100) { draw(&state) }
    }
  }

  /// Takes note that so many of a plan's writes are settled.
  func countWrite(_ count: Int, of total: Int) {
    guard draws else { return }
    state.withLock { state in
      guard state.lastDrawing.duration(to: .now) >= .milliseconds(100) else { return }
      Console.put("\r\u{1B}[K\(count) of \(total) writes")
      state.isDrawn = true
      state.lastDrawing = .now
    }
  }

  /// Takes the line away until it is due again: rows may be on their way to the same terminal.
  func makeRoom() {
    guard draws else { return }
    state.withLock { erase(&$0) }
  }

  /// Takes the line away; with --verbose tells what was done in all.
  func finish() {
    state.withLock { state in
      erase(&state)
      if isVerbose { Console.note(Self.summary(state)) }
    }
  }

  private func draw(_ state: inout State) {
    guard draws, state.lastDrawing.duration(to: .now) >= .milliseconds(100) else { return }
    let quota = state.quota.map { " · \($0.remaining) requests left" } ?? ""
    Console.put("\r\u{1B}[K\(state.requests) pages · \(state.rows) rows · \(state.bytes / 1024) KB\(quota)")
    state.isDrawn = true
    state.lastDrawing = .now
  }

  private func erase(_ state: inout State) {
    if state.isDrawn { Console.put("\r\u{1B}[K") }
    state.isDrawn = false
  }

  private func say(_ line: String, _ state: inout State) {
    guard !isQuiet else { return }
    erase(&state)
    Console.note(line)
  }

  private static func summary(_ state: State) -> String {
    var parts = [
      count(state.requests, "request"), "\(state.bytes) bytes", count(state.retries, "retry", "retries"),
      count(state.waits, "wait") + (state.waits == 0 ? "" : " (\(seconds(state.waited)))"),
    ]
    if let quota = state.quota {
      let left = "\(quota.remaining)\(quota.limit.map { " of \($0)" } ?? "") requests left"
      parts.append(left + (quota.reset.map { " until \(clock(time_t($0)))" } ?? ""))
    }
    return parts.joined(separator: ", ")
  }

  private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
    "\(number) \(number == 1 ? one : many ?? one + "s")"
  }

  private static func explanation(_ reason: WaitReason, _ duration: Duration) -> String {
    switch reason {
    case .quotaExhausted:
      "the quota of requests is used up until \(clock(time(nil) + time_t(wholeSeconds(duration))))"
    case .slowedDown: "the server asks to slow down"
    case .pacing: "as much was sent as the provider allows in a minute"
    }
  }

  /// A duration for people, never less than it is: "0.4 s", "42 s".
  private static func seconds(_ duration: Duration) -> String {
    let tenths = (duration.components.attoseconds + 99_999_999_999_999_999) / 100_000_000_000_000_000
    guard duration < .seconds(10), tenths % 10 != 0 else { return "\(wholeSeconds(duration)) s" }
    return "\(duration.components.seconds).\(tenths) s"
  }

  private static func wholeSeconds(_ duration: Duration) -> Int64 {
    duration.components.seconds + (duration.components.attoseconds > 0 ? 1 : 0)
  }

  /// The time of day of a moment, on the clock of whoever reads it; with the day where it is more than a day away.
  private static func clock(_ moment: time_t) -> String {
    var moment = moment
    var parts = tm()
    localtime_r(&moment, &parts)
    var text = [CChar](repeating: 0, count: 32)
    strftime(&text, text.count, abs(moment - time(nil)) < 86_400 ? "%H:%M:%S" : "%Y-%m-%d %H:%M:%S", &parts)
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
  }
}
