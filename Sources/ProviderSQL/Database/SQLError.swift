/// A statement that cannot be run, because of what it says. Failures of the remote are `ProviderError`s.
public struct SQLError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, for callers that tell errors apart.
  public enum Kind: Sendable, Hashable {
    /// SQLite says no: a syntax error, a constraint, a file that is no database, ….
    case sqlite(code: Int32)
    /// A table, resource, service or provider that does not exist.
    case noSuchTable
    /// A column that does not exist.
    case noSuchColumn
    /// A method that does not exist.
    case noSuchMethod
    /// Every method needs parameters that are not given.
    case missingParameters
    /// A parameter that no method takes, alone or with the others that are given.
    case parameterNotTaken
    /// A parameter compared in a way that names no value, as in `org <> 'x'`.
    case parameterComparison
    /// A value that a parameter cannot take.
    case badValue
    /// A change of a table that is read-only.
    case readOnly
    /// Planned writes that nobody takes: `Database.writeHandler` is not set.
    case writesNotHandled
    /// A local table or view with the name of a resource's table.
    case shadowsTable
    /// A SHOW, DESCRIBE, EXPLAIN or EXEC statement that is not written as it must be.
    case syntax
    /// Something that this version does not do.
    case notSupported
    /// The statement was interrupted.
    case interrupted
  }

  /// What is wrong, for callers that tell errors apart.
  public var kind: Kind
  /// What is wrong, in words, without the place.
  public var message: String
  /// Where in the SQL text it is; nil where that is not known.
  public var place: SQLPlace?

  init(_ kind: Kind, _ message: String, place: SQLPlace? = nil) {
    self.kind = kind
    self.message = message
    self.place = place
  }

  /// The message, with the line and column and the line's text where they are known.
  public var description: String {
    guard let place else { return message }
    // A line of a generated statement can be long: the neighbourhood of the place is enough.
    let characters = Array(place.text)
    let start = place.column > 100 ? place.column - 60 : 0
    let shown = String(characters.dropFirst(start).prefix(140)).map { $0 == "\t" ? " " : $0 }
    let marker = String(repeating: " ", count: place.column - 1 - start) + "^"
    return "line \(place.line), column \(place.column): \(message)\n  \(String(shown))\n  \(marker)"
  }
}
