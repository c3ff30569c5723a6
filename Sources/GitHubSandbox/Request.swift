import Foundation

/// A request as it came in, undecoded.
struct Request: Sendable {
  var method: String
  /// Still percent-encoded.
  var path: String
  /// Without "?", still percent-encoded.
  var query: String
  /// By name in lower case.
  var headers: [String: String] = [:]
  var bodyLength = 0

  /// The scheme and authority under which the client reached the sandbox.
  var origin: String

  /// Takes a request target apart; a proxy's absolute form (`http://host/path`) counts as its path.
  init(method: String, target: String) {
    var rest = Substring(target)
    var origin = ""
    if let scheme = ["http://", "https://"].first(where: { rest.hasPrefix($0) }) {
      let authority = rest.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" }
      origin = scheme + authority
      rest = rest[authority.endIndex...]
    }
    let path = rest.prefix { $0 != "?" }
    self.method = method
    self.path = String(path)
    self.query = String(rest[path.endIndex...].dropFirst())
    self.origin = origin
  }
}

/// An answer, ready to be sent.
struct Response: Sendable {
  var status: Int
  var headers: [(name: String, value: String)] = []
  var body: [UInt8] = []
  /// What goes wrong while it is sent.
  var damage: Damage?

  /// The first header of that name, in lower case or not.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

/// The parameters of a query, decoded.
struct Query: Sendable {
  /// In the order in which they were sent.
  var items: [(name: String, value: String)]

  init(_ raw: String) {
    items = raw.split(separator: "&").map { item in
      let name = item.prefix { $0 != "=" }
      let value = item[name.endIndex...].dropFirst()
      return (Self.decode(name), Self.decode(value))
    }
  }

  /// The value of a parameter; the last one wins when it is given more than once.
  subscript(name: String) -> String? { items.last { $0.name == name }?.value }

  private static func decode(_ text: Substring) -> String {
    PercentEncoding.decode(String(text).replacing("+", with: " ")) ?? String(text)
  }
}

/// Percent-encoding of path segments and query values (RFC 3986).
enum PercentEncoding {
  private static let hexadecimal = Array("0123456789ABCDEF".utf8)

  /// The text with each %XX replaced by its byte, or nil where that isn't UTF-8 or an escape is cut short.
  static func decode(_ text: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var iterator = text.utf8.makeIterator()
    while let byte = iterator.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = iterator.next().flatMap(digit), let low = iterator.next().flatMap(digit) else { return nil }
      bytes.append(high << 4 | low)
    }
    return String(bytes: bytes, encoding: .utf8)
  }

  /// The text with every byte but letters, digits and "-._~" escaped.
  static func encode(_ text: String) -> String {
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        bytes.append(byte)
      default:
        bytes.append(contentsOf: [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]])
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
