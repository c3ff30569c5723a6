/// Methods: parameters, body, response, inverse.
extension ServiceValidator {
  mutating func check(_ method: MethodDraft) {
    let path = Set(method.request.parameters.map(\.value))
    checkOwnParameters(of: method)
    for parameter in method.request.parameters {
      useParameter(parameter, "path parameter", of: method)
      checkPathParameter(parameter, of: method)
    }
    let required = Set(method.required.map(\.value))
    for parameter in method.required + method.optional {
      useParameter(parameter, "parameter", of: method)
      if path.contains(parameter.value) {
        report.error(
          at: parameter, "'\(parameter.value)' is in the path already; name only the query's parameters here.")
      }
    }
    for parameter in method.optional where required.contains(parameter.value) {
      report.error(at: parameter, "'\(parameter.value)' is required already; name it under one of the two.")
    }
    checkBody(of: method)
    if let pagination = method.pagination { check(pagination, of: method) }
    if let type = method.response.type { use(type) }
    if let inverse = method.inverse { check(inverse, of: method) }
    checkExamples(of: method)
  }

  private mutating func checkExamples(of method: MethodDraft) {
    checkDuplicates(method.examples.map(\.parameter), "example of parameter", of: "method '\(method.name.value)'")
    let names = (method.request.parameters + method.required + method.optional).map(\.value)
    for example in method.examples where !example.parameter.value.isEmpty {
      guard names.contains(example.parameter.value) else {
        _ = unknown("parameter", example.parameter, among: names, advice: "the method does not take it")
        continue
      }
      if let parameter = parameter(example.parameter.value, of: method) {
        check(example.value, "example", of: parameter)
      }
    }
  }

  /// What a method means by a parameter's name: its own definition, or the service's.
  func parameter(_ name: String, of method: MethodDraft) -> ParameterDraft? {
    method.parameters.first { $0.name.value == name } ?? parameters[name]
  }

  private mutating func checkOwnParameters(of method: MethodDraft) {
    guard !method.parameters.isEmpty else { return }
    checkDuplicates(method.parameters.map(\.name), "parameter", of: "method '\(method.name.value)'")
    let used = Set((method.request.parameters + method.required + method.optional).map(\.value))
    for parameter in method.parameters {
      check(parameter)
      if !parameter.name.value.isEmpty, !used.contains(parameter.name.value) {
        report.error(
          at: parameter.name,
          "nothing uses the parameter '\(parameter.name.value)' of method '\(method.name.value)'; "
            + "name it in the path, under 'required' or under 'optional', or remove it.")
      }
    }
  }

  private mutating func checkPathParameter(_ name: Located<String>, of method: MethodDraft) {
    guard let parameter = parameter(name.value, of: method) else { return }
    if parameter.location?.value == "header" {
      report.error(
        at: name, "the path parameter '\(name.value)' is defined in a header; give one of the two another name.")
    } else if parameter.type.type.value == "array" {
      report.error(at: name, "the path parameter '\(name.value)' is an array; a segment of a path holds one value.")
    } else if parameter.wildcard != nil {
      report.error(
        at: name, "the path parameter '\(name.value)' has a wildcard; a path names one thing, so remove the wildcard.")
    }
  }

  private mutating func checkBody(of method: MethodDraft) {
    let isGet = method.request.httpMethod == "GET"
    if let body = method.body {
      use(body.type)
      if isGet {
        report.error(at: body.offset, "a body on a GET, which has none; use another HTTP method, or parameters.")
      }
      if let parameter = (method.required + method.optional + method.request.parameters).first(where: {
        !body.isModel && $0.value == "body"
      }) {
        report.error(
          at: parameter, "a parameter 'body' beside a body of one value, whose argument has that name; rename it.")
      }
    }
    if let graphQL = method.graphQL {
      if let body = method.body {
        report.error(at: body.offset, "a body beside 'graphql', which is the body; remove it.")
      }
      if method.request.httpMethod != "POST", !method.request.httpMethod.isEmpty {
        report.error(at: graphQL, "'graphql' on a \(method.request.httpMethod); a document is sent by POST.")
      }
      let variables = (method.required + method.optional).filter { name in
        parameter(name.value, of: method)?.location?.value != "header"
      }
      for name in variables where !GraphQLText.declares(name.value, in: graphQL.value) {
        report.error(
          at: name,
          "the document of '\(method.name.value)' has no variable '$\(name.value)'; use it there or remove it.")
      }
    }
  }

  private mutating func check(_ pagination: PaginationDraft, of method: MethodDraft) {
    guard method.response.shape == .list else {
      return report.error(
        at: pagination.offset, "a pagination on '\(method.name.value)', which answers no list; remove it.")
    }
    let names = (method.request.parameters + method.required + method.optional).map(\.value)
    for (key, name, isInteger) in pagination.parameters {
      guard names.contains(name.value) else {
        _ = unknown("parameter", name, among: names, advice: "the method does not take it")
        continue
      }
      if let type = parameter(name.value, of: method)?.type.type.value, isInteger, !type.isEmpty, type != "integer" {
        report.error(
          at: name, "'\(key)' names '\(name.value)', which is of type '\(type)'; it has to be an integer.")
      }
    }
  }

  private mutating func useParameter(_ name: Located<String>, _ what: String, of method: MethodDraft) {
    if method.parameters.contains(where: { $0.name.value == name.value }) { return }
    guard parameters[name.value] != nil else {
      let known = draft.parameters.map(\.name.value)
      let meant = unknown(what, name, among: known, advice: "define it under 'parameters'")
      if let meant { usedParameters.insert(meant) }
      return
    }
    usedParameters.insert(name.value)
  }

  private mutating func check(_ inverse: Located<String>, of method: MethodDraft) {
    if inverse.value == method.name.value {
      return report.error(at: inverse, "the method '\(inverse.value)' is its own inverse; name the one that undoes it.")
    }
    if method.request.httpMethod == "GET" {
      return report.error(at: inverse, "an inverse of a GET; a read changes nothing that could be undone, remove it.")
    }
    guard let other = methods[inverse.value] else {
      _ = unknown("method", inverse, among: draft.methods.map(\.name.value), advice: "define it under 'methods'")
      return
    }
    let ours = Set(method.request.parameters.map(\.value))
    let theirs = Set(other.request.parameters.map(\.value))
    if ours != theirs {
      let different = ours.symmetricDifference(theirs).sorted()
      report.error(
        at: inverse,
        "the inverse '\(inverse.value)' takes other path parameters: \(Suggestion.list(different)) "
          + "\(different.count == 1 ? "is" : "are") in one path only; an inverse takes the same.")
    }
    let known = ours.union((method.required + method.optional).map(\.value))
    let missing = other.required.map(\.value).filter { !known.contains($0) }
    if !missing.isEmpty {
      report.error(
        at: inverse,
        "the inverse '\(inverse.value)' requires \(Suggestion.list(missing)), which '\(method.name.value)' does not take."
      )
    }
    // One that is wrong in itself is reported where it is.
    if let back = other.inverse, ![method.name.value, other.name.value].contains(back.value), methods[back.value] != nil
    {
      report.error(
        at: inverse,
        "the inverse '\(inverse.value)' names '\(back.value)' as its own; two methods that undo each other name each other."
      )
    }
  }
}
