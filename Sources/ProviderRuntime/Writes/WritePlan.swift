/// Requests that change something, decided but not sent: a value to look at, to keep, and to apply.
///
/// Making a plan sends no write. Applying it is a separate call, `ProviderClient.apply(_:…)`, and takes the plan as it is.
public struct WritePlan: Sendable, Hashable {
  /// How much a plan touches, which decides whether somebody has to say yes first.
  public enum Width: String, Sendable, Hashable {
    /// One object, named by its full key and its owner.
    case oneObject
    /// The token's own account, because no owner was named.
    case ownAccount
    /// Whatever a condition matched.
    case wide
  }

  /// What the user wrote: an SQL statement, or the method's name. Never holds a secret.
  public var statement: String
  /// The name of the provider that the requests go to.
  public var provider: String
  /// How much the plan touches.
  public var width: Width
  /// The requests, in the order in which they are sent.
  public var writes: [PlannedWrite]

  /// Creates a plan from its parts.
  public init(statement: String, provider: String, width: Width, writes: [PlannedWrite]) {
    self.statement = statement
    self.provider = provider
    self.width = width
    self.writes = writes
  }

  /// Whether somebody has to say yes before it is applied: for all that is not one object of a named owner.
  public var needsConfirmation: Bool { width != .oneObject && !writes.isEmpty }
}

/// One request of a plan.
public struct PlannedWrite: Sendable, Hashable {
  /// The resource's full name, for example `github.packages.package_versions`.
  public var resource: String
  /// The method.
  public var method: MethodDescriptor
  /// The values of its parameters.
  public var arguments: Arguments
  /// The request's body as it travels: JSON text for a model, and for a value whose media type is JSON; any other value is
  /// the text itself. Nil where the method has none.
  public var body: String?
  /// The names of members of the body, at any depth, whose values no journal may keep and nobody is shown.
  public var hiddenMembers: Set<String>
  /// The request line, for example `DELETE /orgs/acme/packages/npm/left-pad/versions/42`.
  public var request: String
  /// Why the request is in the plan, for people: `full key`, `row matched`, `given by EXEC`, `undoes run 7`.
  public var reason: String
  /// The row as it was read, as JSON text; nil where nothing was read.
  public var row: String?

  /// Creates a planned request from its parts.
  public init(
    resource: String, method: MethodDescriptor, arguments: Arguments, body: String? = nil,
    hiddenMembers: Set<String> = [], request: String,
    reason: String, row: String? = nil
  ) {
    self.resource = resource
    self.method = method
    self.arguments = arguments
    self.body = body
    self.hiddenMembers = hiddenMembers
    self.request = request
    self.reason = reason
    self.row = row
  }
}

/// What became of a planned request.
public enum WriteOutcome: String, Sendable, Hashable, CaseIterable {
  /// Not sent.
  case planned
  /// The server did it.
  case done
  /// There was nothing left to do: the object was gone (404 of a delete).
  case alreadyGone = "already gone"
  /// The server said no, and why.
  case refused
  /// It was not done.
  case failed
  /// The answer was lost, and reading the object back did not tell whether the server had acted.
  case unknown

  /// Whether what the plan wanted is so.
  public var isDone: Bool { self == .done || self == .alreadyGone }
}

/// A planned request and what became of it.
public struct WriteResult: Sendable, Hashable {
  /// The request.
  public var write: PlannedWrite
  /// What became of it.
  public var outcome: WriteOutcome
  /// The status of the answer; nil where there was none.
  public var status: Int?
  /// The reason of a refusal by which callers tell refusals apart, as the provider's spec names it.
  public var reason: String?
  /// What the server or the runtime said, for people, what a created object is called included; nil where there is
  /// nothing to say.
  public var message: String?

  /// Creates a result from its parts.
  public init(
    write: PlannedWrite, outcome: WriteOutcome, status: Int? = nil, reason: String? = nil, message: String? = nil
  ) {
    self.write = write
    self.outcome = outcome
    self.status = status
    self.reason = reason
    self.message = message
  }
}

/// Keeps what is about to be sent and what came of it, so that an interrupted plan can be finished or undone.
///
/// `ProviderClient.apply` calls `begin` once, then for each request `intend` before it is sent and `record` when its
/// outcome is known, in this order and never two at a time. Each call returns when what it was given is durable; an error
/// ends the run before anything else is sent.
public protocol WriteJournal: Sendable {
  /// Begins a run and returns its number.
  func begin(_ plan: WritePlan, server: String) throws -> Int64
  /// The request of that index of the run's plan is about to be sent.
  func intend(run: Int64, index: Int) throws
  /// What became of the request of that index.
  func record(run: Int64, index: Int, _ result: WriteResult) throws
  /// No more requests of the run will be sent by this process.
  func end(run: Int64) throws
}
