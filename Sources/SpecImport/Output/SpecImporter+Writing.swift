import ProviderSpec

extension SpecImporter {
  /// Writes the files of a spec into a directory: all or none, and only those that have changed.
  ///
  /// A file that stands in their place is replaced only if it is a spec of the same provider or service, and is what the last
  /// import wrote. Services' files of an earlier import that are no longer made are removed. What was written is recorded
  /// beside the files, in `imported.sha256`.
  ///
  /// - Parameter force: Whether files of the spec are replaced and removed that somebody has written or changed.
  /// - Throws: `OutputError` where something can't be written, or a file that is no such spec is in the way;
  ///   `EditedSpecError` where files are not what the last import wrote.
  public static func write(
    _ result: Result, to directory: String, force: Bool = false
  ) throws -> OutputDirectory.Changes {
    let provider = result.provider.name
    let output = OutputDirectory(path: directory) { file in
      if file == ImportRecord.fileName { return ImportRecord.mark }
      let name = file == "provider.json" ? provider : String(file.dropLast(".json".count))
      // As `SpecWriter` begins each file.
      return "\"format\": 1,\n  \"name\": \"\(name)\""
    }
    if !force {
      let record = ImportRecord(in: directory)
      let changes = try output.changes(with: result.files)
      let edited = (changes.written + changes.removed).compactMap { name in
        record.objection(to: name, in: directory).map {
          EditedSpecError.File(path: directory + "/" + name, reason: $0)
        }
      }
      guard edited.isEmpty else { throw EditedSpecError(files: edited) }
    }
    var changes = try output.replace(with: result.files + [ImportRecord(of: result.files).file])
    changes.written.removeAll { $0 == ImportRecord.fileName }
    return changes
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
  public func text(after changes: OutputDirectory.Changes, in directory: String) -> String {
    "\(directory): \(provider.inventory); \(changes.written.count) of \(files.count) files written, "
      + "\(files.count - changes.written.count) unchanged"
      + (changes.removed.isEmpty ? "" : ", removed: \(changes.removed.joined(separator: ", "))")
  }
}
