/// A comparison as JSON: an object, with a line for each change.
struct DiffJSON {
  private let diff: SpecDiff

  init(_ diff: SpecDiff) {
    self.diff = diff
  }

  var text: String {
    let head = [
      "\"format\": 1", "\"provider\": \(LiteralText.json(.string(diff.provider)))", "\"breaking\": \(diff.isBreaking)",
      "\"step\": \"\(diff.step.name)\"",
    ]
    let changes = diff.changes.map { "    " + LiteralText.json(.object(members($0))) }
    let list = changes.isEmpty ? "[]" : "[\n\(changes.joined(separator: ",\n"))\n  ]"
    return "{\n" + (head + ["\"changes\": \(list)"]).map { "  \($0)" }.joined(separator: ",\n") + "\n}"
  }

  private func members(_ change: SpecChange) -> [Literal.Member] {
    func text(_ text: String?) -> Literal { text.map { .string($0) } ?? .null }
    let members: [(String, Literal)] = [
      ("change", .string(change.kind.rawValue)), ("subject", .string(change.subject.rawValue)),
      ("service", text(change.service)), ("resources", .array(change.resources.map { .string($0) })),
      ("name", .string(change.name)), ("owner", text(change.owner)), ("property", text(change.property)),
      ("old", text(change.old)), ("new", text(change.new)), ("guess", .boolean(change.isGuess)),
      ("breaks_sql", .boolean(change.impact.breaksSQL)), ("breaks_swift", .boolean(change.impact.breaksSwift)),
      ("reason", text(change.impact.reason)), ("step", .string(change.impact.step.name)),
    ]
    return members.map { Literal.Member(name: $0.0, value: $0.1) }
  }
}
