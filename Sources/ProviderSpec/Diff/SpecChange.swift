/// One difference between two specs, told once however many resources it reaches.
public struct SpecChange: Sendable, Hashable {
  /// What happened.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// It is in the new spec only.
    case added
    /// It is in the old spec only.
    case removed
    /// It has another name; always a guess, from how much else is the same.
    case renamed
    /// It is in both and not the same.
    case changed
  }

  /// What it happened to.
  public enum Subject: String, Sendable, Hashable, CaseIterable {
    /// The provider: its settings.
    case provider
    /// A header that is sent with each request.
    case header
    /// A refusal that is told apart.
    case refusal
    /// A service.
    case service
    /// A resource.
    case resource
    /// A method.
    case method
    /// A parameter: of one method, or of all that take it.
    case parameter
    /// A model.
    case model
    /// A field of a model.
    case field
    /// An enum.
    case enumeration = "enum"
    /// A value of an enum.
    case value
  }

  /// What happened.
  public var kind: Kind
  /// What it happened to.
  public var subject: Subject
  /// The service, by its new name where it has one; nil for the provider's own.
  public var service: String?
  /// The resources that it reaches, by their new names, in the new spec's order, then those that are gone.
  public var resources: [String] = []
  /// The name: the old one of what was removed or renamed.
  public var name: String
  /// What it belongs to: the model of a field, the enum of a value, the method of a parameter.
  public var owner: String?
  /// What about it has changed, as the spec's files name it: `type`, `required`, `server.url`; nil unless it changed.
  public var property: String?
  /// What was there before, in a few words or as JSON; nil where nothing was.
  public var old: String?
  /// What is there now.
  public var new: String?
  /// What it means for those who use the provider.
  public var impact: Impact

  /// Whether it is a guess that could be wrong: a removal and an addition may be just that.
  public var isGuess: Bool { kind == .renamed }
}

/// The part of a semantic version (https://semver.org) that a change raises.
public enum VersionStep: Int, Sendable, Hashable, Comparable, CaseIterable {
  /// Nothing has changed.
  case none
  /// Nothing new and nothing broken: texts, or how something is done.
  case patch
  /// Something new, and all that worked goes on working.
  case minor
  /// Something that worked does not any more.
  case major

  /// The name: `none`, `patch`, `minor`, `major`.
  public var name: String { "\(self)" }

  /// By how much is raised.
  public static func < (left: VersionStep, right: VersionStep) -> Bool { left.rawValue < right.rawValue }
}

/// What a change means for those who use the provider. docs/diff.md holds the rules.
public struct Impact: Sendable, Hashable {
  /// Whether a statement that worked may fail, or mean something else.
  public var breaksSQL = false
  /// Whether a program that compiled may not, or may do something else.
  public var breaksSwift = false
  /// The part of the version that it raises.
  public var step: VersionStep
  /// Why it breaks something, in half a sentence; nil where it does not.
  public var reason: String?

  /// Something new, in nobody's way.
  static let addition = Impact(step: .minor)
  /// Texts, and how something is done.
  static let detail = Impact(step: .patch)

  /// Something that breaks one or both; a detail where it breaks none.
  static func breaking(sql: Bool = false, swift: Bool = false, _ reason: String) -> Impact {
    guard sql || swift else { return .detail }
    return Impact(breaksSQL: sql, breaksSwift: swift, step: .major, reason: reason)
  }

  /// Whether it breaks anybody.
  public var isBreaking: Bool { breaksSQL || breaksSwift }

  /// This one, or the other where this one breaks nothing.
  func or(_ other: Impact) -> Impact { isBreaking ? self : other }

  /// Both together.
  func and(_ other: Impact) -> Impact {
    let reasons = [reason, other.reason].compactMap { $0 }
    return Impact(
      breaksSQL: breaksSQL || other.breaksSQL, breaksSwift: breaksSwift || other.breaksSwift,
      step: max(step, other.step), reason: reasons.isEmpty ? nil : reasons.joined(separator: "; "))
  }
}
