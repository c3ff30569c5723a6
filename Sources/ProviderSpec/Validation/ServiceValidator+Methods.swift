/// Methods: parameters, body, response, inverse.
extension ServiceValidator {
  mutating func check(_ method: MethodDraft) {
    let path = Set(method.request.parameters.map(\.value))
    for parameter in method.request.parameters { useParameter(parameter, "path parameter") }
    let required = Set(method.required.map(\.value))
    for parameter in method.required + method.optional {
      useParameter(parameter, "parameter")
      if path.contains(parameter.value) {
        report.error(
          at: parameter, "'\(parameter.value)' is in the path already; name only the query's parameters here.")
      }
    }
    for parameter in method.optional where required.contains(parameter.value) {
      report.error(at: parameter, "'\(parameter.value)' is required already; name it under one of the two.")
    }
    if let body = method.body {
      useModel(body)
      if method.request.httpMethod == "GET" {
        report.error(at: body, "a body on a GET, which has none; use another HTTP method, or parameters.")
      }
    }
    if let model = method.response.model { useModel(model) }
    if case .wrappedList(let member) = method.response.shape, member.isEmpty {
      report.error(at: method.response.offset, "'member' of a response is empty; name the member that holds the list.")
    }
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
      if let parameter = parameters[example.parameter.value] { check(example.value, "example", of: parameter) }
    }
  }

  private mutating func useParameter(_ name: Located<String>, _ what: String) {
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
