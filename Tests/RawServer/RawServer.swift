import Foundation
import ProviderRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A server that says byte for byte what a test wants: on 127.0.0.1 at a free port, a thread for each connection.
package final class RawServer: Sendable {
  private struct State {
    var connections: [Int32: Connection] = [:]
    var accepted = 0
    var isStopped = false
  }

  /// The port that it listens at.
  package let port: Int
  private let listener: Int32
  private let state = Locked(State())
  private let handler: @Sendable (Connection) -> Void

  /// Starts to listen; the handler is called for each connection, which is closed when it returns.
  package init(_ handler: @escaping @Sendable (Connection) -> Void) throws {
    self.handler = handler
    (listener, port) = try Self.listen()
    let thread = Thread { [self] in accept() }
    thread.start()
  }

  /// A server that answers each request of each connection with the same bytes.
  package convenience init(always answer: String) throws {
    try self.init { connection in
      while connection.request() != nil { connection.write(answer) }
    }
  }

  /// Where it is.
  package var url: String { "http://127.0.0.1:\(port)" }

  /// How many connections came in all.
  package var accepted: Int { state.withLock { $0.accepted } }

  /// Closes everything.
  package func stop() {
    let connections = state.withLock { state in
      state.isStopped = true
      return Array(state.connections.values)
    }
    shutdown(listener, Int32(SHUT_RDWR))
    for connection in connections { connection.interrupt() }
  }

  private func accept() {
    while true {
      let descriptor = Self.acceptConnection(listener)
      if descriptor < 0 { break }
      let connection = Connection(descriptor)
      let isStopped = state.withLock { state in
        state.accepted += 1
        state.connections[descriptor] = connection
        return state.isStopped
      }
      if isStopped { connection.interrupt() }
      let thread = Thread { [self] in
        handler(connection)
        state.withLock { _ = $0.connections.removeValue(forKey: descriptor) }
        connection.close()
      }
      thread.stackSize = 256 << 10
      thread.start()
    }
    close(listener)
  }

  private static func acceptConnection(_ listener: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.accept(listener, nil, nil)
    #else
      Darwin.accept(listener, nil, nil)
    #endif
  }

  package struct Failure: Error {}

  /// A socket that listens at a free port of 127.0.0.1.
  private static func listen() throws -> (descriptor: Int32, port: Int) {
    #if canImport(Glibc)
      let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let descriptor = socket(AF_INET, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        bind(descriptor, address, size) == 0 && systemListen(descriptor) && getsockname(descriptor, address, &size) == 0
      }
    }
    guard status else { throw Failure() }
    return (descriptor, Int(UInt16(bigEndian: address.sin_port)))
  }

  private static func systemListen(_ descriptor: Int32) -> Bool {
    #if canImport(Glibc)
      Glibc.listen(descriptor, 512) == 0
    #else
      Darwin.listen(descriptor, 512) == 0
    #endif
  }

  /// A port at which nothing listens: one that was free a moment ago.
  package static func freePort() throws -> Int {
    let (descriptor, port) = try listen()
    close(descriptor)
    return port
  }
}

/// One connection of a raw server, used by its thread.
package final class Connection: Sendable {
  private let descriptor: Int32
  private let buffer = Locked<[UInt8]>([])

  init(_ descriptor: Int32) {
    self.descriptor = descriptor
    #if canImport(Darwin)
      var yes: Int32 = 1
      setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #endif
  }

  /// The next request, head and body; nil when the client has gone.
  package func request() -> String? {
    while true {
      if let request = buffer.withLock(Self.takeRequest) { return request }
      var bytes = [UInt8](repeating: 0, count: 16 << 10)
      let count = recv(descriptor, &bytes, bytes.count, 0)
      if count <= 0 { return nil }
      buffer.withLock { $0 += bytes[..<count] }
    }
  }

  /// Waits until the client has gone.
  package func waitForEnd() {
    while request() != nil {}
  }

  /// Writes everything; false when the client has gone.
  @discardableResult
  package func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  /// Writes everything; false when the client has gone.
  @discardableResult
  package func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      #if canImport(Glibc)
        let flags = Int32(MSG_NOSIGNAL)
      #else
        let flags: Int32 = 0
      #endif
      let count = rest.withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, flags) }
      if count <= 0 { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Makes the end of the connection a reset.
  package func resetAtEnd() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }

  /// Ends what the thread waits for.
  func interrupt() { shutdown(descriptor, Int32(SHUT_RDWR)) }

  func close() {
    #if canImport(Glibc)
      _ = Glibc.close(descriptor)
    #else
      _ = Darwin.close(descriptor)
    #endif
  }

  private static func takeRequest(_ buffer: inout [UInt8]) -> String? {
    guard let end = buffer.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
    let length =
      head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
      .flatMap { Int($0.split(separator: ":")[1].drop { $0 == " " }) } ?? 0
    guard buffer.count >= end.upperBound + length else { return nil }
    let request = String(decoding: buffer[..<(end.upperBound + length)], as: UTF8.self)
    buffer.removeFirst(end.upperBound + length)
    return request
  }
}
