/// A comparison as a section of a change log.
struct DiffMarkdown {
  private let diff: SpecDiff

  init(_ diff: SpecDiff) {
    self.diff = diff
  }

  var text: String {
    guard !diff.changes.isEmpty else { return "No changes." }
    let breaking = diff.changes.filter(\.impact.isBreaking)
    let added = diff.changes.filter { !$0.impact.isBreaking && $0.impact.step == .minor }
    let texts = diff.changes.filter { !$0.impact.isBreaking && $0.impact.step != .minor && $0.isText }
    let others = diff.changes.filter { !$0.impact.isBreaking && $0.impact.step != .minor && !$0.isText }
    var lines = ["Version step: \(diff.step.name)."]
    for (title, changes) in [("Breaking", breaking), ("Added", added), ("Changed", others), ("Documentation", texts)]
    where !changes.isEmpty {
      lines += ["", "### \(title)", ""] + changes.map(line)
    }
    return lines.joined(separator: "\n")
  }

  private func line(_ change: SpecChange) -> String {
    var line = "- \(escaped(place(change))): \(escaped(change.sentence))."
    if let broken = change.impact.broken {
      line += " **Breaks \(broken)**" + (change.impact.reason.map { ": \(escaped($0))." } ?? ".")
    }
    return line
  }

  private func place(_ change: SpecChange) -> String {
    guard let service = change.service else { return diff.provider }
    guard !change.resources.isEmpty else { return "\(diff.provider).\(service)" }
    let shown = change.resources.prefix(3).joined(separator: ", ")
    let more = change.resources.count > 3 ? " and \(change.resources.count - 3) more" : ""
    return "\(diff.provider).\(service): \(shown)\(more)"
  }

  /// The text on one line, nothing in it markup. An underscore within a word is none.
  private func escaped(_ text: String) -> String {
    let characters = Array(SpecText.line(text))
    func isWord(_ index: Int) -> Bool {
      characters.indices.contains(index) && (characters[index].isLetter || characters[index].isNumber)
    }
    var result = ""
    for (index, character) in characters.enumerated() {
      let isMarkup =
        character == "_" ? !isWord(index - 1) || !isWord(index + 1) : #"\`*<>[]|&#~"#.contains(character)
      if isMarkup { result.append("\\") }
      result.append(character)
    }
    return result
  }
}
