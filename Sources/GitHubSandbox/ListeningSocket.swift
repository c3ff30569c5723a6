import CMicrohttpd
import Foundation

#if canImport(Glibc)
  import Glibc
  private let streamSocket = Int32(SOCK_STREAM.rawValue)
#elseif canImport(Musl)
  import Musl
  private let streamSocket = SOCK_STREAM
#else
  import Darwin
  private let streamSocket = SOCK_STREAM
#endif

/// A socket that listens. Made here and not by the daemon, which would not say why it failed.
struct ListeningSocket {
  let descriptor: Int32
  /// The port, also where any free one was asked for.
  let port: UInt16

  /// Throws ``SandboxError/portInUse(host:port:)`` or ``SandboxError/cannotListen(host:port:reason:)``.
  init(host: String, port: UInt16) throws(SandboxError) {
    var hints = addrinfo()
    hints.ai_socktype = streamSocket
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
    var found: UnsafeMutablePointer<addrinfo>?
    let status = getaddrinfo(host, String(port), &hints, &found)
    guard status == 0, let found else {
      throw .cannotListen(host: host, port: port, reason: String(cString: gai_strerror(status)))
    }
    defer { freeaddrinfo(found) }

    let descriptor = socket(found.pointee.ai_family, found.pointee.ai_socktype, found.pointee.ai_protocol)
    guard descriptor >= 0 else { throw Self.failure(host, port) }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, found.pointee.ai_addr, found.pointee.ai_addrlen) == 0, listen(descriptor, 1024) == 0,
      fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK) == 0,
      fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0
    else {
      let error = Self.failure(host, port)
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    self.port = Self.port(of: descriptor)
  }

  private static func failure(_ host: String, _ port: UInt16) -> SandboxError {
    errno == EADDRINUSE
      ? .portInUse(host: host, port: port)
      : .cannotListen(host: host, port: port, reason: String(cString: strerror(errno)))
  }

  private static func port(of descriptor: Int32) -> UInt16 {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutablePointer(to: &address) { address in
      address.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = getsockname(descriptor, $0, &length) }
      // The port stands at the same place in the addresses of both families.
      return address.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { UInt16(bigEndian: $0.pointee.sin_port) }
    }
  }
}
