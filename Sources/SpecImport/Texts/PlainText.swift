import ProviderSpec

/// Texts of a document, which hold Markdown and HTML, as the plain sentences of a spec. Backticks stay: a spec's texts have
/// them, too.
enum PlainText {
  /// How long a summary may be, in characters, if that takes in a whole sentence.
  private static let wanted = 240
  /// Where a sentence is cut that does not end.
  private static let most = 480

  /// One sentence or a few of the text's first paragraph; nil where nothing is left.
  static func summary(_ text: String?) -> String? {
    guard let text, !text.isEmpty else { return nil }
    for paragraph in paragraphs(of: text) {
      let line = inline(paragraph)
      if line.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil }) {
        return sentences(line)
      }
    }
    return nil
  }

  /// What a short and a long text say together: the long one alone where it begins as the short one does ("List pets",
  /// "Lists all pets of …"), else both, because a long text may begin anywhere.
  static func joined(_ short: String?, _ long: String?) -> String? {
    guard let short, let long else { return short ?? long }
    func firstWord(_ text: String) -> Substring {
      var word = text.lowercased().prefix { $0.isLetter }
      while let last = word.last, "sei".contains(last), word.count > 2 { word.removeLast() }
      return word.prefix(5)
    }
    return firstWord(short) == firstWord(long) ? long : short + " " + long
  }

  /// The text as a title: one line without markup or a full stop.
  static func title(_ text: String?) -> String? {
    guard let text, let paragraph = paragraphs(of: text).first else { return nil }
    var line = inline(paragraph)
    while line.hasSuffix(".") || line.hasSuffix(" ") { line.removeLast() }
    guard !line.isEmpty, line.count <= 100 else { return nil }
    return line
  }

  // MARK: Paragraphs

  /// The paragraphs as text, each on one line; headings, quotes' marks, lists, tables and code blocks are left out.
  private static func paragraphs(of text: String) -> [String] {
    var result: [String] = []
    var current = ""
    var isCode = false
    func end() {
      if !current.isEmpty { result.append(current) }
      current = ""
    }
    // Far more than is used, far less than a document may hold.
    for line in text.prefix(2_000).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      var line = Substring(line.drop { $0 == " " || $0 == "\t" })
      if line.hasPrefix("```") || line.hasPrefix("~~~") {
        isCode.toggle()
        end()
        continue
      }
      if isCode { continue }
      while line.hasPrefix(">") { line = line.dropFirst().drop { $0 == " " } }
      if line.isEmpty || line.hasPrefix("[!") || line.hasPrefix("|") {
        end()
      } else if line.hasPrefix("#") {
        end()
        // A heading stands for a paragraph only where there is no other.
        continue
      } else if isListItem(line) {
        end()
        if result.isEmpty, current.isEmpty {
          result.append(String(line.drop { !$0.isLetter && $0 != "`" && $0 != "*" }))
        }
      } else {
        current += current.isEmpty ? String(line) : " " + line
      }
    }
    end()
    return result
  }

  private static func isListItem(_ line: Substring) -> Bool {
    if line.hasPrefix("* ") || line.hasPrefix("- ") || line.hasPrefix("+ ") { return true }
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    return !digits.isEmpty && digits.count < 4 && (line.dropFirst(digits.count).hasPrefix(". "))
  }

  // MARK: Markup within a line

  /// The line without HTML tags and entities, links, and emphasis.
  private static func inline(_ line: String) -> String {
    var result = ""
    var rest = line[...]
    let hasLinks = line.contains("](")
    while let character = rest.first {
      switch character {
      case "`":
        // Code stays as it is, with its marks.
        if let end = rest.dropFirst().firstIndex(of: "`") {
          result += rest[...end]
          rest = rest[rest.index(after: end)...]
        } else {
          rest.removeFirst()
        }
      case "<":
        if let end = tagEnd(rest) {
          rest = rest[end...]
          if !result.hasSuffix(" ") { result += " " }
        } else {
          result.append(rest.removeFirst())
        }
      case "!" where hasLinks && rest.dropFirst().first == "[":
        rest.removeFirst()
        if let link = link(rest) { rest = link.rest } else { result += "!" }
      case "[" where hasLinks:
        if let link = link(rest) {
          result += inline(String(link.text))
          rest = link.rest
        } else {
          result.append(rest.removeFirst())
        }
      case "*":
        rest.removeFirst()
      case "_" where rest.hasPrefix("__"):
        rest.removeFirst(2)
      case "\\" where rest.dropFirst().first?.isPunctuation == true:
        rest.removeFirst()
        result.append(rest.removeFirst())
      case "&":
        if let (text, end) = entity(rest) {
          result += text
          rest = rest[end...]
        } else {
          result.append(rest.removeFirst())
        }
      default: result.append(rest.removeFirst())
      }
    }
    return tidy(SpecText.line(result))
  }

  /// The index behind a tag or comment at the beginning; nil where there is none.
  private static func tagEnd(_ text: Substring) -> Substring.Index? {
    guard let next = text.dropFirst().first, next.isLetter || next == "/" || next == "!" else { return nil }
    let head = text.prefix(300)
    return head.firstIndex(of: ">").map { head.index(after: $0) }
  }

  /// The text of a link or image that begins here, and what follows it.
  private static func link(_ text: Substring) -> (text: Substring, rest: Substring)? {
    var depth = 0
    var index = text.startIndex
    var steps = 0
    while index < text.endIndex {
      // A bracket that never closes must not make every later one look for its end.
      steps += 1
      guard steps < 200 else { return nil }
      if text[index] == "[" { depth += 1 }
      if text[index] == "]" { depth -= 1 }
      if depth == 0 { break }
      index = text.index(after: index)
    }
    guard index < text.endIndex else { return nil }
    let label = text[text.index(after: text.startIndex)..<index]
    let behind = text[text.index(after: index)...]
    guard behind.first == "(", let end = behind.prefix(400).firstIndex(of: ")") else { return nil }
    return (label, behind[behind.index(after: end)...])
  }

  private static let entities = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–", "mdash": "—", "hellip": "…",
  ]

  private static func entity(_ text: Substring) -> (String, Substring.Index)? {
    let head = text.prefix(12)
    guard let end = head.firstIndex(of: ";") else { return nil }
    let name = head[head.index(after: head.startIndex)..<end]
    let behind = head.index(after: end)
    if let known = entities[String(name)] { return (known, behind) }
    guard name.hasPrefix("#") else { return nil }
    let digits = name.dropFirst()
    let code = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let code, let scalar = Unicode.Scalar(code) else { return nil }
    return (String(Character(scalar)), behind)
  }

  /// The line without doubled spaces and spaces before punctuation.
  private static func tidy(_ line: String) -> String {
    var result = ""
    for character in line {
      if character == " ", result.isEmpty || result.hasSuffix(" ") { continue }
      if character == "." || character == ",", result.hasSuffix(" ") { result.removeLast() }
      result.append(character)
    }
    while result.hasSuffix(" ") { result.removeLast() }
    return result
  }

  // MARK: Sentences

  /// As many of the first sentences as fit; a line that leads to a list loses its colon.
  private static func sentences(_ line: String) -> String {
    var sentences = split(line)
    if let last = sentences.last, last.hasSuffix(":") {
      // "Can be one of:" says nothing without its list.
      if sentences.count > 1 { sentences.removeLast() } else { sentences[0] = String(last.dropLast()) }
    }
    var result = ""
    for sentence in sentences {
      if !result.isEmpty, result.count + sentence.count >= wanted { break }
      result += result.isEmpty ? sentence : " " + sentence
    }
    if result.count > most {
      let head = result.prefix(most)
      let cut = head.lastIndex(of: " ") ?? head.endIndex
      return String(head[..<cut]) + " …"
    }
    // A full stop before a closing quote is one, too.
    let end = result.last == "\"" ? result.dropLast().last : result.last
    if let end, end.isLetter || end.isNumber || ")`\"".contains(end) { result += "." }
    return result
  }

  /// The sentences of a line: each ends with a mark behind which a space and no small letter follows.
  private static func split(_ line: String) -> [String] {
    var result: [String] = []
    var current = ""
    var isCode = false
    var rest = line[...]
    while let character = rest.popFirst() {
      current.append(character)
      if character == "`" { isCode.toggle() }
      guard !isCode, ".!?:".contains(character), rest.first == " " || rest.isEmpty else { continue }
      let next = rest.dropFirst().first
      if character == "." {
        if let next, next.isLowercase { continue }
        if abbreviations.contains(where: { current.hasSuffix($0) }) { continue }
      }
      if character == ":", !rest.isEmpty { continue }
      result.append(current)
      current = ""
      rest = rest.drop { $0 == " " }
    }
    if !current.isEmpty { result.append(current) }
    return result
  }

  private static let abbreviations = ["e.g.", "i.e.", "etc.", "vs.", "cf.", "approx.", "No.", "St."]
}
