/// An option of a command, declared once: parsing and help both read it.
struct Option: Sendable {
  /// The name with its dashes, for example `--format`.
  var name: String
  /// What stands for the value in help, for example `FILE`; nil where the option takes none.
  var value: String?
  /// What the option does, in one line of help.
  var help: String
  /// Whether it may be given more than once.
  var isRepeatable: Bool

  init(_ name: String, _ value: String? = nil, _ help: String, isRepeatable: Bool = false) {
    self.name = name
    self.value = value
    self.help = help
    self.isRepeatable = isRepeatable
  }
}

/// What a command line said: the options that were given and the words that are none.
struct ParsedOptions: Sendable {
  private var values: [String: [String]] = [:]
  /// The words that belong to no option, in order.
  private(set) var operands: [String] = []

  /// Whether the option was given.
  func has(_ name: String) -> Bool { values[name] != nil }

  /// The option's value; nil where it was not given.
  subscript(name: String) -> String? { values[name]?.last }

  /// Every value of an option that may be given more than once, in order.
  func all(_ name: String) -> [String] { values[name] ?? [] }

  /// The option's value as a whole number within a range; nil where it was not given.
  func integer(_ name: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = self[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      let bounds =
        range.upperBound == .max
        ? "of at least \(range.lowerBound)" : "from \(range.lowerBound) to \(range.upperBound)"
      throw UsageError("\(name) takes a whole number \(bounds), not '\(text)'")
    }
    return number
  }

  /// The option's value as a number of seconds; nil where it was not given.
  func seconds(_ name: String) throws -> Duration? {
    guard let text = self[name] else { return nil }
    // Swift reads hexadecimal numbers as well.
    guard !text.contains(where: { "xXpP".contains($0) }), let number = Double(text), number >= 0, number <= 1e9 else {
      throw UsageError("\(name) takes a number of seconds, such as 60 or 0.5, not '\(text)'")
    }
    return .seconds(number)
  }

  /// Reads words as options of the given declarations. `--name value`, `--name=value` and `--` are understood.
  init(_ words: [String], options: [Option]) throws {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        return
      }
      let name = String(word.prefix { $0 != "=" })
      // SQL may begin with a comment, `-- …`; no option's name holds white space.
      guard word.hasPrefix("-"), word != "-", !name.contains(where: \.isWhitespace) else {
        operands.append(word)
        continue
      }
      let attached = name.count < word.count ? String(word.dropFirst(name.count + 1)) : nil
      guard let option = options.first(where: { $0.name == name }) else {
        throw UsageError.unknown("option", name, known: options.map(\.name))
      }
      guard values[name] == nil || option.isRepeatable else { throw UsageError("\(name) was given twice") }
      if let placeholder = option.value {
        // An empty value is a variable that was not set, and an option in its place one that was forgotten.
        guard let value = attached ?? rest.popFirst(), !value.isEmpty, attached != nil || !value.hasPrefix("--")
        else {
          throw UsageError("\(name) needs a value: \(name) \(placeholder)")
        }
        values[name, default: []].append(value)
      } else {
        guard attached == nil else { throw UsageError("\(name) takes no value") }
        values[name, default: []].append("")
      }
    }
  }
}
