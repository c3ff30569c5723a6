import Foundation
import ProviderSpec

/// What an import wrote into a directory: each file's name and digest, in a file beside them that `sha256sum -c` reads.
///
/// By it the next import tells a file that it may replace from one that somebody has written or changed.
struct ImportRecord {
  /// The file's name. No spec has one of this kind, and whoever reads a spec passes over it.
  static let fileName = "imported.sha256"
  private static let heading =
    "# The files that an import wrote here. It replaces them as long as they are what it wrote."

  /// The digests, by the names of files.
  private var digests: [String: String] = [:]

  /// The record of files that are about to be written.
  init(of files: [GeneratedFile]) {
    for file in files { digests[file.name] = SHA256.digest(file.text.utf8) }
  }

  /// The record in a directory; empty where there is none.
  init(in directory: String) {
    guard let data = FileManager.default.contents(atPath: directory + "/" + Self.fileName) else { return }
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
      let parts = line.split(separator: " ", maxSplits: 1)
      guard parts.count == 2 else { continue }
      digests[String(parts[1].drop { $0 == " " || $0 == "*" })] = String(parts[0])
    }
  }

  /// The record as a file.
  var file: GeneratedFile {
    let lines = digests.sorted { $0.key < $1.key }.map { "\($0.value)  \($0.key)\n" }
    return GeneratedFile(name: Self.fileName, text: Self.heading + "\n" + lines.joined())
  }

  /// What begins such a file.
  static var mark: String { heading }

  /// Why a file is not the import's to replace; nil where it is, or where it is not there.
  func objection(to name: String, in directory: String) -> EditedSpecError.Reason? {
    guard let data = FileManager.default.contents(atPath: directory + "/" + name) else { return nil }
    guard let digest = digests[name] else { return .notImported }
    return digest == SHA256.digest(data) ? nil : .changed
  }
}

/// Files of a spec that an import would have replaced and that are not what an import wrote.
public struct EditedSpecError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What a file is instead.
  public enum Reason: Sendable, Hashable {
    /// No import wrote it.
    case notImported
    /// It was changed since.
    case changed
  }

  /// A file.
  public struct File: Sendable, Hashable {
    /// Its path.
    public var path: String
    /// What it is.
    public var reason: Reason
  }

  /// The files, in the order of the spec.
  public var files: [File]

  /// A line for each file, and what to do.
  public var description: String {
    let lines = files.map { file in
      switch file.reason {
      case .notImported: "\(file.path): error: no import wrote this file, and none replaces it."
      case .changed: "\(file.path): error: the file was changed since it was imported, and is not replaced."
      }
    }
    let advice =
      "nothing was written; import into another directory and compare the two with 'spec diff', or give --force, which "
      + "replaces \(files.count == 1 ? "the file" : "the files")"
    return (lines + [advice]).joined(separator: "\n")
  }
}
