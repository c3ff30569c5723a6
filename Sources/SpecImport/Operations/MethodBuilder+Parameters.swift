import ProviderSpec

/// Parameters of path, query and header.
extension MethodBuilder {
  /// The parameters of an operation: those of the path in path order, then required ones, then optional ones.
  func parameters(of operation: Operation, template: PathTemplate) -> [MethodParameter] {
    let reader = OperationReader(references: references, report: report)
    /// A parameter is told from others by its name and its place.
    struct Key: Hashable {
      var name: String
      var location: String
    }
    var definitions: [(name: String, location: String, node: Node)] = []
    var known: Set<Key> = []
    for node in reader.parameters(operation.node["parameters"]) + operation.shared {
      guard var name = node["name"]?.scalar, let location = node["in"]?.scalar else {
        report.add(.parameter, at: node.place, "a parameter without 'name' or without 'in'; it is left out.")
        continue
      }
      if location == "path", !template.parameters.contains(name), let meant = spelling(of: name, in: template) {
        report.add(.parameter, at: node.place, "the parameter '\(name)' is '\(meant)' in the path; that is its name.")
        name = meant
      }
      // The operation's own stands for the one of the path that has its name and place.
      guard known.insert(Key(name: name, location: location)).inserted else { continue }
      definitions.append((name, location, node))
    }
    var path: [String: MethodParameter] = [:]
    var required: [MethodParameter] = []
    var optional: [MethodParameter] = []
    var places: [String: MethodParameter.Location] = [:]
    for (name, location, node) in definitions {
      guard let location = self.location(location, name, node, template: template, of: operation) else { continue }
      if location != .path, let other = places.updateValue(location, forKey: name) {
        report.add(
          .parameter, at: node.place,
          "'\(name)' is a parameter of the \(other.rawValue) already; the one in the \(location.rawValue) is left out."
        )
        continue
      }
      let parameter = MethodParameter(
        parameter: parameter(name, node, location), location: location,
        isRequired: location == .path || node["required"]?.boolean == true)
      if location == .path {
        path[name] = parameter
      } else if parameter.isRequired {
        required.append(parameter)
      } else {
        optional.append(parameter)
      }
    }
    let inPath = template.parameters.map { name in
      if let known = path[name] { return known }
      report.add(.parameter, at: operation.place, "{\(name)} of \(operation.line) is not described; a text is taken.")
      return MethodParameter(
        parameter: Parameter(name: name, type: .string(format: nil), summary: ImportNames.title(name) + "."),
        location: .path, isRequired: true)
    }
    return inPath + required + optional
  }

  /// The name in the path that is the same but for capitals, hyphens and underscores.
  private func spelling(of name: String, in template: PathTemplate) -> String? {
    template.parameters.first { ListWrapper.plain($0) == ListWrapper.plain(name) }
  }

  /// Where a parameter travels; nil where a spec has none there, which is reported.
  private func location(
    _ text: String, _ name: String, _ node: Node, template: PathTemplate, of operation: Operation
  ) -> MethodParameter.Location? {
    func leaveOut(_ reason: String) -> MethodParameter.Location? {
      report.add(.parameter, at: node.place, "the parameter '\(name)' of \(operation.line) is left out: \(reason).")
      return nil
    }
    if name.isEmpty || ImportNames.hasControlCharacters(name) { return leaveOut("its name can't be shown") }
    let isInPath = template.parameters.contains(name)
    switch text {
    case "path": return isInPath ? .path : leaveOut("the path has no {\(name)}")
    case "query": return isInPath ? leaveOut("the path has a parameter of its name") : .query
    case "header":
      if isInPath { return leaveOut("the path has a parameter of its name") }
      if ["accept", "content-type", "authorization"].contains(name.lowercased()) {
        return leaveOut("OpenAPI ignores it, and Bindery sets the header itself")
      }
      return SpecNames.isHeaderName(name) ? .header : leaveOut("no header has such a name")
    case "cookie": return leaveOut("a spec has no cookies")
    default: return leaveOut("'in' is '\(text)', and there is path, query, header and cookie")
    }
  }

