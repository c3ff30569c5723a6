/// When a failed request is sent again, and after what pause.
struct RetryPolicy: Sendable {
  /// How often a read is sent in all when it fails in ways that may pass.
  static let attempts = 4

  /// The pause before the next attempt after so many failures: 0.2 s, 0.4 s, 0.8 s, each less up to a half by chance so
  /// that clients that failed together do not come back together.
  static func pause(afterFailures failures: Int, jitter: Double) -> Duration {
    .milliseconds(200) * (1 << min(failures - 1, 8)) * (0.5 + jitter / 2)
  }

  /// Whether a read may succeed when it is sent again after this status.
  static func isPassing(status: Int) -> Bool {
    // 501 says that the server can't do it at all.
    status == 408 || status >= 500 && status != 501
  }

  /// Whether a request may succeed when it is sent again after this failure, and sending it again is safe.
  static func isPassing(_ failure: any Error, isRead: Bool) -> Bool {
    guard let failure = failure as? TransportError else { return false }
    if !isRead, failure.requestMayHaveBeenSent { return false }
    switch failure {
    case .nameNotResolved, .connectionRefused, .cannotConnect, .connectTimeout, .connectionLost, .truncatedBody:
      return true
    // A time that is used up is used up, and the rest fails the same way each time.
    case .timeout, .invalidRequest, .tls, .bodyTooLarge, .malformedResponse, .unavailable:
      return false
    }
  }
}
