import ProviderRuntime

/// A plan that nobody has said yes to: exit status 3, and nothing was sent.
struct ConfirmationNeeded: Error, CustomStringConvertible {
  var description: String
}

/// Asks a person whether a plan is to be applied.
enum Confirmation {
  /// How many requests are shown before the question.
  private static let shown = 20

  /// Shows what a plan would send and asks, on a terminal. Returns where the answer is yes.
  ///
  /// - Throws: `ConfirmationNeeded` where there is no terminal, or the answer is no.
  static func ask(about plan: WritePlan) throws {
    let count = plan.writes.count
    let requests = count == 1 ? "1 request" : "\(count) requests"
    let reason =
      plan.width == .ownAccount
      ? "acts on the token's own account, because no owner was named" : "is wider than one object"
    guard Console.inputIsTerminal, Console.isTerminal else {
      throw ConfirmationNeeded(
        description: "the plan \(reason): \(requests). Nothing was sent. Look at it with --dry-run, then say --yes")
    }
    for write in plan.writes.prefix(shown) { Console.note("  \(write.request)") }
    if count > shown { Console.note("  … and \(count - shown) more (--dry-run shows them all)") }
    Console.put("The plan \(reason). Send \(requests)? [y/N] ")
    let answer = readLine()?.lowercased()
    guard answer == "y" || answer == "yes" else {
      throw ConfirmationNeeded(description: "not confirmed, so nothing was sent")
    }
  }
}
