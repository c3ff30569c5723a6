import ProviderRuntime

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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
  /// - Parameters:
  ///   - plan: The plan.
  ///   - server: Where its requests go to.
  ///   - isInterrupted: Asked again and again, while nobody has answered, whether to give up.
  /// - Throws: `ConfirmationNeeded` where there is no terminal, or the answer is no, or Ctrl-C.
  static func ask(about plan: WritePlan, at server: String, isInterrupted: () -> Bool = { false }) throws {
    let count = plan.writes.count
    let requests = (count == 1 ? "1 request" : "\(count) requests") + " to \(server)"
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
    // The signal itself goes to a thread of its own, and would not end a read.
    var input = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    while !isInterrupted(), poll(&input, 1, 50) == 0 {}
    if isInterrupted() {
      Console.put("\n")
      throw ConfirmationNeeded(description: "interrupted, so nothing was sent")
    }
    let answer = readLine()?.lowercased()
    guard answer == "y" || answer == "yes" else {
      throw ConfirmationNeeded(description: "not confirmed, so nothing was sent")
    }
  }
}
