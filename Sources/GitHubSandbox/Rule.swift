import Foundation

/// A switch that makes the sandbox misbehave for chosen requests.
///
/// Rules are tried in the order in which they were added; the first one that matches a request, and whose occurrences include it, acts.
public struct Rule: Sendable {
  /// The method that a request must have; nil matches any.
  public var method: String?
  /// Text that the request's path, still percent-encoded, must contain; nil matches any.
  public var pathContains: String?
  /// Text that the path must end with; nil matches any.
  public var pathSuffix: String?
  /// What the whole path, still percent-encoded, must look like: `*` stands for any text, also for none and for one with
  /// slashes. Nil matches any.
  public var pathPattern: String?
  /// Text that the request's raw query must contain; nil matches any.
  public var queryContains: String?
  /// Which of the requests that match are affected.
  public var occurrences: Occurrences
  /// What happens to them.
  public var action: Action

  /// Which of the matching requests are affected, counted from 1 since the rule was added.
  public enum Occurrences: Sendable {
    case all
    /// These alone.
    case only(Set<Int>)
    /// The first n.
    case first(Int)
    /// All but the first n.
    case after(Int)

    func includes(_ number: Int) -> Bool {
      switch self {
      case .all: true
      case .only(let numbers): numbers.contains(number)
      case .first(let count): number <= count
      case .after(let count): number > count
      }
    }
  }

  /// What happens to a request.
  public enum Action: Sendable {
    /// It is answered with exactly this, and nothing else happens.
    case respond(status: Int, headers: [String: String] = [:], body: String = "")
    /// It is carried out, and answered with exactly this, whatever came of it.
    case respondAfterActing(status: Int, headers: [String: String] = [:], body: String = "")
    /// It is carried out, and its answer is held back for this long, in addition to the sandbox's latency.
    case delay(Duration)
    /// The connection is closed without an answer, and nothing else happens.
    case closeConnection
    /// It is carried out, and the connection is closed without an answer.
    case closeConnectionAfterActing
    /// The connection is reset (the client sees "connection reset by peer"), and nothing else happens.
    case resetConnection
    /// It is carried out, and the connection is reset.
    case resetConnectionAfterActing
    /// It is carried out, and its answer arrives damaged.
    case damage(Damage)
    /// If it lists a package's versions: just before, so many of the newest versions are deleted, and so many new ones
    /// appear.
    case shift(added: Int = 0, removed: Int = 0)
    /// If it lists a package's versions: just afterwards, the first so many of those that it showed are deleted.
    case goStale(Int)
    /// It counts in a limit, and is refused where that is used up; else the rules behind this one see it too.
    case limit(Allowance)
  }

  /// Creates a rule.
  public init(
    method: String? = nil, pathContains: String? = nil, pathSuffix: String? = nil, pathPattern: String? = nil,
    queryContains: String? = nil, occurrences: Occurrences = .all, action: Action
  ) {
    self.method = method
    self.pathContains = pathContains
    self.pathSuffix = pathSuffix
    self.pathPattern = pathPattern
    self.queryContains = queryContains
    self.occurrences = occurrences
    self.action = action
  }

  func matches(_ request: Request) -> Bool {
    if let method, method != request.method { return false }
    if let pathContains, !request.path.contains(pathContains) { return false }
    if let pathSuffix, !request.path.hasSuffix(pathSuffix) { return false }
    if let pathPattern, !Self.matches(request.path, pathPattern) { return false }
    if let queryContains, !request.query.contains(queryContains) { return false }
    return true
  }

  /// Whether a text is what a pattern with stars describes. Each part between stars is taken where it comes first, which
  /// leaves the most for the others.
  private static func matches(_ text: String, _ pattern: String) -> Bool {
    let parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    guard let first = parts.first, let last = parts.last, parts.count > 1 else { return text == pattern }
    guard text.hasPrefix(first) else { return false }
    var rest = text.dropFirst(first.count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let range = rest.firstRange(of: part) else { return false }
      rest = rest[range.upperBound...]
    }
    return rest.hasSuffix(last)
  }
}
