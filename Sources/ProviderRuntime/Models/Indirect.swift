/// A value kept behind a reference, so that a model can hold another of its own kind.
///
/// The reference never changes what it holds, so values that share one stay independent.
public struct Indirect<Value: Sendable>: Sendable {
  private final class Storage: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  private let storage: Storage

  /// Creates a reference to a value.
  public init(_ value: Value) {
    storage = Storage(value)
  }

  /// Creates a reference to a value; nil where there is none.
  public init?(optional value: Value?) {
    guard let value else { return nil }
    self.init(value)
  }

  /// The value.
  public var value: Value { storage.value }
}
