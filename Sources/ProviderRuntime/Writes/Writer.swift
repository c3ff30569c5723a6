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
  private let request: PreparedRequest
  /// The request that reads the object of the write; nil where the provider has none.
  private let reading: PreparedRequest?
  /// What the object's presence means; nil where it means nothing.
  private let effect: Effect?

  /// What a write does to its object, as far as reading can tell.
  private enum Effect {
    /// Afterwards the object is not there.
    case removes
    /// Afterwards the object is there.
    case brings
  }

  /// Builds the requests. Throws where they can't be built, or where the plan shows another request than the one that
  /// would be sent.
  init(_ write: PlannedWrite, session: Session) throws(ProviderError) {
    self.write = write
    self.session = session
    request = try session.builder.request(write.method, write.arguments)
    let line = session.token?.redact(request.line) ?? request.line
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
    reading = Self.reading(write, session)
    effect =
      if write.method.httpMethod == "DELETE" {
        .removes
      } else if session.provider.inverse(of: write.method)?.httpMethod == "DELETE" {
        .brings
      } else { nil }
  }

  /// The request of the method that answers the object at the write's path.
  private static func reading(_ write: PlannedWrite, _ session: Session) -> PreparedRequest? {
    guard let service = session.provider.service(of: write.method) else { return nil }
    let path = PathTemplate(write.method.path)
    for method in service.methods where method.httpMethod == "GET" && method.response.shape == .object {
      guard let names = PathTemplate(method.path).parameters(in: path) else { continue }
      var arguments = Arguments()
      for (own, other) in names { arguments[own] = write.arguments[other] }
      // A reading that needs more than the key is none.
      if let request = try? session.builder.request(method, arguments) { return request }
    }
    return nil
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
        return Step(result: result(.done, status: exchange.response.status))
      } catch let error as ProviderError {
        failure = error
      }
      guard failure.mayHaveTakenEffect || failure.status == 408 else {
        return classify(failure, isRepetition: attempt > 1)
      }
      // Read back whatever happens to the task: somebody has to know whether the request was acted on.
      let evidence = await Task { await readBack() }.value
      switch evidence.answer {
      case .acted:
        return Step(
          result: result(.done, failure, message: "\(Self.text(failure)); reading it back shows that it was done"))
      case .unclear(let reason):
        return Step(
          result: result(.unknown, failure, message: "\(Self.text(failure)); \(reason)"), endsPlan: evidence.endsPlan)
      case .notActed:
        let message = "\(Self.text(failure)); reading it back shows that it was not done"
        guard write.method.httpMethod == "DELETE", attempt < RetryPolicy.attempts, !Task.isCancelled,
          await session.pause(afterFailures: attempt, request, reason: Self.text(failure))
        else { return Step(result: result(.failed, failure, message: message)) }
        attempt += 1
      }
    }
  }

  /// Reads the object of the write.
  func readBack() async -> (answer: ReadBack, endsPlan: Bool) {
    guard let effect else { return (.unclear("nothing that can be read tells whether the server acted"), false) }
    guard let reading else { return (.unclear("there is no method that reads the object back"), false) }
    do {
      _ = try await session.exchange(reading)
      return (effect == .brings ? .acted : .notActed, false)
    } catch let error as ProviderError where error.kind == .notFound || error.status == 410 {
      return (effect == .removes ? .acted : .notActed, false)
    } catch let error as ProviderError {
      return (.unclear("reading it back failed: \(Self.text(error))"), Self.endsPlan(error))
    } catch {
      return (.unclear("reading it back failed: \(error)"), false)
    }
  }

  /// What became of a write that the server has surely not acted on.
  private func classify(_ failure: ProviderError, isRepetition: Bool) -> Step {
    switch failure.kind {
    case .notFound where write.method.httpMethod == "DELETE", .rejected where isGone(failure):
      // An object that was there a moment ago was removed by the request whose answer was lost.
      return Step(result: result(isRepetition ? .done : .alreadyGone, failure, message: failure.serverMessage))
    case .cancelled:
      return Step(result: result(.planned, failure, message: nil), endsPlan: true)
    case .forbidden, .notFound, .refused, .rejected:
      return Step(result: result(.refused, failure, message: Self.text(failure)))
    default:
      return Step(result: result(.failed, failure, message: Self.text(failure)), endsPlan: Self.endsPlan(failure))
    }
  }

  private func isGone(_ failure: ProviderError) -> Bool {
    failure.status == 410 && write.method.httpMethod == "DELETE"
  }

  /// Whether what failed would fail for the rest of the plan as well.
  private static func endsPlan(_ failure: ProviderError) -> Bool {
    switch failure.kind {
    case .unauthorized, .rateLimited, .invalidConfiguration, .connectionRefused, .nameNotResolved, .tls, .timeout,
      .network, .limitReached, .cancelled:
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

  /// What the server said, else what happened.
  private static func text(_ failure: ProviderError) -> String {
    [failure.serverMessage ?? failure.reason].joined()
  }
}
