import ProviderRuntime
import Synchronization

/// Tells on standard error how far the work is: a line that renews itself on a terminal once work takes longer than half a
/// second, waits and retries as lines of their own, and with --verbose a line for each request.
final class Progress: Sendable {
  private struct State {
    var requests = 0
    var rows = 0
    var bytes = 0
    var quota: Quota?
    var isDrawn = false
    var lastDrawing: ContinuousClock.Instant
  }

  private let isVerbose: Bool
  private let isQuiet: Bool
  private let draws: Bool
  private let state: Mutex<State>

  init(isVerbose: Bool, isQuiet: Bool) {
    self.isVerbose = isVerbose
    self.isQuiet = isQuiet
    draws = Console.isTerminal && !isQuiet && !isVerbose
    // The first drawing is due half a second from now, each after it a tenth of a second later.
    state = Mutex(State(lastDrawing: .now.advanced(by: .milliseconds(400))))
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
        say("waiting \(Self.seconds(duration)): \(Self.explanation(reason))", &state)
      case .retrying(let request, let pause, let reason):
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
      if isVerbose { Console.note("\(state.requests) request\(state.requests == 1 ? "" : "s"), \(state.bytes) bytes") }
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

  private static func explanation(_ reason: WaitReason) -> String {
    switch reason {
    case .quotaExhausted: "the quota of requests is used up until then"
    case .slowedDown: "the server asks to slow down"
    case .pacing: "so many requests a minute are allowed"
    }
  }

  private static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    return seconds < 10 ? "\(Double(seconds * 10 + attoseconds / 100_000_000_000_000_000) / 10) s" : "\(seconds) s"
  }
}
