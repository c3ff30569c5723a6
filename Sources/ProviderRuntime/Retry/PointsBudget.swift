/// The points that a provider allows in a minute, and what was spent of them in the last one.
///
/// Writes wait for their points; a burst may spend all of them at once. Reads are counted, but what holds them back is the
/// provider's own answer: most are made by statements that write nothing, and have far to go to the limit.
///
/// https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
struct PointsBudget: Sendable {
  /// What was spent at a moment.
  private struct Expense {
    var time: Duration
    var points: Int
  }

  private static let window = Duration.seconds(60)

  /// The points of a minute; nil where the provider counts none.
  private let limit: Int?
  private let readCost: Int
  private let writeCost: Int
  /// What was spent in the last minute, oldest first, from `head` on.
  private var expenses: [Expense] = []
  private var head = 0
  private var spent = 0

  /// Creates the budget of a provider.
  init(_ rules: RateLimitDescriptor) {
    limit = rules.pointsPerMinute
    readCost = rules.readCost
    writeCost = rules.writeCost
  }

  /// Spends the points of a request that goes out now; or says how long it has to wait, and spends none.
  mutating func spend(isRead: Bool, now: Duration) -> Duration? {
    guard let limit else { return nil }
    forget(before: now - Self.window)
    let cost = isRead ? readCost : writeCost
    // A write that costs more than there is in a minute goes out alone.
    if !isRead, spent > 0, spent + cost > limit { return wait(for: spent + cost - limit, now: now) }
    spent += cost
    // Reads come by the thousand at the same moment.
    if let last = expenses.indices.last, last >= head, expenses[last].time == now {
      expenses[last].points += cost
    } else {
      expenses.append(Expense(time: now, points: cost))
    }
    return nil
  }

  /// How long until so many points, or all, have been spent more than a minute ago.
  private func wait(for points: Int, now: Duration) -> Duration {
    var freed = 0
    var time = now
    for expense in expenses[head...] where freed < points {
      freed += expense.points
      time = expense.time
    }
    return time + Self.window - now
  }

  private mutating func forget(before limit: Duration) {
    while head < expenses.count, expenses[head].time <= limit {
      spent -= expenses[head].points
      head += 1
    }
    if head > 64, head * 2 > expenses.count {
      expenses.removeFirst(head)
      head = 0
    }
  }
}
