import CSQLite
import CSimdJSON

/// A row of a result, valid only while it is handed over.
public struct Row {
  /// What a value is, without reading it.
  public enum Kind: Sendable, Hashable {
    /// NULL.
    case null
    /// A whole number.
    case integer
    /// A floating-point number.
    case real
    /// A text.
    case text
    /// Bytes.
    case blob
    /// A text that is JSON.
    case json
    /// True or false.
    case boolean
  }

  private enum Storage {
    case statement(OpaquePointer)
    case values([SQLValue])
  }

  /// The columns of the result.
  public let columns: [Column]
  private let storage: Storage

  init(_ statement: OpaquePointer, _ columns: [Column]) {
    storage = .statement(statement)
    self.columns = columns
  }

  init(_ values: [SQLValue], _ columns: [Column]) {
    storage = .values(values)
    self.columns = columns
  }

  /// How many values there are.
  public var count: Int { columns.count }

  /// What the value of a column is. Texts are JSON where the column is declared so or SQLite marked the value so, and
  /// where they can be read as JSON.
  public func kind(_ column: Int) -> Kind {
    switch storage {
    case .statement(let statement):
      let value = Self.value(statement, column)
      switch sqlite3_value_type(value) {
      case SQLITE_INTEGER:
        guard columns[column].isBoolean else { return .integer }
        let number = sqlite3_value_int64(value)
        return number == 0 || number == 1 ? .boolean : .integer
      case SQLITE_FLOAT: return .real
      case SQLITE_BLOB: return .blob
      case SQLITE_TEXT:
        guard columns[column].isJSON || sqlite3_value_subtype(value) == Cursor.jsonSubtype else { return .text }
        return withUTF8(column) { csj_is_json($0.baseAddress, $0.count) } ? .json : .text
      default: return .null
      }
    case .values(let values):
      switch values[column] {
      case .null: return .null
      case .integer: return .integer
      case .real: return .real
      case .text: return .text
      case .blob: return .blob
      case .json: return .json
      case .boolean: return .boolean
      }
    }
  }

  /// The value of a column.
  public subscript(column: Int) -> SQLValue {
    guard case .statement(let statement) = storage else {
      if case .values(let values) = storage { return values[column] }
      return .null
    }
    let value = Self.value(statement, column)
    switch kind(column) {
    case .null: return .null
    case .integer: return .integer(sqlite3_value_int64(value))
    case .boolean: return .boolean(sqlite3_value_int64(value) != 0)
    case .real: return .real(sqlite3_value_double(value))
    case .text: return .text(withUTF8(column) { String(decoding: $0, as: UTF8.self) })
    case .json: return .json(withUTF8(column) { String(decoding: $0, as: UTF8.self) })
    case .blob: return .blob(withUTF8(column) { Array($0) })
    }
  }

  /// The value of a column as a whole number, 0 where it is none: for writers that looked at `kind` first.
  public func integer(_ column: Int) -> Int64 {
    switch storage {
    case .statement(let statement): return sqlite3_value_int64(Self.value(statement, column))
    case .values(let values):
      if case .integer(let number) = values[column] { return number }
      if case .boolean(let truth) = values[column] { return truth ? 1 : 0 }
      return 0
    }
  }

  /// Calls the body with the value of a column as SQLite writes it as text (a blob as it is, NULL as nothing), in place.
  public func withUTF8<Result>(
    _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    switch storage {
    case .statement(let statement):
      let value = Self.value(statement, column)
      let isBlob = sqlite3_value_type(value) == SQLITE_BLOB
      let bytes = isBlob ? sqlite3_value_blob(value)?.assumingMemoryBound(to: UInt8.self) : sqlite3_value_text(value)
      return try body(UnsafeBufferPointer(start: bytes, count: bytes == nil ? 0 : Int(sqlite3_value_bytes(value))))
    case .values(let values):
      switch values[column] {
      case .null: return try body(UnsafeBufferPointer(start: nil, count: 0))
      case .blob(let bytes): return try bytes.withUnsafeBufferPointer(body)
      case .text(var text), .json(var text): return try text.withUTF8(body)
      case .integer(let number):
        var text = String(number)
        return try text.withUTF8(body)
      case .real(let number):
        var text = String(number)
        return try text.withUTF8(body)
      case .boolean(let truth):
        var text = truth ? "1" : "0"
        return try text.withUTF8(body)
      }
    }
  }

  /// The value itself, which is looked up once for all questions about it. It may be asked like one of a function's
  /// arguments because connections are opened without a mutex of their own (https://www.sqlite.org/c3ref/value.html).
  private static func value(_ statement: OpaquePointer, _ column: Int) -> OpaquePointer? {
    sqlite3_column_value(statement, Int32(column))
  }
}
