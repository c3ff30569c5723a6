import Foundation

/// A value behind a lock.
///
/// `@unchecked` is safe because the value is touched inside `withLock` only, under the lock. (Mutex would do, but needs macOS 15.)
final class Locked<Value>: @unchecked Sendable {
  private let lock = NSLock()
  private var value: Value

  init(_ value: Value) { self.value = value }

  func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
