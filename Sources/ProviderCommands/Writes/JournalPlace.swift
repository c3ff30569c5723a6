import ProviderSQL

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where the journal of a command is.
enum JournalPlace {
  /// What --journal says, else the default place.
  static func path(_ parsed: ParsedOptions) throws -> String {
    if let path = parsed["--journal"] {
      guard !path.isEmpty else { throw UsageError("--journal needs the name of a file") }
      return path
    }
    return try Journal.defaultPath(environment: ProcessInfo.processInfo.environment)
  }
}
