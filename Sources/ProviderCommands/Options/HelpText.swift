/// The help of a command: what it does, how it is called, its options, and an example.
struct HelpText: Sendable, CustomStringConvertible {
  var usage: String
  var summary: String
  var options: [Option] = []
  var details: [String] = []
  var example: String

  var description: String {
    var lines = ["usage: \(usage)", "", summary]
    if !options.isEmpty {
      lines += ["", "options:"]
      let labels = options.map { option in option.value.map { "\(option.name) \($0)" } ?? option.name }
      let width = labels.map(\.count).max() ?? 0
      for (label, option) in zip(labels, options) {
        lines.append("  \(label)\(String(repeating: " ", count: width - label.count))  \(option.help)")
      }
    }
    for detail in details { lines += ["", detail] }
    lines += ["", "example:", "  \(example)"]
    return lines.joined(separator: "\n")
  }
}
