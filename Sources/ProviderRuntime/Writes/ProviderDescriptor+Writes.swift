extension ProviderDescriptor {
  /// The service that a method belongs to; nil for a method of another provider.
  func service(of method: MethodDescriptor) -> ServiceDescriptor? {
    services.first { service in service.resources.contains { $0.methods.contains { $0.isSame(as: method) } } }
  }

  /// The full name of the first resource that has the method, for example `github.packages.package_versions`; the
  /// provider's name for a method that none has.
  public func resourceName(of method: MethodDescriptor) -> String {
    for service in services {
      if let resource = service.resources.first(where: { $0.methods.contains { $0.isSame(as: method) } }) {
        return "\(name).\(service.name).\(resource.name)"
      }
    }
    return name
  }

  /// The method that undoes another one; nil where the spec names none.
  public func inverse(of method: MethodDescriptor) -> MethodDescriptor? {
    guard let name = method.inverse, let service = service(of: method) else { return nil }
    return service.methods.first { $0.name == name }
  }

  /// Whether a method acts on the token's own account only because no owner is named: it says that the account is meant,
  /// and another method of the same verb has the same path behind an owner, as `/orgs/{org}/packages/…` is to
  /// `/user/packages/…`.
  public func actsOnOwnAccount(_ method: MethodDescriptor) -> Bool {
    method.namesCaller && lacksOwner(method)
  }

  /// How much a request of a method touches that was given all of its parameters.
  public func width(ofNamed method: MethodDescriptor) -> WritePlan.Width {
    if actsOnOwnAccount(method) { return .ownAccount }
    if changesCollection(method) { return .wide }
    guard lacksOwner(method) else { return .oneObject }
    // What names nothing, where others name whose things they mean, means all that the token has. A number tells an object
    // from all others; a name does so among the things of one owner.
    guard let key = method.parameters.last(where: { $0.location == .path }) else { return .wide }
    return key.isName ? .ownAccount : .oneObject
  }

  /// Whether a method deletes, replaces or changes whatever is in a list: its path is that of a list, or that of objects
  /// without the key that they have, and nothing else that it needs names one.
  private func changesCollection(_ method: MethodDescriptor) -> Bool {
    guard ["DELETE", "PUT", "PATCH"].contains(method.httpMethod), let service = service(of: method) else {
      return false
    }
    let own = PathTemplate(method.path).segments
    guard own.last?.parameter == nil, method.httpMethod != "DELETE" || method.body == nil,
      !method.parameters.contains(where: { $0.isRequired && $0.location != .path })
    else { return false }
    return service.methods.contains { other in
      let path = PathTemplate(other.path).segments
      guard path.count >= own.count, zip(own, path).allSatisfy({ $0.isLike($1) }) else { return false }
      if path.count == own.count { return other.httpMethod == "GET" && other.response.shape == .list }
      return path.count == own.count + 1 && path.last?.parameter != nil
    }
  }

  /// Whether another method of the same verb has the same path behind an owner.
  private func lacksOwner(_ method: MethodDescriptor) -> Bool {
    guard let service = service(of: method) else { return false }
    let own = PathTemplate(method.path)
    return service.methods.contains { sibling in
      sibling.httpMethod == method.httpMethod && own.lacksOwner(of: PathTemplate(sibling.path))
    }
  }

  /// The names of the secrets in the body of a method's requests, at any depth.
  package func hiddenMembers(of method: MethodDescriptor) -> Set<String> {
    let type: TypeDescriptor? =
      switch method.body {
      case nil: nil
      case .model(let name): .model(name)
      case .value(let type, _): type
      }
    guard let type, let service = service(of: method) else { return [] }
    var names: Set<String> = []
    var seen: Set<String> = []
    var open = [type]
    while let type = open.popLast() {
      switch type {
      case .array(let item): open.append(item)
      case .model(let name):
        guard seen.insert(name).inserted, let model = service.models.first(where: { $0.name == name }) else { continue }
        names.formUnion(model.fields.filter(\.isSecret).map(\.name))
        open += model.fields.map(\.type)
      case .string, .enumeration, .integer, .number, .boolean, .object: break
      }
    }
    return names
  }

  /// The width of a plan in which each write was given by its full key.
  public func width(of writes: [PlannedWrite]) -> WritePlan.Width {
    guard writes.count == 1, let write = writes.first else { return .wide }
    let width = width(ofNamed: write.method)
    return width == .oneObject && write.hasLists && deletes(by: write.method) ? .wide : width
  }

  /// Whether a method deletes what a list in its request names, if there is one: a DELETE, or what SQL's DELETE calls.
  package func deletes(by method: MethodDescriptor) -> Bool {
    if method.httpMethod == "DELETE" { return true }
    guard let service = service(of: method) else { return false }
    return service.resources.contains { resource in
      resource.verbs.contains { $0.verb == .delete && $0.methods.contains(method.name) }
    }
  }
}

extension PlannedWrite {
  /// Whether it holds a list that is not of one value, in a parameter or anywhere in its body.
  package var hasLists: Bool {
    let isListed = arguments.names.contains { name in
      if case .array(let values)? = arguments[name] { values.count != 1 } else { false }
    }
    if isListed { return true }
    guard let body, body.utf8.contains(UInt8(ascii: "[")) else { return false }
    return JSONValue(text: body)?.hasLists ?? false
  }
}

extension JSONValue {
  fileprivate var hasLists: Bool {
    switch self {
    case .array(let elements): elements.count != 1 || elements.contains(where: \.hasLists)
    case .object(let members): members.values.contains(where: \.hasLists)
    default: false
    }
  }
}

extension ParameterDescriptor {
  /// Whether its value is a name that somebody gave, which others may have given, too.
  fileprivate var isName: Bool {
    guard case .string(let format) = type, format != "uuid" else { return false }
    let name = name.lowercased()
    return name == "slug" || name.hasSuffix("name")
  }
}

extension ServiceDescriptor {
  /// The methods of all resources; one that several resources have comes several times.
  var methods: some Sequence<MethodDescriptor> { resources.lazy.flatMap(\.methods) }
}

extension MethodDescriptor {
  /// Whether two descriptors name the same operation. Names are unique within a service only.
  func isSame(as other: MethodDescriptor) -> Bool {
    name == other.name && httpMethod == other.httpMethod && path == other.path
  }

  /// Whether calling the method can't change anything at the server (RFC 9110, section 9.2.1): it is a GET, or sends a
  /// GraphQL document that only asks.
  public var isRead: Bool { httpMethod == "GET" || httpMethod == "HEAD" || asksGraphQL }
}
