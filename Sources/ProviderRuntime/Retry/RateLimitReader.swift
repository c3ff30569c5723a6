/// Reads what an answer says about the provider's limits.
struct RateLimitReader: Sendable {
  /// The provider's limits; nil where it sets none, and only `Retry-After` counts.
  let descriptor: RateLimitDescriptor?
  /// Who knows the refusals that only their message tells apart.
  let errors: ErrorReader

  /// What is left of the quota; nil where the answer does not say.
  func quota(_ headers: HTTPHeaders) -> Quota? {
    guard let remaining = number(descriptor?.remainingHeader, headers) else { return nil }
    return Quota(
      limit: number(descriptor?.limitHeader, headers), remaining: remaining,
      reset: number(descriptor?.resetHeader, headers))
  }

  /// Whether the server refused the request because too many were sent, and so did not act on it.
  func isRefusal(_ response: HTTPResponse, _ quota: Quota?) -> Bool {
    switch response.status {
    case 429: true
    case 403: quota?.remaining == 0 || response.headers["Retry-After"] != nil || errors.isRateLimit(response)
    default: false
    }
  }

  /// How long the server asks to wait after such a refusal, the n-th in a row: what `Retry-After` says, else until the
  /// quota's window ends, else a minute and twice as long each time.
  ///
  /// https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit
  func wait(
    _ response: HTTPResponse, _ quota: Quota?, refusals: Int, now: Double
  ) -> (duration: Duration, reason: WaitReason) {
    let serverNow = response.headers["Date"].flatMap(HTTPDate.secondsSince1970) ?? now
    if let seconds = retryAfter(response.headers, now: serverNow) { return (atLeastASecond(seconds), .slowedDown) }
    if let quota, quota.remaining == 0, let reset = quota.reset {
      return (atLeastASecond(Double(reset) - serverNow), .quotaExhausted)
    }
    return (.seconds(60) * (1 << min(refusals - 1, 10)), .slowedDown)
  }

  /// How long until the window ends after an answer that used up the quota; nil where something is left.
  func waitAfterSuccess(_ headers: HTTPHeaders, _ quota: Quota?, now: Double) -> Duration? {
    guard let quota, quota.remaining == 0, let reset = quota.reset else { return nil }
    let serverNow = headers["Date"].flatMap(HTTPDate.secondsSince1970) ?? now
    return Double(reset) > serverNow ? seconds(Double(reset) - serverNow) : nil
  }

  /// How long a server that failed asks to wait; zero where it does not ask.
  func pause(_ headers: HTTPHeaders, now: Double) -> Duration {
    retryAfter(headers, now: headers["Date"].flatMap(HTTPDate.secondsSince1970) ?? now).map(seconds) ?? .zero
  }

  /// The seconds of a `Retry-After` header, which has a number or a date (RFC 9110, section 10.2.3).
  private func retryAfter(_ headers: HTTPHeaders, now: Double) -> Double? {
    guard let text = headers["Retry-After"] else { return nil }
    if let seconds = Double(text), seconds.isFinite, seconds >= 0 { return seconds }
    return HTTPDate.secondsSince1970(text).map { max(0, $0 - now) }
  }

  private func number(_ header: String?, _ headers: HTTPHeaders) -> Int? {
    header.flatMap { headers[$0] }.flatMap { Int($0) }
  }

  /// A server that says "now" and refuses again must not be asked in a loop.
  private func atLeastASecond(_ value: Double) -> Duration { max(.seconds(1), seconds(value)) }

  /// A century is the longest: longer ones do not fit a duration's arithmetic.
  private func seconds(_ value: Double) -> Duration { .seconds(min(max(value, 0), 3.2e9)) }
}
