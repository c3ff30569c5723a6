/// Builds requests from a method's descriptor and arguments.
struct RequestBuilder: Sendable {
  /// The provider's rule of paging, which holds for methods that have none of their own.
  let pagination: PaginationDescriptor?
  /// The URL that paths are put behind.
  let base: WebAddress
  private let lines: RequestLines

  /// Creates a builder; the token is for the requests that people see, which do not show it.
  init(pagination: PaginationDescriptor?, base: WebAddress, token: Token?) {
    self.pagination = pagination
    self.base = base
    lines = RequestLines(basePath: base.path, token: token)
  }

  /// Builds the request; an argument that is missing, unknown or can't travel is an error that names it.
  ///
  /// Whether the method needs a body is not looked at: the line for people does without.
  func request(
    _ method: MethodDescriptor, _ arguments: Arguments, body: [UInt8]? = nil
  ) throws(ProviderError) -> PreparedRequest {
    let unknown = arguments.names.filter { name in !method.parameters.contains { $0.name == name } }
    if let name = unknown.first {
      throw invalid(method, name, "the method takes no such parameter")
    }
    if body != nil, method.body == nil {
      throw ProviderError(
        kind: .invalidArgument("body"), method: method.name,
        reason: "a request of \(method.name) (\(method.httpMethod) \(method.path)) carries no body")
    }
    var address = base
    address.path += try path(method, arguments)
    let items = try query(method, arguments)
    if !items.isEmpty { address.query = items.joined(separator: "&") }
    return PreparedRequest(
      method: method, arguments: arguments, address: address, lines: lines,
      headers: try headers(method, arguments), body: try graphQL(method, arguments) ?? body)
  }

