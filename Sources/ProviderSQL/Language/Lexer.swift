/// A piece of SQL text that is neither white space nor a comment.
struct Token: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    /// A name or keyword without quotes.
    case word
    /// A name in double quotes, backticks or brackets. (In double quotes it may turn out to be a string.)
    case quotedName
    /// A text in single quotes, or a blob.
    case string
    case number
    /// `?1`, `:name`, `@name`, `$name`.
    case parameter
    case punctuation
    /// A text that no quote ends.
    case unterminated
  }

  var kind: Kind
  /// Where the token lies in the text, in bytes of UTF-8.
  var range: Range<Int>
}

/// Cuts SQL text into tokens by SQLite's rules (https://www.sqlite.org/lang_naming.html,
/// https://www.sqlite.org/lang_comment.html).
///
/// It never fails: what it cannot make sense of stays a token, so that SQLite sees it and says what is wrong.
struct Lexer: Sendable {
  /// The text, as UTF-8.
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Every token of the text, in order.
  func tokens() -> [Token] {
    var tokens: [Token] = []
    var position = 0
    while let token = next(&position) { tokens.append(token) }
    return tokens
  }

  /// A comment that the end of the text ends, and nothing else.
  enum OpenComment: Sendable, Hashable {
    /// `-- …`, which the end of the line ends.
    case line
    /// `/* …`, which SQLite takes for whole at the end of the text.
    case block
  }

  /// The comment in which the text ends behind its last token, whose end is given; nil where it ends in none.
  func openComment(behind end: Int) -> OpenComment? {
    var position = end
    return skipSpaceAndComments(&position)
  }

  /// The text of a token as it is written.
  func text(_ token: Token) -> String {
    String(decoding: bytes[token.range], as: UTF8.self)
  }

  /// The text of a token without its quotes.
  func unquoted(_ token: Token) -> String {
    switch token.kind {
    case .quotedName, .string:
      guard token.range.count >= 2, let quote = bytes[token.range].first else { return text(token) }
      let inner = bytes[(token.range.lowerBound + 1)..<(token.range.upperBound - 1)]
      if quote == UInt8(ascii: "[") { return String(decoding: inner, as: UTF8.self) }
      var result: [UInt8] = []
      result.reserveCapacity(inner.count)
      var isSecond = false
      for byte in inner {
        // A quote within quotes is written twice.
        if byte == quote, !isSecond {
          isSecond = true
          continue
        }
        isSecond = false
        result.append(byte)
      }
      return String(decoding: result, as: UTF8.self)
    default: return text(token)
    }
  }

  private func next(_ position: inout Int) -> Token? {
    skipSpaceAndComments(&position)
    guard position < bytes.count else { return nil }
    let start = position
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "'"):
      return quoted(from: start, &position, end: byte, kind: .string)
    case UInt8(ascii: "\""), UInt8(ascii: "`"):
      return quoted(from: start, &position, end: byte, kind: .quotedName)
    case UInt8(ascii: "["):
      while position < bytes.count, bytes[position] != UInt8(ascii: "]") { position += 1 }
      guard position < bytes.count else { return Token(kind: .unterminated, range: start..<bytes.count) }
      position += 1
      return Token(kind: .quotedName, range: start..<position)
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "'") {
        position += 1
        return quoted(from: start, &position, end: UInt8(ascii: "'"), kind: .string)
      }
      return word(from: start, &position, kind: .word)
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      return number(from: start, &position)
    case UInt8(ascii: "."):
      if position + 1 < bytes.count, Self.isDigit(bytes[position + 1]) { return number(from: start, &position) }
      position += 1
      return Token(kind: .punctuation, range: start..<position)
    case UInt8(ascii: "?"), UInt8(ascii: ":"), UInt8(ascii: "@"), UInt8(ascii: "$"):
      position += 1
      let token = word(from: start, &position, kind: .parameter)
      return token.range.count == 1 && byte != UInt8(ascii: "?") ? Token(kind: .punctuation, range: token.range) : token
    default:
      if Self.isNameByte(byte) { return word(from: start, &position, kind: .word) }
      position += 1
      return Token(kind: .punctuation, range: start..<position)
    }
  }

  @discardableResult
  private func skipSpaceAndComments(_ position: inout Int) -> OpenComment? {
    var open: OpenComment?
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
        position += 1
      // A byte order mark is white space to SQLite.
      case 0xEF where bytes[position...].starts(with: [0xEF, 0xBB, 0xBF]):
        position += 3
      case UInt8(ascii: "-") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "-"):
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
        if position == bytes.count { open = .line }
      case UInt8(ascii: "/") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "*"):
        position += 2
        open = .block
        while position < bytes.count {
          if bytes[position] == UInt8(ascii: "*"), position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "/")
          {
            position += 2
            open = nil
            break
          }
          position += 1
        }
      default: return nil
      }
    }
    return open
  }

  /// `position` stands at the opening quote.
  private func quoted(from start: Int, _ position: inout Int, end: UInt8, kind: Token.Kind) -> Token {
    position += 1
    while position < bytes.count {
      if bytes[position] == end {
        position += 1
        if position < bytes.count, bytes[position] == end {
          position += 1
          continue
        }
        return Token(kind: kind, range: start..<position)
      }
      position += 1
    }
    return Token(kind: .unterminated, range: start..<bytes.count)
  }

  private func word(from start: Int, _ position: inout Int, kind: Token.Kind) -> Token {
    while position < bytes.count, Self.isNameByte(bytes[position]) { position += 1 }
    return Token(kind: kind, range: start..<position)
  }

  private func number(from start: Int, _ position: inout Int) -> Token {
    while position < bytes.count {
      let byte = bytes[position]
      if Self.isNameByte(byte) || byte == UInt8(ascii: ".") {
        position += 1
      } else if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-"),
        [UInt8(ascii: "e"), UInt8(ascii: "E")].contains(bytes[position - 1]),
        position + 1 < bytes.count, Self.isDigit(bytes[position + 1]), !isHexadecimal(start)
      {
        position += 1
      } else {
        break
      }
    }
    return Token(kind: .number, range: start..<position)
  }

  private func isHexadecimal(_ start: Int) -> Bool {
    start + 1 < bytes.count && bytes[start] == UInt8(ascii: "0") && (bytes[start + 1] | 0x20) == UInt8(ascii: "x")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  /// Letters, digits, underscore, dollar, and everything outside ASCII, as in SQLite.
  static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }
}
