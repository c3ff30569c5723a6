import CMicrohttpd
import Foundation

/// Hands out a damaged body piece by piece, on the thread that owns the connection.
final class BodySource {
  /// How often a slow body goes on.
  private static let interval = Duration.milliseconds(50)

  private let body: [UInt8]
  private let damage: Damage
  private let connection: OpaquePointer
  private let delays: DelayQueue
  private var isRested = false

  init(_ response: Response, _ damage: Damage, on connection: OpaquePointer, delays: DelayQueue) {
    body = response.body
    self.damage = damage
    self.connection = connection
    self.delays = delays
  }

  /// How long the body would be if it came whole.
  var size: Int { max(body.count, damage.size ?? 0) }

  /// Makes the message whose body this is.
  func message() -> OpaquePointer? {
    let source = Unmanaged.passRetained(self)
    let message = MHD_create_response_from_callback(
      damage.isChunked ? UInt64.max : UInt64(max(0, size + (damage.lengthError ?? 0))), 64 << 10,
      { context, position, buffer, space in
        guard let context, let buffer else { return BodySource.failure }
        return Unmanaged<BodySource>.fromOpaque(context).takeUnretainedValue()
          .read(from: Int(position), into: UnsafeMutableRawBufferPointer(start: buffer, count: space))
      }, source.toOpaque(),
      { context in
        if let context { Unmanaged<BodySource>.fromOpaque(context).release() }
      })
    if message == nil { source.release() }
    return message
  }

  /// Macros that Swift does not import.
  private static let end = -1
  private static let failure = -2

  /// The number of bytes written, 0 for none yet, or one of the two above.
  private func read(from position: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let limit = damage.cut.map { min($0, max(0, size - 1)) } ?? size
    guard position < limit else {
      if damage.cut != nil { return Self.failure }
      // A length that is too large promises what never comes.
      return damage.lengthError == nil ? Self.end : delays.suspend(connection, for: .seconds(1)) ? 0 : Self.failure
    }
    var count = min(buffer.count, limit - position)
    if let speed = damage.bytesPerSecond {
      if !isRested {
        isRested = true
        // The daemon asks again when the connection wakes. A queue that was stopped puts nobody to sleep any more.
        return delays.suspend(connection, for: Self.interval) ? 0 : Self.failure
      }
      isRested = false
      count = min(count, max(1, speed / 20))
    }
    let copied = body.dropFirst(position).prefix(count)
    buffer.copyBytes(from: copied)
    for index in copied.count..<count { buffer[index] = UInt8(ascii: " ") }
    return count
  }
}
