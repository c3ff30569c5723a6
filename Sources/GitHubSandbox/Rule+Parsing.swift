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
      status=CODE    answer this status; retry-after=SECONDS adds that header, message=TEXT (the last part; it may
                     contain colons) gives the error's message
      close          close the connection without an answer
      reset          reset the connection
      delay=MS       carry the request out and hold its answer back for so many milliseconds
      acted          with status, close or reset: carry the request out first
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

/// The part of a rule behind method and path.
private struct RuleSettings {
  private enum End {
    case status(Int)
    case close
    case reset
    case delay(Int)
  }

  private let text: String
  private(set) var query: String?
  private(set) var occurrences: Rule.Occurrences?
  private var end: End?
  private var hasActed = false
  private var retryAfter: Int?
  private var message: String?

  /// Reads settings behind colons; `text` is the whole rule, for errors.
  init(_ settings: Substring, of text: String) throws(RuleSyntaxError) {
    self.text = text
    var rest = settings
    while true {
      if rest.hasPrefix("message=") {
        message = String(rest.dropFirst("message=".count))
        return
      }
      let setting = rest.prefix { $0 != ":" }
      try read(setting)
      guard setting.endIndex < rest.endIndex else { return }
      rest = rest[rest.index(after: setting.endIndex)...]
    }
  }

  private mutating func read(_ setting: Substring) throws(RuleSyntaxError) {
    let name = setting.prefix { $0 != "=" }
    let value = name.endIndex < setting.endIndex ? setting[setting.index(after: name.endIndex)...] : nil
    switch (name, value) {
    case ("query", let value?) where !value.isEmpty: query = String(value)
    case ("nth", let value?):
      var numbers: Set<Int> = []
      for number in value.split(separator: ",", omittingEmptySubsequences: false) {
        numbers.insert(try self.number(number, name, in: 1...Int.max))
      }
      try set(.only(numbers))
    case ("first", let value?): try set(.first(try number(value, name, in: 1...Int.max)))
    case ("after", let value?): try set(.after(try number(value, name, in: 0...Int.max)))
    case ("status", let value?): try set(.status(try number(value, name, in: 200...599)))
    case ("delay", let value?): try set(.delay(try number(value, name, in: 0...600_000)))
    case ("retry-after", let value?): retryAfter = try number(value, name, in: 0...1_000_000)
    case ("close", nil): try set(.close)
    case ("reset", nil): try set(.reset)
    case ("acted", nil): hasActed = true
    case ("close", _), ("reset", _), ("acted", _): throw wrong("'\(name)' takes no value")
    case ("query", _), ("nth", _), ("first", _), ("after", _), ("status", _), ("delay", _), ("retry-after", _),
      ("message", nil):
      throw wrong("'\(name)' needs a value, as in \(name)=1")
    default:
      throw wrong(
        "there is no '\(setting)'; known are query, nth, first, after, status, retry-after, message, close, reset, "
          + "delay and acted")
    }
  }

  /// What happens to the requests.
  func action() throws(RuleSyntaxError) -> Rule.Action {
    guard let end else { throw wrong("it does not say what happens: status=CODE, close, reset or delay=MS") }
    if case .status = end {
    } else if retryAfter != nil || message != nil {
      throw wrong("'\(message == nil ? "retry-after" : "message")' goes with status=CODE only")
    }
    switch end {
    case .status(let status):
      var headers = ["Content-Type": "application/json; charset=utf-8"]
      if let retryAfter { headers["Retry-After"] = String(retryAfter) }
      let body = status == 204 || status == 304 ? "" : Self.body(message ?? "Injected fault", status)
      return hasActed
        ? .respondAfterActing(status: status, headers: headers, body: body)
        : .respond(status: status, headers: headers, body: body)
    case .close: return hasActed ? .closeConnectionAfterActing : .closeConnection
    case .reset: return hasActed ? .resetConnectionAfterActing : .resetConnection
    case .delay(let milliseconds):
      if hasActed { throw wrong("'acted' goes without saying for delay") }
      return .delay(.milliseconds(milliseconds))
    }
  }

  private static func body(_ message: String, _ status: Int) -> String {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("message", message)
      writer.member("documentation_url", Documentation.root)
      writer.member("status", String(status))
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private mutating func set(_ value: Rule.Occurrences) throws(RuleSyntaxError) {
    guard occurrences == nil else { throw wrong("of nth, first and after only one can be given, once") }
    occurrences = value
  }

  private mutating func set(_ value: End) throws(RuleSyntaxError) {
    guard end == nil else { throw wrong("of status, close, reset and delay only one can be given, once") }
    end = value
  }

  private func number(
    _ text: Substring, _ name: Substring, in range: ClosedRange<Int>
  ) throws(RuleSyntaxError) -> Int {
    guard let number = Int(text), range.contains(number) else {
      let bounds =
        range.upperBound == .max ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      throw wrong("'\(name)' takes a whole number \(bounds), not '\(text)'")
    }
    return number
  }

  private func wrong(_ reason: String) -> RuleSyntaxError { RuleSyntaxError(text: text, reason: reason) }
}
