import ProviderSpec

/// What a method answers.
extension MethodBuilder {
  /// A response with what its wrapper says about paging.
  struct Answer {
    var response: Response
    /// The schema of the whole body, where the list is a member of it.
    var wrapper: Schema?
    /// The schema of an item of the list.
    var item: Schema?
    var hasLinkHeader = false
  }

  /// The answer to count on; nil where the operation never answers with success, which is reported.
  func answer(of plan: MethodPlan) -> Answer? {
    let operation = plan.operation
    guard let responses = operation.node["responses"], responses.isMapping, !responses.members.isEmpty else {
      report.add(
        .response, at: operation.place, "\(operation.line) has no 'responses'; an answer without a body is taken.")
      return Answer(response: Response(status: 200, shape: .none))
    }
    let members = responses.members.filter { !$0.name.hasPrefix("x-") }
    let successes = members.filter { Self.status($0.name) != nil }
    report.omit(.failures, count: members.count { Self.status($0.name) == nil && $0.name != "default" })
    guard let chosen = chosen(successes, members: members, plan) else { return nil }
    for other in successes where other.name != chosen.name {
      report.add(
        .response, at: other.place,
        "\(operation.line) may answer \(other.name), too; the answer of \(chosen.name) is taken.")
    }
    let status = Self.status(chosen.name) ?? 200
    guard let node = references.target(of: chosen.value)?.node else {
      return Answer(response: Response(status: status, shape: .none))
    }
    return answer(node, status: status, plan)
  }

  /// The status of a success: `200`, `2XX`.
  private static func status(_ name: String) -> Int? {
    if name.lowercased() == "2xx" { return 200 }
    return Int(name).flatMap { (200...299).contains($0) ? $0 : nil }
  }

  /// The success that counts: the one that a mapping names, else the first with a body, else the first.
  private func chosen(_ successes: [Node.Member], members: [Node.Member], _ plan: MethodPlan) -> Node.Member? {
    if let wanted = plan.status, let name = wanted.scalar {
      if let member = successes.first(where: { $0.name == name }) { return member }
      report.add(.mapping, at: wanted.place, "'\(name)' is no success of \(plan.operation.line); another one is taken.")
    }
    func hasBody(_ member: Node.Member) -> Bool {
      references.target(of: member.value)?.node["content"]?.members.isEmpty == false
    }
    if let first = successes.first(where: hasBody) ?? successes.first { return first }
    if let fallback = members.first(where: { $0.name == "default" }) { return fallback }
    let names = members.map(\.name).joined(separator: ", ")
    report.add(
      .operation, at: plan.operation.place,
      "\(plan.operation.line) is left out: none of its answers (\(names)) is a success.")
    return nil
  }

  private func answer(_ node: Node, status: Int, _ plan: MethodPlan) -> Answer {
    let operation = plan.operation
    for link in node["links"]?.members ?? [] {
      report.add(.callback, at: link.place, "the link '\(link.name)' of an answer; a spec has none.")
    }
    let headers = node["headers"]?.members ?? []
    let hasLinkHeader = headers.contains { $0.name.lowercased() == "link" }
    report.omit(.headers, count: headers.count - (hasLinkHeader ? 1 : 0))
    let content = node["content"]?.members ?? []
    for media in content {
      report.omit(.examples, count: media.value["examples"]?.members.count ?? (media.value["example"] == nil ? 0 : 1))
    }
    let empty = Answer(response: Response(status: status, shape: .none), hasLinkHeader: hasLinkHeader)
    guard !content.isEmpty else { return empty }
    guard status != 204, status != 205 else {
      report.add(.response, at: node.place, "a body on status \(status), which has none.")
      return empty
    }
    guard let media = MediaTypes.choice(content, preferred: plan.mediaType?.scalar) else {
      let names = content.map { "'\($0.name)'" }.joined(separator: ", ")
      report.add(
        .response, at: content[0].place,
        "\(operation.line) answers \(names); only JSON and text are read, the body is not.")
      return empty
    }
    for other in content where other.name != media.name {
      report.add(
        .response, at: other.place, "\(operation.line) answers as '\(other.name)', too; '\(media.name)' is read.")
    }
    return answer(media, status: status, hasLinkHeader: hasLinkHeader, plan)
  }

  private func answer(_ media: Node.Member, status: Int, hasLinkHeader: Bool, _ plan: MethodPlan) -> Answer {
    let schema = media.value["schema"].map { schemas.schema($0) }
    if !MediaTypes.isJSON(media.name) {
      let isPlain = MediaTypes.isText(media.name) || schema?.kind == .string || schema == nil
      if isPlain, MediaTypes.isMediaType(MediaTypes.bare(media.name)) {
        return Answer(
          response: Response(
            status: status, shape: .object, type: .string(format: nil), mediaType: MediaTypes.bare(media.name)),
          hasLinkHeader: hasLinkHeader)
      }
      report.add(
        .response, at: media.place,
        "\(plan.operation.line) answers '\(media.name)', which may have to be asked for; it is read as JSON.")
    }
    guard let schema else {
      return Answer(response: Response(status: status, shape: .object, type: .object), hasLinkHeader: hasLinkHeader)
    }
    if schema.isEmptyObject, schema.properties.isEmpty {
      return Answer(response: Response(status: status, shape: .none), hasLinkHeader: hasLinkHeader)
    }
    let part = ImportNames.name(plan.name + "_response") ?? "response"
    let place = TypeTable.Place(parent: nil, part: part)
    var (member, inner) = located(schema, plan)
    let wrapper = member.isEmpty ? nil : schema
    if member.isEmpty, plan.objectKey == nil, plan.operation.httpMethod == "GET",
      let found = ListWrapper.find(in: schema, schemas: schemas)
    {
      member = found.member
      inner = found.list
    } else if member.isEmpty, plan.objectKey == nil, let found = ListWrapper.object(in: schema, schemas: schemas) {
      member = found.member
      inner = found.object
    }
    if inner.kind == .array {
      let item = schemas.schema(anyOf: inner.items)
      let itemPart = ImportNames.name(plan.name + "_item") ?? "item"
      let type = item.map { types.type(of: $0, at: TypeTable.Place(parent: nil, part: itemPart)) } ?? .object
      return Answer(
        response: Response(status: status, shape: .list, type: type, member: member),
        wrapper: wrapper ?? (member.isEmpty ? nil : schema), item: item, hasLinkHeader: hasLinkHeader)
    }
    return Answer(
      response: Response(status: status, shape: .object, type: types.type(of: inner, at: place), member: member),
      hasLinkHeader: hasLinkHeader)
  }

  /// Where in the body a mapping says that the object or list is, and its schema.
  private func located(_ schema: Schema, _ plan: MethodPlan) -> (member: [String], schema: Schema) {
    guard let key = plan.objectKey, let text = key.scalar, !text.isEmpty else { return ([], schema) }
    guard let names = JSONPath.names(text) else {
      report.add(
        .mapping, at: key.place, "'\(text)' is no path of member names such as '$.data.items'; it is left out.")
      return ([], schema)
    }
    var current = schema
    for name in names {
      guard let property = current.properties.first(where: { $0.name == name }),
        let next = schemas.schema(anyOf: property.schemas)
      else {
        report.add(
          .mapping, at: key.place,
          "'\(text)' leads nowhere in the answer of \(plan.operation.line): there is no '\(name)'.")
        return ([], schema)
      }
      current = next
    }
    return (names, current)
  }
}
