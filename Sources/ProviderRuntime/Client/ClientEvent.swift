/// Something that happens to a request, for progress and logs. No event holds the token.
public enum ClientEvent: Sendable, Hashable {
  /// A request goes out.
  case sending(request: String)
  /// An answer came: its status, the size of its body in bytes, and what is left of the provider's quota.
  case received(request: String, status: Int, bytes: Int, quota: Quota?)
  /// Nothing is sent for this long, because the provider asks for it.
  case waiting(duration: Duration, reason: WaitReason)
  /// A request is sent again after a pause, because it failed in a way that may pass.
  case retrying(request: String, pause: Duration, reason: String)
}

/// Why the client waits.
public enum WaitReason: String, Sendable, Hashable {
  /// The quota of the current window is used up; the wait ends with the window.
  case quotaExhausted
  /// The server told the client to slow down.
  case slowedDown
  /// The client keeps to the points that the provider allows in a minute.
  case pacing
}

/// What a provider allows in its current window.
public struct Quota: Sendable, Hashable {
  /// The requests allowed in a window; nil where the server does not say.
  public var limit: Int?
  /// The requests left.
  public var remaining: Int
  /// The end of the window in seconds since 1970; nil where the server does not say.
  public var reset: Int?

  /// Creates a quota from its parts.
  public init(limit: Int? = nil, remaining: Int, reset: Int? = nil) {
    self.limit = limit
    self.remaining = remaining
    self.reset = reset
  }
}
