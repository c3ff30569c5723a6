import CMicrohttpd
import Foundation

/// The engine behind libmicrohttpd.
///
/// `@unchecked` is safe because the daemon's pointer is handed out under a lock only, and the daemon's functions that are called
/// with it allow any thread.
final class HTTPServer: @unchecked Sendable {
  private static let threads: UInt32 = 4

  private let engine: Engine
  private let daemon: Locked<OpaquePointer?>

  /// Serves the engine on the socket, which it takes over.
  init(_ engine: Engine, on socket: ListeningSocket, host: String) throws(SandboxError) {
    self.engine = engine
    var configuration = sandbox_daemon_configuration(
      listen_socket: socket.descriptor, threads: Self.threads, connection_limit: 4096,
      // The daemon's callbacks end with stop(), and this object keeps the engine until after that.
      context: Unmanaged.passUnretained(engine).toOpaque(),
      begin: { _, target, _ in
        guard let target else { return nil }
        return Unmanaged.passRetained(Exchange(target: String(cString: target))).toOpaque()
      },
      handle: { context, connection, _, method, _, _, uploadSize, exchange in
        guard let context, let connection, let method, let uploadSize, let exchange = exchange?.pointee else {
          return sandbox_no
        }
        return Unmanaged<Exchange>.fromOpaque(exchange).takeUnretainedValue().proceed(
          Unmanaged<Engine>.fromOpaque(context).takeUnretainedValue(), connection, method: method,
          uploadSize: &uploadSize.pointee)
      },
      completed: { _, connection, exchange, _ in
        guard let exchange, let pointer = exchange.pointee else { return }
        exchange.pointee = nil
        let finished = Unmanaged<Exchange>.fromOpaque(pointer).takeRetainedValue()
        if let connection { finished.sendRest(on: connection) }
      })
    guard let daemon = sandbox_start_daemon(&configuration) else {
      close(socket.descriptor)
      throw .cannotListen(host: host, port: socket.port, reason: "the HTTP server did not start")
    }
    self.daemon = Locked(daemon)
  }

  /// Ends all connections. Does nothing the second time.
  func stop() {
    daemon.withLock { daemon in
      guard let running = daemon else { return }
      daemon = nil
      engine.delays.stop()
      MHD_stop_daemon(running)
    }
  }

  deinit { stop() }
}

/// One request on its way through the daemon, which calls for it several times: with its headers, with pieces of its body, at
/// its end, and again after a delay. Always on the thread that owns the connection, so it needs no lock.
private final class Exchange {
  private let target: String
  private var request: Request?
  private var number = 0
  private var outcome: Outcome?
  /// The bytes that the answer's Content-Length leaves out.
  private var rest: [UInt8] = []

  init(target: String) { self.target = target }

  func proceed(
    _ engine: Engine, _ connection: OpaquePointer, method: UnsafePointer<CChar>, uploadSize: inout Int
  ) -> MHD_Result {
    guard request != nil else {
      let request = received(connection, method: String(cString: method))
      number = engine.register(request)
      self.request = request
      return sandbox_yes
    }
    if uploadSize > 0 {
      request?.bodyLength += uploadSize
      uploadSize = 0
      return sandbox_yes
    }
    guard let request else { return sandbox_no }
    if outcome == nil {
      let outcome = engine.outcome(of: number, request)
      self.outcome = outcome
      if outcome.delay > .zero, engine.delays.suspend(connection, for: outcome.delay) { return sandbox_yes }
    }
    engine.complete(number, request, status: outcome?.status)
    switch outcome?.end {
    case .answer(let response): return send(response, on: connection, engine.delays)
    case .reset:
      sandbox_reset(connection)
      return sandbox_no
    case .close, nil: return sandbox_no
    }
  }

  private func received(_ connection: OpaquePointer, method: String) -> Request {
    var request = Request(method: method, target: target)
    withUnsafeMutablePointer(to: &request.headers) { headers in
      sandbox_each_header(
        connection,
        { context, _, name, value in
          guard let context, let name else { return sandbox_yes }
          let headers = context.assumingMemoryBound(to: [String: String].self)
          headers.pointee[String(cString: name).lowercased()] = value.map { String(cString: $0) } ?? ""
          return sandbox_yes
        }, headers)
    }
    if request.origin.isEmpty { request.origin = "http://\(request.headers["host"] ?? "localhost")" }
    return request
  }

  private func send(_ response: Response, on connection: OpaquePointer, _ delays: DelayQueue) -> MHD_Result {
    let message =
      if let damage = response.damage, damage.changesDelivery {
        BodySource(response, damage, on: connection, delays: delays).message()
      } else {
        response.body.withUnsafeBytes { sandbox_response($0.baseAddress, $0.count) }
      }
    guard let message else { return sandbox_no }
    defer { MHD_destroy_response(message) }
    for (name, value) in response.headers { _ = MHD_add_response_header(message, name, value) }
    if let error = response.damage?.lengthError, error < 0 { rest = Array(response.body.suffix(-error)) }
    return MHD_queue_response(connection, UInt32(response.status), message)
  }

  /// Sends what the answer's Content-Length has left out.
  func sendRest(on connection: OpaquePointer) {
    if !rest.isEmpty { sandbox_send_behind(connection, rest, rest.count) }
  }
}
