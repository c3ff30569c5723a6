import CMicrohttpd
import Foundation

/// What the server's threads share: the service, the rules, the record of requests.
final class Engine: Sendable {
  private struct State {
    var service: Service
    var rules = RuleBook()
    var records: [RequestRecord] = []
    /// How many records have been thrown away: a request keeps its number.
    var forgotten = 0
  }

  private let state: Locked<State>
  private let log: RequestLog?
  private let latency: Duration
  private let keepsRequests: Bool
  let delays = DelayQueue()

  init(_ service: Service, latency: Duration, log: RequestLog?, keepsRequests: Bool) {
    state = Locked(State(service: service))
    self.keepsRequests = keepsRequests
    self.latency = latency
    self.log = log
  }

  var requests: [RequestRecord] { state.withLock(\.records) }

  func resetRequests() {
    state.withLock { state in
      state.forgotten += state.records.count
      state.records.removeAll()
    }
  }

  func add(_ rule: Rule) { state.withLock { $0.rules.add(rule) } }

  func removeRules() { state.withLock { $0.rules.removeAll() } }

  /// Enters a request into the record and gives it its number.
  func register(_ request: Request) -> Int {
    state.withLock { state in
      guard keepsRequests else {
        state.forgotten += 1
        return state.forgotten - 1
      }
      state.records.append(
        RequestRecord(
          method: request.method, path: request.path, query: request.query, headers: request.headers))
      return state.forgotten + state.records.count - 1
    }
  }

  /// What is to happen to a request whose body has arrived. It is carried out here, unless a rule keeps it from that.
  func outcome(of number: Int, _ request: Request) -> Outcome {
    state.withLock { state in
      let now = Int(Date().timeIntervalSince1970)
      let verdict = state.rules.verdict(on: request, now: now)
      if let refusal = verdict.refusal { return Outcome(.answer(refusal), delay: latency) }
      switch verdict.action {
      case .respond(let status, let headers, let body):
        return Outcome(.answer(Response(status, headers, body)), delay: latency)
      case .closeConnection: return Outcome(.close, delay: latency)
      case .resetConnection: return Outcome(.reset, delay: latency)
      case .shift(let added, let removed): state.service.shift(request, added: added, removed: removed, now: now)
      default: break
      }
      var response = state.service.answer(request, now: now)
      let index = number - state.forgotten
      if state.records.indices.contains(index) { state.records[index].ownStatus = response.status }
      if !verdict.quota.isEmpty {
        response.headers.removeAll { header in verdict.quota.contains { $0.name == header.name } }
        response.headers += verdict.quota
      }
      switch verdict.action {
      case .respondAfterActing(let status, let headers, let body):
        return Outcome(.answer(Response(status, headers, body)), delay: latency)
      case .closeConnectionAfterActing: return Outcome(.close, delay: latency)
      case .resetConnectionAfterActing: return Outcome(.reset, delay: latency)
      case .delay(let extra): return Outcome(.answer(response), delay: latency + extra)
      case .damage(let damage): response.suffer(damage, answering: request)
      case .goStale(let count): state.service.forgetListed(request, count: count, now: now)
      default: break
      }
      return Outcome(.answer(response), delay: latency)
    }
  }

  /// Notes what a request is answered with, just before that is sent.
  func complete(_ number: Int, _ request: Request, status: Int?) {
    state.withLock { state in
      let index = number - state.forgotten
      if state.records.indices.contains(index) { state.records[index].status = status }
    }
    log?.write(request, status: status)
  }
}

/// What becomes of a request, after a delay.
struct Outcome: Sendable {
  enum End: Sendable {
    case answer(Response)
    /// The connection ends without an answer.
    case close
    /// The connection ends as if the machine behind it had gone.
    case reset
  }

  var end: End
  var delay: Duration

  init(_ end: End, delay: Duration) {
    self.end = end
    self.delay = delay
  }

  /// The status of the answer; nil where there is none.
  var status: Int? {
    if case .answer(let response) = end { response.status } else { nil }
  }
}

extension Response {
  /// A rule's answer.
  fileprivate init(_ status: Int, _ headers: [String: String], _ body: String) {
    self.init(status: status, headers: headers.map { (name: $0.key, value: $0.value) }, body: Array(body.utf8))
  }
}

/// A file with a line for each request. It has no headers in it, and so no token.
///
/// `@unchecked` is safe because the handle is used under the lock only.
final class RequestLog: @unchecked Sendable {
  private let lock = NSLock()
  private let file: FileHandle

  /// Appends to the file, or creates it. Throws ``SandboxError/cannotLog(path:reason:)``.
  init(path: String) throws(SandboxError) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .cannotLog(path: path, reason: String(cString: strerror(errno))) }
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  /// A log that can't be written any more, as when the disk is full, must not stop the sandbox.
  func write(_ request: Request, status: Int?) {
    let query = request.query.isEmpty ? "" : "?\(request.query)"
    let line = "\(request.method) \(request.path)\(query) \(status.map(String.init) ?? "closed")\n"
    lock.withLock { try? file.write(contentsOf: Data(line.utf8)) }
  }
}
