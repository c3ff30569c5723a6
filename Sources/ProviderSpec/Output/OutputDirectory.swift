import Foundation

/// The directory that generated files are written to: each whole or not at all, and only where its text has changed.
public struct OutputDirectory: Sendable {
  /// The directory's path.
  public let path: String
  /// The text that a generated file of a name holds near its beginning; nil where the directory holds nothing but
  /// generated files.
  ///
  /// Where it is given, a file without it is somebody's own: it is never replaced, and one with it that is no longer
  /// generated is removed. A mark that names the file keeps copies of it in other places.
  public let mark: (@Sendable (String) -> String)?

  /// What writing did, in names of files.
  public struct Changes: Sendable, Hashable {
    /// The files that are new or have another text than before.
    public var written: [String] = []
    /// The files that are no longer generated.
    public var removed: [String] = []

    /// Changes that have not been made yet.
    package init(written: [String] = [], removed: [String] = []) {
      self.written = written
      self.removed = removed
    }
  }

  /// Names a directory; it is made when something is written.
  public init(path: String, mark: (@Sendable (String) -> String)? = nil) {
    self.path = path
    self.mark = mark
  }

  /// Writes the files whose text differs from what is there, and returns their names.
  ///
  /// Each text goes to a temporary file first, and only when all are written are they renamed, so that an error leaves
  /// everything as it was. A file with the right text is not touched: its time of change stays, and nothing that depends
  /// on it is built again.
  ///
  /// - Throws: `OutputError` where something can't be written, two files would be one where case does not count, or a
  ///   file would take the place of one that was not generated.
  @discardableResult
  public func write(_ files: [GeneratedFile]) throws -> [String] {
    try replace(with: files).written
  }

  /// Writes the files as `write(_:)` does, and removes those with the mark that are none of them, and others by name.
  @discardableResult
  public func replace(with files: [GeneratedFile], removing others: [String] = []) throws -> Changes {
    var changes = try changes(with: files)
    changes.removed += others
    let names = Set(changes.written)
    try makeDirectories(for: files)
    try put(files.filter { names.contains($0.name) })
    try remove(changes.removed)
    return changes
  }

  private func changes(with files: [GeneratedFile]) throws -> Changes {
    try checkNames(files)
    let changed = files.filter { contents($0.name) != Data($0.text.utf8) }
    if let mark {
      for file in changed where exists(file.name) && !has(file.name, mark(file.name)) {
        throw OutputError(
          path: path + "/" + file.name,
          problem: "the file was not generated and is not replaced; move it, or choose another directory")
      }
    }
    let old = mark.map { staleFiles(beside: files, mark: $0) } ?? []
    return Changes(written: changed.map(\.name), removed: old)
  }

  private func checkNames(_ files: [GeneratedFile]) throws {
    var names: [String: String] = [:]
    for file in files {
      if let other = names.updateValue(file.name, forKey: file.name.lowercased()) {
        throw OutputError(path: path, problem: "'\(other)' and '\(file.name)' can't stand in one directory; rename one")
      }
    }
  }

  private func makeDirectories(for files: [GeneratedFile]) throws {
    for directory in Set([path] + files.map { (path + "/" + $0.name as NSString).deletingLastPathComponent }).sorted() {
      do {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
      } catch {
        throw OutputError(path: directory, problem: "can't make the directory: \(error.localizedDescription)")
      }
    }
  }

  private func put(_ files: [GeneratedFile]) throws {
    let manager = FileManager.default
    let temporary = files.map { file in
      let target = path + "/" + file.name as NSString
      return target.deletingLastPathComponent + "/.\(target.lastPathComponent).\(UUID().uuidString)"
    }
    defer {
      for path in temporary { try? manager.removeItem(atPath: path) }
    }
    for (file, temporaryPath) in zip(files, temporary) {
      guard manager.createFile(atPath: temporaryPath, contents: Data(file.text.utf8)) else {
        throw OutputError(path: path + "/" + file.name, problem: "can't write the file; is the directory writable?")
      }
    }
    for (file, temporaryPath) in zip(files, temporary) {
      let target = path + "/" + file.name
      guard rename(temporaryPath, target) == 0 else {
        throw OutputError(path: target, problem: "can't write the file: \(String(cString: strerror(errno)))")
      }
    }
  }

  // MARK: Files of earlier runs

  /// Removes files, and the directories that this leaves empty.
  private func remove(_ names: [String]) throws {
    for name in names {
      let file = path + "/" + name
      guard unlink(file) == 0 else {
        throw OutputError(path: file, problem: "can't remove the file: \(String(cString: strerror(errno)))")
      }
      var directory = (name as NSString).deletingLastPathComponent
      while !directory.isEmpty, rmdir(path + "/" + directory) == 0 {
        directory = (directory as NSString).deletingLastPathComponent
      }
    }
  }

  /// The files with their mark that are not generated any more. Looked at are only files of the same kinds that lie no
  /// deeper; links are not followed, since what they lead to is not ours.
  private func staleFiles(beside files: [GeneratedFile], mark: (String) -> String) -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: path) else { return [] }
    let names = Set(files.map(\.name))
    let kinds = Set(names.map { ($0 as NSString).pathExtension })
    let depth = names.map { $0.count { $0 == "/" } + 1 }.max() ?? 0
    var stale: [String] = []
    for case let name as String in walk {
      if walk.level >= depth { walk.skipDescendants() }
      guard kinds.contains((name as NSString).pathExtension), !names.contains(name),
        walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular, has(name, mark(name))
      else { continue }
      stale.append(name)
    }
    return stale.sorted()
  }

  private func contents(_ name: String) -> Data? {
    FileManager.default.contents(atPath: path + "/" + name)
  }

  private func exists(_ name: String) -> Bool {
    var status = stat()
    return lstat(path + "/" + name, &status) == 0
  }

  /// Whether a file begins with lines that hold the mark.
  private func has(_ name: String, _ mark: String) -> Bool {
    guard let file = FileHandle(forReadingAtPath: path + "/" + name) else { return false }
    defer { try? file.close() }
    guard let start = try? file.read(upToCount: 4096) else { return false }
    return start.range(of: Data(mark.utf8)) != nil
  }
}

/// Generated files that could not be written.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file or directory.
  public let path: String
  /// What is wrong with it and what would be right.
  public let problem: String

  /// An error out of its parts.
  package init(path: String, problem: String) {
    self.path = path
    self.problem = problem
  }

  /// The error as a line that names the file.
  public var description: String { "\(path): error: \(problem)" }
}
