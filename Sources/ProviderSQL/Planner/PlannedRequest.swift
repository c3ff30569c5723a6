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

extension Planner {
  /// The requests of a choice, one for each combination of the values, the first parameter's changing slowest.
  ///
  /// Values are turned into the parameters' types; NULLs, and values that ask the same again, are dropped.
  ///
  /// - Throws: `SQLError` for a value that its parameter cannot take.
  func requests(for choice: Choice, values: [String: [SQLValue]]) throws(SQLError) -> [PlannedRequest] {
    var requests = [
      PlannedRequest(
        method: choice.method, arguments: Arguments(), shown: [:], isKeyed: choice.isKeyed,
        fannedOut: choice.fannedOut)
    ]
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
        coerced.append(one)
      }
      var next: [PlannedRequest] = []
      next.reserveCapacity(requests.count * coerced.count)
      for request in requests {
        for one in coerced {
          var request = request
          request.arguments[parameter.name] = one.argument
          request.shown[parameter.name] = one.shown
          next.append(request)
        }
      }
      requests = next
    }
    return requests
  }
}
