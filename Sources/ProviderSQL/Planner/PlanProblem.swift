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
  /// Every method of the verb that takes what is given needs more.
  case missing([Need], Verb)
  /// The same, where the statement looks at parameters that are missing without giving them for every row.
  case missingForSome([Need], named: [String])
  /// A method tells only that an object is there, or other fields than those that the statement looks at.
  case tellsNothing(method: MethodDescriptor, field: String)
  /// No method of the verb takes a parameter, or none takes it together with others that are given.
  case notTaken(parameter: String, together: [String], takenBy: [String], methods: [String], Verb)
  /// A field that holds JSON is compared with what only a parameter could be, which no method of the verb takes.
  case json(field: String, methods: [String], Verb)
  /// Requests name an object by a parameter that no method takes which reads: of that object no row can be looked at.
  case unreadable(parameter: String, needs: [Need])
  /// The request is the same for every row of the list that is read.
  case wholeList(method: String, request: String, Verb)
  /// A boolean of a row is compared with a text that is no number.
  case booleanText(column: String, text: String)
  /// JSON of a row is compared with a text that is no JSON, or is written in another way than rows have it.
  case jsonText(column: String, text: String, isList: Bool)
  /// A number of a row is compared with a text that is none.
  case numberText(column: String, text: String)
  /// A date of a row is compared with a text that is none.
  case dateText(column: String, text: String)
  /// A field is compared with a text that is nearly one of its known values.
  case unknownValue(column: String, text: String, meant: String)
  /// A list of values for what a request has one of.
  case severalValues(parameter: String)
  /// Several values for a column that the server compares: rows may answer more than one of them.
  case severalQuestions(column: String)
  /// A parameter is compared in a way that names no value.
  case comparison(parameter: String, comparison: String)
  /// One object is named beside a parameter that only a list takes, out of which a default may leave it.
  case hiddenObject(key: String, other: String, hiding: String, value: String)
  /// A parameter that names an owner is read and not given, and no other owner is.
  case ownerNotGiven(parameter: String)
  /// A column is compared that is only written.
  case onlySent(column: String)
  /// A comparison that SQLite must leave out stands behind those of which it lets a table say so.
  case tooFarBehind(column: String)

  /// A line for each method with what it needs.
  static func lines(_ needs: [Need]) -> String {
    let width = needs.map(\.method.count).max() ?? 0
    return needs.map { need in
      "  \(need.method)\(String(repeating: " ", count: width - need.method.count)) needs "
        + need.parameters.joined(separator: ", ")
    }.joined(separator: "\n")
  }

  private static func action(_ verb: Verb) -> String {
    verb == .delete ? "deletes from" : verb == .update ? "updates" : "reads"
  }

  private static func statement(_ verb: Verb, _ table: String) -> String {
    verb == .delete ? "DELETE FROM \(table)" : "\(verb.rawValue.uppercased()) \(table)"
  }

  /// What the user reads.
  func error(table: String) -> SQLError {
    switch self {
    case .noMethods(let verb):
      return SQLError(.notSupported, "\(table) has no method for \(verb.rawValue.uppercased())")
    case .missing(let needs, .select):
      return SQLError(
        .missingParameters,
        "\(table) needs more parameters in the WHERE or ON clause (=, IN or a join). What each method still needs:\n"
          + Self.lines(needs))
    case .missingForSome(let needs, let names):
      var error = Self.missing(needs, .select).error(table: table)
      error.message +=
        "\n\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") named, but not for every row: beside OR each "
        + "branch has to give all that a method needs, as in (a = 1 AND b = 2) OR (a = 1 AND b = 3), or each is a SELECT of "
        + "its own in a UNION ALL"
      return error
    case .tellsNothing(let method, let field):
      return SQLError(
        .missingParameters,
        method.response.shape == .none
          ? "\(method.name) tells only that what is given is there, and not its \(field): ask for what is given, or count(*)"
          : "\(method.name) answers none of the fields that the statement looks at, such as \(field)")
    case .missing(let needs, let verb):
      return SQLError(
        .missingParameters,
        "\(Self.statement(verb, table)) needs more in its WHERE clause (= or IN), as rows do not tell it. "
          + "What each method still needs:\n\(Self.lines(needs))")
    case .notTaken(let parameter, let together, let takenBy, let methods, let verb):
      if takenBy.isEmpty {
        return SQLError(
          .parameterNotTaken,
          "no method that \(Self.action(verb)) \(table) takes \(parameter); the methods are \(methods.joined(separator: ", "))"
        )
      }
      return SQLError(
        .parameterNotTaken,
        "no method of \(table) takes \(parameter) together with \(together.joined(separator: ", ")); "
          + "\(parameter) is taken by \(takenBy.joined(separator: ", "))")
    case .json(let field, let methods, let verb):
      return SQLError(
        .parameterNotTaken,
        "no method that \(Self.action(verb)) \(table) takes \(field), and in rows it is JSON: compare a part of it, as in "
          + "\(field) ->> '$.…'; the methods are \(methods.joined(separator: ", "))")
    case .unreadable(let parameter, let needs):
      return SQLError(
        .parameterNotTaken,
        "no method that reads \(table) takes \(parameter), so no row can be looked at before it is changed: the WHERE "
          + "clause has to give all that a method needs (= or IN), and nothing else. Objects that a query finds are for "
          + "EXEC … FOR EACH (SELECT …). What each method needs:\n\(Self.lines(needs))")
    case .wholeList(let method, let request, let verb):
      return SQLError(
        .notSupported,
        "\(method) sends \(request), the same for every row of the list, whatever the row holds: the WHERE clause of "
          + "\(Self.statement(verb, table)) has to give what it needs (= or IN), and nothing else")
    case .booleanText(let column, let text):
      return SQLError(
        .badValue,
        "\(column) is a boolean, which SQL compares as 1 or 0, and never equal to \(SQLText.quotedString(text)): write "
          + "\(column) = true or \(column) = false, without quotes")
    case .jsonText(let column, let text, let isList):
      let literal = SQLText.quotedString(text)
      let instead =
        if BodyValue.kind(text) != 0 {
          "\(column) = json(\(literal)), as rows hold JSON without spaces"
        } else if isList {
          "EXISTS (SELECT 1 FROM json_each(\(column)) WHERE value = \(literal))"
        } else {
          "\(column) ->> '$.…' = \(literal)"
        }
      return SQLError(.badValue, "\(column) holds JSON, which never equals \(literal): write \(instead)")
    case .numberText(let column, let text):
      return SQLError(
        .badValue, "\(column) is a number, and every number comes before a text such as \(SQLText.quotedString(text))")
    case .dateText(let column, let text):
      return SQLError(
        .badValue,
        "\(column) is a date such as '2024-06-30T08:15:00Z', compared letter by letter, and \(SQLText.quotedString(text)) is "
          + "none: write '2024-06-30', or date('now', '-30 days')")
    case .unknownValue(let column, let text, let meant):
      return SQLError(.badValue, "\(column) is never \(SQLText.quotedString(text)). Did you mean '\(meant)'?")
    case .tooFarBehind(let column):
      return SQLError(
        .notSupported,
        "the condition on \(column) stands behind 16 others, where SQLite would compare it with rows itself, which never "
          + "hold it: put it before them")
    case .severalValues(let parameter):
      return SQLError(
        .badValue, "\(parameter) IN (…) gives several values, of which a request has one; write \(parameter) = …")
    case .hiddenObject(let key, let other, let hiding, let value):
      return SQLError(
        .parameterNotTaken,
        "\(other) is taken by the list of \(table) alone, which holds what \(key) names only where \(hiding) is "
          + "\(SQLText.quotedString(value)): leave \(other) out, or give \(hiding), too")
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
    case .severalQuestions(let column):
      return SQLError(
        .badValue,
        "\(column) holds JSON, which \(table) is asked about one value at a time, and a row that has several would come "
          + "several times: write a SELECT with \(column) = … for each, joined by UNION")
    case .comparison(let parameter, let comparison):
      return SQLError(
        .parameterComparison,
        "\(parameter) \(comparison) does not say which \(parameter) to ask \(table) for; "
          + "only \(parameter) = …, \(parameter) IN (…) or a join can give it")
    }
  }
}
