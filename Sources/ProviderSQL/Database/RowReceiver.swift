/// Takes the rows of statements, one by one.
public protocol RowReceiver {
  /// A statement with these columns begins. Statements without columns are not announced.
  mutating func begin(columns: [Column]) throws
  /// One more row; it is valid during this call only.
  mutating func row(_ row: Row) throws
  /// The statement's rows are complete.
  mutating func end() throws
}

/// A column of a result.
public struct Column: Sendable, Hashable {
  /// The name, as SQLite gives it.
  public var name: String
  /// Whether it is declared to hold JSON.
  public var isJSON: Bool
  /// Whether it is declared BOOLEAN.
  public var isBoolean: Bool

  /// Creates a column from its parts.
  public init(name: String, isJSON: Bool = false, isBoolean: Bool = false) {
    self.name = name
    self.isJSON = isJSON
    self.isBoolean = isBoolean
  }
}
