import ProviderRuntime

/// One request of a statement, ready to be sent.
struct PlannedRequest: Sendable, Hashable {
  var method: MethodDescriptor
  var arguments: Arguments
  /// What the parameters' columns show in the rows that come back, by parameter.
  var shown: [String: SQLValue]
  /// Whether a 404 means "no row".
  var isKeyed: Bool
  /// The parameters that take each of their values because the statement gives none.
  var fannedOut: [String]
}

/// The requests of one scan: one for each combination of its parameters' values, the first parameter's changing slowest.
///
/// Each is put together when it is asked for: lists of a thousand values each make a million.
struct PlannedRequests: Sendable, Hashable, RandomAccessCollection {
  private struct Dimension: Sendable, Hashable {
    var parameter: String
    var values: [Coercion.Coerced]
    /// How many requests in a row have the same value.
    var stride = 1
  }

  private let method: MethodDescriptor
  private let isKeyed: Bool
  private let fannedOut: [String]
  private let dimensions: [Dimension]
  /// How many there are.
  let count: Int

  fileprivate init(_ choice: Choice, values: [(parameter: String, values: [Coercion.Coerced])]) throws(SQLError) {
    method = choice.method
    isKeyed = choice.isKeyed
    fannedOut = choice.fannedOut
    var dimensions: [Dimension] = []
    var count = 1
    for (parameter, values) in values.reversed() {
      dimensions.append(Dimension(parameter: parameter, values: values, stride: count))
      let (product, overflow) = count.multipliedReportingOverflow(by: values.count)
      guard !overflow else {
        throw SQLError(.badValue, "the lists of values have too many combinations: each is a request")
      }
      count = product
    }
    self.dimensions = dimensions.reversed()
    self.count = count
  }

  var startIndex: Int { 0 }
  var endIndex: Int { count }

  subscript(position: Int) -> PlannedRequest {
    var request = PlannedRequest(
      method: method, arguments: Arguments(), shown: [:], isKeyed: isKeyed, fannedOut: fannedOut)
    for dimension in dimensions {
      let value = dimension.values[position / dimension.stride % dimension.values.count]
      request.arguments[dimension.parameter] = value.argument
      request.shown[dimension.parameter] = value.shown
    }
    return request
  }
}

extension Planner {
  /// The requests of a choice.
  ///
  /// Values are turned into the parameters' types; NULLs, and values that ask the same again, are dropped.
  ///
  /// - Throws: `SQLError` for a value that its parameter cannot take.
  func requests(for choice: Choice, values: [String: [SQLValue]]) throws(SQLError) -> PlannedRequests {
    var dimensions: [(parameter: String, values: [Coercion.Coerced])] = []
    for parameter in choice.method.parameters {
      let given: [SQLValue]
      if choice.used.contains(parameter.name) {
        given = values[parameter.name] ?? []
      } else if choice.fannedOut.contains(parameter.name), let all = Self.values(of: parameter) {
        given = all.map { .text($0) }
      } else {
        continue
      }
      var seen: Set<ArgumentValue> = []
      var coerced: [Coercion.Coerced] = []
      for value in given {
        guard let one = try Coercion.coerce(value, to: parameter), seen.insert(one.argument).inserted else { continue }
        try refuseList(one, for: parameter)
        coerced.append(showing(one, for: parameter))
      }
      dimensions.append((parameter.name, coerced))
    }
    return try PlannedRequests(choice, values: dimensions)
  }

  /// A field does not show the value that asks for every value of it.
  private func showing(_ value: Coercion.Coerced, for parameter: ParameterDescriptor) -> Coercion.Coerced {
    guard let wildcard = parameter.wildcard, value.argument == .string(wildcard),
      let column = table.column(ofParameter: parameter.name), table.columns[column].wildcard != nil
    else { return value }
    return Coercion.Coerced(argument: value.argument, shown: .null)
  }

  /// A row has one value where the request may ask for several: none of its rows would equal the list.
  private func refuseList(_ value: Coercion.Coerced, for parameter: ParameterDescriptor) throws(SQLError) {
    guard case .array(let elements) = value.argument, case .text(let text) = value.shown,
      let field = table.column(ofParameter: parameter.name).flatMap({ table.columns[$0].field }),
      ColumnType(field.type) != .json, JSONElements.values(text) != nil
    else { return }
    let list = elements.map { SQLValue($0).literal }.joined(separator: ", ")
    throw SQLError(
      .badValue, "\(parameter.name) = \(value.shown.literal) holds for no row: write \(parameter.name) IN (\(list))")
  }
}
