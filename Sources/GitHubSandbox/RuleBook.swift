/// The rules of a sandbox and how often each has matched.
struct RuleBook: Sendable {
  private struct Entry {
    var rule: Rule
    var matched = 0
    var spending = Spending()
  }

  /// What the rules make of a request.
  struct Verdict: Sendable {
    /// What happens to it; nil where nothing does.
    var action: Rule.Action?
    /// The refusal of a limit that is used up: the request is not carried out.
    var refusal: Response?
    /// What its answer tells about the limits that it was counted in, in place of the sandbox's own quota.
    var quota: [(name: String, value: String)] = []
  }

  private var entries: [Entry] = []

  mutating func add(_ rule: Rule) { entries.append(Entry(rule: rule)) }

  mutating func removeAll() { entries.removeAll() }

  /// Counts the request in every rule that it matches. The first one that applies acts; a limit that is not used up lets
  /// the request go on to the rules behind it.
  mutating func verdict(on request: Request, now: Int) -> Verdict {
    var verdict = Verdict()
    var isDecided = false
    for index in entries.indices where entries[index].rule.matches(request) {
      entries[index].matched += 1
      let rule = entries[index].rule
      guard !isDecided, rule.occurrences.includes(entries[index].matched) else { continue }
      if case .limit(let allowance) = rule.action {
        if entries[index].spending.spend(request, of: allowance, now: now) {
          verdict.quota = entries[index].spending.headers(allowance)
          continue
        }
        verdict.refusal = entries[index].spending.refusal(allowance)
      } else {
        verdict.action = rule.action
      }
      isDecided = true
    }
    return verdict
  }
}
