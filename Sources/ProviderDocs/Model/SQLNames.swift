/// Names and values in SQL.
enum SQLNames {
  /// The name as it stands in a statement: in double quotes where SQLite would not take it for a name.
  static func name(_ name: String) -> String {
    isPlain(name) && !keywords.contains(name.lowercased())
      ? name : quoted(name, by: "\"")
  }

  /// A text in single quotes.
  static func string(_ text: String) -> String {
    quoted(text, by: "'")
  }

  /// Scalar by scalar, as SQLite reads it: for Swift a quote with an accent is another character.
  private static func quoted(_ text: String, by quote: Unicode.Scalar) -> String {
    var result = String.UnicodeScalarView([quote])
    for scalar in text.unicodeScalars {
      result.append(scalar)
      if scalar == quote { result.append(quote) }
    }
    result.append(quote)
    return String(result)
  }

  /// Whether the name is letters of ASCII, digits and underscores, no digit first.
  static func isPlain(_ name: String) -> Bool {
    guard let first = name.utf8.first, first == UInt8(ascii: "_") || isLetter(first) else { return false }
    return name.utf8.allSatisfy { isLetter($0) || $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) }
  }

  /// The path of a member for SQLite's JSON functions (https://www.sqlite.org/json1.html#path_arguments); nil where a
  /// name holds what such a path can't.
  static func jsonPath(_ names: some Sequence<String>) -> String? {
    var path = "$"
    for name in names {
      if name.unicodeScalars.contains(where: { $0 == "\"" || $0 == "\\" }) { return nil }
      path += isPlain(name) ? "." + name : ".\"" + name + "\""
    }
    return path
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  /// https://www.sqlite.org/lang_keywords.html
  private static let keywords = Set(
    """
    abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case \
    cast check collate column commit conflict constraint create cross current current_date current_time \
    current_timestamp database default deferrable deferred delete desc detach distinct do drop each else end escape \
    except exclude exclusive exists explain fail filter first following for foreign from full generated glob group \
    groups having if ignore immediate in index indexed initially inner insert instead intersect into is isnull join key \
    last left like limit match materialized natural no not nothing notnull null nulls of offset on or order others outer \
    over partition plan pragma preceding primary query raise range recursive references regexp reindex release rename \
    replace restrict returning right rollback row rows savepoint select set table temp temporary then ties to \
    transaction trigger true false unbounded union unique update using vacuum values view virtual when where window with \
    without rowid oid _rowid_
    """.split(separator: " ").map(String.init))
}
