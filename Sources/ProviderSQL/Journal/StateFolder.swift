#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The folder in which the journal is, and what else a program keeps of its own accord.
package enum StateFolder {
  /// `bindery` in the folder that the
  /// [XDG rules](https://specifications.freedesktop.org/basedir-spec/latest/) name for state; nil where no home folder
  /// is known.
  package static func path(environment: [String: String]) -> String? {
    // The rules say that a relative path there is to be ignored.
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/bindery" }
    if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.local/state/bindery" }
    return nil
  }

  /// Makes the folders that a file needs and that are missing, for nobody else to look into.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - name: What the file is, for the message.
  /// - Throws: `JournalError` of the kind `cannotOpen`.
  package static func makeFolders(of path: String, called name: String) throws(JournalError) {
    var folders: [Substring] = []
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/"), slash > rest.startIndex {
      rest = rest[..<slash]
      folders.append(rest)
    }
    guard let parent = folders.first, access(String(parent), F_OK) != 0 else { return }
    for folder in folders.reversed() where mkdir(String(folder), 0o700) != 0 {
      let code = errno
      if code == EEXIST || access(String(folder), F_OK) == 0 { continue }
      throw JournalError(
        .cannotOpen, "the folder \(folder) of the \(name) can't be made: \(String(cString: strerror(code)))")
    }
  }
}
