/// A value of a result.
public enum SQLValue: Sendable, Hashable {
  /// NULL.
  case null
  /// A whole number.
  case integer(Int64)
  /// A floating-point number.
  case real(Double)
  /// A text.
  case text(String)
  /// Bytes.
  case blob([UInt8])
  /// A text that is JSON: a column of objects or arrays, or what one of SQLite's JSON functions made.
  case json(String)
  /// A value of a column that is declared BOOLEAN.
  case boolean(Bool)

  /// The value as SQL writes it.
  var literal: String {
    switch self {
    case .null: "NULL"
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text), .json(let text): SQLText.quotedString(text)
    case .blob(let bytes): "a blob of \(bytes.count) bytes"
    case .boolean(let truth): truth ? "true" : "false"
    }
  }
}
