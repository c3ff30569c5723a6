/// Builds requests from a method's descriptor and arguments.
struct RequestBuilder: Sendable {
  /// The rule of paging, from which the size of a page comes.
  let pagination: PaginationDescriptor?
  /// The URL that paths are put behind.
  let base: WebAddress
  /// The token, so that no request for people shows it: a server may put it into the address of a next page.
  let token: Token?

  /// Builds the request; an argument that is missing, unknown or can't travel is an error that names it.
  func request(
    _ method: MethodDescriptor, _ arguments: Arguments, body: [UInt8]? = nil
  ) throws(ProviderError) -> PreparedRequest {
    let unknown = arguments.names.filter { name in !method.parameters.contains { $0.name == name } }
    if let name = unknown.first {
      throw invalid(method, name, "the method takes no such parameter")
    }
    if body != nil, method.httpMethod == "DELETE" || method.httpMethod == "GET" {
      throw ProviderError(
        kind: .invalidArgument("body"), method: method.name,
        reason: "a \(method.httpMethod) request carries no body")
    }
    var address = base
    address.path += try path(method, arguments)
    let items = try query(method, arguments)
    if !items.isEmpty { address.query = items.joined(separator: "&") }
    return PreparedRequest(
      method: method, address: address, line: line(method, address), body: body)
  }

  /// The number of items that a full page of a list has; nil where the method does not let it be known.
  func pageSize(_ method: MethodDescriptor, _ arguments: Arguments) -> Int? {
    guard let name = pagination?.pageSizeParameter,
      let parameter = method.parameters.first(where: { $0.name == name })
    else { return nil }
    // The server reduces a larger value silently.
    let largest = parameter.maximum ?? pagination?.maximumPageSize
    let size = arguments[name]?.wholeNumber ?? largest
    return size.map { min($0, largest ?? $0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  /// A request for people: without the server's base path and without secrets.
  func line(_ method: MethodDescriptor, _ address: WebAddress) -> String {
    var address = address
    if !base.path.isEmpty, address.path.hasPrefix(base.path + "/") { address.path.removeFirst(base.path.count) }
    let secrets = method.parameters.filter { $0.location == .query && $0.isSecret }.map(\.name)
    let target = address.displayTarget(hiding: Set(secrets))
    return "\(method.httpMethod) \(token?.redact(target) ?? target)"
  }

  private func path(_ method: MethodDescriptor, _ arguments: Arguments) throws(ProviderError) -> String {
    var path = ""
    var rest = method.path[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      path += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      guard let value = arguments[name] else { throw missing(method, name) }
      let text = try checked(method, name, value)
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
      if let value = arguments[parameter.name] ?? defaultPageSize(method, parameter) {
        let text = try checked(method, parameter.name, value)
        items.append("\(PercentEncoding.encode(parameter.name))=\(PercentEncoding.encode(text))")
      } else if parameter.isRequired {
        throw missing(method, parameter.name)
      }
    }
    return items
  }

  /// Pages are as large as they can be unless the caller says otherwise: fewer requests for the same items.
  private func defaultPageSize(_ method: MethodDescriptor, _ parameter: ParameterDescriptor) -> ArgumentValue? {
    guard parameter.name == pagination?.pageSizeParameter else { return nil }
    guard method.response.shape == .list else { return nil }
    return (parameter.maximum ?? pagination?.maximumPageSize).map { .integer(Int64($0)) }
  }

  private func checked(
    _ method: MethodDescriptor, _ name: String, _ value: ArgumentValue
  ) throws(ProviderError) -> String {
    if case .number(let number) = value, !number.isFinite {
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
