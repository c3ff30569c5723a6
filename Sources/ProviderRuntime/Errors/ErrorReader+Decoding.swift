extension ErrorReader {
  /// The error of an answer that a parser or decoder could not read.
  func unreadable(_ failure: any Error, _ response: HTTPResponse, _ request: PreparedRequest) -> ProviderError {
    switch failure {
    case var error as ProviderError:
      // Who reads a body does not know which request it answers.
      error.requestLine = error.requestLine ?? request.line
      error.status = error.status ?? response.status
      return clear(error)
    case DecodingError.keyNotFound(let key, let context):
      return missing(context.codingPath + [key], "is missing", response, request)
    case DecodingError.valueNotFound(_, let context) where !context.codingPath.isEmpty:
      return missing(context.codingPath, "is null", response, request)
    case DecodingError.typeMismatch(let type, let context), DecodingError.valueNotFound(let type, let context):
      return invalid(
        "\(Self.place(context.codingPath)) of the answer is not \(Self.name(type))", response, request)
    case DecodingError.dataCorrupted(let context) where !context.codingPath.isEmpty:
      return invalid(
        "\(Self.place(context.codingPath)) of the answer can't be read: \(context.debugDescription)", response, request)
    case is DecodingError:
      return invalid("the answer is not valid JSON", response, request)
    default:
      return invalid("the answer can't be read: \(failure)", response, request)
    }
  }

  private func missing(
    _ path: [any CodingKey], _ state: String, _ response: HTTPResponse, _ request: PreparedRequest
  ) -> ProviderError {
    let name = Self.text(path)
    var error = invalid("the field '\(name)'\(Self.item(path)) \(state), which the spec rules out", response, request)
    error.kind = .missingField(name)
    error.advice = "The API differs from its spec; the field should be optional or nullable there."
    return error
  }

  /// A path for people: `the field 'owner.login' of item 3`, `item 3`, `the whole`.
  private static func place(_ path: [any CodingKey]) -> String {
    if path.isEmpty { return "the whole" }
    let name = text(path)
    return name.isEmpty ? String(item(path).dropFirst(4)) : "the field '\(name)'\(item(path))"
  }

  /// The item of a list that a path begins with, counted from 1.
  private static func item(_ path: [any CodingKey]) -> String {
    path.first?.intValue.map { " of item \($0 + 1)" } ?? ""
  }

  /// The path within the object: `owner.login`, `tags[0]`.
  private static func text(_ path: [any CodingKey]) -> String {
    let path = path.first?.intValue == nil ? path[...] : path.dropFirst()
    return path.reduce(into: "") { text, key in
      if let index = key.intValue {
        text += "[\(index)]"
      } else {
        text += text.isEmpty ? key.stringValue : "." + key.stringValue
      }
    }
  }

  /// A Swift type in JSON's terms.
  private static func name(_ type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Bool.Type: "a boolean"
    case is any BinaryInteger.Type: "a whole number"
    case is any BinaryFloatingPoint.Type: "a number"
    case is [Any].Type: "an array"
    case is [String: Any].Type: "an object"
    default: "of the type that the spec says"
    }
  }
}
