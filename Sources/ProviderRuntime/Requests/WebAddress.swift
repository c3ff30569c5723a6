/// An absolute `http` or `https` URL, taken apart so that its origin can be compared and references be resolved
/// against it (RFC 3986). A fragment is dropped; it never travels.
struct WebAddress: Sendable, Hashable {
  /// `http` or `https`.
  private(set) var scheme: String
  /// The host in lower case; an IPv6 address with its brackets.
  private(set) var host: String
  /// The port, also where the URL leaves it out.
  private(set) var port: Int
  /// The path, percent-encoded, with its leading slash.
  var path: String
  /// What follows the question mark, percent-encoded; nil where there is none.
  var query: String?

  /// Why a text is no such URL.
  struct Malformed: Error {
    /// A clause without a full stop.
    var reason: String
  }

  /// Takes an absolute URL apart.
  init(_ text: String) throws(Malformed) {
    try Self.checkCharacters(text)
    // The rest is ASCII, so that bytes are characters: an address is taken apart several times for every page.
    let bytes = text.utf8
    guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), bytes[colon...].starts(with: "://".utf8) else {
      throw Malformed(reason: "it does not begin with https:// or http://")
    }
    scheme = text[..<colon].lowercased()
    guard scheme == "https" || scheme == "http" else {
      throw Malformed(reason: "its scheme is neither https nor http")
    }
    let rest = bytes[bytes.index(colon, offsetBy: 3)...]
    let end =
      rest.firstIndex { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? rest.endIndex
    var authority = rest[..<end]
    guard !authority.contains(UInt8(ascii: "@")) else {
      throw Malformed(reason: "it carries a user name or a password")
    }
    port = scheme == "https" ? 443 : 80
    // The colon behind an IPv6 address is the one after its bracket.
    let portColon = authority.last == UInt8(ascii: "]") ? nil : authority.lastIndex(of: UInt8(ascii: ":"))
    if let colon = portColon {
      let digits = authority[authority.index(after: colon)...]
      if !digits.isEmpty {
        guard digits.allSatisfy(Self.isDigit), let number = Int(Substring(digits)), (1...65535).contains(number) else {
          throw Malformed(reason: "its port is no number from 1 to 65535")
        }
        port = number
      }
      authority = authority[..<colon]
    }
    host = Substring(authority).lowercased()
    guard Self.isHost(host) else { throw Malformed(reason: "it names no host") }
    (path, query) = Self.split(Substring(rest[end...]))
  }

  /// Scheme, host and port: what a token may not leave.
  var origin: String { "\(scheme)://\(authority)" }

  /// The URL.
  var text: String { origin + target }

  /// Path and query, as they stand in a request's first line.
  var target: String { query.map { "\(path)?\($0)" } ?? path }

