extension Writer {
  /// What the answer to a creation calls the new object: the fields of the resource's identity, else those that its
  /// methods' paths take, else its `id`, as `id = 42, name = 'x'`; nil where it created nothing, or the answer tells none.
  func created(_ exchange: Session.Exchange) -> String? {
    guard let (service, resource) = place, let method = resource.creation(write.method),
      case .model(let name)? = method.response.type, method.response.shape == .object,
      let model = service.models.first(where: { $0.name == name }), exchange.response.body.count <= 1 << 20,
      let object = exchange.content
    else { return nil }
    let fields = model.fields.filter { !$0.isSecret }
    let paths = Set(resource.methods.flatMap(\.parameters).filter { $0.location == .path }.map(\.name))
    let choices: [(FieldDescriptor) -> Bool] = [
      { field in resource.identity.contains { $0.field == field.name } }, { paths.contains($0.name) },
      { $0.name == "id" },
    ]
    for isChosen in choices {
      let texts = fields.filter(isChosen).compactMap { field in
        object[field.name].flatMap(Self.literal).map { "\(field.name) = \($0)" }
      }
      if !texts.isEmpty { return ErrorBody.line(texts.joined(separator: ", "), hiding: session.token) }
    }
    return nil
  }

  /// The service and the resource that the write names.
  private var place: (ServiceDescriptor, ResourceDescriptor)? {
    let names = write.resource.split(separator: ".", omittingEmptySubsequences: false)
    guard names.count == 3, names[0] == session.provider.name,
      let service = session.provider.services.first(where: { $0.name == names[1] }),
      let resource = service.resources.first(where: { $0.name == names[2] })
    else { return nil }
    return (service, resource)
  }

  private static func literal(_ value: JSONValue) -> String? {
    switch value {
    case .string(let text): "'\(text.substituting("'", with: "''"))'"
    case .integer(let number): String(number)
    default: nil
    }
  }
}

extension ResourceDescriptor {
  /// The method, where INSERT or REPLACE calls it.
  fileprivate func creation(_ method: MethodDescriptor) -> MethodDescriptor? {
    let names = verbs.filter { $0.verb == .insert || $0.verb == .replace }.flatMap(\.methods)
    return names.contains(method.name) ? methods.first { $0.isSame(as: method) } : nil
  }
}
