extension ProviderClient {
  /// Sends the requests of a plan, one after the other, and says what became of each.
  ///
  /// A refusal does not stop the plan. It ends early, and the rest stays `planned`, when the task is cancelled or
  /// `isCancelled` says so (a request under way is finished first), when the token is not taken, the server can't be
  /// reached, or a limit holds for longer than the client may wait. An answer that leaves open whether the server acted
  /// makes the client read the object back before it sends anything again.
  ///
  /// - Parameters:
  ///   - plan: The plan. Its requests must be those that its methods and arguments make.
  ///   - journal: Where intents and outcomes are kept; nil keeps none.
  ///   - isCancelled: Asked before each request, and again and again while one waits for its turn, whether to stop.
  ///   - onResult: Called with each result as it is known, but for those that stay `planned`.
  /// - Returns: A result for every write, in the plan's order.
  /// - Throws: `ProviderError` where the plan can't be sent as it is, before anything is sent; the journal's error where
  ///   it can't be written, after which nothing more is sent.
  public func apply(
    _ plan: WritePlan, journal: (any WriteJournal)? = nil, isCancelled: @escaping @Sendable () -> Bool = { false },
    onResult: @escaping @Sendable (WriteResult) -> Void = { _ in }
  ) async throws -> [WriteResult] {
    let session = try session
    let holders = Holders()
    let writers = try plan.writes.map { try Writer($0, session: session, holders: holders) }
    if plan.provider != provider.name {
      throw ProviderError(
        kind: .invalidConfiguration, reason: "the plan is one of '\(plan.provider)', the client's is '\(provider.name)'"
      )
    }
    var results = plan.writes.map { WriteResult(write: $0, outcome: .planned) }
    if results.isEmpty { return results }
    let run = try journal.map { try $0.begin(Self.kept(plan, hiding: session.token), server: session.server.base.text) }
    do {
      for index in results.indices {
        if Task.isCancelled || isCancelled() { break }
        let step = try await Self.stopping(when: isCancelled) {
          try await writers[index].carryOut {
            if let journal, let run { try journal.intend(run: run, index: index) }
          }
        }
        results[index] = step.result
        if step.result.outcome != .planned {
          // What happened is told even where it can't be kept.
          defer { onResult(step.result) }
          if let journal, let run { try journal.record(run: run, index: index, step.result) }
        }
        if step.endsPlan { break }
      }
    } catch {
      // The error that counts is the one that ended the run.
      if let journal, let run { try? journal.end(run: run) }
      throw error
    }
    if let journal, let run { try journal.end(run: run) }
    return results
  }

  /// The plan as a journal may keep it: without the token, should a user or a server have written it into a text. A body
  /// without what is sent in it would be another one, so there the plan is refused.
  private static func kept(_ plan: WritePlan, hiding token: Token?) throws(ProviderError) -> WritePlan {
    guard let token else { return plan }
    if let write = plan.writes.first(where: { $0.body.map { token.redact($0) != $0 } ?? false }) {
      throw ProviderError(
        kind: .invalidArgument("body"), method: write.method.name, requestLine: write.request,
        reason: "its body holds the token, which no journal may keep", advice: "Send it without a plan.")
    }
    var plan = plan
    plan.statement = token.redact(plan.statement)
    for index in plan.writes.indices { plan.writes[index].row = plan.writes[index].row.map(token.redact) }
    return plan
  }

  /// Runs the body in a task that is cancelled with the caller's, or once `isCancelled` says so: a wait for the provider
  /// can be a minute long, and nobody who wants to stop should sit it out.
  package static func stopping<Value: Sendable>(
    when isCancelled: @escaping @Sendable () -> Bool, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let work = Task { try await body() }
    let watch = Task {
      while !isCancelled() { try await Task.sleep(for: .milliseconds(50)) }
      work.cancel()
    }
    defer { watch.cancel() }
    return try await withTaskCancellationHandler {
      try await work.value
    } onCancel: {
      work.cancel()
    }
  }

  /// Reads the object of a write and says whether the server has acted on it. For a write that may have been sent
  /// earlier, for example by a process that was killed. Sends reads only.
  public func readBack(_ write: PlannedWrite) async throws -> ReadBack {
    try await Writer(write, session: try session).readBack().answer
  }
}
