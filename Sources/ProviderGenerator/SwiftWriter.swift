import ProviderSpec

/// Swift source text as it grows: lines, indentation, comments.
struct SwiftWriter {
  /// The longest line, in columns; the one of the project's formatting.
  static let lineLength = 120

  /// The text so far.
  private(set) var text = ""
  private var depth = 0

  /// Adds a line.
  mutating func line(_ line: String = "") {
    if !line.isEmpty {
      indent()
      text += line
    }
    text += "\n"
  }

  /// Adds lines with the braces of a block around them.
  mutating func block(_ opening: String, _ closing: String = "}", _ body: (inout SwiftWriter) -> Void) {
    line(opening)
    indented(body)
    line(closing)
  }

  /// Adds lines one level deeper.
  mutating func indented(_ body: (inout SwiftWriter) -> Void) {
    depth += 1
    body(&self)
    depth -= 1
  }

  /// Adds a call whose arguments stand in one line where they fit, else one in each.
  mutating func call(_ opening: String, _ arguments: [Argument], _ closing: String = ")") {
    if !arguments.contains(where: \.isNested) {
      let line = opening + arguments.map(\.text).joined(separator: ", ") + closing
      if fits(line) {
        self.line(line)
        return
      }
    }
    let isList = opening.hasSuffix("[") && !(arguments.count == 1 && arguments[0].isCall)
    block(opening, closing) { writer in
      for (index, argument) in arguments.enumerated() {
        // A list ends in a comma, so that a line added at its end changes no other line.
        writer.argument(argument, comma: index < arguments.count - 1 || isList ? "," : "")
      }
    }
  }

  /// Adds a call that takes texts of several lines, each line on as many as it takes.
  mutating func texts(_ opening: String, _ texts: [(label: String, lines: [String])], _ closing: String) {
    line(opening)
    indented { writer in
      for (index, text) in texts.enumerated() {
        writer.line(text.label + "\"\"\"")
        writer.textIndented(!text.label.isEmpty) { writer in
          for line in text.lines {
            writer.lines(SwiftLiteral.pieces(line, width: Self.lineLength - writer.depth * 2 - 4))
          }
          writer.line("\"\"\"" + (index < texts.count - 1 ? "," : closing))
        }
      }
    }
  }

  /// Adds the pieces of a text within a literal of several lines, of which a line's end is none.
  private mutating func lines(_ pieces: [String]) {
    for piece in pieces.dropLast() { line(piece + "\\") }
    if let last = pieces.last { line(last.hasSuffix(" ") ? last.dropLast() + "\\u{20}" : last) }
  }

  /// What follows a label stands one level deeper.
  private mutating func textIndented(_ isDeeper: Bool, _ body: (inout SwiftWriter) -> Void) {
    if isDeeper { indented(body) } else { body(&self) }
  }

  /// Adds a property whose value is made by a call whenever it is asked for. One that is made once and kept costs the
  /// compiler four functions and a lock in place of one function.
  mutating func property(_ declaration: String, _ callee: String, _ arguments: [Argument], _ closing: String = ")") {
    if !arguments.contains(where: \.isNested) {
      let line = "\(declaration) { \(callee)\(arguments.map(\.text).joined(separator: ", "))\(closing) }"
      if fits(line) {
        self.line(line)
        return
      }
    }
    block(declaration + " {") { $0.call(callee, arguments, closing) }
  }

  /// Adds a block of one line, in one line with its braces where it fits.
  mutating func short(_ opening: String, _ body: String) {
    let line = "\(opening) { \(body) }"
    if fits(line) {
      self.line(line)
    } else {
      block(opening + " {") { $0.line(body) }
    }
  }

  /// Adds a comment of documentation; paragraphs stand apart.
  mutating func documentation(_ paragraphs: String...) {
    var isFirst = true
    for paragraph in paragraphs where !paragraph.isEmpty {
      for part in Comment.lines(paragraph, width: Self.lineLength - depth * 2 - 4) {
        if part.startsParagraph, !isFirst { line("///") }
        line("/// " + part.text)
        isFirst = false
      }
    }
  }

