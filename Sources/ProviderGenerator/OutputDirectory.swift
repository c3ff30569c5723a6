import Foundation

/// The directory that generated files are written to: each whole or not at all, and only where its text has changed.
public struct OutputDirectory: Sendable {
  /// The directory's path.
  public let path: String

  /// Names a directory; it is made when something is written.
  public init(path: String) {
    self.path = path
  }

  /// Writes the files whose text differs from what is there, and returns their names.
  ///
  /// Each text goes to a temporary file first, and only when all are written are they renamed, so that an error leaves
  /// everything as it was. A file with the right text is not touched: its time of change stays, and nothing that depends
  /// on it is built again.
  ///
  /// - Throws: `OutputError` where something can't be written, or two files would be one where case does not count.
  @discardableResult
  public func write(_ files: [GeneratedFile]) throws -> [String] {
    var names: [String: String] = [:]
    for file in files {
      if let other = names.updateValue(file.name, forKey: file.name.lowercased()) {
        throw OutputError(path: path, problem: "'\(other)' and '\(file.name)' can't stand in one directory; rename one")
      }
    }
    let manager = FileManager.default
    do {
      try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw OutputError(path: path, problem: "can't make the directory: \(error.localizedDescription)")
    }
    let changed = files.filter { manager.contents(atPath: path + "/" + $0.name) != Data($0.text.utf8) }
    let temporary = changed.map { "\(path)/.\($0.name).\(UUID().uuidString)" }
    defer {
      for path in temporary { try? manager.removeItem(atPath: path) }
    }
    for (file, temporaryPath) in zip(changed, temporary) {
      guard manager.createFile(atPath: temporaryPath, contents: Data(file.text.utf8)) else {
        throw OutputError(path: path + "/" + file.name, problem: "can't write the file; is the directory writable?")
      }
    }
    for (file, temporaryPath) in zip(changed, temporary) {
      let target = path + "/" + file.name
      guard rename(temporaryPath, target) == 0 else {
        throw OutputError(path: target, problem: "can't write the file: \(String(cString: strerror(errno)))")
      }
    }
    return changed.map(\.name)
  }
}

/// Generated files that could not be written.
public struct OutputError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file or directory.
  public let path: String
  /// What is wrong with it and what would be right.
  public let problem: String

  /// The error as a line that names the file.
  public var description: String { "\(path): error: \(problem)" }
}