  /// Whether nobody on the way can read what is sent there: the connection is encrypted, or stays on this machine.
  var isPrivate: Bool {
    // `127.example.com` is a name like any other.
    scheme == "https" || host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]"
      || host.hasPrefix("127.") && host.utf8.allSatisfy { Self.isDigit($0) || $0 == 0x2E }
  }

  /// Whether both have the same scheme, host and port.
  func isSameOrigin(as other: WebAddress) -> Bool {
    scheme == other.scheme && host == other.host && port == other.port
  }

  /// The URL that a reference in an answer of this URL means (RFC 3986, section 5.2).
  func resolving(_ reference: String) throws(Malformed) -> WebAddress {
    try Self.checkCharacters(reference)
    if let same = withQuery(of: reference) { return same }
    if reference.hasPrefix("//") { return try WebAddress(scheme + ":" + reference) }
    if let colon = reference.utf8.firstIndex(of: UInt8(ascii: ":")), Self.isScheme(reference.utf8[..<colon]) {
      return try WebAddress(reference)
    }
    var resolved = self
    if reference.isEmpty || reference.hasPrefix("#") { return resolved }
    if reference.hasPrefix("?") {
      resolved.query = Self.split(reference[...]).query
      return resolved
    }
    let (referencePath, referenceQuery) = Self.split(reference[...], isAbsolute: reference.hasPrefix("/"))
    let merged =
      referencePath.hasPrefix("/")
      ? referencePath : String(path[...(path.lastIndex(of: "/") ?? path.startIndex)]) + referencePath
    resolved.path = Self.removingDotSegments(merged)
    resolved.query = referenceQuery
    return resolved
  }

  /// The URL that a reference means which differs in nothing but the query, as the next page of a list does; nil for any
  /// other.
  private func withQuery(of reference: String) -> WebAddress? {
    var rest = reference.utf8[...]
    func take(_ text: String.UTF8View) -> Bool {
      guard rest.starts(with: text) else { return false }
      rest = rest.dropFirst(text.count)
      return true
    }
    guard take(scheme.utf8), take("://".utf8), take(authority.utf8), take(path.utf8), take("?".utf8),
      !rest.contains(UInt8(ascii: "#"))
    else { return nil }
    var same = self
    same.query = String(Substring(rest))
    return same
  }

  private var authority: String {
    port == (scheme == "https" ? 443 : 80) ? host : "\(host):\(port)"
  }

  private static func checkCharacters(_ text: String) throws(Malformed) {
    guard text.utf8.allSatisfy(isCharacter) else {
      throw Malformed(reason: "it holds characters that a URL can't hold unencoded")
    }
  }

  private static func isCharacter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "^"),
      UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"):
      false
    default: byte > 0x20 && byte < 0x7F
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func isHost(_ host: String) -> Bool {
    if host.hasPrefix("["), host.hasSuffix("]") {
      return host.dropFirst().dropLast().contains(":")
        && host.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    return !host.isEmpty
      && host.utf8.allSatisfy { byte in
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
          || byte == UInt8(ascii: "_")
      }
  }

  private static func isScheme(_ bytes: Substring.UTF8View) -> Bool {
    bytes.first.map(isLetter) == true
      && bytes.allSatisfy { byte in
        isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: ".")
      }
  }

  private static func split(_ text: Substring, isAbsolute: Bool = true) -> (path: String, query: String?) {
    let bytes = text.utf8.prefix { $0 != UInt8(ascii: "#") }
    let end = bytes.firstIndex(of: UInt8(ascii: "?")) ?? bytes.endIndex
    let path = Substring(bytes[..<end])
    return (
      isAbsolute && !path.utf8.starts(with: "/".utf8) ? "/" + path : String(path),
      end == bytes.endIndex ? nil : String(Substring(bytes[bytes.index(after: end)...]))
    )
  }

  private static func removingDotSegments(_ path: String) -> String {
    var kept: [Substring] = []
    let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    for segment in segments where segment != "." {
      if segment == ".." { _ = kept.popLast() } else { kept.append(segment) }
    }
    if let last = segments.last, last == "." || last == ".." { kept.append("") }
    return "/" + kept.joined(separator: "/")
  }
}

extension WebAddress {
  /// The number that the query gives for a name; nil where the name is not there exactly once or gives none.
  func queryNumber(_ name: String) -> Int? {
    var found: Substring.UTF8View?
    var count = 0
    forEachItem { item in
      guard Self.isNamed(name, item) else { return }
      count += 1
      found = item
    }
    guard count == 1, let found, let equals = found.firstIndex(of: UInt8(ascii: "=")) else { return nil }
    let digits = found[equals...].dropFirst()
    return digits.allSatisfy(Self.isDigit) ? Int(Substring(digits)) : nil
  }

  /// The same URL with another number for a name: in its place where the query has it, else behind the rest.
  func settingQueryNumber(_ name: String, to number: Int) -> WebAddress {
    var place: Substring.UTF8View?
    forEachItem { item in
      if place == nil, Self.isNamed(name, item) { place = item }
    }
    var copy = self
    let item = "\(PercentEncoding.encode(name))=\(number)"
    if let query, let place {
      copy.query = query[..<place.startIndex] + item + query[place.endIndex...]
    } else {
      copy.query = query.map { $0.isEmpty ? item : $0 + "&" + item } ?? item
    }
    return copy
  }

  /// Path and query for people, with the values of the named query parameters hidden.
  func displayTarget(hiding names: Set<String>) -> String {
    if names.isEmpty { return target }
    var copy = self
    copy.query = query.map { _ in
      queryItems.map { names.contains(Self.name(of: $0)) ? Self.name(of: $0) + "=***" : String($0) }
        .joined(separator: "&")
    }
    return copy.target
  }

  private var queryItems: [Substring] {
    query?.utf8.split(separator: UInt8(ascii: "&")).map { Substring($0) } ?? []
  }

  /// Goes through the query's items. Addresses of pages are looked at several times for each page.
  private func forEachItem(_ body: (Substring.UTF8View) -> Void) {
    guard let bytes = query?.utf8 else { return }
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: UInt8(ascii: "&")) ?? bytes.endIndex
      if start < end { body(Substring(bytes[start..<end]).utf8) }
      start = end == bytes.endIndex ? end : bytes.index(after: end)
    }
  }

  /// Whether an item of a query is that of a name.
  private static func isNamed(_ name: String, _ item: Substring.UTF8View) -> Bool {
    let written = item.prefix { $0 != UInt8(ascii: "=") }
    if written.elementsEqual(name.utf8) { return true }
    return written.contains(UInt8(ascii: "%")) && PercentEncoding.decode(Substring(written)) == name
  }

  private static func name(of item: Substring) -> String {
    PercentEncoding.decode(Substring(item.utf8.prefix { $0 != UInt8(ascii: "=") }))
  }
}
