extension ErrorReader {
  /// The error of an answer that a parser or decoder could not read.
  func unreadable(_ failure: any Error, _ response: HTTPResponse, _ request: PreparedRequest) -> ProviderError {
    switch failure {
    case var error as ProviderError:
      // Who reads a body does not know which request it answers.
      error.requestLine = error.requestLine ?? request.line
      error.status = error.status ?? response.status
      return clear(error)
    case let problem as ModelProblem: return unreadable(problem, response, request)
    default:
      return invalid("the answer can't be read: \(failure)", response, request)
    }
  }

  private func unreadable(
    _ problem: ModelProblem, _ response: HTTPResponse, _ request: PreparedRequest
  ) -> ProviderError {
    let path = problem.path
    switch problem.kind {
    case .missing: return missing(path, "is missing", response, request)
    case .null where !path.isEmpty: return missing(path, "is null", response, request)
    case .null: return invalid("the whole of the answer is null", response, request)
    case .isNot(let kind): return invalid("\(Self.place(path)) of the answer is not \(kind)", response, request)
    case .unreadable(let reason):
      return invalid("\(Self.place(path)) of the answer can't be read: \(reason)", response, request)
    case .notJSON: return invalid("the answer is not valid JSON", response, request)
    }
  }

  private func missing(
    _ path: [ModelProblem.Step], _ state: String, _ response: HTTPResponse, _ request: PreparedRequest
  ) -> ProviderError {
    let name = Self.text(path)
    var error = invalid("the field '\(name)'\(Self.item(path)) \(state), which the spec rules out", response, request)
    error.kind = .missingField(name)
    error.advice = "The API differs from its spec; the field should be optional or nullable there."
    return error
  }

  /// A path for people: `the field 'owner.login' of item 3`, `item 3`, `the whole`.
  private static func place(_ path: [ModelProblem.Step]) -> String {
    if path.isEmpty { return "the whole" }
    let name = text(path)
    return name.isEmpty ? String(item(path).dropFirst(4)) : "the field '\(name)'\(item(path))"
  }

  /// The item of a list that a path begins with, counted from 1.
  private static func item(_ path: [ModelProblem.Step]) -> String {
    if case .element(let index)? = path.first { " of item \(index + 1)" } else { "" }
  }

  /// The path within the object: `owner.login`, `tags[0]`.
  private static func text(_ path: [ModelProblem.Step]) -> String {
    var path = path[...]
    if case .element? = path.first { path.removeFirst() }
    return path.reduce(into: "") { text, step in
      switch step {
      case .element(let index): text += "[\(index)]"
      case .member(let name): text += text.isEmpty ? name : "." + name
      }
    }
  }
}
