import ProviderSpec

/// Bodies of requests.
extension MethodBuilder {
  /// The body that an operation sends; nil where it has none that a spec can have.
  func body(of plan: MethodPlan, parameters: [MethodParameter]) -> Body? {
    let operation = plan.operation
    guard let written = operation.node["requestBody"], let target = references.target(of: written)?.node else {
      return nil
    }
    guard operation.httpMethod != "GET" else {
      report.add(.body, at: written.place, "the body of \(operation.line); a GET has none.")
      return nil
    }
    guard let content = target["content"], !content.members.isEmpty else {
      report.add(
        .body, at: written.place, "the body of \(operation.line) has no 'content'; the request goes without one.")
      return nil
    }
    guard let media = MediaTypes.choice(content.members, preferred: nil) else {
      let names = content.members.map { "'\($0.name)'" }.joined(separator: ", ")
      report.add(
        .body, at: content.place,
        "the body of \(operation.line) is \(names); a spec has JSON and text, the request goes without.")
      return nil
    }
    for other in content.members where other.name != media.name {
      report.add(.body, at: other.place, "the body of \(operation.line) as '\(other.name)'; '\(media.name)' is sent.")
    }
    report.omit(.examples, count: media.value["examples"]?.members.count ?? (media.value["example"] == nil ? 0 : 1))
    guard MediaTypes.isJSON(media.name) else {
      return .value(.string(format: nil), mediaType: MediaTypes.bare(media.name))
    }
    guard let node = media.value["schema"] else { return .value(.object, mediaType: MediaTypes.json) }
    if target["required"]?.boolean != true {
      let schema = schemas.schema(node)
      if !schema.required.isEmpty {
        report.add(.body, at: written.place, "the body of \(operation.line) may be left out; here it is always sent.")
      }
    }
    return body(schema(ofBody: node), plan)
  }

  /// What a body's schema says. Where it is an object or something else, the object counts: its fields are what SQL and
  /// Swift can name.
  private func schema(ofBody node: Node) -> Schema {
    let schema = schemas.schema(node)
    guard schema.kind == .any, let target = references.target(of: node)?.node else { return schema }
    for key in ["oneOf", "anyOf"] {
      guard let parts = target[key]?.elements, parts.count > 1 else { continue }
      let objects = parts.filter { schemas.schema($0).isModel }
      guard !objects.isEmpty, objects.count < parts.count, let object = schemas.schema(anyOf: objects) else { continue }
      report.add(
        .body, at: target[key]?.place ?? target.place,
        "a body that is an object or something else; only the object can be sent.")
      return object
    }
    return schema
  }

  private func body(_ schema: Schema, _ plan: MethodPlan) -> Body {
    let part = ImportNames.name(plan.name + "_body") ?? "body"
    let place = TypeTable.Place(parent: nil, part: part, isInput: true)
    let type = types.type(of: schema, at: place)
    if case .model(let name) = type { return .model(name) }
    return .value(type, mediaType: MediaTypes.json)
  }
}
