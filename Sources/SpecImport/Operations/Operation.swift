/// An operation of a document.
struct Operation {
  /// The path as the document writes it.
  var path: String
  /// The HTTP method in capitals.
  var httpMethod: String
  var node: Node
  /// Where the operation is written.
  var place: SourcePlace
  /// The parameters of all operations of the path.
  var shared: [Node]

  /// `GET /orgs/{org}`, for messages.
  var line: String { "\(httpMethod) \(path)" }
  /// The operation's own name.
  var id: String? { node["operationId"]?.scalar }
  /// The operation's tags.
  var tags: [String] { node["tags"]?.elements.compactMap(\.scalar) ?? [] }
}

/// Finds the operations of a document.
struct OperationReader {
  let references: References
  let report: ImportReport

  private static let known: Set<String> = ["get", "post", "put", "patch", "delete"]
  private static let unknown: Set<String> = ["head", "options", "trace", "query"]

  /// The operations, in order.
  func operations(of document: SourceDocument) -> [Operation] {
    if let webhooks = document.root["webhooks"] {
      for webhook in webhooks.members {
        report.add(
          .callback, at: webhook.place,
          "the webhook '\(webhook.name)'; requests that a server sends are no part of a spec.")
      }
    }
    guard let paths = document.root["paths"] else { return [] }
    guard paths.isMapping else {
      report.add(.operation, at: paths.place, "'paths' is \(paths.what); it is an object of paths.")
      return []
    }
    return paths.members.flatMap { operations(at: $0) }
  }

  private func operations(at path: Node.Member) -> [Operation] {
    if path.name.hasPrefix("x-") {
      report.omit(.extensions)
      return []
    }
    guard let item = references.target(of: path.value)?.node else { return [] }
    guard item.isMapping else {
      report.add(.operation, at: path.place, "the path '\(path.name)' is \(item.what); it is an object of operations.")
      return []
    }
    let shared = parameters(item["parameters"])
    var result: [Operation] = []
    for member in item.members {
      if Self.unknown.contains(member.name) {
        report.add(
          .operation, at: member.place,
          "\(member.name.uppercased()) \(path.name); a spec has GET, POST, PUT, PATCH and DELETE.")
      }
      if member.name == "servers" {
        report.add(.server, at: member.place, "a server of its own for '\(path.name)'; a provider has one server.")
      }
      guard Self.known.contains(member.name) else { continue }
      guard member.value.isMapping else {
        report.add(
          .operation, at: member.place,
          "\(member.name.uppercased()) \(path.name) is \(member.value.what); it is an object.")
        continue
      }
      result.append(
        Operation(
          path: path.name, httpMethod: member.name.uppercased(), node: member.value, place: member.place,
          shared: shared))
    }
    return result
  }

  /// The parameters of a path or an operation behind their references.
  func parameters(_ node: Node?) -> [Node] {
    guard let node else { return [] }
    if !node.isSequence {
      report.add(.parameter, at: node.place, "'parameters' is \(node.what); it is an array.")
    }
    return node.elements.compactMap { element in
      guard let parameter = references.target(of: element)?.node else { return nil }
      if parameter.isMapping { return parameter }
      report.add(.parameter, at: element.place, "a parameter that is \(parameter.what); it is an object.")
      return nil
    }
  }
}
