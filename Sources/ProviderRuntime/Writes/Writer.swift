/// Sends one write of a plan and finds out what became of it.
struct Writer: Sendable {
  /// What became of a write, and whether the plan goes on.
  struct Step: Sendable {
    var result: WriteResult
    /// Whether nothing more of the plan is to be sent.
    var endsPlan = false
  }

  let write: PlannedWrite
  let session: Session
  let holders: Holders
  private let request: PreparedRequest

  /// Builds the request. Throws where it can't be built, or where the plan shows another one than would be sent.
  init(_ write: PlannedWrite, session: Session, holders: Holders = Holders()) throws(ProviderError) {
    self.write = write
    self.session = session
    self.holders = holders
    request = try session.builder.request(
      write.method, write.arguments, body: try write.method.bytes(of: write.body))
    let line = request.line
    guard !write.method.isRead else {
      throw ProviderError(
        kind: .invalidArgument("method"), method: write.method.name, requestLine: line,
        reason: "a request that only reads can't be applied as a write")
    }
    guard line == write.request else {
      throw ProviderError(
        kind: .invalidArgument("request"), method: write.method.name, requestLine: line,
        reason: "the plan shows another request, \(write.request)", advice: "Make the plan anew.")
    }
  }

  /// Sends the write, again where the server has not acted on it and sending it again is safe.
  ///
  /// `intend` is called once, just before the request goes out; what it throws is thrown on, and nothing is sent.
  func carryOut(intend: @escaping @Sendable () throws -> Void) async throws -> Step {
    var attempt = 1
    while true {
      let failure: ProviderError
      do {
        let exchange = try await session.exchange(request, intend: attempt == 1 ? intend : {})
        return Step(result: result(.done, status: exchange.response.status, message: created(exchange)))
      } catch let error as ProviderError {
        failure = error
      }
      // A server that gave up waiting for a request may have got it all the same, and what was sent again may be refused
      // because the first one came late.
      let isLate = attempt > 1 && write.method.httpMethod != "DELETE"
      guard failure.mayHaveTakenEffect || failure.status == 408 || isLate else {
        return await classify(failure, isRepetition: attempt > 1)
      }
      // Read back whatever happens to the task: somebody has to know whether the request was acted on.
      let evidence = await Task { await readBack() }.value
      let what = Self.text(failure)
      switch evidence.answer {
      case .acted:
        return Step(result: result(.done, failure, message: "\(what); reading it back shows that it was done"))
      case .notActed where !failure.mayHaveTakenEffect && failure.status != 408:
        return await classify(failure, isRepetition: true)
      case .unclear(let reason):
        return Step(
          // Where reading back failed, too, it says what to do.
          result: result(
            .unknown, failure,
            message: evidence.endsPlan
              ? "\(failure.serverMessage ?? failure.reason); \(reason)" : Self.text(failure, reason)),
          endsPlan: evidence.endsPlan || Self.endsPlan(failure))
      case .notActed:
        guard await mayRepeat(after: failure, attempt) else {
          return Step(result: result(.failed, failure, message: "\(what); reading it back shows that it was not done"))
        }
        attempt += 1
      }
    }
  }

  /// Waits for the next attempt at a write that the server has not acted on; false where there is none. What deletes or
  /// replaces has the same effect when it comes twice (RFC 9110, section 9.2.2); of others that is not known.
  private func mayRepeat(after failure: ProviderError, _ attempt: Int) async -> Bool {
    guard ["DELETE", "PUT"].contains(write.method.httpMethod), attempt < RetryPolicy.attempts, !Task.isCancelled,
      failure.status.map(RetryPolicy.isPassing) ?? true
    else { return false }
    return await session.pause(
      afterFailures: attempt, atLeast: failure.wait ?? .zero, request, reason: Self.text(failure))
  }

  /// What became of a write that the server has surely not acted on.
  private func classify(_ failure: ProviderError, isRepetition: Bool) async -> Step {
    let isDeletion = write.method.httpMethod == "DELETE"
    switch failure.kind {
    case .notFound where isDeletion && isRepetition, .rejected where isDeletion && failure.status == 410:
      // An object that was there a moment ago was removed by the request whose answer was lost.
      return Step(result: result(isRepetition ? .done : .alreadyGone, failure, message: failure.serverMessage))
    case .notFound where isDeletion:
      // Look whatever happens to the task: a plan that is stopped ends behind the write under way.
      switch await Task(operation: { await absence() }).value {
      case .proven: return Step(result: result(.alreadyGone, failure, message: failure.serverMessage))
      case .unproven(let reason):
        return Step(result: result(.refused, failure, message: Self.text(failure, reason)))
      case .unseen(let error):
        return Step(
          result: result(
            .failed, failure, message: Self.text(failure, "looking whether it is gone failed: \(Self.text(error))")),
          endsPlan: Self.endsPlan(error))
      }
    case .cancelled where !isRepetition:
      return Step(result: result(.planned), endsPlan: true)
    case .forbidden, .notFound, .refused, .rejected:
      return Step(result: result(.refused, failure, message: Self.text(failure)))
    default:
      return Step(result: result(.failed, failure, message: Self.text(failure)), endsPlan: Self.endsPlan(failure))
    }
  }

  /// Whether what failed would fail for the rest of the plan as well.
  static func endsPlan(_ failure: ProviderError) -> Bool {
    switch failure.kind {
    case .unauthorized, .rateLimited, .invalidConfiguration, .connectionRefused, .nameNotResolved, .tls, .timeout,
      .network, .limitReached, .cancelled, .invalidResponse:
      true
    default: false
    }
  }

  private func result(
    _ outcome: WriteOutcome, _ failure: ProviderError? = nil, status: Int? = nil, message: String? = nil
  ) -> WriteResult {
    WriteResult(
      write: write, outcome: outcome, status: failure?.status ?? status,
      reason: outcome == .refused ? failure.map(Self.reason) : nil, message: message)
  }

  /// The spec's name for a refusal, else one by its status.
  private static func reason(_ failure: ProviderError) -> String {
    if let refusal = failure.refusal { return refusal }
    return switch failure.kind {
    case .forbidden: "forbidden"
    case .notFound: "not_found"
    default: "rejected"
    }
  }

  /// What the server said, else what happened; what to do, where the rest of the plan depends on it; and the scopes,
  /// where they may be why.
  static func text(_ failure: ProviderError, _ detail: String? = nil) -> String {
    let advice = endsPlan(failure) ? failure.advice : nil
    let what = failure.serverMessage ?? failure.reason
    return [advice, failure.scopes].compactMap { $0 }.reduce(detail.map { "\(what); \($0)" } ?? what) {
      text, sentence in
      text.hasSuffix(".") ? "\(text) \(sentence)" : "\(text). \(sentence)"
    }
  }
}
