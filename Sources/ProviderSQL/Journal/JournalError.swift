/// Why the journal can't be used as asked. Nothing is sent without it.
public struct JournalError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, for callers that tell errors apart.
  public enum Kind: Sendable, Hashable {
    /// There is no place for a journal: neither a path nor a home folder is known.
    case noPlace
    /// The file or its folder can't be opened or made.
    case cannotOpen
    /// The file is something else than a journal.
    case notAJournal
    /// A newer version of the program made the file.
    case newerVersion
    /// SQLite failed to read or write; its result code.
    case sqlite(code: Int32)
    /// Another program has changed what the journal holds.
    case damaged
    /// There is no run of that number.
    case noSuchRun(Int64)
    /// Another process is applying the run, or this one is.
    case isActive(run: Int64)
    /// The run's provider, resource or method is not known.
    case unknownMethod
    /// The run's requests went to another server than the client's.
    case otherServer
    /// A request of the run took a secret, which is not kept: it can't be sent again from the journal.
    case secretNeeded
  }

  /// What is wrong, for callers that tell errors apart.
  public var kind: Kind
  /// What is wrong and what to do, in words.
  public var description: String

  init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}
