/// A limit that the sandbox enforces: so much in each window of time, which begins with the first request that counts.
public struct Allowance: Sendable, Hashable {
  /// What is counted, and how a refusal looks.
  /// https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
  public enum Kind: Sendable, Hashable {
    /// The primary limit: each request counts 1, and the headers tell what is left.
    case primary
    /// The secondary limit: a read counts 1, a write 5. A refusal may say after how many seconds to come back.
    case secondary(retryAfter: Int?)
  }

  /// What is counted, and how a refusal looks.
  public var kind: Kind
  /// How much a window allows.
  public var limit: Int
  /// How long a window is, in seconds.
  public var window: Int
  /// The status of a refusal: 403 or 429.
  public var status: Int

  /// Creates an allowance: by default in an hour for the primary limit, in a minute for the secondary one.
  public init(_ kind: Kind, limit: Int, window: Int? = nil, status: Int = 403) {
    self.kind = kind
    self.limit = limit
    self.window = window ?? (kind == .primary ? 3600 : 60)
    self.status = status
  }
}

/// What was used of an allowance.
struct Spending: Sendable {
  private var used = 0
  private var reset = 0

  /// Counts a request; false where it is one too many, and then it is not counted.
  mutating func spend(_ request: Request, of allowance: Allowance, now: Int) -> Bool {
    if now >= reset {
      used = 0
      reset = now + allowance.window
    }
    let isRead = request.method == "GET" || request.method == "HEAD"
    let cost = allowance.kind == .primary || isRead ? 1 : 5
    guard used + cost <= allowance.limit else { return false }
    used += cost
    return true
  }

  /// What an answer tells of it; nothing of the secondary limit.
  func headers(_ allowance: Allowance) -> [(name: String, value: String)] {
    allowance.kind == .primary ? Quota.headers(limit: allowance.limit, used: used, reset: reset) : []
  }

  /// The refusal of a request that was one too many.
  func refusal(_ allowance: Allowance) -> Response {
    var writer = JSONWriter()
    var headers = headers(allowance)
    let page = "\(Documentation.root)/using-the-rest-api/rate-limits-for-the-rest-api"
    switch allowance.kind {
    case .primary:
      writer.object { writer in
        writer.member("message", "API rate limit exceeded for this token.")
        writer.member("documentation_url", page)
        writer.member("status", String(allowance.status))
      }
    case .secondary(let retryAfter):
      // This body has no status.
      writer.object { writer in
        writer.member("documentation_url", "\(page)#about-secondary-rate-limits")
        writer.member(
          "message", "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")
      }
      if let retryAfter { headers.append(("Retry-After", String(retryAfter))) }
    }
    headers.append(("Content-Type", "application/json; charset=utf-8"))
    return Response(status: allowance.status, headers: headers, body: writer.bytes)
  }
}
