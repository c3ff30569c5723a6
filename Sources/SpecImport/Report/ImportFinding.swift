import ProviderSpec

/// Something of a document that the spec could not take over as it is: where, what, and why.
public struct ImportFinding: Sendable, Hashable {
  /// What kind of thing it is about; the summary counts by it.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The document itself: repeated keys, values of a wrong type.
    case document
    /// A `$ref` that leads nowhere.
    case reference
    /// An operation that became no method.
    case operation
    /// A resource, or an entry of a mapping.
    case mapping
    /// A name that had to change.
    case name
    /// A parameter, or something about one.
    case parameter
    /// The body of a request.
    case body
    /// A response, or something about one.
    case response
    /// A part of a schema.
    case schema
    /// How a list is paged.
    case paging
    /// Servers.
    case server
    /// How requests are authenticated.
    case authentication
    /// Callbacks, links and webhooks.
    case callback
    /// What was changed by hand in the spec and by the documents.
    case edit
  }

  /// The file, as it was named.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in characters.
  public var column: Int
  /// What kind of thing it is about.
  public var kind: Kind
  /// What was not taken over, why, and what became of it.
  public var message: String
}

extension ImportFinding: CustomStringConvertible {
  /// `file:line:column: warning: message`, the form that editors jump to.
  public var description: String { "\(file):\(line):\(column): warning: \(message)" }
}