  /// The number of items that a full page of a list has; nil where the method does not let it be known.
  func pageSize(_ method: MethodDescriptor, _ arguments: Arguments) -> Int? {
    guard let parameter = pageSizeParameter(of: method) else { return nil }
    // The server reduces a larger value silently.
    let largest = largestPage(method, parameter)
    let size = arguments[parameter.name]?.wholeNumber ?? largest
    return size.map { min($0, largest ?? $0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// The largest page that the spec knows of; nil where it knows none.
  func largestPage(_ method: MethodDescriptor) -> Int? {
    pageSizeParameter(of: method).flatMap { largestPage(method, $0) }
  }

  private func path(_ method: MethodDescriptor, _ arguments: Arguments) throws(ProviderError) -> String {
    var path = ""
    var rest = method.path[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      path += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      guard let value = arguments[name] else { throw missing(method, name) }
      let text = try single(method, name, value)
      guard !text.isEmpty else { throw invalid(method, name, "it is empty, which would make another path") }
      path += PercentEncoding.encode(text)
      rest = rest[rest.index(after: close)...]
    }
    path += rest
    // Servers and proxies take such a segment out, encoded or not (RFC 3986, section 6.2.2.3): a request to delete the
    // package ".." would reach the path above it.
    if let segment = path.split(separator: "/").first(where: { $0 == "." || $0 == ".." }),
      let name = method.parameters.first(where: { arguments[$0.name]?.text == String(segment) })?.name
    {
      throw invalid(method, name, "'\(segment)' stands for another path")
    }
    return path
  }

  private func query(_ method: MethodDescriptor, _ arguments: Arguments) throws(ProviderError) -> [String] {
    var items: [String] = []
    for parameter in method.parameters where parameter.location == .query {
      guard let values = try values(of: parameter, method, arguments) else { continue }
      let name = PercentEncoding.encode(parameter.name)
      let encoded = values.map(PercentEncoding.encode)
      if parameter.isExploded {
        items += encoded.map { "\(name)=\($0)" }
      } else {
        items.append("\(name)=\(encoded.joined(separator: ","))")
      }
    }
    return items
  }

  private func headers(
    _ method: MethodDescriptor, _ arguments: Arguments
  ) throws(ProviderError) -> [HTTPHeaders.Field] {
    var fields: [HTTPHeaders.Field] = []
    for parameter in method.parameters where parameter.location == .header {
      guard let values = try values(of: parameter, method, arguments) else { continue }
      guard HeaderText.isName(parameter.name), !HeaderText.isReserved(parameter.name) else {
        throw invalid(method, parameter.name, "a header of this name belongs to the client")
      }
      guard values.allSatisfy(HeaderText.isValue) else {
        throw invalid(method, parameter.name, "a header holds no line ends and no control characters")
      }
      if values.count > 1, values.contains(where: { $0.contains(",") }) {
        throw invalid(method, parameter.name, "one of its values holds a comma, which stands between values there")
      }
      fields.append(HTTPHeaders.Field(name: parameter.name, value: values.joined(separator: ",")))
    }
    return fields
  }

  /// The body of a method that sends a GraphQL document; nil for any other.
  private func graphQL(_ method: MethodDescriptor, _ arguments: Arguments) throws(ProviderError) -> [UInt8]? {
    guard let document = method.graphQL else { return nil }
    var variables: [(String, ArgumentValue)] = []
    for parameter in method.parameters where parameter.location == .variable {
      if let value = arguments[parameter.name] ?? defaultPageSize(method, parameter) {
        _ = try checked(method, parameter.name, value)
        variables.append((parameter.name, value))
      } else if parameter.isRequired {
        throw missing(method, parameter.name)
      }
    }
    return GraphQLRequest.body(document, variables)
  }

  /// The texts of a parameter's value, of which an array may have several; nil where it is not sent.
  private func values(
    of parameter: ParameterDescriptor, _ method: MethodDescriptor, _ arguments: Arguments
  ) throws(ProviderError) -> [String]? {
    guard let value = arguments[parameter.name] ?? defaultPageSize(method, parameter) else {
      if parameter.isRequired { throw missing(method, parameter.name) }
      return nil
    }
    guard case .array(let elements) = value else { return [try checked(method, parameter.name, value)] }
    guard case .array = parameter.type else { throw invalid(method, parameter.name, "it takes one value, not several") }
    if elements.isEmpty {
      if parameter.isRequired { throw invalid(method, parameter.name, "there is no value in it") }
      return nil
    }
    var texts: [String] = []
    for element in elements { texts.append(try single(method, parameter.name, element)) }
    return texts
  }

  /// Pages are as large as they can be unless the caller says otherwise: fewer requests for the same items.
  private func defaultPageSize(_ method: MethodDescriptor, _ parameter: ParameterDescriptor) -> ArgumentValue? {
    guard method.response.shape == .list, parameter.name == pageSizeParameter(of: method)?.name else { return nil }
    return largestPage(method, parameter).map { .integer(Int64($0)) }
  }

  private func pageSizeParameter(of method: MethodDescriptor) -> ParameterDescriptor? {
    guard let name = (method.pagination ?? pagination)?.pageSizeParameter else { return nil }
    return method.parameters.first { $0.name == name }
  }

  private func largestPage(_ method: MethodDescriptor, _ parameter: ParameterDescriptor) -> Int? {
    parameter.maximum ?? (method.pagination ?? pagination)?.maximumPageSize
  }

  private func single(
    _ method: MethodDescriptor, _ name: String, _ value: ArgumentValue
  ) throws(ProviderError) -> String {
    if case .array = value { throw invalid(method, name, "it takes one value, not several") }
    return try checked(method, name, value)
  }

  private func checked(
    _ method: MethodDescriptor, _ name: String, _ value: ArgumentValue
  ) throws(ProviderError) -> String {
    if let number = value.unwritable {
      throw invalid(method, name, "\(number) can't be written in JSON")
    }
    return value.text
  }

  private func missing(_ method: MethodDescriptor, _ name: String) -> ProviderError {
    ProviderError(
      kind: .missingArgument(name), method: method.name,
      reason: "\(method.name) (\(method.httpMethod) \(method.path)) needs the parameter '\(name)'")
  }

  private func invalid(_ method: MethodDescriptor, _ name: String, _ reason: String) -> ProviderError {
    ProviderError(
      kind: .invalidArgument(name), method: method.name,
      reason: "the parameter '\(name)' of \(method.name) can't be sent: \(reason)")
  }
}
