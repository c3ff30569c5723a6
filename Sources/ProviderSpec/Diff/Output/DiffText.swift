/// A comparison for people, line by line.
struct DiffText {
  private let diff: SpecDiff

  init(_ diff: SpecDiff) {
    self.diff = diff
  }

  var text: String {
    var lines: [String] = []
    for group in ChangeGroup.groups(of: diff) {
      lines.append(group.title)
      lines += group.changes.flatMap { ["  \(mark($0)) \($0.sentence)"] + consequence($0) }
      lines.append("")
    }
    lines.append(summary)
    // What specs say may hold what a terminal obeys.
    return lines.map(SpecText.line).joined(separator: "\n")
  }

  private func mark(_ change: SpecChange) -> String {
    change.impact.isBreaking ? "!" : change.impact.step == .minor ? "+" : "~"
  }

  private func consequence(_ change: SpecChange) -> [String] {
    guard let broken = change.impact.broken else { return [] }
    return ["      breaks \(broken)" + (change.impact.reason.map { ": \($0)" } ?? "")]
  }

  private var summary: String {
    guard !diff.changes.isEmpty else { return "no difference; version step: none" }
    let count = diff.changes.count
    let sql = diff.changes.count { $0.impact.breaksSQL }
    let swift = diff.changes.count { $0.impact.breaksSwift }
    let breaking = diff.isBreaking ? "breaking SQL: \(sql), breaking Swift: \(swift)" : "none breaking"
    return "\(count) change\(count == 1 ? "" : "s"), \(breaking); version step: \(diff.step.name)"
  }
}
