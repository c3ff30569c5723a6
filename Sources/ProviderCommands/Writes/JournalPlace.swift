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
    try parsed["--journal"] ?? Journal.defaultPath(environment: ProcessInfo.processInfo.environment)
  }
}
