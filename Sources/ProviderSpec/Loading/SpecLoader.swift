import Dispatch

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Reads a spec's directory: `provider.json` and the service files that it names.
public enum SpecLoader {
  /// The provider that the files of a directory describe.
  ///
  /// - Throws: `SpecError` with every mistake in any of the files.
  public static func load(directory: String) throws -> Provider {
    try load(directory: directory) { path in
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
  }

  /// The provider that files describe which need not be on disk.
  ///
  /// - Parameters:
  ///   - directory: The directory that the files seem to be in, as diagnostics name it.
  ///   - read: Gives a file's bytes by its path, or throws what to tell the user.
  /// - Throws: `SpecError` with every mistake in any of the files.
  public static func load(directory: String, read: (String) throws -> [UInt8]) throws -> Provider {
    let prefix = directory.hasSuffix("/") || directory.isEmpty ? directory : directory + "/"
    let path = prefix + "provider.json"
    let bytes: [UInt8]
    do {
      bytes = try read(path)
    } catch {
      let message = "the file can't be read (\(reason(error))); a spec is a directory with a 'provider.json'."
      throw SpecError(diagnostics: [Diagnostic(file: path, line: 1, column: 1, message: message)])
    }
    var reader = ProviderReader(report: SourceReport(file: path))
    var diagnostics: [Diagnostic] = []
    var provider: Provider?
    if let node = JSONReader.read(bytes, report: &reader.report), var draft = reader.provider(node) {
      var drafts: [ServiceDraft] = []
      var sources: [ServiceSource] = []
      for (name, file) in draft.services {
        if let source = source(of: name, file: file, prefix: prefix, read: read, report: &reader.report) {
          sources.append(source)
        }
      }
      for service in load(sources) {
        diagnostics += service.diagnostics
        if let draft = service.draft { drafts.append(draft) }
        if let service = service.service { draft.provider.services.append(service) }
      }
      ProviderValidator.checkNames(draft, report: &reader.report)
      // A service that could not be read may hold what would be missed here.
      if draft.servicesAreComplete, drafts.count == draft.services.count {
        ProviderValidator.checkPagination(draft, services: drafts, report: &reader.report)
      }
      provider = draft.provider
    }
    diagnostics += reader.report.diagnostics(bytes: bytes)
    if !diagnostics.isEmpty { throw SpecError(diagnostics: Array(Set(diagnostics)).sorted()) }
    guard let provider else {
      let message = "the file holds no provider; write one JSON object with \"format\": 1."
      throw SpecError(diagnostics: [Diagnostic(file: path, line: 1, column: 1, message: message)])
    }
    return provider
  }

  /// A service's file as it was read.
  private struct ServiceSource {
    var name: Located<String>
    var path: String
    var bytes: [UInt8]
  }

  private struct LoadedService {
    var draft: ServiceDraft?
    var service: Service?
    var diagnostics: [Diagnostic] = []
  }

  /// The file of a service; nil where it can't be read, which is reported.
  private static func source(
    of name: Located<String>, file: Located<String>, prefix: String, read: (String) throws -> [UInt8],
    report: inout SourceReport
  ) -> ServiceSource? {
    let path = prefix + file.value
    do {
      return ServiceSource(name: name, path: path, bytes: try read(path))
    } catch {
      report.error(at: file, "the file '\(path)' can't be read (\(reason(error))); write the service there.")
      return nil
    }
  }

  /// What the files hold, in their order. They know nothing of each other, so that all processors can be at it.
  private static func load(_ sources: [ServiceSource]) -> [LoadedService] {
    [LoadedService](unsafeUninitializedCapacity: sources.count) { results, count in
      // Each place is written by one thread, once.
      nonisolated(unsafe) let places = results
      DispatchQueue.concurrentPerform(iterations: sources.count) { index in
        places.initializeElement(at: index, to: load(sources[index]))
      }
      count = sources.count
    }
  }

  private static func load(_ source: ServiceSource) -> LoadedService {
    let (name, path, bytes) = (source.name, source.path, source.bytes)
    var reader = ServiceReader(report: SourceReport(file: path))
    var result = LoadedService()
    if let node = JSONReader.read(bytes, report: &reader.report), let draft = reader.service(node) {
      if !draft.name.value.isEmpty, !name.value.isEmpty, draft.name.value != name.value {
        reader.report.error(
          at: draft.name,
          "the service is '\(draft.name.value)' here and '\(name.value)' in provider.json; use one name.")
      }
      var validator = ServiceValidator(draft, report: reader.report)
      validator.check()
      reader.report = validator.report
      result.draft = draft
      if reader.report.isEmpty { result.service = draft.service(file: path) }
    }
    result.diagnostics = reader.report.diagnostics(bytes: bytes)
    return result
  }

  /// The reason in words that fit a message of one line.
  private static func reason(_ error: any Error) -> String {
    if let error = error as? CocoaError {
      switch error.code {
      case .fileReadNoSuchFile, .fileNoSuchFile: return "no such file"
      case .fileReadNoPermission: return "no permission"
      default: return "it is no file in a directory"
      }
    }
    return String(describing: error).split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}
