import ProviderSpec

/// Collects what an import could not take over. A class, because every part of an import adds to the same report.
final class ImportReport {
  private(set) var findings: [ImportFinding] = []
  private var seen: Set<ImportFinding> = []
  /// What is left out by rule, and how often it occurred.
  private(set) var omissions: [ImportOmission: Int] = [:]
  /// A document that is wrong throughout need not say so a million times.
  private static let maximum = 20_000

  /// Records that something was not taken over. What a message quotes is shown on one line.
  func add(_ kind: ImportFinding.Kind, at place: SourcePlace, _ message: String) {
    guard findings.count < Self.maximum else { return }
    let finding = ImportFinding(
      file: place.file, line: place.line, column: place.column, kind: kind, message: SpecText.line(message))
    if seen.insert(finding).inserted { findings.append(finding) }
  }

  /// Counts something that no spec has.
  func omit(_ omission: ImportOmission, count: Int = 1) {
    if count > 0 { omissions[omission, default: 0] += count }
  }
}

/// What OpenAPI has and a spec has not, wherever it occurs: it is counted, not listed.
public enum ImportOmission: String, Sendable, Hashable, CaseIterable {
  /// Limits of strings, arrays and objects, which the server checks.
  case constraints = "constraints that the server checks (pattern, maxLength, minItems, …)"
  /// Examples of whole bodies and of objects.
  case examples = "examples of bodies and objects"
  /// Answers to requests that fail.
  case failures = "answers of failed requests"
  /// Headers of answers, but for Link.
  case headers = "headers of answers"
  /// Keys that begin with `x-` and mean nothing to Bindery.
  case extensions = "extensions (x-…)"
}
