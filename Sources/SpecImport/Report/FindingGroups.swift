/// Findings as people read them: the first few of a kind whole, and the places of those that say the same of other things.
struct FindingGroups {
  /// How many of a kind are told whole.
  private static let shown = 3
  /// How many of a kind there are at least for places to stand for them.
  private static let many = 6

  private var groups: [[ImportFinding]] = []

  init(_ findings: [ImportFinding]) {
    /// What alike findings have in common.
    struct Key: Hashable {
      var kind: ImportFinding.Kind
      var message: String
    }
    var places: [Key: Int] = [:]
    for finding in findings {
      let key = Key(kind: finding.kind, message: Self.outline(finding.message))
      if let place = places[key] {
        groups[place].append(finding)
      } else {
        places[key] = groups.count
        groups.append([finding])
      }
    }
  }

  /// The lines, each group where its first finding is.
  var lines: [String] {
    groups.flatMap { group -> [String] in
      guard group.count >= Self.many else { return group.map(\.description) }
      return group.prefix(Self.shown).map(\.description) + [Self.line(group.dropFirst(Self.shown))]
    }
  }

  /// One line for findings that say the same: how many, and where each of them is.
  private static func line(_ findings: ArraySlice<ImportFinding>) -> String {
    var files: [(name: String, places: [String])] = []
    for finding in findings {
      let place = "\(finding.line):\(finding.column)"
      if files.last?.name == finding.file {
        files[files.count - 1].places.append(place)
      } else {
        files.append((finding.file, [place]))
      }
    }
    let list = files.map { "\($0.name):" + $0.places.joined(separator: ", ") }.joined(separator: "; ")
    return "  and \(findings.count) more like these (\(findings.first?.kind.rawValue ?? "")), at \(list)"
  }

  /// A message without what it says it of: names in quotes, operations, numbers.
  static func outline(_ message: String) -> String {
    var result = ""
    var isQuoted = false
    for word in message.split(separator: " ", omittingEmptySubsequences: false) {
      let quotes = word.count { $0 == "'" }
      if isQuoted || quotes > 0 {
        if !isQuoted { result += "'' " }
        if !quotes.isMultiple(of: 2) { isQuoted.toggle() }
      } else if word.hasPrefix("/") || word.contains(where: \.isNumber) || Self.methods.contains(String(word)) {
        continue
      } else {
        result += word + " "
      }
    }
    return result
  }

  private static let methods: Set<String> = ["GET", "PUT", "POST", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE"]
}

extension SpecImporter.Result {
  /// What could not be taken over, for people: alike findings together, none without its place.
  public var report: [String] { FindingGroups(findings).lines }
}
