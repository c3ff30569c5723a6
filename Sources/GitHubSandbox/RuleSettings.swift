/// The part of a rule behind method and path, as it is written.
struct RuleSettings {
  /// What can happen to a request. Of these only one can be given, but a status may go with a limit.
  private enum Happening: Equatable {
    case status, close, reset, delay, quota, points, shift, stale, damage
  }

  private let text: String
  private(set) var query: String?
  private(set) var occurrences: Rule.Occurrences?
  /// The names so far, in order.
  private var names: [Substring] = []
  /// What happens, each with the name of a setting that says so.
  private var happenings: [(what: Happening, name: Substring)] = []
  private var status = 403
  private var retryAfter: Int?
  private var message: String?
  private var milliseconds = 0
  private var allowance = (limit: 0, window: Int?.none)
  private var added = 0
  private var removed = 0
  private var stale = 0
  private var damage = Damage()

  /// Reads settings behind colons; `text` is the whole rule, for errors.
  init(_ settings: Substring, of text: String) throws(RuleSyntaxError) {
    self.text = text
    var rest = settings
    while true {
      if rest.hasPrefix("message=") {
        names.append("message")
        message = String(rest.dropFirst("message=".count))
        return
      }
      let setting = rest.prefix { $0 != ":" }
      try read(setting)
      guard setting.endIndex < rest.endIndex else { return }
      rest = rest[rest.index(after: setting.endIndex)...]
    }
  }

  private static let withValue = [
    "query", "nth", "first", "after", "status", "retry-after", "message", "delay", "quota", "points", "added",
    "removed", "stale", "type", "link", "size", "slow", "cut", "length",
  ]
  private static let withoutValue = ["close", "reset", "acted", "html", "invalid", "chunked"]

  private mutating func read(_ setting: Substring) throws(RuleSyntaxError) {
    let name = setting.prefix { $0 != "=" }
    let value = name.endIndex < setting.endIndex ? setting[setting.index(after: name.endIndex)...] : nil
    if Self.withoutValue.contains(String(name)) {
      guard value == nil else { throw wrong("'\(name)' takes no value") }
    } else if Self.withValue.contains(String(name)) {
      guard let value, !value.isEmpty else { throw wrong("'\(name)' needs a value, as in \(name)=\(example(name))") }
    } else {
      let known = Self.withValue + Self.withoutValue
      throw wrong(
        "there is no '\(setting)'; known are \(known.dropLast().joined(separator: ", ")) and \(known.last ?? "")")
    }
    if names.contains(name) { throw wrong("'\(name)' is given twice") }
    names.append(name)
    if try !readOccurrences(name, value ?? ""), try !readHappening(name, value ?? "") {
      try readDamage(name, value ?? "")
    }
  }

  private func example(_ name: Substring) -> String {
    switch name {
    case "type": "text/html"
    case "link": "none"
    case "length": "+10"
    default: "1"
    }
  }

  private mutating func readOccurrences(_ name: Substring, _ value: Substring) throws(RuleSyntaxError) -> Bool {
    let read: Rule.Occurrences
    switch name {
    case "query":
      query = String(value)
      return true
    case "nth":
      var numbers: Set<Int> = []
      for number in value.split(separator: ",", omittingEmptySubsequences: false) {
        numbers.insert(try self.number(number, name, in: 1...Int.max))
      }
      read = .only(numbers)
    case "first": read = .first(try number(value, name, in: 1...Int.max))
    case "after": read = .after(try number(value, name, in: 0...Int.max))
    default: return false
    }
    guard occurrences == nil else { throw wrong("of nth, first and after only one can be given") }
    occurrences = read
    return true
  }

  private mutating func readHappening(_ name: Substring, _ value: Substring) throws(RuleSyntaxError) -> Bool {
    switch name {
    case "status":
      status = try number(value, name, in: 200...599)
      happenings.append((.status, name))
    case "close": happenings.append((.close, name))
    case "reset": happenings.append((.reset, name))
    case "delay":
      milliseconds = try number(value, name, in: 0...600_000)
      happenings.append((.delay, name))
    case "quota", "points":
      let parts = value.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      allowance = (try number(parts[0], name, in: 0...1_000_000_000), nil)
      if parts.count > 1 { allowance.window = try number(parts[1], name, in: 1...1_000_000) }
      happenings.append((name == "quota" ? .quota : .points, name))
    case "added":
      added = try number(value, name, in: 1...1_000_000)
      happenings.append((.shift, name))
    case "removed":
      removed = try number(value, name, in: 1...1_000_000)
      happenings.append((.shift, name))
    case "stale":
      stale = try number(value, name, in: 1...100)
      happenings.append((.stale, name))
    case "retry-after": retryAfter = try number(value, name, in: 0...1_000_000)
    case "acted", "html": break
    default: return false
    }
    return true
  }

