import Foundation

/// A connection to a sandbox over a plain socket, so that tests see exactly what is on the wire.
final class HTTPClient {
  struct Answer {
    var status: Int
    /// By name in lower case.
    var headers: [String: String]
    var body: Data

    var json: Any? { try? JSONSerialization.jsonObject(with: body) }
    var object: [String: Any] { json as? [String: Any] ?? [:] }
    var list: [[String: Any]] { json as? [[String: Any]] ?? [] }
    var message: String? { object["message"] as? String }
    var ids: [Int] { list.compactMap { $0["id"] as? Int } }
    var names: [String] { list.compactMap { $0["name"] as? String } }
  }

  /// The server ended the connection before an answer was complete.
  struct Closed: Error, Equatable {
    /// Whether it ended as if the server's machine had gone.
    var isReset = false
  }

  private let descriptor: Int32
  private var buffer = Data()
  private let host: String

  init(port: UInt16) throws {
    host = "127.0.0.1:\(port)"
    #if canImport(Darwin)
      descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #else
      descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let descriptor = descriptor
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result != 0 { throw Closed() }
  }

  deinit { close(descriptor) }

  func request(_ method: String, _ path: String, headers: [String: String] = [:], body: String = "") throws -> Answer {
    try send(method, path, headers: headers, body: body)
    return try receive(hasBody: method != "HEAD")
  }

  func get(_ path: String, headers: [String: String] = [:]) throws -> Answer {
    try request("GET", path, headers: headers)
  }

  /// Sends a request with a host and a user agent; a header given as an empty string is left out.
  func send(_ method: String, _ path: String, headers: [String: String] = [:], body: String = "") throws {
    var fields = ["Host": host, "User-Agent": "tests"]
    if !body.isEmpty { fields["Content-Length"] = String(body.utf8.count) }
    fields.merge(headers) { $1 }
    let lines = fields.filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value)\r\n" }.joined()
    try write("\(method) \(path) HTTP/1.1\r\n\(lines)\r\n\(body)")
  }

  func write(_ text: String) throws {
    let bytes = Array(text.utf8)
    if transmit(descriptor, bytes) != bytes.count { throw Closed() }
  }

  func receive(hasBody: Bool = true) throws -> Answer {
    let end = Data("\r\n\r\n".utf8)
    var found = buffer.range(of: end)
    while found == nil {
      try fill()
      found = buffer.range(of: end)
    }
    guard let head = found else { throw Closed() }
    let lines = String(decoding: buffer[..<head.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    buffer = Data(buffer[head.upperBound...])
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let parts = line.split(separator: ":", maxSplits: 1)
      headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
    }
    let status = Int(lines[0].split(separator: " ")[1]) ?? 0
    let length = hasBody && status != 204 && status != 304 ? headers["content-length"].flatMap { Int($0) } ?? 0 : 0
    while buffer.count < length { try fill() }
    let body = Data(buffer.prefix(length))
    buffer = Data(buffer.dropFirst(length))
    return Answer(status: status, headers: headers, body: body)
  }

  /// Waits until the head of an answer is there, and leaves it to be received.
  func waitForHead() throws {
    while buffer.range(of: Data("\r\n\r\n".utf8)) == nil { try fill() }
  }

  /// Everything that comes until the server ends the connection.
  func receiveAll() -> String {
    while (try? fill()) != nil {}
    return String(decoding: buffer, as: UTF8.self)
  }

  private func fill() throws {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &bytes, bytes.count, 0)
    if count <= 0 { throw Closed(isReset: count < 0 && errno == ECONNRESET) }
    buffer.append(contentsOf: bytes[..<count])
  }
}

/// The socket's own send, which the method of that name hides inside the class.
private func transmit(_ descriptor: Int32, _ bytes: [UInt8]) -> Int { send(descriptor, bytes, bytes.count, 0) }
