import Foundation
import ProviderSpec

/// A document that was read, with what was noticed in it.
struct ReadDocument {
  var document: SourceDocument
  var findings: [DocumentFinding] = []
}

/// A file that can't be read as a document at all: where and why.
public struct DocumentError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The file, as it was named.
  public var file: String
  /// The line, from 1.
  public var line: Int
  /// The column, from 1, in characters.
  public var column: Int
  /// What is wrong, and what would be right.
  public var message: String

  init(file: String, line: Int = 1, column: Int = 1, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// The first mistake of a report.
  init(_ report: SourceReport, bytes: [UInt8]) {
    let first = report.diagnostics(bytes: bytes).first
    self.init(
      file: first?.file ?? "", line: first?.line ?? 1, column: first?.column ?? 1,
      message: first?.message ?? "the file can't be read.")
  }

  /// `file:line:column: error: message`, the form that editors jump to.
  public var description: String { "\(file):\(line):\(column): error: \(SpecText.line(message))" }
}

/// Reads a file as YAML or JSON.
enum DocumentReader {
  /// The document in a file. No more of the file is read than the limits allow.
  static func read(file: String, limits: DocumentLimits = DocumentLimits()) throws(DocumentError) -> ReadDocument {
    var isDirectory: ObjCBool = false
    if FileManager.default.fileExists(atPath: file, isDirectory: &isDirectory), isDirectory.boolValue {
      throw DocumentError(file: file, message: "this is a directory; name the documents in it.")
    }
    guard let handle = FileHandle(forReadingAtPath: file) else {
      let isThere = FileManager.default.fileExists(atPath: file)
      throw DocumentError(file: file, message: isThere ? "the file can't be read." : "there is no such file.")
    }
    defer { try? handle.close() }
    let data: Data?
    do {
      data = try handle.read(upToCount: limits.bytes + 1)
    } catch {
      throw DocumentError(file: file, message: "the file can't be read: \(error.localizedDescription)")
    }
    return try read([UInt8](data ?? Data()), file: file, limits: limits)
  }

  /// The document that bytes hold.
  static func read(
    _ bytes: [UInt8], file: String, limits: DocumentLimits = DocumentLimits()
  ) throws(DocumentError) -> ReadDocument {
    guard bytes.count <= limits.bytes else {
      throw DocumentError(file: file, message: "the file has more than \(limits.bytes >> 20) MB.")
    }
    let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard !bytes.isEmpty else { throw DocumentError(file: file, message: "the file is empty.") }
    var report = SourceReport(file: file)
    guard SourceEncoding.check(bytes, report: &report) else { throw DocumentError(report, bytes: bytes) }
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else {
      if first == UInt8(ascii: "<") {
        throw DocumentError(file: file, message: "the file is HTML or XML; an OpenAPI document is YAML or JSON.")
      }
      return try YAMLReader.read(bytes, file: file, limits: limits)
    }
    do {
      return try JSONDocumentReader.read(bytes, file: file, limits: limits)
    } catch {
      // YAML may begin with a brace, too. Where it is neither, the braces say that JSON was meant.
      guard let document = try? YAMLReader.read(bytes, file: file, limits: limits) else { throw error }
      return document
    }
  }
}
