@testable import ProviderRuntime

extension FuzzTarget {
  private static let words = [
    "<https://api.example.com/a?page=2>; rel=\"next\"", ", ", "; rel=", "; anchor=\"x\"", "<", ">", "\"", "\\",
    "next last",
    "Sun, 06 Nov 1994 08:49:37 GMT", "Retry-After: ", "x-remaining: 0", "x-reset: ", "Date: ",
    "2022-04-18T20:01:02.25+02:00",
    "https://", "http://", "[::1]", ":443", "/../", "/./", "//", "?", "#", "%2e", "9223372036854775807", "-1", "1e308",
    "nan",
  ]

  /// The first line is read as every kind of header; the second is resolved against it as a URL.
  static let headers = FuzzTarget("headers", maximumLength: 4_096, mutations: 5_000, dictionary: words) { bytes in
    let lines = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    let first = text(lines[0])
    let second = lines.count > 1 ? text(lines[1]) : ""
    try checkLinks(first)
    try checkDate(first)
    try checkTimestamp(first)
    try checkAddress(first, second)
    try checkLimits(first, second)
  }

  private static func checkLinks(_ value: String) throws {
    let links = LinkHeader(value).links
    try require(links.count <= value.utf8.count { $0 == UInt8(ascii: "<") }, "more links than angle brackets")
    for link in links {
      try require(!link.target.contains { $0 == " " || $0 == "\t" }, "a target with spaces: \(link)")
      try require(link.relations.allSatisfy { $0 == $0.lowercased() }, "a relation in capitals: \(link)")
      // What was understood is understood again.
      guard !link.target.utf8.contains(UInt8(ascii: ">")) else {
        throw Violation(description: "a target goes on behind its bracket: \(link)")
      }
      let special = Array("\"\\".utf8)
      let relations = text(
        link.relations.joined(separator: " ").utf8.flatMap { special.contains($0) ? [special[1], $0] : [$0] })
      let again = LinkHeader("<\(link.target)>; rel=\"\(relations)\"").links
      try require(again == [link], "a link read again is another: \(link), \(again)")
    }
  }

  private static func checkDate(_ value: String) throws {
    guard let seconds = HTTPDate.secondsSince1970(value) else { return }
    try require(seconds >= 0 && seconds < 253_402_300_860, "a date outside its years: \(value)")
  }

  private static func checkTimestamp(_ value: String) throws {
    guard let timestamp = Timestamp(value) else { return }
    guard let again = Timestamp(timestamp.description) else {
      throw Violation(description: "\(value) is written as \(timestamp), which is none")
    }
    let difference = again.date.timeIntervalSince(timestamp.date)
    // An offset can lead out of the years that four digits hold.
    try require(abs(difference) < 0.000_01 || abs(difference) <= 86_400 && value.contains(":"), "\(value), \(again)")
    try require(again.description == timestamp.description, "\(timestamp) and \(again)")
  }

  private static func checkAddress(_ value: String, _ reference: String) throws {
    guard let address = try? WebAddress(value) else { return }
    try checkForm(address)
    for base in [address, try WebAddress("https://api.example.com/a/b?c=d")] {
      guard let resolved = try? base.resolving(reference) else { continue }
      try checkForm(resolved)
      _ = resolved.queryNumber("page")
      let set = resolved.settingQueryNumber("page", to: 7)
      try require(set.isSameOrigin(as: resolved) && set.path == resolved.path, "\(resolved) and \(set)")
      if resolved.queryNumber("page") != nil { try require(set.queryNumber("page") == 7, "\(set.text) has no page 7") }
    }
  }

  private static func checkForm(_ address: WebAddress) throws {
    try require(address.path.hasPrefix("/") && !address.host.isEmpty, "\(address)")
    guard let again = try? WebAddress(address.text) else {
      throw Violation(description: "\(address.text) can't be read again")
    }
    try require(again == address, "\(address) is read again as \(again)")
  }

  private static func checkLimits(_ first: String, _ second: String) throws {
    let reader = RateLimitReader(
      descriptor: Depot.provider.rateLimit,
      errors: ErrorReader(provider: Depot.provider, token: nil, origin: "https://api.example.com"))
    let headers: HTTPHeaders = [
      "retry-after": first, "x-remaining": second, "x-reset": first, "date": second, "x-limit": first,
    ]
    let answer = HTTPResponse(status: 429, headers: headers)
    let quota = reader.quota(headers)
    let century = Duration.seconds(3_200_000_000)
    for refusals in [1, 40] {
      let wait = reader.wait(answer, quota, refusals: refusals, now: 1_700_000_000).duration
      try require(wait >= .seconds(1) && wait <= century, "a wait of \(wait)")
    }
    let pause = reader.pause(headers, now: 1_700_000_000)
    try require(pause >= .zero && pause <= century, "a pause of \(pause)")
    if let wait = reader.waitAfterSuccess(headers, quota, now: 1_700_000_000) {
      try require(wait >= .zero && wait <= century, "a wait of \(wait)")
    }
  }
}
