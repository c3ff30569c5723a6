/// Swift source without its comments and string literals, by the rules of the language's grammar and not of the generator.
enum SourceText {
  static func code(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      if rest.starts(with: "//".unicodeScalars) {
        // A comment ends at a line feed or a carriage return, and at nothing else.
        rest = rest.drop { $0 != "\n" && $0 != "\r" }
      } else if rest.starts(with: "/*".unicodeScalars) {
        result.append(contentsOf: "/*".unicodeScalars)
        rest = rest.dropFirst(2)
      } else if rest.starts(with: "\"\"\"".unicodeScalars) {
        rest = literal(rest.dropFirst(3), delimiter: "\"\"\"", into: &result)
      } else if scalar == "\"" {
        rest = literal(rest.dropFirst(), delimiter: "\"", into: &result)
      } else {
        result.append(scalar)
        rest = rest.dropFirst()
      }
    }
    return String(result)
  }

  /// Skips a literal; what it interpolates is code and is kept.
  private static func literal(
    _ text: Substring.UnicodeScalarView, delimiter: String, into result: inout String.UnicodeScalarView
  ) -> Substring.UnicodeScalarView {
    var rest = text
    while let scalar = rest.first {
      if rest.starts(with: delimiter.unicodeScalars) { return rest.dropFirst(delimiter.unicodeScalars.count) }
      if rest.starts(with: "\\(".unicodeScalars) { result.append(contentsOf: "\\(".unicodeScalars) }
      rest = rest.dropFirst(scalar == "\\" ? 2 : 1)
    }
    return rest
  }
}
