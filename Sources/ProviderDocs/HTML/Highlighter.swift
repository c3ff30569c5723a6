/// Colours code for a page: comments, texts, numbers, words of the language, and placeholders.
///
/// It knows no grammar; what it takes for the wrong thing is coloured wrongly and still the same text.
struct Highlighter {
  private let words: Set<String>
  private let comment: String
  private let quote: Unicode.Scalar

  /// The highlighter of a language.
  init(language: String) {
    switch language {
    case "sql":
      words = ["SELECT", "FROM", "WHERE", "AND", "DELETE", "EXEC", "FOR", "EACH", "AS", "NULL", "true", "false"]
      comment = "--"
      quote = "'"
    case "swift":
      words = ["let", "try", "await", "for", "in", "print", "true", "false", "nil"]
      comment = "//"
      quote = "\""
    default:
      words = ["bindery"]
      comment = "#"
      quote = "\""
    }
  }

  /// The code with each piece in an element that tells what it is.
  func html(_ code: String) -> String {
    var result = ""
    let scalars = Array(code.unicodeScalars)
    var index = 0
    func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
    func end(from start: Int, while condition: (Unicode.Scalar) -> Bool) -> Int {
      var end = start
      while end < scalars.count, condition(scalars[end]) { end += 1 }
      return end
    }
    while index < scalars.count {
      let start = index
      let scalar = scalars[index]
      if starts(scalars, index, with: comment) {
        index = end(from: start) { $0 != "\n" }
        result += mark("c", text(start..<index))
      } else if scalar == quote {
        index += 1
        while index < scalars.count, scalars[index] != quote {
          // A backslash hides what follows in Swift; a quote in SQL is written twice, which reads as two texts.
          index += quote == "\"" && scalars[index] == "\\" ? 2 : 1
        }
        index = min(index + 1, scalars.count)
        result += mark("s", text(start..<index))
      } else if isDigit(scalar) {
        index = end(from: start) { isDigit($0) || $0 == "." }
        result += mark("n", text(start..<index))
      } else if isLetter(scalar) {
        index = end(from: start) { isLetter($0) || isDigit($0) }
        let word = text(start..<index)
        result += words.contains(word) ? mark("k", word) : HTMLText.references(word)
      } else {
        index += 1
        result += HTMLText.references(String(scalar))
      }
    }
    return result
  }

  private func starts(_ scalars: [Unicode.Scalar], _ index: Int, with text: String) -> Bool {
    let prefix = Array(text.unicodeScalars)
    return index + prefix.count <= scalars.count && Array(scalars[index..<(index + prefix.count)]) == prefix
  }

  private func mark(_ kind: String, _ text: String) -> String {
    "<i class=\"\(kind)\">\(HTMLText.references(text))</i>"
  }

  private func isLetter(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isAlphabetic || scalar == "_" }
  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }
}
