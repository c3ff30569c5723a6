import Foundation
import Testing

/// A change of a spec, and all that the comparison with the spec must say then.
struct Mutation: Sendable, CustomTestStringConvertible {
  var testDescription: String
  /// Each change as a line: whom it breaks, the step, and the sentence.
  var changes: [String]
  /// The directory of the spec that is changed.
  var spec = "spec/github"
  var apply: @Sendable (MutableSpec) throws -> Void

  init(_ description: String, _ changes: String..., apply: @escaping @Sendable (MutableSpec) throws -> Void) {
    testDescription = description
    self.changes = changes
    self.apply = apply
  }

  /// The same change, of which one line more is told.
  func also(_ change: String) -> Mutation {
    var result = self
    result.changes.append(change)
    return result
  }
}
