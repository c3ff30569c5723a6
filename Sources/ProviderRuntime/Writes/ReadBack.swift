/// What reading an object back says about a write whose answer is not known.
public enum ReadBack: Sendable, Hashable {
  /// The object is as the write wants it.
  case acted
  /// The object is as it was before; the write has had no effect.
  case notActed
  /// It can't be told, for this reason.
  case unclear(String)
}