  private func parameter(_ name: String, _ node: Node, _ location: MethodParameter.Location) -> Parameter {
    var schema = node["schema"].map { schemas.schema($0) } ?? Schema(.string, node: node)
    if node["schema"] == nil {
      let content = node["content"]?.members.first
      report.add(
        .parameter, at: content?.place ?? node.place,
        content.map { "the parameter '\(name)' is written as \($0.name); a text is taken, to be given as it is sent." }
          ?? "the parameter '\(name)' has no schema; a text is taken.")
    }
    schema.example = node["example"] ?? node["examples"]?.members.first?.value["value"] ?? schema.example
    reportRest(of: node, name, location)
    var result = Parameter(name: name, type: type(of: schema, name, node, location), summary: "")
    result.isHeader = location == .header
    if case .array = result.type, location == .query {
      let style = node["style"]?.scalar ?? "form"
      result.isExploded = node["explode"]?.boolean ?? (style == "form")
      if style != "form" {
        report.add(
          .parameter, at: node["style"]?.place ?? node.place,
          "'\(name)' is written in the style '\(style)'; its values are repeated or joined by commas.")
      }
    }
    if case .integer = result.type { (result.minimum, result.maximum) = (schema.minimum, schema.maximum) }
    if case .number = result.type { (result.minimum, result.maximum) = (schema.minimum, schema.maximum) }
    result.defaultValue = schema.defaultValue.flatMap { value($0, of: result, what: "default") }
    result.example = schema.example.flatMap { value($0, of: result, what: "example") }
    let isDeprecated = node["deprecated"]?.boolean == true || schema.isDeprecated
    let text =
      PlainText.summary(self.text(node, "description")) ?? PlainText.summary(schema.text)
      ?? PlainText.summary(schema.title) ?? ImportNames.title(ImportNames.name(name) ?? name) + "."
    result.summary = isDeprecated && !text.lowercased().contains("deprecated") ? text + " Deprecated." : text
    return result
  }

  private func type(
    of schema: Schema, _ name: String, _ node: Node, _ location: MethodParameter.Location
  ) -> ValueType {
    let place = TypeTable.Place(parent: nil, part: ImportNames.name(name) ?? "value", isInput: true)
    switch schema.kind {
    case .string, .integer, .number, .boolean: return types.type(of: schema, at: place)
    case .scalar, .any, .null: return .string(format: nil)
    case .array where location != .path:
      if let items = schemas.schema(anyOf: schema.items), items.isScalar {
        return .array(items.kind == .scalar ? .string(format: nil) : types.type(of: items, at: place))
      }
      return schema.items.isEmpty ? .array(.string(format: nil)) : plainText(schema, name, node)
    case .array, .object: return plainText(schema, name, node)
    }
  }

  /// Lists ways of writing a value that a spec has not.
  private func reportRest(of node: Node, _ name: String, _ location: MethodParameter.Location) {
    let usual = location == .query ? "form" : "simple"
    if location != .query, let style = node["style"], let text = style.scalar, text != usual {
      report.add(
        .parameter, at: style.place, "'\(name)' is written in the style '\(text)'; its value is written as it is.")
    }
    if let reserved = node["allowReserved"], reserved.boolean == true {
      report.add(
        .parameter, at: reserved.place, "'\(name)' may hold reserved characters as they are; they are percent-encoded.")
    }
    if let segments = node["x-multi-segment"], segments.boolean == true {
      report.add(
        .parameter, at: segments.place, "'\(name)' may be several segments of the path; a slash in it is sent as %2F.")
    }
  }

  private func plainText(_ schema: Schema, _ name: String, _ node: Node) -> ValueType {
    report.add(
      .parameter, at: node.place,
      "the parameter '\(name)' is \(schema.kind == .array ? "an array" : "an object"); a text is taken, to be given as it is sent."
    )
    return .string(format: nil)
  }

  /// A default or example where it is a value of the parameter.
  private func value(_ node: Node, of parameter: Parameter, what: String) -> Literal? {
    guard !node.isNull, let literal = types.literal(node, of: parameter.type, what: what) else { return nil }
    if case .number(let text) = literal, let value = Double(text) {
      if let minimum = parameter.minimum, value < Double(minimum) { return outside(node, text, what) }
      if let maximum = parameter.maximum, value > Double(maximum) { return outside(node, text, what) }
    }
    return literal
  }

  private func outside(_ node: Node, _ text: String, _ what: String) -> Literal? {
    report.add(.parameter, at: node.place, "the \(what) \(text) is outside of the parameter's limits; it is left out.")
    return nil
  }
}
