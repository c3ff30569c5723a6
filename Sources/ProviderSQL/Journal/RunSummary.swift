import ProviderRuntime

/// One run of the journal: a plan that was begun to be applied, and how far it came.
public struct RunSummary: Sendable, Hashable {
  /// The run's number, from 1.
  public var run: Int64
  /// When it was begun, in UTC: `2026-01-31T12:00:00.000Z`.
  public var started: String
  /// What the user wrote.
  public var statement: String
  /// The provider's name.
  public var provider: String
  /// The server that the requests went to.
  public var server: String
  /// How much the plan touches.
  public var width: WritePlan.Width
  /// The run that this one undoes; nil for any other.
  public var undoes: Int64?
  /// How many writes are done, those whose object was gone already included.
  public var done: Int
  /// How many writes the server refused.
  public var refused: Int
  /// How many writes failed, those whose outcome is unknown included.
  public var failed: Int
  /// How many writes have no outcome: never sent, or sent by a process that ended before it knew.
  public var pending: Int
}

/// One write of a run, as the journal keeps it.
public struct JournalEntry: Sendable, Hashable {
  /// The run's number.
  public var run: Int64
  /// The write's place in the run's plan, from 0.
  public var index: Int
  /// The resource's full name, for example `github.packages.package_versions`.
  public var resource: String
  /// The method's name.
  public var method: String
  /// The values of its parameters, without secrets.
  public var arguments: Arguments
  /// The request's body, with null in the place of each secret; nil where it has none.
  public var body: String?
  /// The names of parameters, and of members of the body, whose values are secrets and not kept.
  public var withheld: [String]
  /// The request line.
  public var request: String
  /// Why the request is in the plan.
  public var reason: String
  /// The row as it was read, as JSON text; nil where nothing was read.
  public var row: String?
  /// When the request was last about to be sent; nil where it never was.
  public var intended: String?
  /// What became of it; nil where that is not known, or it was not sent.
  public var outcome: WriteOutcome?
  /// The status of the answer; nil where there was none.
  public var status: Int?
  /// The reason of a refusal, as the provider's spec names it.
  public var refusal: String?
  /// What the server or the runtime said.
  public var message: String?
  /// When the outcome was known.
  public var finished: String?

  /// Whether the request may have been sent and nobody knows what came of it.
  public var isOpen: Bool { outcome == nil && intended != nil }

  /// The write and what became of it. One that may have been sent and has no outcome is `unknown`.
  ///
  /// - Throws: `JournalError` where the provider does not know the resource or the method.
  public func result(_ providers: [ProviderDescriptor]) throws -> WriteResult {
    let write = try write(providers)
    guard let outcome else {
      guard isOpen else { return WriteResult(write: write, outcome: .planned) }
      return WriteResult(
        write: write, outcome: .unknown,
        message: "the process ended before the answer came; resuming run \(run) looks what became of it")
    }
    return WriteResult(write: write, outcome: outcome, status: status, reason: refusal, message: message)
  }

  /// The write as it was planned.
  ///
  /// - Throws: `JournalError` where the provider does not know the resource or the method.
  public func write(_ providers: [ProviderDescriptor]) throws(JournalError) -> PlannedWrite {
    let found = providers.lazy.compactMap { $0.methods(of: resource) }.joined().first { $0.name == method }
    guard let found else {
      throw JournalError(
        .unknownMethod, "run \(run) called \(resource).\(method), which is not a method of the providers at hand")
    }
    return PlannedWrite(
      resource: resource, method: found, arguments: arguments, body: body, request: request, reason: reason, row: row)
  }
}
