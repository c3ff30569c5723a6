import ProviderRuntime

/// Why no method can be chosen.
enum PlanProblem: Error, Sendable, Hashable {
  /// A method and the parameters that it still needs.
  struct Need: Sendable, Hashable {
    var method: String
    var parameters: [String]
  }

  /// The resource has no method for the verb.
  case noMethods(verb: Verb)
  /// Every method that takes what is given needs more.
  case missing([Need])
  /// No method takes a parameter, or none takes it together with others that are given.
  case notTaken(parameter: String, together: [String], takenBy: [String], methods: [String])
  /// A parameter is compared in a way that names no value.
  case comparison(parameter: String, comparison: String)
  /// A parameter that names an owner is read and not given, and no other owner is.
  case ownerNotGiven(parameter: String)
  /// A column is compared that is only written.
  case onlySent(column: String)

  /// A line for each method with what it needs.
  static func lines(_ needs: [Need]) -> String {
    let width = needs.map(\.method.count).max() ?? 0
    return needs.map { need in
      "  \(need.method)\(String(repeating: " ", count: width - need.method.count)) needs "
        + need.parameters.joined(separator: ", ")
    }.joined(separator: "\n")
  }

  /// What the user reads.
  func error(table: String) -> SQLError {
    switch self {
    case .noMethods(let verb):
      return SQLError(.notSupported, "\(table) has no method for \(verb.rawValue.uppercased())")
    case .missing(let needs):
      return SQLError(
        .missingParameters,
        "\(table) needs more parameters in the WHERE or ON clause (=, IN or a join). What each method still needs:\n"
          + Self.lines(needs))
    case .notTaken(let parameter, let together, let takenBy, let methods):
      if takenBy.isEmpty {
        return SQLError(
          .parameterNotTaken,
          "no method that reads \(table) takes \(parameter); the methods are \(methods.joined(separator: ", "))")
      }
      return SQLError(
        .parameterNotTaken,
        "no method of \(table) takes \(parameter) together with \(together.joined(separator: ", ")); "
          + "\(parameter) is taken by \(takenBy.joined(separator: ", "))")
    case .ownerNotGiven(let parameter):
      return SQLError(
        .parameterComparison,
        "the statement reads \(parameter) without giving it, so \(table) would hold the token's own objects alone; "
          + "only \(parameter) = …, \(parameter) IN (…) or a join can give it, in each branch of an OR. "
          + "For the token's own, leave \(parameter) out or write \(parameter) IS NULL")
    case .onlySent(let column):
      return SQLError(
        .parameterComparison,
        "\(column) is a part of what is sent to \(table), and no answer holds it; no row can be found by it")
    case .comparison(let parameter, let comparison):
      return SQLError(
        .parameterComparison,
        "\(parameter) \(comparison) does not say which \(parameter) to ask \(table) for; "
          + "only \(parameter) = …, \(parameter) IN (…) or a join can give it")
    }
  }
}