  /// Adds an item of a list of documentation, such as `- Returns: …`.
  mutating func documentation(item: String, _ text: String, level: Int = 0) {
    let indent = String(repeating: " ", count: level * 2)
    let hanging = indent + "  "
    let parts = Comment.lines(item + text, width: Self.lineLength - depth * 2 - 4 - hanging.utf8.count)
    for (index, part) in parts.enumerated() {
      line("/// " + (index == 0 ? indent : hanging) + part.text)
    }
  }

  private mutating func argument(_ argument: Argument, comma: String) {
    let label = argument.label.isEmpty ? "" : argument.label + ": "
    switch argument.value {
    case .code(let code):
      line(label + code + comma)
    case .string(let string):
      write(label, string, comma)
    case .list(let elements):
      call(label + "[", elements.map { Argument("", $0) }, "]" + comma)
    case .call(let callee, let arguments):
      call(label + callee + "(", arguments, ")" + comma)
    }
  }

  /// Adds a string literal: behind its label where it fits, else on a line of its own, else on several lines.
  private mutating func write(_ label: String, _ string: String, _ comma: String) {
    let literal = SwiftLiteral.string(string)
    if fits(label + literal + comma) {
      line(label + literal + comma)
      return
    }
    let pieces = SwiftLiteral.pieces(string, width: Self.lineLength - depth * 2 - 4)
    if pieces.count < 2 || fits("  " + literal + comma), !label.isEmpty {
      line(String(label.dropLast()))
      indented { $0.line(literal + comma) }
    } else if pieces.count < 2 {
      line(literal + comma)
    } else {
      line(label + "\"\"\"")
      indented { writer in
        writer.lines(pieces)
        writer.line("\"\"\"" + comma)
      }
    }
  }

  /// Whether the line stays within the length at this depth.
  func fits(_ line: String) -> Bool {
    // Width is counted in scalars; a formatter may count what it shows, which is never more.
    let width = Self.lineLength - depth * 2
    return line.utf8.count <= width || line.unicodeScalars.count <= width
  }

  private mutating func indent() {
    for _ in 0..<depth { text += "  " }
  }
}

/// An argument of a call in generated code.
struct Argument {
  /// What it consists of.
  indirect enum Value {
    /// Code that this generator made.
    case code(String)
    /// A text of the spec.
    case string(String)
    /// An array.
    case list([Value])
    /// A call.
    case call(String, [Argument])
  }

  /// The label; empty where there is none.
  let label: String
  /// The value.
  let value: Value

  init(_ label: String, _ value: Value) {
    self.label = label
    self.value = value
  }

  /// The argument on one line.
  var text: String {
    (label.isEmpty ? "" : label + ": ") + Self.text(value)
  }

  /// Whether it reads better over several lines, whatever its length.
  var isNested: Bool {
    if case .list(let elements) = value { return elements.contains { if case .call = $0 { true } else { false } } }
    return false
  }

  /// Whether it is a call.
  var isCall: Bool {
    if case .call = value { true } else { false }
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .code(let code): code
    case .string(let string): SwiftLiteral.string(string)
    case .list(let elements): "[" + elements.map(text).joined(separator: ", ") + "]"
    case .call(let callee, let arguments): callee + "(" + arguments.map(\.text).joined(separator: ", ") + ")"
    }
  }
}

extension SwiftWriter {
  /// Adds a function: its parameters in one line with its name where they fit, else one in each.
  mutating func function(
    _ opening: String, _ parameters: [Argument], _ closing: String, _ body: (inout SwiftWriter) -> Void
  ) {
    let line = opening + parameters.map(\.text).joined(separator: ", ") + closing
    if fits(line) {
      block(line, "}", body)
      return
    }
    self.line(opening)
    indented { writer in
      for (index, parameter) in parameters.enumerated() {
        writer.line(parameter.text + (index < parameters.count - 1 ? "," : ""))
      }
    }
    block(closing, "}", body)
  }
}
