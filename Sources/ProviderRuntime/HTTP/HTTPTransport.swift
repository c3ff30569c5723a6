/// Sends one request and returns its response: the whole of what the runtime asks of a network library.
///
/// An implementation follows no redirects, retries nothing, and adds no credentials; the layers above it do what has to
/// be done. It returns a response for every status that a server answers and throws `TransportError` where there is
/// none. When the calling task is cancelled it ends at once with `CancellationError`.
public protocol HTTPTransport: Sendable {
  /// Sends the request and waits for the whole response.
  func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

/// A request as it goes to the server.
public struct HTTPRequest: Sendable, Hashable {
  /// The method in capitals.
  public var method: String
  /// The absolute URL, percent-encoded.
  public var url: String
  /// The headers, in order.
  public var headers: HTTPHeaders
  /// The body; nil where there is none.
  public var body: [UInt8]?
  /// How long connecting and answering may take in all; nil waits for ever.
  public var timeout: Duration?

  /// Creates a request from its parts.
  public init(
    method: String, url: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8]? = nil, timeout: Duration? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
  }
}

extension HTTPRequest: CustomStringConvertible, CustomReflectable {
  /// The request without its headers and its body, which may hold secrets.
  public var description: String { "\(method) \(url)" }

  /// What debuggers and `dump` show: names of headers in place of their values.
  public var customMirror: Mirror {
    Mirror(
      self,
      children: [
        "method": method, "url": url, "headers": headers.fields.map(\.name), "body": body?.count as Any,
        "timeout": timeout as Any,
      ])
  }
}

/// A response as it came from the server.
public struct HTTPResponse: Sendable, Hashable {
  /// The status code.
  public var status: Int
  /// The headers, in order.
  public var headers: HTTPHeaders
  /// The body, decompressed; empty where there is none.
  public var body: [UInt8]

  /// Creates a response from its parts.
  public init(status: Int, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}

/// Header fields in order; names compare without case (RFC 9110, section 5.1).
public struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  /// A header field.
  public struct Field: Sendable, Hashable {
    /// The name, as written.
    public var name: String
    /// The value, without surrounding white space.
    public var value: String

    /// Creates a field from its parts.
    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The fields, in order.
  public private(set) var fields: [Field]

  /// Creates headers from fields.
  public init(_ fields: [Field] = []) {
    self.fields = fields
  }

  /// Creates headers from name and value pairs.
  public init(dictionaryLiteral elements: (String, String)...) {
    fields = elements.map { Field(name: $0.0, value: $0.1) }
  }

  /// Adds a field behind the others.
  public mutating func add(_ name: String, _ value: String) {
    fields.append(Field(name: name, value: value))
  }

  /// The values of the fields of a name, joined by a comma; nil where there is none. Setting replaces all of them.
  public subscript(name: String) -> String? {
    get {
      var joined: String?
      for field in fields where Self.isSame(field.name, name) {
        // In place: a server may send the field thousands of times.
        if joined == nil { joined = field.value } else { joined?.append(", " + field.value) }
      }
      return joined
    }
    set {
      fields.removeAll { Self.isSame($0.name, name) }
      if let newValue { add(name, newValue) }
    }
  }

  /// Compares names without case and without allocating: every response is asked for several of them.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    let (left, right) = (one.utf8, other.utf8)
    guard left.count == right.count else { return false }
    return zip(left, right).allSatisfy { first, second in
      first == second || (first | 0x20 == second | 0x20 && (0x61...0x7A).contains(first | 0x20))
    }
  }
}