  private mutating func readDamage(_ name: Substring, _ value: Substring) throws(RuleSyntaxError) {
    happenings.append((.damage, name))
    switch name {
    case "type": damage.contentType = String(value)
    case "invalid": damage.isInvalid = true
    case "link":
      switch value {
      case "none": damage.link = Damage.Link.none
      case "loop": damage.link = .loop
      case "foreign": damage.link = .foreign("http://elsewhere.invalid")
      default: throw wrong("'link' takes none, loop or foreign, not '\(value)'")
      }
    case "size": damage.size = try number(value, name, in: 1...100_000) << 20
    case "chunked": damage.isChunked = true
    case "slow": damage.bytesPerSecond = try number(value, name, in: 1...1_000_000_000)
    case "cut": damage.cut = try number(value, name, in: 0...Int.max)
    default:
      guard value.hasPrefix("+") || value.hasPrefix("-") else {
        throw wrong("'length' takes a number with its sign, such as +10 or -10, not '\(value)'")
      }
      let error = try number(value.dropFirst(), name, in: 1...1_000_000_000)
      damage.lengthError = value.hasPrefix("-") ? -error : error
    }
  }

  /// What happens to the requests.
  func action() throws(RuleSyntaxError) -> Rule.Action {
    var happenings = happenings
    if let limit = happenings.first(where: { $0.what == .quota || $0.what == .points }),
      happenings.contains(where: { $0.what == .status })
    {
      guard status == 403 || status == 429 else { throw wrong("the status of a limit is 403 or 429, not \(status)") }
      happenings = happenings.filter { $0.what != .status }
      if names.contains("message") { throw wrong("'message' does not go with \(limit.name)") }
    }
    guard let first = happenings.first else {
      throw wrong("it does not say what happens, such as status=500, close or link=none")
    }
    if let other = happenings.first(where: { $0.what != first.what }) {
      throw wrong("'\(first.name)' and '\(other.name)' do not go together")
    }
    try check("retry-after", goesWith: [.status, .points], first, "status=CODE or points=N")
    try check("message", goesWith: [.status], first, "status=CODE")
    try check("html", goesWith: [.status], first, "status=CODE")
    try check("acted", goesWith: [.status, .close, .reset], first, "status=CODE, close and reset")
    if damage.lengthError != nil, damage.isPieced {
      throw wrong("'length' does not go with size, chunked, slow and cut")
    }
    let hasActed = names.contains("acted")
    switch first.what {
    case .status:
      return hasActed
        ? .respondAfterActing(status: status, headers: headers, body: body)
        : .respond(status: status, headers: headers, body: body)
    case .close: return hasActed ? .closeConnectionAfterActing : .closeConnection
    case .reset: return hasActed ? .resetConnectionAfterActing : .resetConnection
    case .delay: return .delay(.milliseconds(milliseconds))
    case .quota: return .limit(Allowance(.primary, limit: allowance.limit, window: allowance.window, status: status))
    case .points:
      return .limit(
        Allowance(
          .secondary(retryAfter: retryAfter), limit: allowance.limit, window: allowance.window, status: status))
    case .shift: return .shift(added: added, removed: removed)
    case .stale: return .goStale(stale)
    case .damage: return .damage(damage)
    }
  }

  private func check(
    _ name: Substring, goesWith allowed: [Happening], _ first: (what: Happening, name: Substring), _ list: String
  ) throws(RuleSyntaxError) {
    guard names.contains(name), !allowed.contains(first.what) else { return }
    throw wrong("'\(name)' goes with \(list) only, not with \(first.name)")
  }

  private var headers: [String: String] {
    var headers = ["Content-Type": names.contains("html") ? "text/html" : "application/json; charset=utf-8"]
    if let retryAfter { headers["Retry-After"] = String(retryAfter) }
    return headers
  }

  private var body: String {
    if status == 204 || status == 304 { return "" }
    let message = message ?? "Injected fault"
    if names.contains("html") {
      return "<!DOCTYPE html>\n<html><head><title>\(status)</title></head><body><h1>\(message)</h1></body></html>\n"
    }
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("message", message)
      writer.member("documentation_url", Documentation.root)
      writer.member("status", String(status))
    }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  private func number(
    _ text: Substring, _ name: Substring, in range: ClosedRange<Int>
  ) throws(RuleSyntaxError) -> Int {
    guard let number = Int(text), range.contains(number), !text.hasPrefix("+") else {
      let bounds =
        range.upperBound == .max ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      throw wrong("'\(name)' takes a whole number \(bounds), not '\(text)'")
    }
    return number
  }

  private func wrong(_ reason: String) -> RuleSyntaxError { RuleSyntaxError(text: text, reason: reason) }
}
