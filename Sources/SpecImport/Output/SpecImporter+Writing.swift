import Foundation
import ProviderSpec

extension SpecImporter {
  /// What writing a spec did.
  public struct Written: Sendable {
    /// The files that were written and removed.
    public var changes = OutputDirectory.Changes()
    /// The files that hold what was changed by hand, too.
    public var merged: [String] = []
    /// Where the documents and somebody's hand have changed the same.
    public var conflicts: [ImportFinding] = []
    /// Why what came of both is no spec; nil where it is.
    public var error: SpecError?

    /// The conflicts, for people.
    public var report: [String] { FindingGroups(conflicts).lines }
  }

  /// The directory, in that of a spec, of what the last import made: a spec of its own, without what was changed by hand.
  static let record = "imported"

  /// Writes the files of a spec into a directory: all or none, and only those that have changed.
  ///
  /// What was changed by hand since the last import stays: what that made is kept in the directory `imported`, and what
  /// the documents have changed since is put into the files as they are. Files that no import wrote are never replaced.
  /// Services' files of an earlier import that are no longer made are removed, unless they were changed.
  ///
  /// - Throws: `OutputError` where something can't be written, or a file that no import wrote is in the way; `SpecError`
  ///   where a changed file is no JSON.
  public static func write(_ result: Result, to directory: String) throws -> Written {
    func contents(_ name: String) -> Data? { FileManager.default.contents(atPath: directory + "/" + name) }
    // As `SpecWriter` begins the file.
    let beginning = "{\n  \"format\": 1,\n  \"name\": \"\(result.provider.name)\""
    if let before = contents(record + "/provider.json"), !before.starts(with: Data(beginning.utf8)) {
      throw OutputError(
        path: directory, problem: "the spec of another provider was imported here; import into another directory")
    }
    var written = Written()
    let files = try result.files.map { file in
      guard let edited = contents(file.name), edited != Data(file.text.utf8) else { return file }
      let path = directory + "/" + file.name
      guard let before = contents(record + "/" + file.name) else {
        throw OutputError(
          path: path,
          problem: "no import wrote this file, and none replaces it; remove it, or import into another directory")
      }
      if before == edited { return file }
      let (text, conflicts) = try SpecMerge.text(
        before: (directory + "/" + record + "/" + file.name, [UInt8](before)), edited: (path, [UInt8](edited)),
        imported: Array(file.text.utf8))
      written.merged.append(file.name)
      written.conflicts += conflicts.map {
        ImportFinding(file: path, line: $0.line, column: $0.column, kind: .edit, message: $0.message)
      }
      return GeneratedFile(name: file.name, text: text)
    }
    var old: [String] = []
    let names = Set(files.map(\.name))
    for name in try recorded(in: directory) where !names.contains(name) {
      old.append(record + "/" + name)
      guard let edited = contents(name) else { continue }
      if edited == contents(record + "/" + name) {
        old.append(name)
      } else {
        written.conflicts.append(
          ImportFinding(
            file: directory + "/" + name, line: 1, column: 1, kind: .edit,
            message: "the documents no longer describe this service; the file stays, since it was changed by hand."))
      }
    }
    // The record comes last: where writing is cut off, what was written is what the next import makes.
    let pristine = files.indices.map { GeneratedFile(name: record + "/" + files[$0].name, text: result.files[$0].text) }
    written.changes = try OutputDirectory(path: directory).replace(with: files + pristine, removing: old.sorted())
    written.changes.written.removeAll { $0.hasPrefix(record + "/") }
    written.changes.removed.removeAll { $0.hasPrefix(record + "/") }
    if !written.merged.isEmpty {
      do { _ = try SpecLoader.load(directory: directory) } catch let error as SpecError { written.error = error }
    }
    return written
  }

  /// The names of the files that the last import made.
  private static func recorded(in directory: String) throws -> [String] {
    let path = directory + "/" + record
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".json") }.sorted()
  }
}

extension SpecImporter.Result {
  /// How much could not be taken over, by kind; nil where all was.
  public var summary: String? {
    var parts = ImportFinding.Kind.allCases.compactMap { kind -> String? in
      let count = findings.count { $0.kind == kind }
      return count == 0 ? nil : "\(kind.rawValue) \(count)"
    }
    if !parts.isEmpty {
      parts = ["\(findings.count) warning\(findings.count == 1 ? "" : "s") (" + parts.joined(separator: ", ") + ")"]
    }
    let left = ImportOmission.allCases.compactMap { omission in omissions[omission].map { "\($0) \(omission.rawValue)" }
    }
    if !left.isEmpty { parts.append("not looked at, because no spec has them: " + left.joined(separator: ", ")) }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  /// What was written where, in a line.
  public func text(after written: SpecImporter.Written, in directory: String) -> String {
    let changes = written.changes
    return "\(directory): \(provider.inventory); \(changes.written.count) of \(files.count) files written, "
      + "\(files.count - changes.written.count) unchanged"
      + (changes.removed.isEmpty ? "" : ", removed: \(changes.removed.joined(separator: ", "))")
      + (written.merged.isEmpty ? "" : "; with what was changed by hand: \(written.merged.joined(separator: ", "))")
  }
}
