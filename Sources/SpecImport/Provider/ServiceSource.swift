import Foundation
import ProviderSpec

/// A document that becomes a service, with what is said about it elsewhere.
struct ServiceSource {
  var document: SourceDocument
  var name: String
  var title: String
  var summary: String
}

/// Finds out which of the given files is what: the provider of StackQL's form, services, and documents that others refer to.
struct SourceFiles {
  /// The documents, in the order in which they were given or named.
  private(set) var documents: [SourceDocument] = []
  /// The file that names the provider's services, where there is one.
  private(set) var provider: SourceDocument?
  private(set) var services: [SourceDocument] = []
  /// What the provider's file says about a service, by the path of its document.
  private(set) var entries: [ObjectIdentifier: (name: String, node: Node)] = [:]
  private(set) var findings: [ImportFinding] = []
  private let limits: DocumentLimits
  /// The files that are not on disk, by their names.
  private let inMemory: [String: [UInt8]]

  /// Reads the files, and those that a provider's file names.
  ///
  /// - Throws: `ImportError` with every file that can't be read at all.
  init(_ files: [String], limits: DocumentLimits, inMemory: [String: [UInt8]] = [:]) throws(ImportError) {
    self.limits = limits
    self.inMemory = inMemory
    var errors: [DocumentError] = []
    var paths: Set<String> = []
    for file in files where paths.insert(References.normalized([], file)).inserted {
      do throws(DocumentError) {
        try add(file)
      } catch {
        errors.append(error)
      }
    }
    if errors.isEmpty {
      for document in documents where document.root["providerServices"] != nil { readProvider(document, &errors) }
    }
    guard errors.isEmpty else { throw ImportError(errors) }
    for document in documents where document !== provider { try classify(document) }
    if let provider, !entries.isEmpty {
      // The provider's file has its services in order.
      let order = provider.root["providerServices"]?.members.map(\.name) ?? []
      let places = Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      services = services.enumerated().sorted { left, right in
        let keys = [left, right].map { places[entries[ObjectIdentifier($0.element)]?.name ?? ""] ?? .max }
        return keys[0] == keys[1] ? left.offset < right.offset : keys[0] < keys[1]
      }.map(\.element)
    }
    guard services.isEmpty else { return }
    let file = documents.first?.file ?? files.first ?? ""
    throw ImportError([
      DocumentError(
        file: file, message: "none of the files describes an API: an OpenAPI document has 'openapi' and 'paths'.")
    ])
  }

  private mutating func add(_ file: String) throws(DocumentError) {
    let read =
      if let bytes = inMemory[file] {
        try DocumentReader.read(bytes, file: file, limits: limits)
      } else {
        try DocumentReader.read(file: file, limits: limits)
      }
    documents.append(read.document)
    findings += read.findings.map { finding in
      ImportFinding(
        file: file, line: finding.line, column: finding.column, kind: .document,
        message: SpecText.line(finding.message))
    }
  }

  // MARK: StackQL's provider

  private mutating func readProvider(_ document: SourceDocument, _ errors: inout [DocumentError]) {
    guard provider == nil else {
      add(.document, at: document.root.place, "a second file with 'providerServices'; the first one counts.")
      return
    }
    provider = document
    for entry in document.root["providerServices"]?.members ?? [] {
      guard let reference = entry.value["service"]?["$ref"], let path = reference.string else {
        add(.document, at: entry.place, "the service '\(entry.name)' names no document by a '$ref'; it is left out.")
        continue
      }
      if let service = given(path) {
        entries[ObjectIdentifier(service)] = (entry.name, entry.value)
        continue
      }
      let directory = (document.file as NSString).deletingLastPathComponent
      let candidates = References.suffixes(of: path).map { directory.isEmpty ? $0 : directory + "/" + $0 }
      guard let file = candidates.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
        let places = candidates.map { "'\($0)'" }.joined(separator: ", ")
        add(
          .document, at: reference.place,
          "the service '\(entry.name)' is left out: there is no file '\(path)'; looked for were \(places).")
        continue
      }
      do throws(DocumentError) {
        try add(file)
        if let service = documents.last { entries[ObjectIdentifier(service)] = (entry.name, entry.value) }
      } catch {
        errors.append(error)
      }
    }
  }

  /// The given document that a path ends in.
  private func given(_ path: String) -> SourceDocument? {
    for ending in References.suffixes(of: path) {
      let matches = documents.filter { $0.file == ending || $0.file.hasSuffix("/" + ending) }
      if matches.count == 1 { return matches[0] }
    }
    return nil
  }

  private mutating func classify(_ document: SourceDocument) throws(ImportError) {
    let root = document.root
    guard root.isMapping else {
      throw ImportError([
        DocumentError(file: document.file, message: "the file holds \(root.what); an OpenAPI document is an object.")
      ])
    }
    if let swagger = root["swagger"] {
      throw ImportError([
        DocumentError(
          file: document.file, line: swagger.place.line, column: swagger.place.column,
          message: "the document is of Swagger \(swagger.scalar ?? ""); convert it to OpenAPI 3 first.")
      ])
    }
    if let version = root["openapi"] {
      let text = version.scalar ?? ""
      if !text.hasPrefix("3.0") && !text.hasPrefix("3.1") && text != "3" {
        add(.document, at: version.place, "OpenAPI '\(text)' is not known; it is read as 3.1.")
      }
    } else if root["paths"] != nil {
      add(.document, at: root.place, "the document does not say which 'openapi' it is; it is read as 3.1.")
    }
    if root["paths"] != nil {
      services.append(document)
    } else if root["openapi"] != nil, root["components"] == nil {
      add(.document, at: root.place, "the document has no 'paths'; there is nothing to import.")
    }
  }

  private mutating func add(_ kind: ImportFinding.Kind, at place: SourcePlace, _ message: String) {
    findings.append(
      ImportFinding(
        file: place.file, line: place.line, column: place.column, kind: kind, message: SpecText.line(message)))
  }
}
