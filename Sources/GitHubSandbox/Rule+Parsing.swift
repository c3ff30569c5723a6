/// Why a text is no rule: what is wrong with which part of it, and what would be right.
public struct RuleSyntaxError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The whole text.
  public let text: String
  /// What is wrong, and what would be right.
  public let reason: String

  /// The text and what is wrong with it.
  public var description: String { "the fault '\(text)' can't be understood: \(reason)" }
}

extension Rule {
  /// How a rule is written, for help texts.
  public static let syntax = """
    A fault is written METHOD:PATH:SETTING…, each part behind a colon, for example DELETE:*/versions/*:nth=40:status=500
      METHOD         GET, DELETE, …, or * for any
      PATH           the whole path of a request as it is sent; * stands for any text
      query=TEXT     only requests whose query contains the text
      nth=N[,N…]     only the Nth of the requests that match; else first=N, the first N, or after=N, all but these
      Then one thing that happens:
      status=CODE    answer this status; retry-after=SECONDS adds that header, html makes the body an HTML page,
                     message=TEXT (the last part; it may contain colons) gives the error's message
      close          close the connection without an answer
      reset          reset the connection
      acted          with status, close or reset: carry the request out first
      delay=MS       carry the request out and hold its answer back for so many milliseconds
      quota=N[/S]    a primary limit: of the requests that match, N in S seconds (3600) are answered, the rest is refused
      points=N[/S]   a secondary limit: N points in S seconds (60), 1 for a read and 5 for a write; retry-after=SECONDS
                     goes into the refusals; status=429 makes those of either limit 429 in place of 403
      added=N, removed=N   before a package's versions are listed, N new ones appear or the N newest are deleted
      stale=N        after a package's versions were listed, the first N of those shown are deleted
      or else the answer is spoilt, in as many of these ways as are given:
      type=TYPE      it has this Content-Type
      invalid        its body ends halfway, as a whole answer that is no JSON
      link=KIND      its Link header is missing (none), leads to the same page (loop) or to another server (foreign)
      size=MB        its body is brought to so many megabytes with white space
      chunked        its body comes in chunks, without a Content-Length
      slow=N         N bytes of its body come in a second
      cut=N          the connection ends behind N bytes of its body
      length=+N      its Content-Length says N bytes too many, or with - too few
    """

  /// Reads a rule as ``syntax`` describes it.
  public init(parsing text: String) throws(RuleSyntaxError) {
    func wrong(_ reason: String) -> RuleSyntaxError { RuleSyntaxError(text: text, reason: reason) }
    let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      throw wrong("it needs a method, a path and what is to happen, such as DELETE:*/versions/*:status=500")
    }
    guard parts[0] == "*" || !parts[0].isEmpty && parts[0].allSatisfy({ $0.isASCII && $0.isUppercase }) else {
      throw wrong("'\(parts[0])' is no method; write it in capitals, or * for any")
    }
    guard parts[1].hasPrefix("/") || parts[1].hasPrefix("*") else {
      throw wrong("the path '\(parts[1])' begins neither with / nor with *")
    }
    let settings = try RuleSettings(parts[2], of: text)
    self.init(
      method: parts[0] == "*" ? nil : String(parts[0]), pathPattern: parts[1] == "*" ? nil : String(parts[1]),
      queryContains: settings.query, occurrences: settings.occurrences ?? .all, action: try settings.action())
  }
}
