/// How a comparison of specs is written.
public enum SpecDiffFormat: String, Sendable, CaseIterable {
  /// For people.
  case text
  /// For a change log.
  case markdown
  /// For programs; docs/diff.md describes the form, which stays.
  case json
}

extension SpecDiff {
  /// The comparison as text of lines, without a line end behind the last.
  public func text(as format: SpecDiffFormat) -> String {
    switch format {
    case .text: DiffText(self).text
    case .markdown: DiffMarkdown(self).text
    case .json: DiffJSON(self).text
    }
  }
}

extension SpecChange {
  /// What happened, in a line: `field 'size' of model 'thing' removed`.
  public var sentence: String {
    let subject = subjectText
    switch kind {
    case .added: return "\(subject) added\(detail(new))"
    case .removed: return "\(subject) removed\(detail(old))"
    case .renamed: return "\(subject) renamed to '\(new ?? "")' (a guess)"
    case .changed:
      let property = property ?? ""
      if Self.texts.contains(property) || isLong { return "\(subject): \(property) changed" }
      return "\(subject): \(property) \(quoted(old)) → \(quoted(new))"
    }
  }

  /// Whether it is about a text for people only.
  var isText: Bool { kind == .changed && Self.texts.contains(property ?? "") }

  private static let texts: Set<String> = [
    "summary", "example", "examples", "documentation", "graphql", "api_version",
  ]

  private var isLong: Bool { max(old?.count ?? 0, new?.count ?? 0) > 200 }

  private var subjectText: String {
    switch (subject, owner) {
    case (.provider, _): "provider"
    case (.value, let owner?): "value '\(name)' of enum '\(owner)'"
    case (.field, let owner?): "field '\(name)' of model '\(owner)'"
    case (.parameter, let owner?): "parameter '\(name)' of method '\(owner)'"
    default: "\(subject.rawValue) '\(name)'"
    }
  }

  private func detail(_ text: String?) -> String {
    guard let text, !text.isEmpty, text.count <= 200 else { return "" }
    return " (\(text))"
  }

  private func quoted(_ text: String?) -> String {
    guard let text, !text.isEmpty else { return "none" }
    return "'\(text)'"
  }
}

/// The changes that reach the same resources.
struct ChangeGroup {
  /// What they reach, for people: a provider, a service, or tables.
  var title: String
  var changes: [SpecChange]

  /// The changes of a comparison, together where they reach the same.
  static func groups(of diff: SpecDiff) -> [ChangeGroup] {
    var groups: [ChangeGroup] = []
    var last: (service: String?, resources: [String])?
    for change in diff.changes {
      if let key = last, key.service == change.service, key.resources == change.resources {
        groups[groups.count - 1].changes.append(change)
      } else {
        last = (change.service, change.resources)
        groups.append(ChangeGroup(title: title(diff.provider, change), changes: [change]))
      }
    }
    return groups
  }

  private static func title(_ provider: String, _ change: SpecChange) -> String {
    guard let service = change.service else { return provider }
    guard !change.resources.isEmpty else { return "\(provider).\(service)" }
    let shown = change.resources.prefix(6).map { "\(provider).\(service).\($0)" }.joined(separator: ", ")
    return change.resources.count > 6 ? "\(shown) and \(change.resources.count - 6) more" : shown
  }
}

extension Impact {
  /// Whom it breaks: `SQL`, `Swift`, `SQL and Swift`; nil where it breaks nobody.
  var broken: String? {
    switch (breaksSQL, breaksSwift) {
    case (true, true): "SQL and Swift"
    case (true, false): "SQL"
    case (false, true): "Swift"
    case (false, false): nil
    }
  }
}
